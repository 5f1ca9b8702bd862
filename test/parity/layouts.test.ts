import { App, aws_ec2 as ec2, aws_ecs as ecs, NestedStack, Stack } from 'aws-cdk-lib';
import { Cell, SERVICES, spreadOf } from './cells';
import { fillApp, fillStack } from './place';
import { ContainerPlatform, IContainerPlatform } from '../../src';
import { testApp } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { Stacks } from '../support/stacks';
import { missingWaits } from '../support/waits';

const CELLS = spreadOf(SERVICES);

/** Puts cells into nested stacks of one stack. */
function nest(parent: Stack, cells: readonly Cell[], platform: IContainerPlatform): void {
  for (let rest = cells, count = 0; rest.length > 0; count += 1) {
    rest = rest.slice(fillStack(new NestedStack(parent, `Nested${count}`), rest, () => platform).length);
  }
}

function clusterOf(stack: Stack): IContainerPlatform {
  const vpc = new ec2.Vpc(stack, 'Vpc');
  return ContainerPlatform.fromCluster(stack, 'Platform', { vpc, cluster: new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true }) });
}

test.each<[string, (app: App) => void]>([
  ['on a cluster of L2', (app) => fillApp(app, CELLS, clusterOf)],
  ['on a cluster of L2 in another stack', (app) => {
    const platform = clusterOf(new Stack(app, 'Theirs'));
    fillApp(app, CELLS, () => platform);
  }],
  ['in nested stacks', (app) => {
    const stack = new Stack(app, 'Stack');
    nest(stack, CELLS, new ContainerPlatform(stack, 'Platform'));
  }],
  ['in nested stacks, as their platform', (app) => {
    const stack = new Stack(app, 'Stack');
    nest(stack, CELLS, new ContainerPlatform(new NestedStack(stack, 'Shared'), 'Platform'));
  }],
])('%s, services are made after all that they need, and nothing waits for itself', (_, fill) => {
  jest.spyOn(console, 'error').mockImplementation();
  const app = testApp();
  fill(app);
  const stacks = Stacks.of(app);
  expect(stacks.ofType('AWS::ECS::Service')).toHaveLength(CELLS.length);
  expect(cycleBetween(stacks)).toBeUndefined();
  expect(missingWaits(stacks)).toEqual([]);
}, 120_000);
