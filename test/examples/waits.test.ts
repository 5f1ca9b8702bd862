import { buildExample, EXAMPLES } from '../support/examples';
import { Stacks } from '../support/stacks';
import { CfnTemplateResource } from '../support/template';
import { KINDS, missingWaits, Need, needsOf } from '../support/waits';

const ref = (logicalId: string) => ({ Ref: logicalId });
const resource = (Type: string, Properties: object = {}, DependsOn: string[] = []): CfnTemplateResource => ({ Type: `AWS::${Type}`, Properties, DependsOn });

/** A service that needs something of each kind, each by a dependency of its own. */
const TEMPLATE: { [logicalId: string]: CfnTemplateResource } = {
  Service: resource('ECS::Service', {
    Cluster: ref('Cluster'),
    TaskDefinition: ref('Task'),
    LoadBalancers: [{ TargetGroupArn: ref('Blue'), AdvancedConfiguration: { AlternateTargetGroupArn: ref('Green'), RoleArn: ref('LoadBalancerRole') } }],
    DeploymentConfiguration: { LifecycleHooks: [{ RoleArn: ref('HookRole') }] },
    VolumeConfigurations: [{ ManagedEBSVolume: { RoleArn: ref('VolumeRole') } }],
    NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [ref('Group')] } },
  }, [
    'TaskPolicy', 'ExecutionPolicy', 'HookPolicy', 'VolumePolicy', 'LoadBalancerPolicy', 'Rule', 'TestRule', 'Listener', 'In', 'Out', 'BalancerOut',
    'ToInstances', 'MountTarget', 'Association',
  ]),
  Task: resource('ECS::TaskDefinition', {
    TaskRoleArn: ref('TaskRole'),
    ExecutionRoleArn: ref('ExecutionRole'),
    Volumes: [{ EFSVolumeConfiguration: { FilesystemId: ref('Files') } }],
    ContainerDefinitions: [{ LogConfiguration: { Options: { 'awslogs-group': 'a-name' } } }, { LogConfiguration: { Options: { 'awslogs-group': ref('Logs') } } }],
  }),
  ...Object.fromEntries(['Task', 'Execution', 'Hook', 'Volume', 'LoadBalancer'].flatMap((name) => [
    [`${name}Role`, resource('IAM::Role')],
    [`${name}Policy`, resource(name === 'Hook' ? 'IAM::ManagedPolicy' : 'IAM::Policy', { Roles: [ref(`${name}Role`)] })],
  ])),
  Cluster: resource('ECS::Cluster'),
  Association: resource('ECS::ClusterCapacityProviderAssociations', { Cluster: ref('Cluster') }),
  Blue: resource('ElasticLoadBalancingV2::TargetGroup'),
  Green: resource('ElasticLoadBalancingV2::TargetGroup'),
  Rule: resource('ElasticLoadBalancingV2::ListenerRule', { Actions: [{ ForwardConfig: { TargetGroups: [{ TargetGroupArn: ref('Blue') }] } }] }),
  TestRule: resource('ElasticLoadBalancingV2::ListenerRule', { Actions: [{ TargetGroupArn: ref('Green') }] }),
  Listener: resource('ElasticLoadBalancingV2::Listener', { LoadBalancerArn: ref('Balancer'), DefaultActions: [{ TargetGroupArn: ref('Blue') }] }),
  Balancer: resource('ElasticLoadBalancingV2::LoadBalancer', { SecurityGroups: [ref('BalancerGroup')] }),
  BalancerGroup: resource('EC2::SecurityGroup'),
  Instances: resource('EC2::SecurityGroup'),
  ToInstances: resource('EC2::SecurityGroupIngress', { GroupId: ref('Instances'), SourceSecurityGroupId: ref('BalancerGroup') }),
  Group: resource('EC2::SecurityGroup'),
  In: resource('EC2::SecurityGroupIngress', { GroupId: ref('Group') }),
  Out: resource('EC2::SecurityGroupEgress', { GroupId: ref('Group') }),
  BalancerOut: resource('EC2::SecurityGroupEgress', { DestinationSecurityGroupId: ref('Group') }),
  Files: resource('EFS::FileSystem'),
  MountTarget: resource('EFS::MountTarget', { FileSystemId: ref('Files') }),
  Logs: resource('Logs::LogGroup'),
};

