import { App, aws_ec2 as ec2, aws_ecs as ecs, NestedStack, Stack } from 'aws-cdk-lib';
import { Cell, SERVICES, spreadOf } from './cells';
import { fillApp, fillStack, namespaceIn, POOLS } from './place';
import { ContainerPlatform, IContainerPlatform } from '../../src';
import { testApp } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { Stacks } from '../support/stacks';
import { missingWaits } from '../support/waits';

const CELLS = spreadOf(SERVICES);
const ON_FARGATE = spreadOf(SERVICES.filter(({ capacity }) => capacity.startsWith('fargate')));

/** Puts cells into nested stacks of one stack. */
function nest(parent: Stack, cells: readonly Cell[], platform: IContainerPlatform): void {
  for (let rest = cells, count = 0; rest.length > 0; count += 1) {
    rest = rest.slice(fillStack(new NestedStack(parent, `Nested${count}`), rest, () => platform).length);
  }
}

function clusterOf(stack: Stack): IContainerPlatform {
  const vpc = new ec2.Vpc(stack, 'Vpc');
  return ContainerPlatform.fromCluster(stack, 'Platform', { vpc, cluster: new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true, defaultCloudMapNamespace: { name: 'cells.internal' } }) });
}

test.each<[string, readonly Cell[], (app: App, cells: readonly Cell[]) => void]>([
  ['on a cluster of L2', ON_FARGATE, (app, cells) => fillApp(app, cells, clusterOf)],
  ['on a cluster of L2 in another stack', ON_FARGATE, (app, cells) => {
    const platform = clusterOf(new Stack(app, 'Theirs'));
    fillApp(app, cells, () => platform);
  }],
  ['in nested stacks', CELLS, (app, cells) => {
    const stack = new Stack(app, 'Stack');
    nest(stack, cells, new ContainerPlatform(stack, 'Platform', { pools: POOLS, ...namespaceIn(stack) }));
  }],
  ['in nested stacks, as their platform', CELLS, (app, cells) => {
    const stack = new Stack(app, 'Stack');
    nest(stack, cells, new ContainerPlatform(new NestedStack(stack, 'Shared'), 'Platform', { pools: POOLS, ...namespaceIn(stack) }));
  }],
])('%s, services are made after all that they need, and nothing waits for itself', (_, cells, fill) => {
  jest.spyOn(console, 'error').mockImplementation();
  const app = testApp();
  fill(app, cells);
  const stacks = Stacks.of(app);
  expect(stacks.ofType('AWS::ECS::Service')).toHaveLength(cells.length);
  expect(cycleBetween(stacks)).toBeUndefined();
  expect(missingWaits(stacks)).toEqual([]);
}, 120_000);
