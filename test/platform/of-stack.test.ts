import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ContainerPlatform, ContainerService } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';

test('workloads that name no platform share one of the stack', () => {
  const stack = testStack();
  const [a, b] = ['A', 'B'].map((id) => new ContainerService(stack, id, { image: IMAGE }));
  expect(a.platform).toBe(b.platform);
  expect(a.platform.profile.profileName).toBe('production');
  templateOf(stack).resourceCountIs('AWS::ECS::Cluster', 1);
});

test('it is the same from anywhere in the stack', () => {
  const stack = testStack();
  const service = new ContainerService(stack, 'Web', { image: IMAGE });
  expect(ContainerPlatform.ofStack(service)).toBe(ContainerPlatform.ofStack(stack));
});

test('nested stacks have the one of their parent', () => {
  const stack = testStack();
  const service = new ContainerService(new NestedStack(stack, 'Nested'), 'Web', { image: IMAGE });
  expect(service.platform.node.path).toBe('Stack/StevedorePlatform');
});

test.each([
  ['another region', (app: Stage) => [new Stack(app, 'A', { env: { region: 'eu-west-1' } }), new Stack(app, 'B', { env: { region: 'us-east-1' } })]],
  ['another stage', (app: Stage) => [new Stack(new Stage(app, 'Test'), 'A'), new Stack(new Stage(app, 'Live'), 'B')]],
])('%s is another environment', (_, stacksOf) => {
  const [first, second] = stacksOf(testApp());
  devPlatform(first);
  ContainerPlatform.ofStack(second);
  Annotations.fromStack(second).hasNoWarning('*', Match.stringLikeRegexp('SecondPlatform'));
});
