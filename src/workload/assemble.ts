import { aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CapacityConfig } from '../capacity';
import { Deployment, DeploymentConfig, RollbackAlarmConfig } from '../deployment';
import { DiscoveryConfig, IDiscovery } from '../discovery';
import { IngressConfig } from '../ingress';
import { Logging, LoggingConfig } from '../logging';
import { PlacementConfig } from '../placement';
import { IContainerPlatform } from '../platform';
import { checkBrand, checkConfig } from '../private/brand';
import { fail, notice, refuse } from '../private/fail';
import { limitsOf } from '../private/limits';
import { misplacedTasks, tooManyPlacements } from '../private/placement';
import { sortedEntries } from '../private/sorted';
import { Scaling, ScalingConfig } from '../scaling';
import { SidecarConfig } from '../sidecar';
import { StorageConfig } from '../storage';
import { WorkQueueConfig } from '../work-queue';
import { derivedName } from './alarm-names';
import { profileOf } from './profile';
import { ContainerServiceProps, PlacedTaskProps, TaskProps } from './props';
import { applyRules, capacityRules, queueNameRules, queueRules, taskRules } from './rules';
import { TaskRuntime } from './runtime';
import { ServiceParts } from './service';
import { TaskFoundation } from './task';
import { planTask, TaskPlan } from './task-plan';

/** The steps by which a workload is put together, in the order in which they need each other. Nobody else binds values. */

/** The task's defaults, checked against every rule that needs nothing to be made. */
export function resolveTask(
  scope: Construct, props: PlacedTaskProps & Pick<ContainerServiceProps, 'ingress' | 'discovery'>, runtime: TaskRuntime, subnets: ec2.SelectedSubnets,
): TaskPlan {
  const limits = limitsOf(scope);
  const plan = planTask(props, props.ingress !== undefined || offersPort(props.discovery), limits, runtime);
  applyRules(taskRules, { props, plan, limits, runtime, subnets }, scope);
  if (props.memoryMiB !== undefined && plan.memoryMiB !== props.memoryMiB) {
    notice('MemorySnapped', {
      given: `memoryMiB is ${props.memoryMiB} with cpu ${plan.cpu}`,
      allowed: `Fargate offers ${limits.fargateMemoryMiB[plan.cpu].join(', ')} for it, and the task gets ${plan.memoryMiB}`,
      remedy: `Give memoryMiB ${plan.memoryMiB}`,
    }, scope);
  }
  return plan;
}

export function bindCapacity(scope: Construct, platform: IContainerPlatform, props: Pick<PlacedTaskProps, 'capacity' | 'profile'>): CapacityConfig {
  const capacity = props.capacity ?? profileOf(platform, props).capacity;
  checkBrand(scope, 'capacity', capacity, 'capacityKind', 'Capacity');
  const config = capacity.bind(new Construct(scope, 'Capacity'), {
    capacityProviders: [...platform.capacityProviders], pools: { ...platform.pools },
  });
  checkConfig(scope, 'capacity', 'CapacityConfig', config, 'compatibility');
  applyRules(capacityRules, config, scope);
  return config;
}

export function bindLogging(
  scope: Construct, platform: IContainerPlatform, props: TaskProps, { executionRole }: TaskFoundation,
): LoggingConfig {
  const logging = props.logging ?? Logging.cloudWatch();
  checkBrand(scope, 'logging', logging, 'loggingKind', 'Logging');
  return logging.bind(new Construct(scope, 'Logging'), {
    workloadName: scope.node.id,
    retention: profileOf(platform, props).logRetention,
    removalPolicy: profileOf(platform, props).removalPolicy,
    executionRole,
    encryptionKey: platform.encryptionKey,
  });
}

export function bindSidecars(scope: Construct, props: TaskProps): Map<string, SidecarConfig> {
  return bindMap(scope, 'Sidecars', props.sidecars, (parent, sidecarName, sidecar) => {
    checkBrand(scope, `sidecars.${sidecarName}`, sidecar, 'sidecarKind', 'Sidecar');
    return checkConfig(scope, `sidecars.${sidecarName}`, 'SidecarConfig', sidecar.bind(parent, { sidecarName }), 'container');
  });
}

