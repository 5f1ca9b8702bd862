import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { Capacity, ContainerDaemon, ContainerPlatform } from '../../src';
import { devPlatform, IMAGE, templateOf, testService, testStack } from '../support/builders';

const { NONE, SERVICE, TASK_DEFINITION } = ecs.PropagatedTagSource;

function sourceOf(platform: ecs.PropagatedTagSource | undefined, workload: ecs.PropagatedTagSource | undefined): { [workload: string]: unknown } {
  const stack = testStack();
  const shared = devPlatform(stack, { propagateTags: platform });
  testService({ platform: shared, propagateTags: workload }, stack);
  new ContainerDaemon(stack, 'Agent', { platform: shared, image: IMAGE, capacity: Capacity.external(), propagateTags: workload });
  const services = templateOf(stack).findResources('AWS::ECS::Service');
  return Object.fromEntries(Object.entries(services).map(([id, { Properties }]) => [/^[A-Z][a-z]+/.exec(id)![0], (Properties as { PropagateTags?: string }).PropagateTags]));
}

const both = (source: string | undefined) => ({ Web: source, Agent: source });

test.each([
  ['nothing', undefined, undefined, SERVICE],
  ['the platform', TASK_DEFINITION, undefined, TASK_DEFINITION],
  ['the workload', undefined, TASK_DEFINITION, TASK_DEFINITION],
  ['the workload against its platform', TASK_DEFINITION, SERVICE, SERVICE],
  ['the workload against all', SERVICE, NONE, undefined],
])('where %s says so, tasks have their tags from there', (_, platform, workload, expected) => {
  expect(sourceOf(platform, workload)).toEqual(both(expected));
});

test('a platform of a cluster that exists, and one of another repository, say so as well', () => {
  const fromCluster = (stack: Stack) => {
    const vpc = importedVpc(stack, ['private']);
    const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc });
    return ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc, propagateTags: TASK_DEFINITION });
  };
  const published = (stack: Stack) => ContainerPlatform.fromPublished(stack, 'Platform', 'shared', { propagateTags: TASK_DEFINITION });
  for (const make of [fromCluster, published]) {
    const stack = testStack();
    templateOf(testService({ platform: make(stack) }, stack)).hasResourceProperties('AWS::ECS::Service', { PropagateTags: TASK_DEFINITION, EnableECSManagedTags: true });
  }
});

test('the tags of ECS are there in any case', () => {
  templateOf(testService({ propagateTags: NONE })).hasResourceProperties('AWS::ECS::Service', { PropagateTags: Match.absent(), EnableECSManagedTags: true });
});
