import { aws_kms as kms, aws_sns as sns, Fn, Stack } from 'aws-cdk-lib';
import { RightRow, Row, service, value, workload } from './row';
import { ContainerPlatform, ContainerServiceProps, Profile, StoppedTaskKind, StoppedTaskOptions, TaskEvents } from '../../src';
import { devPlatform, testStack } from '../support/builders';

const emails = (address: string, name = 'oncall') => ({ emails: { [name]: address } });

function stopped(name: string, options: () => StoppedTaskOptions, says: RegExp): Row {
  return value('TaskEvents', name, () => TaskEvents.stoppedTasks(options()), says);
}

/** A topic of an account. */
function topic(): sns.ITopic {
  return sns.Topic.fromTopicArn(testStack(), 'Topic', 'arn:aws:sns:eu-west-1:111111111111:oncall');
}

/** A platform in Ireland that tells a topic of stopped tasks. */
function told(topicIn: (stack: Stack) => sns.ITopic, prop: 'topic' | 'notificationTopic' = 'topic'): ContainerPlatform {
  const stack = testStack({ region: 'eu-west-1', account: '111111111111' });
  const given = topicIn(stack);
  return devPlatform(stack, {
    taskEvents: TaskEvents.stoppedTasks(prop === 'topic' ? { topic: given } : {}),
    notificationTopic: prop === 'topic' ? undefined : given,
  });
}

function wrongTopic(name: string, topicIn: (stack: Stack) => sns.ITopic, says: RegExp): Row {
  return { code: 'TaskEvents', name, act: () => told(topicIn), says, path: 'Stack/Platform/TaskEvents' };
}

const topicOf = (arn: string) => (stack: Stack) => sns.Topic.fromTopicArn(stack, 'Topic', arn);

/** A service on a platform that has sessions. */
function open(props: Partial<ContainerServiceProps>): Row['act'] {
  return () => service((stack) => ({ platform: devPlatform(stack, { execEnabled: true }), ...props }));
}

export const taskEventsRows: Row[] = [
  ...['oncall', 'a@b@c', '', 'on call@example.com'].map((address) => stopped(`the address '${address}'`, () => emails(address), /emails\.oncall is '/)),
  stopped('a name of an address', () => emails('a@example.com', 'a/b'), /a key of emails is 'a\/b'/),
  stopped('a topic and addresses', () => ({ topic: topic(), ...emails('a@example.com') }), /topic and emails are both given/),
  stopped('an unknown kind', () => ({ alertOn: ['Crash' as StoppedTaskKind] }), /alertOn has 'Crash'/),
  wrongTopic('a FIFO topic', (stack) => new sns.Topic(stack, 'Topic', { fifo: true }), /The topic is a FIFO topic/),
  wrongTopic('a FIFO topic that exists', topicOf('arn:aws:sns:eu-west-1:111111111111:oncall.fifo'), /The topic is a FIFO topic/),
  {
    ...wrongTopic('a FIFO topic of the platform', topicOf('arn:aws:sns:eu-west-1:111111111111:oncall.fifo'), /The topic is a FIFO topic/),
    act: () => told(topicOf('arn:aws:sns:eu-west-1:111111111111:oncall.fifo'), 'notificationTopic'),
  },
  wrongTopic('a topic of another region', topicOf('arn:aws:sns:us-east-1:111111111111:oncall'), /The topic is in us-east-1, and the platform in eu-west-1/),
  value('KeyAlias', 'of stopped tasks', () => TaskEvents.stoppedTasks({ encryptionKey: kms.Alias.fromAliasName(testStack(), 'Alias', 'alias/mine') }), /encryptionKey is an alias/),
  workload('ExecDisabled', 'sessions without a key', { execEnabled: true }, /execEnabled is true, and the platform has neither/),
  {
    ...workload('ExecDisabled', 'a grant without sessions', {}, /grantExec\(\) is called/),
    act: () => { const web = service({}); return web.grantExec(web); },
  },
  { ...workload('R136', 'a read-only root', {}, /sessions are enabled by execEnabled of the platform/), act: open({ readonlyRootFilesystem: true }) },
  {
    ...workload('R136', 'a read-only root, and sessions', {}, /sessions are enabled by execEnabled of the workload/),
    act: open({ readonlyRootFilesystem: true, execEnabled: true }),
  },
  {
    ...workload('R136', 'a read-only root of the profile, and sessions', {}, /readonlyRootFilesystem is true by the profile, and sessions are enabled by execEnabled of the platform/),
    act: open({ profile: Profile.regulated() }),
  },
  {
    ...workload('ExecDisabled', 'a published platform of which nothing is said', {}, /for one that was published, also fromPublished\(\)/),
    act: () => service((stack) => ({ platform: ContainerPlatform.fromPublished(stack, 'Shared', 'shared'), execEnabled: true })),
  },
];

export const rightTaskEvents: RightRow[] = [
  ['no addresses', () => TaskEvents.stoppedTasks({ emails: {} })],
  ['no kinds', () => TaskEvents.stoppedTasks({ alertOn: [] })],
  ['all kinds', () => TaskEvents.stoppedTasks({ alertOn: Object.values(StoppedTaskKind) })],
  ['a topic of the region in another account', () => told(topicOf('arn:aws:sns:eu-west-1:222222222222:oncall'))],
  ['a topic that is known later', () => told((stack) => sns.Topic.fromTopicArn(stack, 'Topic', Fn.importValue('topic')))],
  ['a read-only root without sessions', open({ readonlyRootFilesystem: true, execEnabled: false })],
  ['sessions', open({ execEnabled: true })],
];
