import { aws_ecs as ecs } from 'aws-cdk-lib';
import { DaemonFacts, ImageFacts, PartsFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { outsideRange } from '../../private/range';

/** What only daemons of the one kind of instances have. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons-task-definitions.html */
export const managedDaemonRules: Rule<DaemonFacts>[] = [
  { code: 'ManagedDaemon', find: findPropOfServices },
  { code: 'ManagedDaemon', find: findPropOfManaged },
  { code: 'ManagedDaemon', find: ({ props }) => outsideRange('drainPercent', props.drainPercent, { min: 0, max: 100 }) },
];

/** What the containers and volumes of a daemon on Managed Instances can have. */
export const managedDaemonPartsRules: Rule<PartsFacts>[] = [
  { code: 'ManagedDaemon', find: findContainerOption },
  { code: 'ManagedDaemon', find: findOtherVolume },
];

/** What only its containers can tell, when they have been made. */
export const managedDaemonContainerRules: Rule<ImageFacts>[] = [{ code: 'ManagedDaemon', find: findLogDriver }];

/** They have one network, without a name and without a security group, and new versions come with new instances. */
const OF_SERVICES = ['networkMode', 'subnets', 'securityGroups', 'minHealthyPercent', 'gpuCount'] as const;
const OF_MANAGED = ['drainPercent', 'critical'] as const;
const LOG_DRIVERS = ['awslogs', 'splunk', 'awsfirelens'];

/** What a container of the library, or a sidecar of the user's own, may say of it. The ports are for checks only: ECS maps none. */
const CONTAINER_OPTIONS: readonly string[] = [
  'containerName', 'image', 'memoryLimitMiB', 'memoryReservationMiB', 'healthCheck', 'cpu', 'essential', 'entryPoint', 'command', 'workingDirectory',
  'environmentFiles', 'environment', 'secrets', 'readonlyRootFilesystem', 'logging', 'privileged', 'user', 'ulimits', 'linuxParameters', 'startTimeout',
  'stopTimeout', 'systemControls', 'interactive', 'pseudoTerminal', 'portMappings', 'enableRestartPolicy', 'restartIgnoredExitCodes',
  'restartAttemptPeriod',
] satisfies (keyof ecs.ContainerDefinitionOptions)[];

function findPropOfServices({ props, runtime }: DaemonFacts): Finding | undefined {
  const prop = runtime.isManagedDaemon ? OF_SERVICES.find((name) => props[name] !== undefined) : undefined;
  return prop && {
    given: `${prop} is given, and the daemon runs on Managed Instances`,
    allowed: 'All daemons of such an instance share one network, and a new version comes with new instances',
    remedy: `Leave ${prop} out, or choose a pool of an Auto Scaling group`,
  };
}

function findPropOfManaged({ props, runtime }: DaemonFacts): Finding | undefined {
  const prop = runtime.isManagedDaemon ? undefined : OF_MANAGED.find((name) => props[name] !== undefined);
  return prop && {
    given: `${prop} is given, and the daemon runs on instances of an Auto Scaling group`,
    allowed: 'Daemons on Managed Instances have it',
    remedy: `Leave ${prop} out, or choose a pool of Managed Instances`,
  };
}

function findContainerOption({ containers, runtime }: PartsFacts): Finding | undefined {
  if (!runtime.isManagedDaemon) { return undefined; }
  const props = containers.flatMap(({ prefix, options }) => Object.entries(options)
    .filter(([name, value]) => value !== undefined && !CONTAINER_OPTIONS.includes(name)).map(([name]) => prefix + name));
  return props.length === 0 ? undefined : {
    given: `${props[0]} is given, and the daemon runs on Managed Instances`,
    allowed: 'The containers of such daemons do not have it',
    remedy: 'Leave it out, or choose a pool of an Auto Scaling group',
  };
}

function findOtherVolume({ storage, runtime }: PartsFacts): Finding | undefined {
  if (!runtime.isManagedDaemon) { return undefined; }
  const [name] = [...storage].find(([, { volume }]) => volume.host?.sourcePath === undefined) ?? [];
  return name === undefined ? undefined : {
    given: `storage.${name} is no folder of the instance, and the daemon runs on Managed Instances`,
    allowed: 'Such a daemon sees folders of its instance only',
    remedy: 'Leave it out, or choose a pool of an Auto Scaling group',
  };
}

function findLogDriver({ container, prefix }: ImageFacts): Finding | undefined {
  const driver = container.logDriverConfig?.logDriver;
  return driver === undefined || LOG_DRIVERS.includes(driver) ? undefined : {
    given: `${prefix}logging has the driver '${driver}', and the daemon runs on Managed Instances`,
    allowed: `Such daemons log with ${LOG_DRIVERS.join(', ')}`,
    remedy: 'Leave it out for CloudWatch Logs, or use one of these',
  };
}
