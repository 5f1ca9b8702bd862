import { aws_ecs as ecs, aws_iam as iam, aws_secretsmanager as secretsmanager, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, ContainerServiceProps, Placement, Scaling, Storage, WorkQueue } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';

function outside(props: Partial<ContainerServiceProps> = {}, stack: Stack = testStack()): ContainerService {
  return testService({ capacity: Capacity.external(), ...props }, stack);
}

const only = (template: Template, type: string) => Object.values(template.findResources(type))[0].Properties as { [name: string]: unknown };

test('machines outside AWS run Linux, in the modes of Docker, and belong to no provider', () => {
  const { BRIDGE, HOST, NONE } = ecs.NetworkMode;
  expect(Capacity.external().bind(testStack(), { pools: {}, capacityProviders: ['FARGATE'] })).toEqual({
    compatibility: ecs.Compatibility.EXTERNAL,
    networkMode: BRIDGE,
    networkModes: [BRIDGE, HOST, NONE],
    operatingSystem: ecs.OperatingSystemFamily.LINUX,
  });
});

test('a service there names its launch type, and has what machines in zones of AWS have switched off', () => {
  templateOf(outside()).hasResourceProperties('AWS::ECS::Service', {
    LaunchType: 'EXTERNAL',
    CapacityProviderStrategy: Match.absent(),
    NetworkConfiguration: Match.absent(),
    SchedulingStrategy: Match.absent(),
    AvailabilityZoneRebalancing: 'DISABLED',
    DesiredCount: 1,
    DeploymentConfiguration: Match.objectLike({
      MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    }),
  });
});

test('its tasks are for external machines, with a size, a role and logs', () => {
  templateOf(outside({ networkMode: ecs.NetworkMode.HOST })).hasResourceProperties('AWS::ECS::TaskDefinition', {
    RequiresCompatibilities: ['EXTERNAL'],
    NetworkMode: 'host',
    Cpu: '256',
    Memory: '512',
    RuntimePlatform: Match.absent(),
    PlacementConstraints: Match.absent(),
    TaskRoleArn: Match.anyValue(),
    ExecutionRoleArn: Match.anyValue(),
    ContainerDefinitions: [Match.objectLike({ LogConfiguration: Match.objectLike({ LogDriver: 'awslogs' }) })],
  });
});

test('no security group is made', () => {
  const template = templateOf(outside());
  template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
});

test('queues, secrets, GPUs, placement and volumes of the machine go there', () => {
  const stack = testStack();
  const template = templateOf(outside({
    queues: { orders: WorkQueue.create() },
    secrets: { KEY: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret')) },
    storage: { work: Storage.scratch({ mountPath: '/work' }) },
    gpuCount: 1,
    placement: Placement.spreadAcrossInstances().plus(Placement.memberOf('attribute:site == riga')),
    scaling: Scaling.manual(3),
  }, stack));
  template.resourceCountIs('AWS::SQS::Queue', 2);
  template.hasResourceProperties('AWS::ECS::Service', {
    DesiredCount: 3,
    PlacementStrategies: [{ Type: 'spread', Field: 'instanceId' }],
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:site == riga' }],
  });
});

test.each([[ecs.CpuArchitecture.ARM64, 'arm64'], [ecs.CpuArchitecture.X86_64, 'x86_64']])('an image for %p runs where the agent tells of such a processor', (architecture, name) => {
  templateOf(outside({ architecture })).hasResourceProperties('AWS::ECS::TaskDefinition', {
    PlacementConstraints: [{ Type: 'memberOf', Expression: `attribute:ecs.cpu-architecture == ${name}` }],
  });
});

test('a daemon runs on each machine', () => {
  const stack = testStack();
  const daemon = new ContainerDaemon(stack, 'Agent', { platform: devPlatform(stack), capacity: Capacity.external(), image: IMAGE, port: 8125 });
  const template = templateOf(daemon);
  template.hasResourceProperties('AWS::ECS::Service', {
    LaunchType: 'EXTERNAL',
    SchedulingStrategy: 'DAEMON',
    PlacementConstraints: Match.absent(),
    DesiredCount: Match.absent(),
    AvailabilityZoneRebalancing: 'DISABLED',
    DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 0, MaximumPercent: 100 }),
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    RequiresCompatibilities: ['EXTERNAL'],
    ContainerDefinitions: [Match.objectLike({ PortMappings: [Match.objectLike({ ContainerPort: 8125, HostPort: 8125 })] })],
  });
});

