import { aws_ecs as ecs, Duration, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool, Placement, Scaling } from 'cdk-stevedore';

/** Two services on the instances of one group, which is scaled by its CPU: one that computes, and a web service that keeps out of its way. */
export function classicPlacement(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: {
      fleet: InstancePool.autoScalingGroup({
        instanceTypes: ['m7i.large', 'm6i.large'],
        minInstances: 4,
        maxInstances: 8,
        managedScaling: false,
        scaleOnCpuPercent: 60,
        instanceAttributes: { team: 'shop' },
      }),
    },
  });

  new ContainerService(stack, 'Crunch', {
    platform,
    capacity: Capacity.pool('fleet'),
    networkMode: ecs.NetworkMode.BRIDGE,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
    command: ['sh', '-c', 'while true; do dd if=/dev/zero bs=1M count=1024 | sha256sum; sleep 1; done'],
    cpu: 1024,
    memoryMiB: 1024,
    stopTimeout: Duration.seconds(2),
    serviceName: 'crunch',
    scaling: Scaling.manual(2),
    placement: Placement.distinctInstances().plus(Placement.spreadAcrossZones()),
  });

  new ContainerService(stack, 'Web', {
    platform,
    capacity: Capacity.pool('fleet'),
    networkMode: ecs.NetworkMode.BRIDGE,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    scaling: Scaling.manual(4),
    ingress: Ingress.applicationLoadBalancer(),
    placement: Placement.spread(['attribute:ecs.availability-zone', 'instanceId'])
      .plus(Placement.memberOf('attribute:team == shop and not(task:group == service:crunch)')),
  });
}
