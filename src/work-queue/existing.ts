import { aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { factsOf, fifoOf, otherKind, workOn } from './facts';
import { IWorkQueue, WorkQueueConfig, WorkQueueContext } from './protocol';
import { refuse } from '../private/fail';

export class ExistingQueue implements IWorkQueue {
  public readonly workQueueKind = 'existing';

  constructor(private readonly queue: sqs.IQueue) {
    refuse('R158', otherKind(fifoOf(queue), factsOf(queue).deadLetterQueue));
  }

  public bind(_scope: Construct, context: WorkQueueContext): WorkQueueConfig {
    return { ...factsOf(this.queue), ...workOn(this.queue, context) };
  }
}
