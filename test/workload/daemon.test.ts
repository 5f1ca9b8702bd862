import { aws_ecs as ecs, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  Capacity, ContainerDaemon, ContainerDaemonProps, ContainerPlatform, ContainerService, InstancePool, InstancePoolConfig, PortSpec, Sidecar, Storage,
} from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, IMAGE, templateOf, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const WINDOWS = { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, networkModes: [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.NAT] };

const named = (name: string, facts: Partial<InstancePoolConfig> = {}) => new TestPool({ instanceAttributes: { pool: name }, ...facts });

function testPlatform(facts: Partial<InstancePoolConfig> = {}): ContainerPlatform {
  const stack = testStack();
  return devPlatform(stack, { vpc: importedVpc(stack, ['private']), pools: { web: named('web', facts), batch: named('batch', facts), idle: named('idle', facts) } });
}

function agentOn(platform: ContainerPlatform, props: Partial<ContainerDaemonProps> = {}): ContainerDaemon {
  return new ContainerDaemon(Stack.of(platform), 'Agent', { platform, image: IMAGE, ...props.pools ? {} : { pool: 'web' }, ...props });
}

function templateWith(props: Partial<ContainerDaemonProps> = {}, facts: Partial<InstancePoolConfig> = {}): Template {
  return templateOf(agentOn(testPlatform(facts), props));
}

function nonceOf(props: Partial<ContainerDaemonProps>): string {
  const [service] = Object.values(templateWith(props).findResources('AWS::ECS::Service')) as { Properties: { ForceNewDeployment: { ForceNewDeploymentNonce: string } } }[];
  return service.Properties.ForceNewDeployment.ForceNewDeploymentNonce;
}

const portsAre = (mappings: object[]) => ({ ContainerDefinitions: [Match.objectLike({ PortMappings: mappings.map(Match.objectLike) })] });

test('a daemon names its launch type and no strategy, no number of tasks and no order of instances', () => {
  templateWith().hasResourceProperties('AWS::ECS::Service', {
    SchedulingStrategy: 'DAEMON',
    LaunchType: 'EC2',
    CapacityProviderStrategy: Match.absent(),
    DesiredCount: Match.absent(),
    PlacementStrategies: Match.absent(),
    VolumeConfigurations: Match.absent(),
    AvailabilityZoneRebalancing: 'DISABLED',
  });
});

test('it runs on the instances of its pool', () => {
  templateWith().hasResourceProperties('AWS::ECS::Service', { PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:pool == web' }] });
});

test('one service runs on several pools, in whatever order they are given', () => {
  templateWith({ pools: ['web', 'batch', 'web'] }).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:pool in [batch, web]' }],
  });
});

test('it goes by the attribute that tells its pools from the others', () => {
  const pool = (instanceAttributes: { [name: string]: string }) => new TestPool({ instanceAttributes });
  const platform = devPlatform(testStack(), {
    pools: { a: pool({ rack: '1', team: 'web shop' }), b: pool({ rack: '2', team: 'web shop' }), c: pool({ rack: '2', team: 'data' }) },
  });
  templateOf(agentOn(platform, { pools: ['a', 'b'] })).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'memberOf', Expression: "attribute:team == 'web shop'" }],
  });
});

test('an attribute that its pool is given changes no daemon', () => {
  const expressionWith = (instanceAttributes: { [name: string]: string }) => {
    const pools = { web: InstancePool.autoScalingGroup({ instanceAttributes }), batch: InstancePool.autoScalingGroup() };
    const [service] = Object.values(templateOf(agentOn(devPlatform(testStack(), { pools }))).findResources('AWS::ECS::Service'));
    return (service.Properties as { PlacementConstraints: object[] }).PlacementConstraints;
  };
  expect(expressionWith({ rack: '1', zone: '2' })).toEqual(expressionWith({}));
});

