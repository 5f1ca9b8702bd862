import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, Profile, WorkQueue } from 'cdk-stevedore';

/** A shop as a pull request has it: all in one stack, which goes without a trace. */
export function previewEnvironment(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', { profile: Profile.preview() });

  new ContainerService(stack, 'Web', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
  });

  new ContainerService(stack, 'Worker', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
    command: ['sh', '-c', 'while true; do echo "$ORDERS_QUEUE_URL"; sleep 60; done'],
    queues: { orders: WorkQueue.create() },
  });
}
