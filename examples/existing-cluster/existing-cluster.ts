import { aws_ec2 as ec2, aws_ecs as ecs, aws_s3 as s3, Duration, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress } from 'cdk-stevedore';

/** A service on a cluster that was there before, without touching what belongs to others. */
export function existingCluster(stack: Stack): void {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.20.0.0/16',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    publicSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    publicSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef0'],
    privateSubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
    privateSubnetRouteTableIds: ['rtb-0123456789abcdef2', 'rtb-0123456789abcdef3'],
  });
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shared', vpc });

  new ContainerService(stack, 'Web', {
    platform: ContainerPlatform.fromCluster(stack, 'Platform', {
      cluster,
      vpc,
      capacityProviders: [],
      logBucket: s3.Bucket.fromBucketName(stack, 'LogBucket', 'shared-access-logs'),
    }),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer({ deregistrationDelay: Duration.seconds(10) }),
    healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'] },
  });
}
