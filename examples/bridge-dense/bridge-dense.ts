import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool, Placement, Scaling } from 'cdk-stevedore';

/** Many small tasks on few instances: they share the network interface of their instance, and ECS fills one instance before the next. */
export function bridgeDense(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: {
      dense: InstancePool.autoScalingGroup({
        instanceTypes: ['c7g.large'],
        maxInstances: 6,
        // For the system and Docker, which keeps the last log lines of each task.
        agentConfig: { ECS_RESERVED_MEMORY: '512' },
      }),
    },
  });

  new ContainerService(stack, 'Web', {
    platform,
    capacity: Capacity.pool('dense'),
    networkMode: ecs.NetworkMode.BRIDGE,
    placement: Placement.spreadAcrossZones().plus(Placement.binpackMemory()),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    cpu: 128,
    memoryMiB: 256,
    scaling: Scaling.automatic({ min: 20, max: 60, cpuPercent: 60 }),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
