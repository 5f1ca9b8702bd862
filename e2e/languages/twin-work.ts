import {
  aws_applicationautoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_sns as sns, aws_sns_subscriptions as subscriptions,
  aws_sqs as sqs, Duration, Size, Stack, TimeZone,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  ContainerPlatform, ContainerService, Deployment, IWorkQueue, Profile, RollbackAlarm, Scaling, ScalingSchedule, Sidecar, Storage, WorkQueue,
  WorkQueueConfig, WorkQueueContext,
} from '../../src';

const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** Volumes, sidecars and queues, on a platform that other repositories find. */
export function createDepot(stack: Stack): void {
  const news = new sns.Topic(stack, 'News');
  const refused = new sqs.Queue(stack, 'Refused');
  const returns = new sqs.Queue(stack, 'Returns', {
    visibilityTimeout: Duration.minutes(2), deadLetterQueue: { queue: refused, maxReceiveCount: 4 },
  });

  const packer = new ContainerService(stack, 'Packer', {
    platform: new ContainerPlatform(stack, 'Platform', { profile: Profile.development(), publishAs: 'depot' }),
    image: IMAGE,
    memoryMiB: 1024,
    storage: {
      parcels: Storage.ebs({
        mountPath: '/parcels',
        size: Size.gibibytes(40),
        volumeType: ec2.EbsDeviceVolumeType.GP3,
        iops: 4000,
        throughput: 250,
        fileSystemType: ecs.FileSystemType.EXT4,
      }),
      labels: Storage.scratch({ mountPath: '/labels', readOnly: true }),
      spool: Storage.scratch(),
    },
    sidecars: {
      printer: Sidecar.container({
        image: IMAGE,
        environment: { PAPER: 'a6', DPI: '300' },
        memoryReservationMiB: 128,
        healthCheck: { command: ['CMD', 'printer', 'status'], startPeriod: Duration.seconds(10) },
        startsBefore: ecs.ContainerDependencyCondition.HEALTHY,
        mounts: { '/out': 'labels', '/spool': 'spool' },
        readOnlyMounts: { '/in': 'parcels' },
      }),
      rates: Sidecar.container({
        image: IMAGE, command: ['rates', 'load'], startsBefore: ecs.ContainerDependencyCondition.SUCCESS, mounts: { '/rates': 'spool' },
      }),
    },
    queues: {
      orders: WorkQueue.create({ visibilityTimeout: Duration.minutes(3), maxReceiveCount: 3, retention: Duration.days(7) }),
      transfers: WorkQueue.create({ fifo: true, contentBasedDeduplication: true }),
      returns: WorkQueue.existing(returns),
      news: new TopicQueue(news),
    },
    scaling: Scaling.automatic({
      min: 1,
      max: 10,
      backlog: { acceptableLatency: Duration.minutes(10), processingTime: Duration.seconds(20), queue: 'orders' },
      schedules: {
        evening: ScalingSchedule.at(autoscaling.Schedule.cron({ hour: '22', minute: '30' }), 0, 0, TimeZone.EUROPE_BERLIN),
        morning: ScalingSchedule.at(autoscaling.Schedule.cron({ hour: '6', minute: '0' }), 2, 20, TimeZone.EUROPE_BERLIN),
        sale: ScalingSchedule.at(autoscaling.Schedule.expression('at(2030-11-29T00:00:00)'), 10, 40),
      },
    }),
    deployment: Deployment.rolling({ rollbackAlarms: { memory: RollbackAlarm.memory({ percent: 95 }) } }),
  });

  const clerk = new iam.Role(stack, 'Clerk', { assumedBy: new iam.AccountRootPrincipal() });
  packer.queue('orders').grantSendMessages(clerk);
  const failed = packer.deadLetterQueue('orders').metricApproximateNumberOfMessagesVisible();
  failed.createAlarm(stack, 'Failed', { threshold: 1, evaluationPeriods: 1 });
}

/** A queue that the library does not have: one that gets what is published to a topic. */
class TopicQueue implements IWorkQueue {
  public readonly workQueueKind = 'topic';

  constructor(private readonly topic: sns.ITopic) {}

  public bind(scope: Construct, context: WorkQueueContext): WorkQueueConfig {
    const visibilityTimeout = Duration.minutes(2);
    const queue = new sqs.Queue(scope, 'Queue', { visibilityTimeout, removalPolicy: context.removalPolicy });
    queue.grantConsumeMessages(context.taskRole);
    this.topic.addSubscription(new subscriptions.SqsSubscription(queue));
    const name = context.queueName.toUpperCase();
    return {
      queue,
      environment: { [`${name}_QUEUE_URL`]: queue.queueUrl, [`${name}_TOPIC_ARN`]: this.topic.topicArn },
      visibilityTimeout,
    };
  }
}