describe('the machines', () => {
  test('get one role, however many workloads there are', () => {
    const stack = testStack();
    const platform = devPlatform(stack);
    for (const id of ['One', 'Two']) { new ContainerService(stack, id, { platform, image: IMAGE, capacity: Capacity.external() }); }
    const template = templateOf(stack);
    expect(Object.keys(template.findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: trustOf('ssm.amazonaws.com') } }))).toHaveLength(1);
    expect(Object.keys(template.findOutputs('*'))).toHaveLength(1);
  });

  test('get none where no workload runs on them', () => {
    const template = templateOf(testService());
    expect(template.findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: trustOf('ssm.amazonaws.com') } })).toEqual({});
    expect(template.findOutputs('*')).toEqual({});
  });

  test('get it at once where the platform says so, by the same ids', () => {
    const idsOf = (make: (platform: ContainerPlatform) => void) => {
      const platform = devPlatform(testStack());
      make(platform);
      return Object.keys(templateOf(platform).toJSON().Resources).filter((id) => id.includes('External')).sort();
    };
    const before = devPlatform(testStack(), { externalMachines: true });
    const ids = Object.keys(templateOf(before).toJSON().Resources).filter((id) => id.includes('External')).sort();
    expect(ids).toHaveLength(2);
    expect(idsOf((platform) => platform.externalMachines)).toEqual(ids);
    expect(idsOf((platform) => testService({ platform, capacity: Capacity.external() }, Stack.of(platform)))).toEqual(ids);
  });

  test('get a role that Systems Manager takes for this account and region only', () => {
    templateOf(outside()).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: 'ssm.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnEquals: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']] } },
          },
        }],
      },
      ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonSSMManagedInstanceCore']] }],
    });
  });

  test('may call ECS for their cluster only', () => {
    const statements = statementsOf(templateOf(outside()), 'ExternalMachines');
    const open = statements.filter(({ Resource }) => Resource === '*');
    expect(open.map(({ Action, Condition }) => [Action, Condition])).toEqual([
      ['ecs:DiscoverPollEndpoint', undefined],
      [['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'], { ArnEquals: { 'ecs:cluster': expect.anything() } }],
    ]);
    expect(statements.filter(({ Resource }) => Resource !== '*').flatMap(({ Action }) => Action)).toContain('ecs:RegisterContainerInstance');
  });

  test('lose their role only after the services', () => {
    const template = templateOf(outside());
    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service')) as { DependsOn: string[] }[];
    expect(DependsOn.filter((id) => id.includes('ExternalMachines'))).toHaveLength(2);
  });

  test('join by a command that names role, cluster and region', () => {
    const stack = new Stack(testApp(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    const platform = devPlatform(stack, { vpc: importedVpc(stack, ['public']) });
    const { registrationCommand, activationRole } = platform.externalMachines;
    const command = (stack.resolve(registrationCommand) as { 'Fn::Join': [string, (string | { Ref: string })[]] })['Fn::Join'][1];
    const idOf = (value: string) => stack.resolve(value) as object;
    expect(command.filter((part) => typeof part !== 'string')).toEqual([idOf(activationRole.roleName), idOf(platform.cluster.clusterName)]);
    const text = command.map((part) => typeof part === 'string' ? part : `<${part.Ref.includes('Role') ? 'role' : 'cluster'}>`).join('');
    expect(text).toBe(
      'aws ssm create-activation --region eu-west-1 --iam-role <role> --output text --query "join(\'\', [\'curl -fsSL --proto =https -o /tmp/ecs-anywhere-install.sh'
      + ' https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh && sudo bash /tmp/ecs-anywhere-install.sh --region eu-west-1 --cluster <cluster>'
      + ' --activation-id \', ActivationId, \' --activation-code \', ActivationCode])"',
    );
  });

  test('of a cluster that exists join it by what others made', () => {
    const stack = testStack();
    const vpc = importedVpc(stack, ['private']);
    const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'plant', vpc });
    const template = templateOf(outside({ platform: ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc, capacityProviders: [] }) }, stack));
    expect(template.findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: trustOf('ssm.amazonaws.com') } })).toEqual({});
    expect(only(template, 'AWS::ECS::Service')).toMatchObject({ LaunchType: 'EXTERNAL', Cluster: 'plant' });
  });

  test('of a platform in another stack belong to that stack', () => {
    const app = testApp();
    const [below, above] = ['Below', 'Above'].map((id) => new Stack(app, id));
    const platform = devPlatform(below);
    new ContainerService(above, 'Worker', { platform, image: IMAGE, capacity: Capacity.external() });
    expect(Object.keys(Template.fromStack(below).findOutputs('*', { Description: Match.stringLikeRegexp('joins the cluster') }))).toHaveLength(1);
    expect(Object.values(Template.fromStack(above).findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: trustOf('ssm.amazonaws.com') } }))).toEqual([]);
    expect(below.dependencies).toEqual([]);
  });

  test('may be given more to do', () => {
    const platform = devPlatform(testStack(), { externalMachines: true });
    platform.externalMachines.activationRole.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('CloudWatchAgentServerPolicy'));
    templateOf(platform).hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: [Match.anyValue(), Match.anyValue()] });
  });
});

function trustOf(service: string): object {
  return { Statement: [{ Principal: { Service: service } }] };
}

interface Statement { readonly Action: string | string[]; readonly Resource: unknown; readonly Condition?: unknown }

function statementsOf(template: Template, id: string): Statement[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([key]) => key.includes(id));
  return policies.flatMap(([, { Properties }]) => (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement);
}
