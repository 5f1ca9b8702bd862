import { aws_sns as sns, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { KINDS } from './kinds';
import { StoppedTaskOptions } from './options';
import { fail, refuse } from '../../private/fail';
import { findAlias } from '../../private/keys';
import { wrongKey, wrongName } from '../../private/names';
import { unknownRetention } from '../../private/retention';
import { sortedEntries } from '../../private/sorted';
import { known } from '../../private/tokens';

export function checkStoppedTasks({ alertOn, topic, emails, encryptionKey, logRetention }: StoppedTaskOptions): void {
  refuse('LogRetention', unknownRetention('logRetention', logRetention));
  refuse('KeyAlias', findAlias(encryptionKey));
  refuse('TaskEvents', wrongKey('emails', emails));
  for (const [name, address] of sortedEntries(emails)) {
    refuse('TaskEvents', wrongName(`emails.${name}`, address, /^[^\s@]+@[^\s@]+$/, 'It is an address, such as oncall@example.com'));
  }
  if (topic && emails) {
    fail('TaskEvents', {
      given: 'topic and emails are both given',
      allowed: 'emails are those of the topic that is created where none is given',
      remedy: 'Leave one out, or subscribe the addresses to the topic',
    });
  }
  const unknown = alertOn?.find((kind) => !Object.keys(KINDS).includes(kind));
  if (unknown !== undefined) {
    fail('TaskEvents', {
      given: `alertOn has '${unknown}'`,
      allowed: `The kinds of stopped tasks are ${Object.keys(KINDS).join(', ')}`,
      remedy: 'Use StoppedTaskKind',
    });
  }
}

/**
 * Rules publish in their own region, and say nothing of a message group, without which SNS takes no message for a FIFO topic.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function checkTopic(scope: IConstruct, topic: sns.ITopic | undefined): void {
  if (topic?.fifo) {
    fail('TaskEvents', {
      given: 'The topic is a FIFO topic',
      allowed: 'EventBridge publishes to standard topics, and only those write to people',
      remedy: 'Give a standard topic',
    }, scope);
  }
  const [here, there] = [Stack.of(scope).region, topic?.env.region].map((region) => known(region));
  if (here !== undefined && there !== undefined && here !== there) {
    fail('TaskEvents', {
      given: `The topic is in ${there}, and the platform in ${here}`,
      allowed: 'Rules publish to topics of their own region',
      remedy: `Give a topic in ${here}, or leave it out for one that is created`,
    }, scope);
  }
}
