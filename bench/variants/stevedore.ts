import { App, Stack } from 'aws-cdk-lib';
import { IMAGE, idsOfStacks, SCALING } from './workload';
import { ContainerPlatform, ContainerService, Ingress, Scaling } from 'cdk-stevedore';

/** This library, at its defaults. */
export function build(app: App, services: number): void {
  for (const [stackId, ids] of idsOfStacks(services)) {
    const stack = new Stack(app, stackId);
    const platform = new ContainerPlatform(stack, 'Platform');
    for (const id of ids) {
      new ContainerService(stack, id, {
        platform,
        image: IMAGE,
        ingress: Ingress.applicationLoadBalancer(),
        scaling: Scaling.automatic({ min: SCALING.min, max: SCALING.max, cpuPercent: SCALING.cpuPercent }),
      });
    }
  }
}
