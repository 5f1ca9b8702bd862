import { Json } from './task-events-matcher';
import { StoppedTaskKind } from '../../src';

export const CLUSTER = 'arn:aws:ecs:us-east-1:123456789012:cluster/shop';
const TASK = 'a1173316d40a45dea9';

interface Container {
  readonly name: string;
  readonly exitCode?: number;
  readonly reason?: string;
}

/** What of an event differs from sample to sample. */
interface Stop {
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers?: Container[];
  readonly group?: string;
  readonly lastStatus?: string;
  readonly clusterArn?: string;
}

/**
 * An event as EventBridge gets it when a task has stopped, in the shape of the examples of the documentation.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export function stopped({ containers = [{ name: 'main' }], ...stop }: Stop): Json {
  const task = `arn:aws:ecs:us-east-1:123456789012:task/shop/${TASK}`;
  const lastStatus = stop.lastStatus ?? 'STOPPED';
  return {
    'version': '0',
    'id': '105f6bb1-4da6-c630-4965-35383018cbca',
    'detail-type': 'ECS Task State Change',
    'source': 'aws.ecs',
    'account': '123456789012',
    'time': '2026-05-06T11:02:34Z',
    'region': 'us-east-1',
    'resources': [task],
    'detail': {
      attachments: [{
        id: 'fe3a9a46-6a47-40ee-afd9-7952ae90a75a',
        type: 'eni',
        status: 'DELETED',
        details: [{ name: 'subnetId', value: 'subnet-0d0eab1bb38d5ca64' }, { name: 'privateIPv4Address', value: '10.0.1.163' }],
      }],
      attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
      availabilityZone: 'us-east-1b',
      capacityProviderName: 'FARGATE',
      clusterArn: CLUSTER,
      containers: containers.map((container) => ({
        containerArn: `arn:aws:ecs:us-east-1:123456789012:container/shop/${TASK}/a0a99b87-baa8-4bf6-b9f1-a9a95917a635`,
        lastStatus,
        image: 'nginx',
        runtimeId: `${TASK}-0265927825`,
        taskArn: task,
        cpu: '0',
        ...container,
      })),
      cpu: '256',
      desiredStatus: 'STOPPED',
      enableExecuteCommand: false,
      group: 'service:web',
      launchType: 'FARGATE',
      memory: '512',
      overrides: { containerOverrides: containers.map(({ name }) => ({ name })) },
      platformVersion: '1.4.0',
      startedBy: 'ecs-svc/8646900195280463695',
      stoppedAt: '2026-05-06T11:02:30.1Z',
      taskArn: task,
      taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/web:5',
      version: 6,
      ...stop,
      lastStatus,
    },
  };
}

const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const NOT_STARTED = { stopCode: 'TaskFailedToStart', stoppedReason: 'Task failed to start' };
const SCHEDULER = 'ServiceSchedulerInitiated';
const OOM = 'OutOfMemoryError: Container killed due to memory usage';
const main = (container: Omit<Container, 'name'> = {}): Container => ({ name: 'main', ...container });
const agent = (container: Omit<Container, 'name'> = {}): Container => ({ name: 'agent', ...container });

/** Events, and the kind that each is of. */
export const SAMPLES: [name: string, kind: StoppedTaskKind | 'none', stop: Stop][] = [
  ['a program that failed', StoppedTaskKind.FAILED_EXIT, { ...EXITED, containers: [main({ exitCode: 1 })] }],
  ['a program that crashed beside a sidecar', StoppedTaskKind.FAILED_EXIT, { ...EXITED, containers: [agent({ exitCode: 143 }), main({ exitCode: 139 })] }],
  ['a job that failed', StoppedTaskKind.FAILED_EXIT, { ...EXITED, group: 'family:nightly', containers: [main({ exitCode: 2 })] }],
  ['a program that was killed for no reason', StoppedTaskKind.FAILED_EXIT, { ...EXITED, containers: [main({ exitCode: 137 })] }],
  ['a program that was killed for another reason', StoppedTaskKind.FAILED_EXIT, { ...EXITED, containers: [main({ exitCode: 137, reason: 'DockerTimeoutError' })] }],
  ['a program that failed beside a sidecar with a reason', StoppedTaskKind.FAILED_EXIT, { ...EXITED, containers: [main({ exitCode: 1 }), agent({ exitCode: 0, reason: 'CannotInspectContainerError' })] }],
  ['out of memory', StoppedTaskKind.OUT_OF_MEMORY, { ...EXITED, containers: [main({ exitCode: 137, reason: OOM })] }],
  ['out of memory, said of the task', StoppedTaskKind.OUT_OF_MEMORY, { ...EXITED, stoppedReason: OOM, containers: [main({ exitCode: 137 })] }],
  ['out of memory beside a sidecar', StoppedTaskKind.OUT_OF_MEMORY, { ...EXITED, containers: [main({ exitCode: 137, reason: OOM }), agent({ exitCode: 143 })] }],
  ['no such image, on Fargate', StoppedTaskKind.IMAGE_PULL, {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/nginx:none: not found',
  }],
  ['no such image, on an instance', StoppedTaskKind.IMAGE_PULL, { ...NOT_STARTED, containers: [main({ reason: 'CannotPullContainerError: Error response from daemon: manifest unknown' }), agent()] }],
  ['no way to the manifest', StoppedTaskKind.IMAGE_PULL, { ...NOT_STARTED, containers: [main({ reason: 'CannotPullImageManifestError: i/o timeout' })] }],
  ['a secret that cannot be read', StoppedTaskKind.FAILED_START, {
    stopCode: 'TaskFailedToStart', stoppedReason: 'ResourceInitializationError: unable to pull secrets or registry auth', containers: [main(), agent()],
  }],
  ['a command that is not there', StoppedTaskKind.FAILED_START, { ...NOT_STARTED, containers: [main({ exitCode: 127, reason: 'CannotStartContainerError: exec: "serve": not found' })] }],
  ['no room', StoppedTaskKind.FAILED_START, { stopCode: 'TaskFailedToStart', stoppedReason: 'RESOURCE:GPU', containers: [] }],
  ['health checks of a load balancer', StoppedTaskKind.HEALTH_CHECK, {
    stopCode: SCHEDULER, stoppedReason: 'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1)', containers: [main({ exitCode: 137 })],
  }],
  ['health checks of a container', StoppedTaskKind.HEALTH_CHECK, { stopCode: SCHEDULER, stoppedReason: 'Task failed container health checks', containers: [main({ exitCode: 143 })] }],
  ['a machine that is not healthy', StoppedTaskKind.INFRASTRUCTURE, { stopCode: 'InfrastructureHealth', stoppedReason: 'Infrastructure is unhealthy' }],
  ['a machine that goes', StoppedTaskKind.INFRASTRUCTURE, { stopCode: 'TerminationNotice', stoppedReason: 'Termination notice' }],
  ['Spot on Fargate', StoppedTaskKind.SPOT_INTERRUPTION, { stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.', containers: [main({ exitCode: 143 })] }],
  ['a deployment or fewer tasks', StoppedTaskKind.SCHEDULER, { stopCode: SCHEDULER, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/8646900195280463695)', containers: [main({ exitCode: 0 })] }],
  ['a deployment, and a container that had to be killed', StoppedTaskKind.SCHEDULER, { stopCode: SCHEDULER, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)', containers: [main({ exitCode: 137 })] }],
  ['a user', StoppedTaskKind.USER, { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user', containers: [main({ exitCode: 143 })] }],
  ['an instance that is gone', StoppedTaskKind.OTHER, { stoppedReason: 'Host EC2 (instance i-0123456789) terminated.' }],
  ['a code of tomorrow', StoppedTaskKind.OTHER, { stopCode: 'CosmicRay', stoppedReason: 'A bit was flipped' }],
  ['a job that is done', 'none', { ...EXITED, group: 'family:nightly', containers: [main({ exitCode: 0 })] }],
  ['a job that is done, with a sidecar', 'none', { ...EXITED, group: 'family:nightly', containers: [main({ exitCode: 0 }), agent({ exitCode: 143 })] }],
];
