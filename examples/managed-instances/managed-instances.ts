import { aws_ecs as ecs, Duration, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool } from 'cdk-stevedore';

/** A web service on instances that ECS chooses, starts, patches and ends. */
export function managedInstances(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: { web: InstancePool.managedInstances({ instanceTypes: ['c7g.*', 'm7g.*'], scaleInAfter: Duration.minutes(10) }) },
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
