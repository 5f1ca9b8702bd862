import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_s3 as s3, Stack, Validations } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, ContainerServiceProps, FromPublishedOptions, IContainerPlatform, Logging, Profile } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

interface Statement { readonly Action: string | string[]; readonly Resource: unknown }

const SESSIONS = ['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'];
const WINDOWS = ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE;

function web(platform: IContainerPlatform, props: Partial<ContainerServiceProps> = {}, scope: Stack = Stack.of(platform)): ContainerService {
  return new ContainerService(scope, 'Web', { platform, image: IMAGE, ...props });
}

/** What a role may do by policies of its stack. */
function statementsOf(role: iam.IRole): Statement[] {
  const { stack } = role;
  const policies = Object.values(templateOf(stack).findResources('AWS::IAM::Policy', {
    Properties: { Roles: [stack.resolve(role.roleName)] },
  })) as { Properties: { PolicyDocument: { Statement: Statement[] } } }[];
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function actionsOf(role: iam.IRole): string[] {
  return statementsOf(role).flatMap(({ Action }) => Action).sort();
}

function imported(stack: Stack, executeCommandConfiguration?: ecs.ExecuteCommandConfiguration): IContainerPlatform {
  const vpc = importedVpc(stack, ['public', 'private']);
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'theirs', vpc, executeCommandConfiguration });
  return ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc });
}

test('without it there is no key, nothing about sessions in the cluster, and nothing in the service', () => {
  const service = web(devPlatform(testStack()));
  const template = templateOf(service);
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.hasResourceProperties('AWS::ECS::Cluster', { Configuration: Match.absent() });
  template.hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: Match.absent() });
  expect(actionsOf(service.taskRole)).toEqual([]);
});

test('sessions are encrypted with a key, and logged to a log group that is encrypted with it', () => {
  const template = templateOf(web(devPlatform(testStack(), { execEnabled: true })));
  const [key] = Object.keys(template.findResources('AWS::KMS::Key'));
  const keyArn = { 'Fn::GetAtt': [key, 'Arn'] };
  const [[logGroup]] = Object.entries(template.findResources('AWS::Logs::LogGroup', { Properties: { KmsKeyId: keyArn, RetentionInDays: 7 } }));
  template.hasResourceProperties('AWS::ECS::Cluster', {
    Configuration: {
      ExecuteCommandConfiguration: {
        KmsKeyId: keyArn,
        Logging: 'OVERRIDE',
        LogConfiguration: { CloudWatchLogGroupName: { Ref: logGroup }, CloudWatchEncryptionEnabled: true },
      },
    },
  });
});

test.each([[Profile.production(), 'Retain'], [Profile.development(), 'Delete']])('key and log group go as the profile says: %#', (profile, policy) => {
  const template = templateOf(devPlatform(testStack(), { execEnabled: true, profile }));
  template.hasResource('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy: policy, UpdateReplacePolicy: policy });
  template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: policy });
});

test('CloudWatch Logs uses the key for logs of the account and region only', () => {
  templateOf(devPlatform(testStack(), { execEnabled: true })).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([Match.objectLike({
        Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] } },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']] },
          },
        },
      })]),
    },
  });
});

test('the key of the platform is taken where there is one, and CloudWatch Logs may use it', () => {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Theirs');
  const platform = devPlatform(stack, { execEnabled: true, encryptionKey });
  const template = templateOf(platform);
  template.resourceCountIs('AWS::KMS::Key', 1);
  expect(platform.execSettings?.encryptionKey).toBe(encryptionKey);
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Condition: { ArnLike: Match.objectLike({ 'kms:EncryptionContext:aws:logs:arn': Match.anyValue() }) } })]) },
  });
});

test('tasks may open sessions, write to the log group of sessions, and decrypt, and nothing else', () => {
  const platform = devPlatform(testStack(), { execEnabled: true });
  const service = web(platform);
  const statements = statementsOf(service.taskRole);
  const { logGroupArn, encryptionKey } = platform.execSettings!;
  const logGroup = Stack.of(service).resolve(logGroupArn) as object;
  const key = Stack.of(service).resolve(encryptionKey!.keyArn) as object;
  expect(logGroup).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/ExecLogGroup/), 'Arn'] });
  expect(statements).toEqual([
    { Action: ['logs:DescribeLogGroups', ...SESSIONS], Effect: 'Allow', Resource: '*' },
    { Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], Effect: 'Allow', Resource: logGroup },
    { Action: 'kms:Decrypt', Effect: 'Allow', Resource: key },
    {
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      Condition: { StringLike: { 'kms:ViaService': { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com*']] } } },
      Effect: 'Allow',
      Resource: key,
    },
  ]);
});