test('what every object has is no attribute of a pool', () => {
  const pool = (instanceAttributes: { [name: string]: string }) => new TestPool({ instanceAttributes });
  const platform = devPlatform(testStack(), { pools: { web: pool({ team: 'x' }), batch: pool({ constructor: 'a', team: 'x' }) } });
  templateOf(agentOn(platform, { pools: ['web', 'batch'] })).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:team == x' }],
  });
});

test('the attribute is one that the instances of a pool of the library register with', () => {
  const platform = devPlatform(testStack(), { pools: { web: InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'] }) } });
  const [[attribute, value]] = Object.entries(platform.pool('web').instanceAttributes!);
  const template = templateOf(agentOn(platform));
  template.hasResourceProperties('AWS::ECS::Service', { PlacementConstraints: [{ Type: 'memberOf', Expression: `attribute:${attribute} == ${value}` }] });
  expect(JSON.stringify(template.findResources('AWS::EC2::LaunchTemplate'))).toMatch(new RegExp(`ECS_INSTANCE_ATTRIBUTES=[^\\n]*${attribute}[^\\n]*${value}`));
});

test('on each instance the old task stops before the new one starts, and a broken version is rolled back', () => {
  templateWith().hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: Match.objectLike({
      MinimumHealthyPercent: 0, MaximumPercent: 100, DeploymentCircuitBreaker: Match.objectLike({ Enable: true, Rollback: true }),
    }),
  });
  templateWith({ minHealthyPercent: 75 }).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 75, MaximumPercent: 100 }),
  });
});

test('another pool starts a deployment, and another order of pools or another image tag by itself does not', () => {
  expect(nonceOf({ pools: ['web', 'batch'] })).not.toBe(nonceOf({ pools: ['web'] }));
  expect(nonceOf({ pools: ['web', 'batch'] })).toBe(nonceOf({ pools: ['batch', 'web'] }));
  expect(nonceOf({ command: ['serve'] })).toBe(nonceOf({}));
});

test('by default it has a port of the instance, which is that of the container', () => {
  const agent = agentOn(testPlatform(), { ports: { statsd: PortSpec.udp(8125), traces: PortSpec.http(8126) } });
  templateOf(agent).hasResourceProperties('AWS::ECS::TaskDefinition', {
    NetworkMode: 'bridge',
    ...portsAre([{ ContainerPort: 8125, HostPort: 8125, Protocol: 'udp' }, { ContainerPort: 8126, HostPort: 8126, Protocol: 'tcp' }]),
  });
});

test('whom it admits reaches its port at the instances', () => {
  const platform = testPlatform();
  const agent = agentOn(platform, { port: 8126 });
  expect(agent.connections.securityGroups).toEqual(platform.pool('web').securityGroups);
  agent.connections.allowDefaultPortFrom(new ContainerService(Stack.of(platform), 'Web', { platform, image: IMAGE }));
  templateOf(agent).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformPoolsweb'), 'GroupId'] }, FromPort: 8126, ToPort: 8126,
  });
});

test('on Windows it has the mode of Docker there, and the port of the instance too', () => {
  templateWith({ port: 8126 }, WINDOWS).hasResourceProperties('AWS::ECS::TaskDefinition', {
    NetworkMode: Match.absent(), ...portsAre([{ ContainerPort: 8126, HostPort: 8126 }]),
  });
});

test('where there is no mode of Docker it has the default of its pool', () => {
  templateWith({}, { networkModes: [ecs.NetworkMode.HOST] }).hasResourceProperties('AWS::ECS::TaskDefinition', { NetworkMode: 'host' });
});

test.each([ecs.NetworkMode.HOST, ecs.NetworkMode.NONE])('in %s mode it has no network of its own', (networkMode) => {
  const template = templateWith({ networkMode });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { NetworkMode: networkMode });
  template.hasResourceProperties('AWS::ECS::Service', { NetworkConfiguration: Match.absent() });
});

