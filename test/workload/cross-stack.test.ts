import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress } from '../../src';
import { IMAGE, templateOf, testApp } from '../support/builders';

const OWN = [
  'AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::ListenerRule',
  'AWS::EC2::SecurityGroupIngress',
];

function web(scope: Stack, id: string, platform: ContainerPlatform): ContainerService {
  return new ContainerService(scope, id, { image: IMAGE, platform, ingress: Ingress.applicationLoadBalancer() });
}

/** Stacks of a platform and of two services, made in one order or the other. */
function stacksIn(app: App, order: string[]): { [id: string]: Stack } {
  return Object.fromEntries(order.map((id) => [id, new Stack(app, id)]));
}

describe.each([[['Platform', 'A', 'B']], [['A', 'B', 'Platform']]])('stacks in the order %j', (order) => {
  const app = testApp();
  const stacks = stacksIn(app, order);
  const platform = new ContainerPlatform(stacks.Platform, 'Platform');
  const services = ['A', 'B'].map((id) => web(stacks[id], 'Web', platform));

  test('services depend on the platform, and it on none of them', () => {
    app.synth();
    expect(stacks.Platform.dependencies).toEqual([]);
    expect([stacks.A, stacks.B].map((stack) => stack.dependencies)).toEqual([[stacks.Platform], [stacks.Platform]]);
  });

  test.each(OWN)('%s lies in the stack of the service', (type) => {
    expect(Object.keys(templateOf(platform).findResources(type))).toEqual([]);
    for (const service of services) { templateOf(service).resourceCountIs(type, 1); }
  });
});

test('a nested stack finds the platform of its parent', () => {
  const stack = new Stack(testApp(), 'Stack');
  const platform = new ContainerPlatform(stack, 'Platform');
  const nested = new NestedStack(stack, 'Nested');
  templateOf(web(nested, 'Web', platform)).resourceCountIs('AWS::ECS::Service', 1);
});

test('platform and service in one stage', () => {
  const stage = new Stage(testApp(), 'Live');
  const platform = new ContainerPlatform(new Stack(stage, 'Shared'), 'Platform');
  templateOf(web(new Stack(stage, 'Own'), 'Web', platform)).resourceCountIs('AWS::ECS::Service', 1);
});
