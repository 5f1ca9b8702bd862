import { aws_kms as kms, aws_sns as sns, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { ContainerPlatformProps, ITaskEvents, Profile, StoppedTaskKind, StoppedTaskOptions, TaskEvents, TaskEventsConfig, TaskEventsContext } from '../../src';
import { devPlatform, templateOf, testStack } from '../support/builders';

const TYPES = ['AWS::Events::Rule', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'AWS::SNS::Subscription', 'AWS::Logs::LogGroup', 'AWS::Logs::ResourcePolicy'];

function templateWith(options: StoppedTaskOptions = {}, props: ContainerPlatformProps = {}, stack: Stack = testStack()): Template {
  return templateOf(devPlatform(stack, { taskEvents: TaskEvents.stoppedTasks(options), ...props }));
}

function counts(template: Template): number[] {
  return TYPES.map((type) => Object.keys(template.findResources(type)).length);
}

/** The role by which the rules publish. */
function publisherOf(template: Template): { readonly statements: unknown[]; readonly trust: unknown } {
  const [[id, { Properties }]] = Object.entries(template.findResources('AWS::IAM::Role', {
    Properties: { AssumeRolePolicyDocument: Match.objectLike({ Statement: [Match.objectLike({ Principal: { Service: 'events.amazonaws.com' } })] }) },
  })) as [string, { Properties: { AssumeRolePolicyDocument: { Statement: unknown[] } } }][];
  const policies = Object.values(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: id }] } })) as {
    Properties: { PolicyDocument: { Statement: unknown[] } };
  }[];
  const statements = policies.flatMap((policy) => policy.Properties.PolicyDocument.Statement);
  return { trust: Properties.AssumeRolePolicyDocument.Statement[0], statements };
}

test('a platform that says nothing has none of it', () => {
  expect(counts(templateOf(devPlatform(testStack())))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(devPlatform(testStack()).taskEvents).toBeUndefined();
});

test('people are told of what should not happen, and every stopped task is kept', () => {
  const template = templateWith();
  expect(counts(template)).toEqual([8, 1, 1, 0, 1, 1]);
  const rules = Object.values(template.findResources('AWS::Events::Rule')) as { Properties: { Description: string } }[];
  const told = rules.map(({ Properties }) => /kind (\w+)$/.exec(Properties.Description)?.[1]);
  expect(told.sort()).toEqual(['FailedExit', 'FailedStart', 'HealthCheck', 'ImagePull', 'Infrastructure', 'Other', 'OutOfMemory', undefined]);
});

test('no function of its own is made, as by the target of aws-cdk-lib', () => {
  const functionsOf = (template: Template) => Object.values(template.toJSON().Resources as { [id: string]: { Type: string } })
    .filter(({ Type }) => Type === 'AWS::Lambda::Function' || Type.startsWith('Custom::')).length;
  expect(functionsOf(templateWith())).toBe(functionsOf(templateOf(devPlatform(testStack()))));
});

test('the kinds that are asked for, once each', () => {
  expect(counts(templateWith({ alertOn: [StoppedTaskKind.USER, StoppedTaskKind.USER] }))[0]).toBe(2);
});

test('with no kinds there is the log group alone', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { taskEvents: TaskEvents.stoppedTasks({ alertOn: [] }) });
  expect(platform.taskEvents?.topic).toBeUndefined();
  expect(platform.taskEvents?.logGroup).toBeDefined();
  expect(counts(templateOf(stack))).toEqual([1, 0, 0, 0, 1, 1]);
});

test('the topic refuses whoever comes without TLS, and its policy lets nobody in', () => {
  const [{ Properties }] = Object.values(templateWith().findResources('AWS::SNS::TopicPolicy')) as { Properties: { PolicyDocument: { Statement: { Effect: string }[] } } }[];
  expect(Properties.PolicyDocument.Statement).toEqual([expect.objectContaining({
    Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  })]);
});

