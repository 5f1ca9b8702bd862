import { aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IContainerPlatform } from '../protocol';
import { ITaskEvents, TaskEventsConfig } from './protocol';
import { checkBrand } from '../../private/brand';

/** What a platform is given that has to do with the events of its tasks. */
interface TaskEventsProps {
  /**
   * What becomes of them.
   *
   * @default - nothing
   */
  readonly taskEvents?: ITaskEvents;
  /**
   * Where people are told.
   *
   * @default - a topic is created
   */
  readonly notificationTopic?: sns.ITopic;
}

export function bindTaskEvents(
  platform: Construct & Pick<IContainerPlatform, 'cluster' | 'profile' | 'encryptionKey'>, { taskEvents, notificationTopic }: TaskEventsProps,
): TaskEventsConfig | undefined {
  checkBrand(platform, 'taskEvents', taskEvents, 'taskEventsKind', 'TaskEvents');
  return taskEvents?.bind(new Construct(platform, 'TaskEvents'), {
    cluster: platform.cluster,
    logRetention: platform.profile.logRetention,
    removalPolicy: platform.profile.removalPolicy,
    notificationTopic,
    encryptionKey: platform.encryptionKey,
  });
}
