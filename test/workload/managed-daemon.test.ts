import { aws_ecr as ecr, aws_ecs as ecs, aws_s3 as s3, aws_secretsmanager as secretsmanager, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  Capacity, ContainerDaemon, ContainerDaemonProps, ContainerPlatform, ContainerService, InstancePool, IStorage, Network, PortSpec, Sidecar,
} from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';

const HOST_LOGS: IStorage = { storageKind: 'own', bind: () => ({ volume: { name: 'logs', host: { sourcePath: '/var/log' } }, mountPath: '/logs', readOnly: true }) };

function platformIn(stack: Stack): ContainerPlatform {
  return devPlatform(stack, { network: Network.natGateways(), pools: { web: InstancePool.managedInstances(), gpu: InstancePool.managedInstances({ instanceTypes: ['g6.*'] }) } });
}

function agent(props: Partial<ContainerDaemonProps> = {}, stack: Stack = testStack()): ContainerDaemon {
  return new ContainerDaemon(stack, 'Agent', { platform: props.platform ?? platformIn(stack), image: IMAGE, ...props.pools ? {} : { pool: 'web' }, ...props });
}

function templateWith(props?: Partial<ContainerDaemonProps>): Template {
  return templateOf(agent(props));
}

function containersOf(props?: Partial<ContainerDaemonProps>): object[] {
  const [definition] = Object.values(templateWith(props).findResources('AWS::ECS::DaemonTaskDefinition')) as { Properties: { ContainerDefinitions: object[] } }[];
  return definition.Properties.ContainerDefinitions;
}

const provider = (pool: string) => ({
  'Fn::Join': ['', [
    'arn:', { Ref: 'AWS::Partition' }, ':ecs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':capacity-provider/',
    { Ref: Match.stringLikeRegexp(`^PlatformPools${pool}Provider`) },
  ]],
});

test('a daemon on Managed Instances is a daemon of ECS, and no service', () => {
  const template = templateWith();
  template.hasResourceProperties('AWS::ECS::Daemon', {
    CapacityProviderArns: [provider('web')],
    ClusterArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformCluster'), 'Arn'] },
    DaemonName: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '-Agent']] },
    DaemonTaskDefinitionArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AgentDaemonTaskDefinition'), 'DaemonTaskDefinitionArn'] },
    DeploymentConfiguration: Match.absent(),
    EnableECSManagedTags: true,
    PropagateTags: 'DAEMON',
  });
  template.resourceCountIs('AWS::ECS::Service', 0);
  template.resourceCountIs('AWS::ECS::TaskDefinition', 0);
});

test('its task definition has sizes, roles and containers, and neither a network nor ports', () => {
  const template = templateWith({ cpu: 128, memoryMiB: 256, ports: { statsd: PortSpec.udp(8125) } });
  const [{ Properties }] = Object.values(template.findResources('AWS::ECS::DaemonTaskDefinition')) as { Properties: object }[];
  expect(Properties).toEqual({
    ContainerDefinitions: [{
      Essential: true,
      Image: 'public.ecr.aws/nginx/nginx:1.29',
      LogConfiguration: { LogDriver: 'awslogs', Options: expect.anything() },
      Name: 'main',
    }],
    Cpu: '128',
    ExecutionRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^AgentExecutionRole/), 'Arn'] },
    Family: expect.stringMatching(/^StackAgentTaskDefinition/),
    Memory: '256',
    TaskRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^AgentTaskRole/), 'Arn'] },
  });
});

test('one daemon runs on several pools', () => {
  templateWith({ pools: ['web', 'gpu'] }).hasResourceProperties('AWS::ECS::Daemon', { CapacityProviderArns: [provider('gpu'), provider('web')] });
});

test('how it is rolled out is said to ECS', () => {
  const template = templateWith({ drainPercent: 50, critical: false, serviceName: 'agent' });
  template.hasResourceProperties('AWS::ECS::Daemon', { DaemonName: 'agent', Critical: false, DeploymentConfiguration: { DrainPercent: 50 } });
});