test('only rules of this account and region publish, and only to the topic', () => {
  const { trust, statements } = publisherOf(templateWith());
  expect(trust).toMatchObject({
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':events:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':rule/*']] } },
    },
  });
  expect(statements).toEqual([{ Action: 'sns:Publish', Effect: 'Allow', Resource: { Ref: expect.stringMatching(/Topic/) } }]);
});

test('EventBridge may write to the one log group, before the rule is there', () => {
  const template = templateWith();
  const [[policyId, { Properties }]] = Object.entries(template.findResources('AWS::Logs::ResourcePolicy')) as [string, { Properties: { PolicyDocument: { 'Fn::Join': [string, unknown[]] }; PolicyName: unknown } }][];
  const [text, logGroup] = Properties.PolicyDocument['Fn::Join'][1];
  expect(text).toContain('"Action":["logs:CreateLogStream","logs:PutLogEvents"],"Effect":"Allow"');
  expect(text).toContain('"Service":["events.amazonaws.com","delivery.logs.amazonaws.com"]');
  expect(logGroup).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/TaskEventsLogGroup/), 'Arn'] });
  expect(Properties.PolicyName).toEqual({ 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, expect.stringMatching(/^-\w+TaskEvents\w+$/)]] });
  template.hasResource('AWS::Events::Rule', { Properties: { Description: 'Keeps each stopped task' }, DependsOn: [policyId] });
});

test.each([
  [Profile.production(), {}, 90, 'Retain'],
  [Profile.development(), {}, 7, 'Delete'],
  [Profile.development(), { logRetention: 365 }, 365, 'Delete'],
])('the log group is kept as the profile says, or the options: %#', (profile, options, RetentionInDays, policy) => {
  templateWith(options, { profile }).hasResource('AWS::Logs::LogGroup', {
    Properties: { RetentionInDays, LogGroupName: Match.absent() }, DeletionPolicy: policy, UpdateReplacePolicy: policy,
  });
});

test('addresses are subscribed, by ids that their names make', () => {
  const [before, after] = [['oncall'], ['before', 'oncall']].map((names) =>
    templateWith({ emails: Object.fromEntries(names.map((name) => [name, `${name}@example.com`])) }).findResources('AWS::SNS::Subscription'));
  expect(Object.values(before)).toMatchObject([{ Properties: { Protocol: 'email', Endpoint: 'oncall@example.com' } }]);
  expect(after).toMatchObject(before);
});

test.each(['of the options', 'of the platform'])('a topic %s is published to, and stays as it is', (whose) => {
  const stack = testStack();
  const topic = new sns.Topic(stack, 'Theirs', { masterKey: new kms.Key(stack, 'Key') });
  const template = whose === 'of the options' ? templateWith({ topic }, {}, stack) : templateWith({}, { notificationTopic: topic }, stack);
  expect(counts(template).slice(1, 3)).toEqual([1, 0]);
  expect(publisherOf(template).statements).toEqual([
    { Action: 'sns:Publish', Effect: 'Allow', Resource: stack.resolve(topic.topicArn) },
    { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Effect: 'Allow', Resource: stack.resolve(topic.masterKey!.keyArn) },
  ]);
});

test('addresses get a topic of their own, beside that of the platform', () => {
  const stack = testStack();
  const template = templateWith({ emails: { oncall: 'oncall@example.com' } }, { notificationTopic: new sns.Topic(stack, 'Theirs') }, stack);
  expect(counts(template).slice(1, 4)).toEqual([2, 1, 1]);
});

test('a topic of another stack gets no reference to this one', () => {
  const stack = testStack();
  const topic = new sns.Topic(new Stack(stack.node.root as Stack, 'Other'), 'Theirs', { enforceSSL: true });
  templateWith({ topic }, {}, stack);
  expect(Stack.of(topic).dependencies).toEqual([]);
  expect(stack.dependencies).toEqual([Stack.of(topic)]);
});

test.each(['the options', 'the platform'])('a key of %s is that of the topic and of the log group, and of who publishes', (whose) => {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const template = whose === 'the options' ? templateWith({ encryptionKey }, {}, stack) : templateWith({}, { encryptionKey }, stack);
  const keyArn = stack.resolve(encryptionKey.keyArn) as object;
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: keyArn });
  template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: keyArn });
  expect(publisherOf(template).statements).toContainEqual({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Effect: 'Allow', Resource: keyArn });
});

test('a value of the user is told of the platform, and its parts can be read', () => {
  const seen: TaskEventsContext[] = [];
  const config: TaskEventsConfig = {};
  const own: ITaskEvents = { taskEventsKind: 'own', bind: (_scope, context) => { seen.push(context); return config; } };
  const stack = testStack();
  const notificationTopic = new sns.Topic(stack, 'Theirs');
  const platform = devPlatform(stack, { taskEvents: own, notificationTopic });
  expect(seen).toMatchObject([{ logRetention: 7, removalPolicy: 'destroy' }]);
  expect([seen[0].cluster, seen[0].notificationTopic]).toEqual([platform.cluster, notificationTopic]);
  expect(platform.taskEvents).toBe(config);
});

test('something else is refused', () => {
  const wrong = { bind: () => ({}) } as unknown as ITaskEvents;
  expect(() => devPlatform(testStack(), { taskEvents: wrong })).toThrow('[stevedore.NotAValue] Stack/Platform: taskEvents is something else');
});

test('an alias stands for its key', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  const template = templateWith({ encryptionKey: key.addAlias('alias/mine') }, {}, stack);
  template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: stack.resolve(key.keyArn) });
  template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: stack.resolve(key.keyArn) });
});

test('the name of the policy leaves room for that of the stack', () => {
  let scope: Construct = testStack();
  for (let depth = 0; depth < 20; depth += 1) { scope = new Construct(scope, `LevelWithAName${depth}`); }
  const [{ Properties }] = Object.values(templateOf(devPlatform(scope, { taskEvents: TaskEvents.stoppedTasks() })).findResources('AWS::Logs::ResourcePolicy')) as {
    Properties: { PolicyName: { 'Fn::Join': [string, [unknown, string]] } };
  }[];
  expect(Properties.PolicyName['Fn::Join'][1][1].length + 128).toBeLessThanOrEqual(255);
});