export function bindStorage(
  scope: Construct, { encryptionKey }: IContainerPlatform, props: TaskProps, { operatingSystem }: TaskRuntime,
): Map<string, StorageConfig> {
  return bindMap(scope, 'Storage', props.storage, (parent, volumeName, storage) => {
    checkBrand(scope, `storage.${volumeName}`, storage, 'storageKind', 'Storage');
    const context = { volumeName, operatingSystem, encryptionKey };
    return checkConfig(scope, `storage.${volumeName}`, 'StorageConfig', storage.bind(parent, context), 'volume');
  });
}

export function bindQueues(
  scope: Construct, platform: IContainerPlatform, props: ContainerServiceProps, foundation: TaskFoundation,
): Map<string, WorkQueueConfig> {
  applyRules(queueNameRules, { props }, scope);
  const queues = bindMap(scope, 'Queues', props.queues, (parent, queueName, queue) => {
    checkBrand(scope, `queues.${queueName}`, queue, 'workQueueKind', 'WorkQueue');
    const { encryptionKey } = platform;
    const context = { queueName, taskRole: foundation.taskRole, removalPolicy: profileOf(platform, props).removalPolicy, encryptionKey };
    return checkConfig(scope, `queues.${queueName}`, 'WorkQueueConfig', queue.bind(parent, context), 'queue');
  });
  applyRules(queueRules, { props, queues }, scope);
  return queues;
}

export function bindDeployment(scope: Construct, props: Pick<ContainerServiceProps, 'deployment'>, { networkMode }: TaskRuntime): DeploymentConfig {
  const deployment = props.deployment ?? Deployment.rolling();
  checkBrand(scope, 'deployment', deployment, 'deploymentKind', 'Deployment');
  const config = deployment.bind(new Construct(scope, 'Deployment'), { networkMode });
  return checkConfig(scope, 'deployment', 'DeploymentConfig', config, 'maxHealthyPercent');
}

/** How others find the service, or undefined where nothing is said: Service Connect is switched on by who connects then. */
export function bindDiscovery(
  scope: Construct, platform: IContainerPlatform, props: Pick<ContainerServiceProps, 'discovery'>, plan: TaskPlan, { networkMode }: TaskRuntime,
): DiscoveryConfig | undefined {
  const { discovery } = props;
  if (!discovery) { return undefined; }
  checkBrand(scope, 'discovery', discovery, 'discoveryKind', 'Discovery');
  const config: DiscoveryConfig | undefined = discovery.bind(new Construct(scope, 'Discovery'), {
    workloadName: scope.node.id, namespaceOwner: platform, networkMode, ports: plan.ports.map((port) => ({ ...port })),
  });
  return checkConfig(scope, 'discovery', 'DiscoveryConfig', config, config?.registry ? 'registry' : 'serviceConnect');
}

/** These lead to no port of the service. */
function offersPort(discovery: IDiscovery | undefined): boolean {
  return discovery !== undefined && !['none', 'serviceConnectClient'].includes(discovery.discoveryKind);
}

export function bindIngress(
  scope: Construct, platform: IContainerPlatform, props: ContainerServiceProps, parts: Pick<ServiceParts, 'plan' | 'runtime' | 'foundation' | 'deployment'>,
): IngressConfig | undefined {
  const { plan, runtime, foundation, deployment } = parts;
  if (!props.ingress) { return undefined; }
  checkBrand(scope, 'ingress', props.ingress, 'ingressKind', 'Ingress');
  const config: IngressConfig | undefined = props.ingress.bind(new Construct(new Construct(scope, 'Ingress'), 'main'), {
    vpc: platform.vpc,
    publicSubnets: platform.publicSubnets,
    taskSubnets: platform.taskSubnets,
    dualStack: platform.dualStack,
    tasks: foundation.connections,
    targetType: runtime.hasOwnNetwork ? elbv2.TargetType.IP : elbv2.TargetType.INSTANCE,
    ports: plan.ports.map((port) => ({ ...port })),
    deletionProtection: profileOf(platform, props).deletionProtection,
    accessLogs: profileOf(platform, props).accessLogs,
    logs: { get logBucket() { return platform.logBucket; } },
    webAcl: profileOf(platform, props).webAcl ? { get webAclArn() { return platform.webAclArn; } } : undefined,
    shiftsTraffic: deployment.shiftsTraffic ?? false,
    testPort: deployment.testPort,
    testAllowFrom: deployment.testAllowFrom,
    testHeader: deployment.testHeader,
  });
  if (config && Object.values(config).some((part) => part !== undefined)) { return config; }
  return fail('NotAValue', {
    given: `bind() of the ingress (${props.ingress.ingressKind}) returned nothing that is known of an ingress`,
    allowed: 'It returns an IngressConfig, such as { portName, targetGroup, listenerRule }',
    remedy: 'Return one; in Python an IngressConfig(…), not a dict',
  }, scope);
}

