import { App, Stack } from 'aws-cdk-lib';
import { IMAGE, idsOfStacks, SCALING } from './workload';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool, Scaling } from 'cdk-stevedore';

const POOLS = Array.from({ length: 10 }, (_, index) => `pool${index}`);

/** One platform with ten pools in a stack of its own, and services spread over them. */
export function build(app: App, services: number): void {
  const pools = Object.fromEntries(POOLS.map((name) => [name, InstancePool.autoScalingGroup()]));
  const platform = new ContainerPlatform(new Stack(app, 'Shared'), 'Platform', { pools });
  for (const [stackId, ids] of idsOfStacks(services)) {
    const stack = new Stack(app, stackId);
    ids.forEach((id, index) => new ContainerService(stack, id, {
      platform,
      capacity: Capacity.pool(POOLS[index % POOLS.length]),
      image: IMAGE,
      ingress: Ingress.applicationLoadBalancer(),
      scaling: Scaling.automatic({ min: SCALING.min, max: SCALING.max, cpuPercent: SCALING.cpuPercent }),
    }));
  }
}