test('the service waits for what the tasks may do', () => {
  const service = web(devPlatform(testStack(), { execEnabled: true }));
  const template = templateOf(service);
  const [policy] = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [Stack.of(service).resolve(service.taskRole.roleName)] } }));
  template.hasResource('AWS::ECS::Service', { Properties: { EnableExecuteCommand: true }, DependsOn: Match.arrayWith([policy]) });
});

test('a workload without sessions says so, and may do nothing for them', () => {
  const service = web(devPlatform(testStack(), { execEnabled: true }), { execEnabled: false });
  templateOf(service).hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: false });
  expect(actionsOf(service.taskRole)).toEqual([]);
});

test.each([
  [true, ecs.OperatingSystemFamily.LINUX, ecs.NetworkMode.AWS_VPC, { InitProcessEnabled: true }],
  [false, ecs.OperatingSystemFamily.LINUX, ecs.NetworkMode.AWS_VPC, undefined],
  [true, WINDOWS, ecs.NetworkMode.NAT, undefined],
])('sessions %s, %#: what takes processes away that are left behind', (execEnabled, operatingSystem, networkMode, expected) => {
  const stack = testStack();
  const pools = { web: new TestPool({ operatingSystem, networkModes: [networkMode] }) };
  const platform = devPlatform(stack, { execEnabled: true, pools, vpc: importedVpc(stack, ['private']) });
  templateOf(web(platform, { capacity: Capacity.pool('web'), execEnabled })).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ LinuxParameters: expected ?? Match.absent() })],
  });
});

test('a daemon has sessions as a service has', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { execEnabled: true, pools: { web: new TestPool({ instanceAttributes: { pool: 'web' } }) } });
  const daemon = new ContainerDaemon(stack, 'Agent', { platform, pool: 'web', image: IMAGE });
  daemon.grantExec(new iam.Role(stack, 'Oncall', { assumedBy: new iam.AccountRootPrincipal() }));
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { SchedulingStrategy: 'DAEMON', EnableExecuteCommand: true });
  expect(actionsOf(daemon.taskRole)).toEqual(expect.arrayContaining([...SESSIONS, 'kms:Decrypt']));
});

test('who is granted sessions opens them in the container of the service, with the key', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { execEnabled: true });
  const service = web(platform, { containerName: 'web' });
  const oncall = new iam.Role(stack, 'Oncall', { assumedBy: new iam.AccountRootPrincipal() });
  expect(service.grantExec(oncall).success).toBe(true);
  const tasks = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':task/', stack.resolve(platform.cluster.clusterName), '/*']] };
  expect(statementsOf(oncall)).toEqual([
    {
      Action: 'ecs:ExecuteCommand',
      Effect: 'Allow',
      Resource: [stack.resolve(platform.cluster.clusterArn), tasks],
      Condition: { StringEquals: { 'ecs:container-name': 'web' } },
    },
    { Action: 'ecs:DescribeTasks', Effect: 'Allow', Resource: tasks },
    { Action: 'kms:GenerateDataKey', Effect: 'Allow', Resource: stack.resolve(platform.execSettings!.encryptionKey!.keyArn) },
  ]);
});

test('a platform of another stack knows nothing of its workloads', () => {
  const app = testApp();
  const [there, here] = ['Platform', 'Web'].map((id) => new Stack(app, id));
  const platform = devPlatform(there, { execEnabled: true });
  const service = web(platform, {}, here);
  service.grantExec(new iam.Role(here, 'Oncall', { assumedBy: new iam.AccountRootPrincipal() }));
  app.synth();
  expect(there.dependencies).toEqual([]);
  expect(here.dependencies).toEqual([there]);
});