test('in awsvpc mode it has a security group and subnets', () => {
  const template = templateWith({ networkMode: ecs.NetworkMode.AWS_VPC, port: 8126 });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { NetworkMode: 'awsvpc', ...portsAre([{ ContainerPort: 8126, HostPort: Match.absent() }]) });
  template.hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ SecurityGroups: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^AgentSecurityGroup'), 'GroupId'] }] }) },
  });
});

test('on pools of two architectures the image is for both', () => {
  const platform = devPlatform(testStack(), { pools: { arm: named('arm', { architecture: ecs.CpuArchitecture.ARM64 }), x86: named('x86') } });
  templateOf(agentOn(platform, { pools: ['arm', 'x86'] })).hasResourceProperties('AWS::ECS::TaskDefinition', {
    RuntimePlatform: { CpuArchitecture: Match.absent(), OperatingSystemFamily: 'LINUX' },
  });
});

test('it has sidecars and volumes as a service has', () => {
  const template = templateWith({
    storage: { spool: Storage.scratch({ mountPath: '/spool' }) },
    sidecars: { forwarder: Sidecar.container({ image: IMAGE, mounts: { '/spool': 'spool' } }) },
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'spool' }],
    ContainerDefinitions: [Match.objectLike({ Name: 'main' }), Match.objectLike({ Name: 'forwarder' })],
  });
});

test('it waits for its grants and for the capacity providers', () => {
  const agent = agentOn(testPlatform());
  templateOf(agent).hasResource('AWS::ECS::Service', {
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^AgentExecutionRoleDefaultPolicy'), Match.stringLikeRegexp('^PlatformCapacityProviders')]),
  });
});

test('all that it makes lies below it, also on a platform of another stack', () => {
  const platform = testPlatform();
  const before = templateOf(platform).toJSON().Resources as object;
  const stack = new Stack(platform.node.root as never, 'Agents');
  const other = testPlatform();
  templateOf(new ContainerDaemon(new Stack(other.node.root as never, 'Agents'), 'Agent', { platform: other, image: IMAGE, pool: 'web', port: 8126 }))
    .resourceCountIs('AWS::ECS::Service', 1);
  expect(templateOf(other).toJSON().Resources).toEqual(before);
  expect(stack.node.children).toEqual([]);
});

test('a service on the same pool keeps its ids and its strategy', () => {
  const alone = testPlatform();
  const beside = testPlatform();
  agentOn(beside, { port: 8126 });
  const [before, after] = [alone, beside].map((platform) => templateOf(
    testService({ platform, capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE, port: 8126 }, Stack.of(platform)),
  ).toJSON().Resources as { [id: string]: object });
  expect(after).toMatchObject(before);
});

test('what is known only when the stack is deployed is passed on', () => {
  const [number, text] = [Token.asNumber({ Ref: 'Number' }), Token.asString({ Ref: 'Text' })];
  const platform = devPlatform(testStack(), { pools: { web: named(text, { maxInstances: number }) } });
  const template = templateOf(agentOn(platform, { minHealthyPercent: number, port: number, serviceName: text }));
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: { Ref: 'Text' },
    DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: { Ref: 'Number' } }),
    PlacementConstraints: [{ Type: 'memberOf', Expression: { 'Fn::Join': ['', ['attribute:pool == ', { Ref: 'Text' }]] } }],
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', portsAre([{ ContainerPort: { Ref: 'Number' }, HostPort: { Ref: 'Number' } }]));
});

test('the order of maps and lists leaves the template as it is', () => {
  const [a, b, c] = [PortSpec.http(80), PortSpec.tcp(81), PortSpec.udp(82)];
  const templates = [{ pools: ['web', 'batch'], ports: { a, b, c } }, { pools: ['batch', 'web'], ports: { c, b, a } }].map((props) => templateWith(props).toJSON());
  expect(JSON.stringify(templates[1])).toBe(JSON.stringify(templates[0]));
});
