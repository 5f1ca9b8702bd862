import { aws_ecs as ecs, Duration, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool, PoolWeight, Scaling } from 'cdk-stevedore';

/** A web service of which the first tasks run on On-Demand instances, and three of four others on Spot, which is cheaper and may be taken back. */
export function spotMix(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: {
      steady: InstancePool.autoScalingGroup({ instanceTypes: ['m7g.large', 'm6g.large'], maxInstances: 4 }),
      spot: InstancePool.autoScalingGroup({
        instanceTypes: ['m7g.large', 'm8g.large', 'm6g.large', 'm7gd.large', 'm6gd.large', 'r7g.large', 'r6g.large'],
        spot: { onDemandBase: 1 },
        maxInstances: 12,
      }),
    },
  });

  new ContainerService(stack, 'Web', {
    platform,
    capacity: Capacity.pools({ steady: PoolWeight.of(1, { firstTasks: 2 }), spot: PoolWeight.of(3) }),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    cpu: 1024,
    memoryMiB: 3072,
    scaling: Scaling.automatic({ min: 8, max: 24, cpuPercent: 60 }),
    // Both together end before Spot takes the instance, two minutes after it said so.
    ingress: Ingress.applicationLoadBalancer({ deregistrationDelay: Duration.seconds(30) }),
    stopTimeout: Duration.seconds(60),
  });
}
