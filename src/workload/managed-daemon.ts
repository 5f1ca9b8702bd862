import { ArnFormat, aws_ecs as ecs, IResolvable, Lazy, Stack, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { derivedName } from './alarm-names';
import { ContainerDaemonProps } from './daemon-props';
import { DaemonParts } from './daemon-service';
import { enableExec } from './exec';
import { applyRules, managedDaemonContainerRules } from './rules';
import { dependenciesOf } from './service';
import { takeName } from './service-names';
import { TaskPlan } from './task-plan';

/** What a daemon on Managed Instances is. */
export interface ManagedDaemon {
  /** The daemon. */
  readonly daemon: ecs.CfnDaemon;
  /** What its tasks are. */
  readonly taskDefinition: ecs.CfnDaemonTaskDefinition;
}

/**
 * ECS has resources of their own for these daemons and their task definitions, for which aws-cdk-lib has no L2. The one of tasks makes their
 * containers, with all that they are granted, and gives its own resource up.
 */
export function createManagedDaemon(scope: Construct, props: ContainerDaemonProps, tasks: ecs.TaskDefinition, parts: DaemonParts): ManagedDaemon {
  tasks.node.tryRemoveChild('Resource');
  for (const container of containersOf(tasks)) {
    const prefix = container === tasks.defaultContainer ? '' : `sidecars.${container.containerName}.`;
    applyRules(managedDaemonContainerRules, { container, prefix }, scope);
  }
  const taskDefinition = createDaemonTaskDefinition(scope, tasks, parts.plan, parts);
  const { cluster } = parts.platform;
  takeName(scope, cluster, props.serviceName);
  const daemon = new ecs.CfnDaemon(scope, 'Daemon', {
    // The API wants a name, whatever CloudFormation says. It blocks nothing: a daemon is replaced together with its cluster only.
    daemonName: props.serviceName ?? derivedName(scope),
    clusterArn: cluster.clusterArn,
    daemonTaskDefinitionArn: taskDefinition.attrDaemonTaskDefinitionArn,
    capacityProviderArns: parts.runtime.pools.map(({ capacityProviderName }) => arnOfProvider(scope, capacityProviderName)),
    deploymentConfiguration: props.drainPercent === undefined ? undefined : { drainPercent: props.drainPercent },
    enableEcsManagedTags: true,
    propagateTags: (props.propagateTags ?? parts.platform.propagateTags) === ecs.PropagatedTagSource.NONE ? undefined : 'DAEMON',
  });
  // Later versions of the L1 have it.
  if (props.critical !== undefined) { daemon.addPropertyOverride('Critical', props.critical); }
  enableExec(daemon, props, parts);
  daemon.node.addDependency(...dependenciesOf(tasks, parts));
  return { daemon, taskDefinition };
}

function createDaemonTaskDefinition(
  scope: Construct, tasks: ecs.TaskDefinition, { cpu, memoryMiB }: TaskPlan, { foundation, storage }: DaemonParts,
): ecs.CfnDaemonTaskDefinition {
  return new ecs.CfnDaemonTaskDefinition(scope, 'DaemonTaskDefinition', {
    family: tasks.family,
    cpu: Tokenization.stringifyNumber(cpu),
    memory: Tokenization.stringifyNumber(memoryMiB),
    taskRoleArn: foundation.taskRole.roleArn,
    executionRoleArn: foundation.executionRole.roleArn,
    containerDefinitions: rendered(tasks),
    volumes: storage.size === 0 ? undefined : [...storage].map(([name, { volume }]) => ({ name, host: { sourcePath: volume.host?.sourcePath } })),
  });
}

/** Decided when the template is written: variables and secrets may be added until then. There are no ports to map. */
function rendered(tasks: ecs.TaskDefinition): IResolvable {
  return Lazy.uncachedAny({
    produce: () => containersOf(tasks).map((container) => {
      const { portMappings: _none, ...definition } = container.renderContainerDefinition(tasks);
      return definition;
    }),
  });
}

function containersOf(tasks: ecs.TaskDefinition): ecs.ContainerDefinition[] {
  return tasks.node.children.filter((child): child is ecs.ContainerDefinition => child instanceof ecs.ContainerDefinition);
}

function arnOfProvider(scope: Construct, name: string): string {
  return Stack.of(scope).formatArn({ service: 'ecs', resource: 'capacity-provider', resourceName: name, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}
