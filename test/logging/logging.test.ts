import { aws_ecs as ecs, aws_iam as iam, aws_kms as kms, aws_logs as logs, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { CloudWatchLoggingOptions, ContainerService, ILogging, Logging, LoggingConfig } from '../../src';
import { devPlatform, IMAGE, templateOf, testService, testStack } from '../support/builders';

function bind(logging: ILogging, workloadName = 'Web', scope: Construct = testStack(), encryptionKey?: kms.IKey): LoggingConfig {
  const executionRole = new iam.Role(scope, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  return logging.bind(scope, {
    workloadName, retention: logs.RetentionDays.TWO_WEEKS, removalPolicy: RemovalPolicy.DESTROY, executionRole, encryptionKey,
  });
}

const VIA_LOGS = { StringLike: { 'kms:ViaService': { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com*']] } } };
const ENCRYPTS_LOGS = { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': Match.anyValue() } };

/** The options of the awslogs driver in a task definition. */
function driverOptions(options: CloudWatchLoggingOptions): { [key: string]: unknown } {
  const template = templateOf(testService({ logging: Logging.cloudWatch(options) }));
  const [task] = Object.values(template.findResources('AWS::ECS::TaskDefinition'));
  const { LogDriver, Options } = task.Properties.ContainerDefinitions[0].LogConfiguration;
  expect(LogDriver).toBe('awslogs');
  return Options;
}

test('values say what they are', () => {
  expect([Logging.cloudWatch(), Logging.none()].map((value) => value.loggingKind)).toEqual(['cloudWatch', 'none']);
});

test('the log group has what the context says', () => {
  const stack = testStack();
  bind(Logging.cloudWatch(), 'Web', stack);
  templateOf(stack).hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 14 }, DeletionPolicy: 'Delete' });
});

test('the log group has what the options say', () => {
  const stack = testStack();
  bind(Logging.cloudWatch({ retention: logs.RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN }), 'Web', stack);
  templateOf(stack).hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Retain' });
});

test('the log group is encrypted with the key of the platform, or one of its own, which the role may use through CloudWatch Logs', () => {
  const stack = testStack();
  const [shared, own] = [new kms.Key(stack, 'Shared'), new kms.Key(stack, 'Own')];
  const keys: unknown[] = [];
  for (const [id, options, key] of [['A', {}, shared], ['B', { encryptionKey: own }, own]] as const) {
    bind(Logging.cloudWatch(options), 'Web', new Construct(stack, id), shared);
    keys.push(stack.resolve(key.keyArn));
  }
  const template = templateOf(stack);
  for (const KmsKeyId of keys) {
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: Match.arrayWith(['kms:Decrypt', 'kms:GenerateDataKey']), Resource: KmsKeyId, Condition: VIA_LOGS }] },
    });
  }
  // The platform has seen to its own key.
  const KeyPolicy = { Statement: Match.arrayWith([Match.objectLike({ Condition: ENCRYPTS_LOGS })]) };
  expect(Object.keys(template.findResources('AWS::KMS::Key', { Properties: { KeyPolicy } }))).toEqual([expect.stringMatching(/^Own/)]);
});

test('log groups with one key say once that it admits them', () => {
  const stack = testStack();
  const logging = Logging.cloudWatch({ encryptionKey: new kms.Key(stack, 'Key').addAlias('alias/logs') });
  for (const id of ['A', 'B']) { bind(logging, id, new Construct(stack, id)); }
  const [key] = Object.values(templateOf(stack).findResources('AWS::KMS::Key'));
  expect(key.Properties.KeyPolicy.Statement).toHaveLength(2);
});

test('a log group that is given is used, and none is made', () => {
  const stack = testStack();
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Mine', 'mine');
  expect(bind(Logging.cloudWatch({ logGroup }), 'Web', stack).logGroup).toBe(logGroup);
  templateOf(stack).resourceCountIs('AWS::Logs::LogGroup', 0);
});

test('the output goes to the group that was made, and to no other', () => {
  const service = testService();
  const template = templateOf(service);
  template.resourceCountIs('AWS::Logs::LogGroup', 1);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ LogConfiguration: { Options: Match.objectLike({ 'awslogs-group': { Ref: Match.stringLikeRegexp('^WebLogging') } }) } })],
  });
});

test('output waits in memory instead of holding the container up', () => {
  expect(driverOptions({})).toMatchObject({ 'mode': 'non-blocking', 'max-buffer-size': '26214400b', 'awslogs-stream-prefix': 'Web' });
});

test('a blocking driver has no buffer', () => {
  const options = driverOptions({ mode: ecs.AwsLogDriverMode.BLOCKING });
  expect(options).toMatchObject({ mode: 'blocking' });
  expect(options).not.toHaveProperty('max-buffer-size');
});

test.each<[string, CloudWatchLoggingOptions, { [key: string]: string }]>([
  ['streamPrefix', { streamPrefix: 'shop' }, { 'awslogs-stream-prefix': 'shop' }],
  ['maxBufferSize', { maxBufferSize: Size.mebibytes(1) }, { 'max-buffer-size': '1048576b' }],
  ['datetimeFormat', { datetimeFormat: '%Y' }, { 'awslogs-datetime-format': '%Y' }],
  ['multilinePattern', { multilinePattern: '^INFO' }, { 'awslogs-multiline-pattern': '^INFO' }],
])('%s reaches the driver', (_, options, expected) => {
  expect(driverOptions(options)).toMatchObject(expected);
});

test('an id with a colon still makes a name for a log stream', () => {
  const stack = testStack();
  const service = new ContainerService(stack, 'we:b', { image: IMAGE, platform: devPlatform(stack) });
  templateOf(service).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ LogConfiguration: { Options: Match.objectLike({ 'awslogs-stream-prefix': 'we-b' }) } })],
  });
});

test('the execution role may write to the log group only', () => {
  templateOf(testService()).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [Match.objectLike({
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('LogGroup'), 'Arn'] },
      })],
    },
  });
});

test('without logging there is neither driver nor log group', () => {
  const service = testService({ logging: Logging.none() });
  expect(service.logGroup).toBeUndefined();
  const template = templateOf(service);
  template.resourceCountIs('AWS::Logs::LogGroup', 0);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [Match.objectLike({ LogConfiguration: Match.absent() })] });
});
