import { aws_kms as kms, aws_sqs as sqs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { otherKind, retentionOf, workOn } from './facts';
import { WorkQueueOptions } from './options';
import { IWorkQueue, WorkQueueConfig, WorkQueueContext } from './protocol';
import { fail, refuse } from '../private/fail';
import { given } from '../private/given';
import { findAlias } from '../private/keys';
import { MAX_INTEGER } from '../private/limits';
import { outsideRange, outsideSeconds } from '../private/range';

/** The longest that SQS knows: whoever looks into what went wrong needs time. */
const DEAD_LETTER_RETENTION = Duration.days(14);

const DEFAULTS = {
  visibilityTimeout: Duration.minutes(5),
  maxReceiveCount: 5,
  retention: Duration.days(4),
  receiveMessageWaitTime: Duration.seconds(20),
};

export class CreatedQueue implements IWorkQueue {
  public readonly workQueueKind = 'create';

  constructor(private readonly options: WorkQueueOptions) {
    checkOptions(options);
  }

  public bind(scope: Construct, context: WorkQueueContext): WorkQueueConfig {
    const { maxReceiveCount, retention, visibilityTimeout, receiveMessageWaitTime, ...options } = { ...DEFAULTS, ...given(this.options) };
    const removalPolicy = options.removalPolicy ?? context.removalPolicy;
    const encryption = encryptedWith(options.encryptionKey ?? context.encryptionKey);
    const deadLetterQueue = options.deadLetterQueue
      ?? this.createQueue(scope, 'DeadLetterQueue', { ...encryption, retentionPeriod: DEAD_LETTER_RETENTION, removalPolicy });
    const queue = this.createQueue(scope, 'Queue', {
      ...encryption,
      visibilityTimeout,
      retentionPeriod: retention,
      receiveMessageWaitTime,
      deliveryDelay: options.deliveryDelay,
      contentBasedDeduplication: options.contentBasedDeduplication,
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount },
      removalPolicy,
    });
    return given({
      ...workOn(queue, context), deadLetterQueue, visibilityTimeout, retention, maxReceiveCount, deadLetterRetention: retentionOf(deadLetterQueue),
    });
  }

  /** Whether a queue is FIFO cannot be changed: the one and the other have ids of their own. */
  private createQueue(scope: Construct, id: string, props: sqs.QueueProps & { removalPolicy: RemovalPolicy }): sqs.Queue {
    const { fifo } = this.options;
    const queue = new sqs.Queue(scope, fifo ? `Fifo${id}` : id, {
      ...props,
      fifo: fifo ? true : undefined,
      enforceSSL: true,
    });
    const policy = queue.node.findChild('Policy') as sqs.QueuePolicy;
    policy.applyRemovalPolicy(props.removalPolicy); // a queue that stays keeps its policy, which wants TLS
    return queue;
  }
}

function encryptedWith(encryptionMasterKey: kms.IKey | undefined): sqs.QueueProps {
  return { encryption: encryptionMasterKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED, encryptionMasterKey };
}

function checkOptions(options: WorkQueueOptions): void {
  const { fifo = false, deadLetterQueue } = options;
  refuse('R157', outsideSeconds('visibilityTimeout', options.visibilityTimeout, { min: 0, max: 43_200 }));
  refuse('R157', outsideSeconds('retention', options.retention, { min: 60, max: 1_209_600 }));
  refuse('R157', outsideSeconds('deliveryDelay', options.deliveryDelay, { min: 0, max: 900 }));
  refuse('R157', outsideSeconds('receiveMessageWaitTime', options.receiveMessageWaitTime, { min: 0, max: 20 }));
  refuse('R157', outsideRange('maxReceiveCount', options.maxReceiveCount, { min: 1, max: MAX_INTEGER }));
  refuse('R158', otherKind(fifo, deadLetterQueue));
  refuse('KeyAlias', findAlias(options.encryptionKey));
  if (options.contentBasedDeduplication && !fifo) {
    fail('R158', {
      given: 'contentBasedDeduplication is given, and fifo is not',
      allowed: 'Only a FIFO queue tells its messages apart',
      remedy: 'Set fifo, or leave contentBasedDeduplication out',
    });
  }
}