export function bindPlacement(
  scope: Construct, props: Pick<ContainerServiceProps, 'placement'>, { compatibility, networkMode }: TaskRuntime,
): PlacementConfig | undefined {
  const { placement } = props;
  if (!placement) { return undefined; }
  checkBrand(scope, 'placement', placement, 'placementKind', 'Placement');
  const config: PlacementConfig | undefined = placement.bind(new Construct(scope, 'Placement'), { compatibility, networkMode });
  checkConfig(scope, 'placement', 'PlacementConfig', config, config?.constraints ? 'constraints' : 'strategies');
  refuse('R123', tooManyPlacements(config), scope);
  refuse('R123', misplacedTasks(config, compatibility), scope);
  return config;
}

export function bindScaling(
  scope: Construct, props: ContainerServiceProps, service: ecs.IBaseService, { platform, ingress, queues }: ServiceParts,
): ScalingConfig {
  const scaling = props.scaling ?? Scaling.manual(profileOf(platform, props).minTasks);
  checkBrand(scope, 'scaling', scaling, 'scalingKind', 'Scaling');
  const config = scaling.bind(new Construct(scope, 'Scaling'), {
    service,
    targetGroups: Object.values(targetGroupsOf(ingress)),
    queues: Object.fromEntries([...queues].map(([name, { queue }]) => [name, queue])),
    containerInsights: platform.containerInsights,
  });
  return checkConfig(scope, 'scaling', 'ScalingConfig', config, 'minTasks');
}

export function bindRollbackAlarms(scope: Construct, service: ecs.IBaseService, parts: ServiceParts): Map<string, RollbackAlarmConfig> {
  return bindMap(scope, 'RollbackAlarms', parts.deployment.rollbackAlarms, (parent, name, alarm) => {
    checkBrand(scope, `rollbackAlarms.${name}`, alarm, 'rollbackAlarmKind', 'RollbackAlarm');
    const config = alarm.bind(parent, {
      alarmName: derivedName(parent),
      clusterName: service.cluster.clusterName,
      serviceName: service.serviceName,
      targetGroups: targetGroupsOf(parts.ingress),
      loadBalancer: parts.ingress?.applicationLoadBalancer,
      logGroup: parts.logging.logGroup,
    });
    return checkConfig(scope, `rollbackAlarms.${name}`, 'RollbackAlarmConfig', config, 'alarms');
  });
}

/** By name: what is made for one of them keeps its place when another one comes. */
function targetGroupsOf(ingress: IngressConfig | undefined): { [name: string]: elbv2.IApplicationTargetGroup } {
  const { targetGroup, alternateTargetGroup } = ingress ?? {};
  return { ...targetGroup && { main: targetGroup }, ...alternateTargetGroup && { mainAlternate: alternateTargetGroup } };
}

function bindMap<V, C>(
  scope: Construct, id: string, values: { [key: string]: V } | undefined, bind: (scope: Construct, key: string, value: V) => C,
): Map<string, C> {
  const entries = sortedEntries(values);
  const parent = entries.length > 0 ? new Construct(scope, id) : scope;
  return new Map(entries.map(([key, value]) => [key, bind(new Construct(parent, key), key, value)]));
}
