import { aws_sqs as sqs, Duration, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BacklogOptions } from './options';
import { ScalingContext } from './protocol';
import { formula, Measure, TrackedMetric } from './tracking';
import { fail } from '../private/fail';
import { knownSeconds } from '../private/tokens';

/** The number of messages that a task may have. */
export function messagesPerTask({ acceptableLatency, processingTime }: BacklogOptions): number {
  return acceptableLatency.toSeconds({ integral: false }) / processingTime.toSeconds({ integral: false });
}

/**
 * The messages that there are for each task that runs. Messages in work count: without them the last task would be stopped in the middle of one.
 * Where no task is counted, one is taken to be there, since nothing can be divided by none.
 */
export function backlogPerTask(context: ScalingContext, queue: sqs.IQueue): TrackedMetric {
  return formula('(visible + inFlight) / IF(running < 1, 1, running)', {
    visible: messages(queue, 'ApproximateNumberOfMessagesVisible'),
    inFlight: messages(queue, 'ApproximateNumberOfMessagesNotVisible'),
    running: runningTasks(context),
  });
}

/** The key of the queue that is meant. */
export function backlogQueueOf(scope: Construct, { queue }: BacklogOptions, queues: ScalingContext['queues']): string {
  const names = Object.keys(queues).sort();
  const list = names.join(', ') || 'none';
  const name = queue ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined && names.length > 1) {
    fail('WhichQueue', {
      given: `backlog names no queue, and the queues of the service are ${list}`,
      allowed: 'Without a name it is the backlog of the only one',
      remedy: 'Give backlog.queue',
    }, scope);
  }
  if (name === undefined || !names.includes(name)) {
    fail('NoSuchQueue', {
      given: `${queue === undefined ? 'backlog is given' : `backlog.queue is '${queue}'`}, and the queues of the service are ${list}`,
      allowed: 'A backlog is that of a queue that the service works on',
      remedy: names.length === 0 ? 'Give the service queues, or scale by another target' : 'Name one of these, or add it to queues',
    }, scope);
  }
  refuseElsewhere(scope, name, queues[name]);
  return name;
}

export function checkBacklog(options: BacklogOptions): void {
  const [latency, processing] = (['acceptableLatency', 'processingTime'] as const).map((prop) => {
    const seconds = knownSeconds(options[prop]);
    return seconds !== undefined && seconds > 0 ? seconds : fail('Backlog', {
      given: `backlog.${prop} is ${givenAs(options[prop])}`,
      allowed: 'One time divided by the other is the number of messages that a task may have',
      remedy: 'Give a plain duration above 0',
    });
  });
  if (latency < processing) {
    fail('Backlog', {
      given: `backlog.acceptableLatency is ${latency} seconds, and backlog.processingTime ${processing}`,
      allowed: 'A message is not done sooner than the work on it takes, however many tasks there are',
      remedy: `Give acceptableLatency at least ${processing} seconds, or tasks that are done sooner`,
    });
  }
}

/** Some languages let a struct through without what it needs. */
function givenAs(duration: Duration | undefined): string {
  if (!duration) { return 'missing'; }
  return duration.isUnresolved() ? 'known only when the stack is deployed' : '0';
}

/** The policy would see nothing, and never scale. */
function refuseElsewhere(scope: Construct, name: string, queue: sqs.IQueue): void {
  const stack = Stack.of(scope);
  for (const part of ['region', 'account'] as const) {
    if (Token.compareStrings(queue.env[part], stack[part]) !== TokenComparison.DIFFERENT) { continue; }
    fail('Backlog', {
      given: `The queue '${name}' lies in the ${part} ${queue.env[part]}, and the service in ${stack[part]}`,
      allowed: 'A service scales by metrics of its own region and account',
      remedy: 'Scale by another target, or work on a queue that lies where the service does',
    }, scope);
  }
}

function messages(queue: sqs.IQueue, metricName: string): Measure {
  return { namespace: 'AWS/SQS', metricName, dimensions: { QueueName: queue.queueName }, stat: 'Average' };
}

/**
 * Those that run, by Container Insights. Without it ECS publishes those that start or stop, too, for as long as one runs.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
function runningTasks({ service, containerInsights }: ScalingContext): Measure {
  const dimensions = { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName };
  return containerInsights
    ? { namespace: 'ECS/ContainerInsights', metricName: 'RunningTaskCount', dimensions, stat: 'Average' }
    : { namespace: 'AWS/ECS', metricName: 'LiveTaskCount', dimensions, stat: 'Average' };
}
