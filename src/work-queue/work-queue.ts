import { aws_sqs as sqs } from 'aws-cdk-lib';
import { CreatedQueue } from './create';
import { ExistingQueue } from './existing';
import { WorkQueueOptions } from './options';
import { IWorkQueue } from './protocol';

/** The queues of Amazon SQS that a service works on. */
export class WorkQueue {
  /**
   * A queue of the service's own, encrypted, over TLS only, with a dead-letter queue.
   * Creates two queues with their policies. You pay for requests to them; an empty queue costs what the tasks ask of it.
   */
  public static create(options: WorkQueueOptions = {}): IWorkQueue {
    return new CreatedQueue(options);
  }

  /**
   * A queue that exists, of another stack too. Its settings are its own. Creates nothing; the tasks are granted to take messages, and to decrypt
   * them where the queue knows its key.
   */
  public static existing(queue: sqs.IQueue): IWorkQueue {
    return new ExistingQueue(queue);
  }

  private constructor() {}
}
