import { aws_ecs as ecs, Duration, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool, PoolImage } from 'cdk-stevedore';

/** IIS on Windows Server 2025. The version of the image is that of the instances. */
export function windowsIis(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: {
      windows: InstancePool.autoScalingGroup({
        instanceTypes: ['m7i.large'],
        machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2025, true),
        minInstances: 2,
        maxInstances: 4,
        // Windows starts slower than the five minutes of the default.
        instanceWarmup: Duration.minutes(10),
      }),
    },
  });

  new ContainerService(stack, 'Web', {
    platform,
    capacity: Capacity.pool('windows'),
    image: ecs.ContainerImage.fromRegistry('mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2025'),
    cpu: 512,
    memoryMiB: 2048,
    ingress: Ingress.applicationLoadBalancer(),
    healthCheckGracePeriod: Duration.minutes(10),
  });
}