describe('a cluster that was imported', () => {
  test('has sessions where a workload says so, logged to where its output goes', () => {
    const service = web(imported(testStack()), { execEnabled: true });
    templateOf(service).hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: true });
    const [, { Resource }] = statementsOf(service.taskRole);
    expect(JSON.stringify(Resource)).toContain(JSON.stringify(Stack.of(service).resolve(service.logGroup!.logGroupArn)));
    expect(actionsOf(service.taskRole)).not.toContain('kms:Decrypt');
  });

  test('says nothing of sessions where no workload does', () => {
    templateOf(web(imported(testStack()))).hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: Match.absent() });
  });

  test('without logs, tasks may write none', () => {
    const service = web(imported(testStack()), { execEnabled: true, logging: Logging.none() });
    expect(actionsOf(service.taskRole)).toEqual(SESSIONS);
  });

  test('that says not to log is believed', () => {
    const service = web(imported(testStack(), { logging: ecs.ExecuteCommandLogging.NONE }), { execEnabled: true });
    expect(actionsOf(service.taskRole)).toEqual(SESSIONS);
  });

  test('has the log group, the bucket and the key that its attributes say', () => {
    const stack = testStack();
    const service = web(imported(stack, {
      kmsKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111111111111:key/k'),
      logging: ecs.ExecuteCommandLogging.OVERRIDE,
      logConfiguration: {
        cloudWatchLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Sessions', 'sessions'), s3Bucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'sessions-of-theirs'),
      },
    }), { execEnabled: true });
    const statements = statementsOf(service.taskRole);
    const resources = JSON.stringify(statements.map(({ Resource }) => Resource));
    expect(statements.flatMap(({ Action }) => Action)).toEqual(expect.arrayContaining(['kms:Decrypt', 'logs:PutLogEvents', 's3:PutObject', 's3:GetEncryptionConfiguration']));
    expect(['log-group:sessions:*', ':s3:::sessions-of-theirs/*', 'key/k'].filter((part) => !resources.includes(part))).toEqual([]);
  });
});

describe('a platform that was published', () => {
  function shared(options: FromPublishedOptions): ContainerService {
    const stack = testStack();
    return web(ContainerPlatform.fromPublished(stack, 'Shared', 'shared', { profile: Profile.development(), ...options }));
  }

  test('publishes its log group and its key', () => {
    const template = templateOf(devPlatform(testStack(), { execEnabled: true, publishAs: 'shared' }));
    const names = Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties }) => (Properties as { Name: string }).Name);
    expect(names).toEqual(expect.arrayContaining(['/cdk-stevedore/shared/ExecLogGroupArn', '/cdk-stevedore/shared/ExecKeyArn']));
  });

  test('is read by who says that it has sessions', () => {
    const service = shared({ execEnabled: true });
    const parameters = Object.values(templateOf(service).toJSON().Parameters as { [id: string]: { Default?: string } }).map(({ Default }) => Default);
    expect(parameters).toEqual(expect.arrayContaining(['/cdk-stevedore/shared/ExecLogGroupArn', '/cdk-stevedore/shared/ExecKeyArn']));
    expect(actionsOf(service.taskRole)).toEqual(expect.arrayContaining([...SESSIONS, 'kms:Decrypt', 'logs:PutLogEvents']));
  });

  test('has none else', () => {
    const service = shared({});
    expect(actionsOf(service.taskRole)).toEqual([]);
    expect(JSON.stringify(templateOf(service).toJSON())).not.toMatch(/ExecuteCommand|ExecKey|ExecLog/);
  });
});

test('a role of the user is granted too, and nothing of it is acknowledged', () => {
  const stack = testStack();
  const taskRole = new iam.Role(stack, 'Theirs', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  web(devPlatform(stack, { execEnabled: true }), { taskRole });
  expect(actionsOf(taskRole)).toEqual(expect.arrayContaining(SESSIONS));
  expect(taskRole.node.metadata.map(({ type }) => type)).not.toContain(Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
});

test('tasks in bridge mode have sessions as well', () => {
  const stack = testStack();
  const group = new ec2.SecurityGroup(stack, 'Group', { vpc: importedVpc(stack, ['public', 'private']) });
  const pools = { web: new TestPool({ networkModes: [ecs.NetworkMode.BRIDGE], securityGroups: [group] }) };
  const platform = devPlatform(stack, { execEnabled: true, pools });
  const service = web(platform, { capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE });
  templateOf(service).hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: true });
});