test('containers have all that a container of a daemon may have', () => {
  const stack = testStack();
  const secret = new secretsmanager.Secret(stack, 'Key');
  const daemon = agent({
    environment: { LEVEL: 'info' },
    secrets: { KEY: ecs.Secret.fromSecretsManager(secret) },
    user: 'agent',
    readonlyRootFilesystem: true,
    healthCheck: { command: ['CMD', 'true'] },
    sidecars: { helper: Sidecar.container({ image: IMAGE, startsBefore: ecs.ContainerDependencyCondition.START }) },
    storage: { logs: HOST_LOGS },
  }, stack);
  templateOf(daemon).hasResourceProperties('AWS::ECS::DaemonTaskDefinition', {
    ContainerDefinitions: [
      {
        Name: 'main',
        DependsOn: [{ Condition: 'START', ContainerName: 'helper' }],
        Environment: [{ Name: 'LEVEL', Value: 'info' }],
        HealthCheck: Match.objectLike({ Command: ['CMD', 'true'] }),
        MountPoints: [{ ContainerPath: '/logs', ReadOnly: true, SourceVolume: 'logs' }],
        ReadonlyRootFilesystem: true,
        Secrets: [{ Name: 'KEY', ValueFrom: { Ref: Match.stringLikeRegexp('^Key') } }],
        User: 'agent',
      },
      { Name: 'helper' },
    ].map((container) => Match.objectLike(container)),
    Volumes: [{ Host: { SourcePath: '/var/log' }, Name: 'logs' }],
  });
});

test('what is added to the container afterwards is there too', () => {
  const daemon = agent();
  daemon.container.addEnvironment('LATE', 'yes');
  templateOf(daemon).hasResourceProperties('AWS::ECS::DaemonTaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ Environment: [{ Name: 'LATE', Value: 'yes' }] })],
  });
});

test('the roles are granted what the containers need, before the daemon is there', () => {
  const stack = testStack();
  const daemon = agent({ image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Images', 'agent')) }, stack);
  s3.Bucket.fromBucketName(stack, 'Bucket', 'theirs').grantRead(daemon);
  const template = templateOf(daemon);
  template.resourceCountIs('AWS::IAM::Policy', 2);
  template.hasResource('AWS::ECS::Daemon', {
    DependsOn: Match.arrayWith(['AgentExecutionRoleDefaultPolicy', 'AgentTaskRoleDefaultPolicy', 'PlatformPoolswebProvider'].map(Match.stringLikeRegexp)),
  });
});

test('ports are not those of the instance: services in host mode may have the same', () => {
  const stack = testStack();
  const daemon = agent({ port: 8080 }, stack);
  const { platform } = daemon;
  expect(() => new ContainerService(stack, 'Web', {
    image: IMAGE, platform, capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.HOST, port: 8080,
  })).not.toThrow();
  expect(containersOf({ port: 22 })).toEqual([expect.not.objectContaining({ PortMappings: expect.anything() })]);
});

test('it is in the security group of the instances', () => {
  const daemon = agent();
  expect(daemon.securityGroup).toBe((daemon.platform as ContainerPlatform).pool('web').securityGroups![0]);
});

test('a daemon that moves between the kinds of pools has no id for two types', () => {
  const on = (pool: 'own' | 'web') => {
    const stack = testStack();
    const pools = { web: InstancePool.managedInstances(), own: InstancePool.autoScalingGroup() };
    const platform = devPlatform(stack, { network: Network.natGateways(), pools });
    return templateOf(agent({ platform, pool }, stack)).toJSON().Resources as { [id: string]: { Type: string } };
  };
  const [from, to] = [on('own'), on('web')];
  const shared = Object.keys(from).filter((id) => id in to);
  expect(shared).not.toEqual([]);
  expect(shared.filter((id) => from[id].Type !== to[id].Type)).toEqual([]);
});

test('the pools may lie in another stack', () => {
  const app = testApp();
  const platform = platformIn(new Stack(app, 'Shared'));
  const stack = new Stack(app, 'Agents');
  agent({ platform }, stack);
  app.synth();
  expect(stack.dependencies.map(({ node }) => node.id)).toEqual(['Shared']);
});
