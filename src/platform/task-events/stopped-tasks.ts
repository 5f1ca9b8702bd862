import { aws_events as events, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkStoppedTasks, checkTopic } from './checks';
import { ALERTED, detailOf, KINDS } from './kinds';
import { messageOf } from './message';
import { StoppedTaskKind, StoppedTaskOptions } from './options';
import { ITaskEvents, TaskEventsConfig, TaskEventsContext } from './protocol';
import { allowEvents, createPublisher, logGroupTarget, topicTarget } from './targets';
import { refuse } from '../../private/fail';
import { admitLogs, findUnusable, keyBehind } from '../../private/keys';
import { sortedEntries } from '../../private/sorted';

export class StoppedTasks implements ITaskEvents {
  public readonly taskEventsKind = 'stoppedTasks';

  constructor(private readonly options: StoppedTaskOptions) {
    checkStoppedTasks(options);
  }

  public bind(scope: Construct, context: TaskEventsContext): TaskEventsConfig {
    const own = this.options.encryptionKey && keyBehind(this.options.encryptionKey);
    const key = own ?? context.encryptionKey;
    if (own && own !== context.encryptionKey) {
      refuse('EncryptionKey', findUnusable(scope, own), scope);
      admitLogs(scope, own);
    }
    const logGroup = this.logAll(scope, context, key);
    const kinds = [...new Set(this.options.alertOn ?? ALERTED)].sort();
    if (kinds.length === 0) { return { logGroup }; }
    const given = this.options.topic ?? (this.options.emails ? undefined : context.notificationTopic);
    checkTopic(scope, given);
    const topic = given ?? this.createTopic(scope, key);
    this.alert(scope, context, kinds, topic);
    return { topic, logGroup };
  }

  private logAll(scope: Construct, context: TaskEventsContext, encryptionKey: kms.IKey | undefined): logs.ILogGroup {
    const logGroup = new logs.LogGroup(scope, 'LogGroup', {
      retention: this.options.logRetention ?? context.logRetention,
      removalPolicy: this.options.removalPolicy ?? context.removalPolicy,
      encryptionKey,
    });
    const policy = allowEvents(scope, logGroup);
    ruleOf(scope, 'Log', context, 'Keeps each stopped task', logGroupTarget(logGroup)).node.addDependency(policy);
    return logGroup;
  }

  private createTopic(scope: Construct, masterKey: kms.IKey | undefined): sns.Topic {
    const topic = new sns.Topic(scope, 'Topic', { displayName: 'Stopped tasks', masterKey, enforceSSL: true });
    for (const [name, endpoint] of sortedEntries(this.options.emails)) {
      new sns.Subscription(scope, `Email-${name}`, { topic, protocol: sns.SubscriptionProtocol.EMAIL, endpoint });
    }
    return topic;
  }

  private alert(scope: Construct, context: TaskEventsContext, kinds: StoppedTaskKind[], topic: sns.ITopic): void {
    const alerts = new Construct(scope, 'Alerts');
    const role = createPublisher(alerts, topic);
    for (const kind of kinds) {
      const target = topicTarget(topic, role, messageOf(KINDS[kind]));
      ruleOf(alerts, kind, context, `Tells of stopped tasks of the kind ${kind}`, target, kind);
    }
  }
}

function ruleOf(
  scope: Construct, id: string, { cluster }: TaskEventsContext, description: string, target: events.IRuleTarget, kind?: StoppedTaskKind,
): events.Rule {
  return new events.Rule(scope, id, {
    description,
    eventPattern: { source: ['aws.ecs'], detailType: ['ECS Task State Change'], detail: detailOf(cluster.clusterArn, kind) },
    targets: [target],
  });
}