const WAITS = TEMPLATE.Service.DependsOn as string[];

function missingIn(resources: { [logicalId: string]: CfnTemplateResource }): string[] {
  return missingWaits(new Stacks({ Stack: { template: { Resources: resources } } })).map(({ kind, resource: node }) => `${node.replace('Stack/', '')}: ${kind}`);
}

const withWaits = (DependsOn: string[]) => ({ ...TEMPLATE, Service: { ...TEMPLATE.Service, DependsOn } });

test('a service that waits for everything is found to', () => {
  expect(missingIn(TEMPLATE)).toEqual([]);
  expect([...new Set(needsOf(new Stacks({ Stack: { template: { Resources: TEMPLATE } } })).map(({ kind }) => kind))]).toEqual(KINDS);
});

test.each([
  ['TaskPolicy', 'policy of a role'],
  ['ExecutionPolicy', 'policy of a role'],
  ['HookPolicy', 'policy of a role'],
  ['VolumePolicy', 'policy of a role'],
  ['LoadBalancerPolicy', 'policy of a role'],
  ['Rule', 'way of the traffic'],
  ['TestRule', 'way of the traffic'],
  ['Listener', 'way of the traffic'],
  ['In', 'opening of a security group'],
  ['Out', 'opening of a security group'],
  ['BalancerOut', 'opening of a security group'],
  ['ToInstances', 'opening for a load balancer'],
  ['MountTarget', 'mount target'],
  ['Association', 'association of capacity'],
])('without a dependency on %s a %s is found missing', (logicalId, kind) => {
  expect(missingIn(withWaits(WAITS.filter((other) => other !== logicalId)))).toEqual([`${logicalId}: ${kind}`]);
});

test('what others wait for, the service waits for', () => {
  const { In } = TEMPLATE;
  const chained = { ...withWaits(WAITS.filter((other) => other !== 'Association')), In: { ...In, DependsOn: 'Association' } };
  expect(missingIn(chained)).toEqual([]);
});

test('an association of another stack is waited for where its stack is', () => {
  const platform = { Resources: { Cluster: resource('ECS::Cluster') }, Outputs: { C: { Value: ref('Cluster'), Export: { Name: 'cluster' } } } };
  const service = (cluster: object) => ({ Service: resource('ECS::Service', { Cluster: cluster, TaskDefinition: ref('Task') }), Task: TEMPLATE.Task });
  const missing = (cluster: object, dependencies: string[]) => missingWaits(new Stacks({
    Platform: { template: platform, stackName: 'P' },
    Late: { template: { Resources: { Association: resource('ECS::ClusterCapacityProviderAssociations', { Cluster: cluster }) } } },
    Stack: { template: { Resources: service(cluster) }, dependencies },
  })).map(({ kind }) => kind);
  for (const cluster of [{ 'Fn::ImportValue': 'cluster' }, { 'Fn::GetStackOutput': { StackName: 'P', OutputName: 'C' } }]) {
    expect(missing(cluster, [])).toEqual(['association of capacity']);
    expect(missing(cluster, ['Late'])).toEqual([]);
  }
});

/** Where nothing is lacking, the check would be blind to what L2 writes. The rule of the traffic is referred to, dependencies or not. */
test.each(Object.keys(EXAMPLES))('%s without its dependencies is found wanting', (example) => {
  const stacks = Stacks.of(buildExample(example));
  const bare = stacks.paths.map((path) => [path, {
    ...stacks.find(path), template: { Resources: mapValues(stacks.resourcesOf(path), ({ DependsOn, ...rest }) => rest) },
  }]);
  const kindsOf = (needs: Need[]) => [...new Set(needs.map(({ kind }) => kind))];
  const byDependency = kindsOf(needsOf(stacks)).filter((kind) => ['policy of a role', 'opening of a security group'].includes(kind));
  expect(byDependency.length).toBeGreaterThan(0);
  expect(kindsOf(missingWaits(new Stacks(Object.fromEntries(bare))))).toEqual(expect.arrayContaining(byDependency));
});

function mapValues<T, R>(map: { [key: string]: T }, change: (value: T) => R): { [key: string]: R } {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
