import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Network, TaskEvents } from 'cdk-stevedore';

/** A platform that writes to the people on call when a task stops that should not have, and a service to try it with. */
export function stoppedTaskAlerts(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    network: Network.publicSubnets(),
    taskEvents: TaskEvents.stoppedTasks({ emails: { oncall: 'oncall@example.com' } }),
  });

  new ContainerService(stack, 'Web', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
  });
}
