import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Network } from 'cdk-stevedore';

/** A worker in private subnets that gets out through small instances, for less than a third of what NAT gateways cost. */
export function natInstance(stack: Stack): void {
  new ContainerService(stack, 'Worker', {
    platform: new ContainerPlatform(stack, 'Platform', { network: Network.natInstances() }),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
    command: ['sh', '-c', 'while true; do wget -qO- https://checkip.amazonaws.com; sleep 60; done'],
  });
}
