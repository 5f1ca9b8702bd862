import { aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, Network } from 'cdk-stevedore';

/** A public service in a VPC that was there before: tasks in isolated subnets of one group, and endpoints for what the VPC has none for yet. */
export function ownVpc(stack: Stack): void {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.20.0.0/16',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    publicSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    publicSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef0'],
    isolatedSubnetNames: ['App', 'Data'],
    isolatedSubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3', 'subnet-0123456789abcdef4', 'subnet-0123456789abcdef5'],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef2', 'rtb-0123456789abcdef3', 'rtb-0123456789abcdef4', 'rtb-0123456789abcdef5'],
  });

  new ContainerService(stack, 'Web', {
    platform: new ContainerPlatform(stack, 'Platform', {
      network: Network.existing(vpc, {
        taskSubnets: { subnetGroupName: 'App' },
        addEndpoints: true,
        existingEndpoints: [ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS],
      }),
    }),
    image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'web'), '1.0.0'),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
