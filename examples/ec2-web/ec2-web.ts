import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool } from 'cdk-stevedore';

/** A web service on instances of one's own, which ECS starts and ends as tasks need them. */
export function ec2Web(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: { web: InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'], minInstances: 2, maxInstances: 6 }) },
  });

  new ContainerService(stack, 'Web', {
    platform,
    capacity: Capacity.pool('web'),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    cpu: 512,
    memoryMiB: 1024,
    ingress: Ingress.applicationLoadBalancer(),
  });
}
