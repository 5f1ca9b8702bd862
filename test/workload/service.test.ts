import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerPlatform, ContainerServiceProps, Ingress, Scaling } from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';

/** The resources that the service waits for, by type. */
function waitsFor(template: Template): string[] {
  const [service] = Object.values(template.findResources('AWS::ECS::Service'));
  const { Resources } = template.toJSON();
  return service.DependsOn.map((id: string) => Resources[id].Type);
}

function inProduction(props: Partial<ContainerServiceProps> = {}): Template {
  const stack = testStack();
  return templateOf(testService({ platform: new ContainerPlatform(stack, 'Platform'), ...props }, stack));
}

test('serviceName reaches the service, which has none of its own accord', () => {
  templateOf(testService({ serviceName: 'shop' })).hasResourceProperties('AWS::ECS::Service', { ServiceName: 'shop' });
  templateOf(testService()).hasResourceProperties('AWS::ECS::Service', { ServiceName: Match.absent() });
});

test('tags of the service reach its tasks', () => {
  templateOf(testService()).hasResourceProperties('AWS::ECS::Service', { EnableECSManagedTags: true, PropagateTags: 'SERVICE' });
});

test('the service waits for what its first task needs', () => {
  expect(waitsFor(inProduction())).toEqual(expect.arrayContaining([
    'AWS::ECS::ClusterCapacityProviderAssociations',
    'AWS::IAM::Policy',
    'AWS::EC2::Route',
    'AWS::EC2::SubnetRouteTableAssociation',
  ]));
});

test('behind a load balancer it also waits for the rule and for the open security groups', () => {
  const template = inProduction({ ingress: Ingress.applicationLoadBalancer() });
  expect(waitsFor(template)).toEqual(expect.arrayContaining(['AWS::ElasticLoadBalancingV2::ListenerRule', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress']));
});

test('nothing but the service waits for the association', () => {
  const template = templateOf(testService({ scaling: Scaling.automatic({ min: 1, max: 2 }) }));
  const [association] = Object.keys(template.findResources('AWS::ECS::ClusterCapacityProviderAssociations'));
  const { Resources } = template.toJSON();
  const waiting = Object.values<{ Type: string; DependsOn?: string[] }>(Resources).filter(({ DependsOn }) => DependsOn?.includes(association));
  expect(waiting.map(({ Type }) => Type)).toEqual(['AWS::ECS::Service']);
});

test('metrics are those of the service', () => {
  const stack = testStack();
  const service = testService({ platform: devPlatform(stack) }, stack);
  const dimensions = { ClusterName: service.platform.cluster.clusterName, ServiceName: service.service.serviceName };
  expect(service.metric('Custom')).toMatchObject({ namespace: 'AWS/ECS', metricName: 'Custom', dimensions });
  expect(service.metricCpuUtilization({ statistic: 'max' })).toMatchObject({ metricName: 'CPUUtilization', statistic: 'Maximum', dimensions });
  expect(service.metricMemoryUtilization()).toMatchObject({ metricName: 'MemoryUtilization', dimensions });
});

test('everything that the service makes lies below it', () => {
  const stack = testStack();
  devPlatform(stack);
  const before = stack.node.children.map((child) => child.node.id);
  const service = testService({ platform: stack.node.findChild('Platform') as ContainerPlatform, ingress: Ingress.applicationLoadBalancer() }, stack);
  expect(stack.node.children.map((child) => child.node.id)).toEqual([...before, service.node.id]);
});
