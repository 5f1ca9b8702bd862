import { createHash } from 'node:crypto';
import { aws_ec2 as ec2, aws_ecs as ecs, IResolvable, Lazy, Stack } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { CapacityConfig } from '../capacity';
import { DeploymentConfig } from '../deployment';
import { DiscoveryConfig } from '../discovery';
import { IngressConfig } from '../ingress';
import { PlacementConfig } from '../placement';
import { ScalingConfig } from '../scaling';
import { ContainerParts } from './container-plan';
import { reachAws } from './endpoints';
import { countBalancer } from './group-rules';
import { createExternalService } from './outside';
import { ContainerServiceProps } from './props';
import { againstRebalancing } from './rules';
import { takeName } from './service-names';
import { TaskFoundation } from './task';
import { fail } from '../private/fail';
import { grantsOf, laterChildrenOf } from '../private/grants';
import { createInfrastructureRole } from '../private/infrastructure-role';
import { MAX_INTEGER } from '../private/limits';
import { constraintsOf } from '../private/placement';
import { known } from '../private/tokens';

/** What a service is made of, beside what the user said. */
export interface ServiceParts extends ContainerParts {
  /** Where the tasks run. */
  readonly capacity: CapacityConfig;
  /** How a new version takes over. */
  readonly deployment: DeploymentConfig;
  /**
   * How others find the service.
   *
   * @default - not before one of them connects to it
   */
  readonly discovery?: DiscoveryConfig;
  /**
   * On which instances the tasks run.
   *
   * @default - on any
   */
  readonly placement?: PlacementConfig;
  /** Roles and security groups. */
  readonly foundation: TaskFoundation;
  /** The subnets of the tasks. */
  readonly subnets: ec2.SelectedSubnets;
}

/** What the user says of the service itself. */
type NamedServiceProps = Pick<
  ContainerServiceProps, 'assignPublicIp' | 'availabilityZoneRebalancing' | 'healthCheckGracePeriod' | 'propagateTags' | 'serviceName'
>;

export function createService(
  scope: Construct, props: NamedServiceProps, taskDefinition: ecs.TaskDefinition, parts: ServiceParts,
): ecs.BaseService {
  const service = createL2(scope, props, taskDefinition, parts);
  setUnknownPercentages(service, parts.deployment);
  return service;
}

function createL2(
  scope: Construct, props: NamedServiceProps, taskDefinition: ecs.TaskDefinition, parts: ServiceParts,
): ecs.BaseService {
  const { platform, capacity, deployment, ingress, placement, runtime, subnets } = parts;
  takeName(scope, platform.cluster, props.serviceName);
  const network = runtime.hasOwnNetwork
    ? { vpcSubnets: { subnets: subnets.subnets }, securityGroups: parts.foundation.connections.securityGroups }
    : {};
  const common = {
    taskDefinition,
    // ECS takes none for a daemon: https://github.com/aws/containers-roadmap/issues/692
    capacityProviderStrategies: runtime.onEachInstance ? undefined : capacity.capacityProviderStrategies,
    ...network,
    deploymentStrategy: deployment.strategy,
    minHealthyPercent: known(deployment.minHealthyPercent) ?? 0,
    maxHealthyPercent: known(deployment.maxHealthyPercent) ?? MAX_INTEGER,
    circuitBreaker: deployment.circuitBreaker,
    bakeTime: deployment.bakeTime,
    linearConfiguration: deployment.strategy === ecs.DeploymentStrategy.LINEAR ? deployment.trafficShift : undefined,
    canaryConfiguration: deployment.strategy === ecs.DeploymentStrategy.CANARY ? deployment.trafficShift : undefined,
    lifecycleHooks: deployment.lifecycleHooks,
    volumeConfigurations: [...parts.storage.values()].flatMap(({ serviceManagedVolume }) => serviceManagedVolume ?? []),
    availabilityZoneRebalancing: rebalancing(props, deployment, placement),
    healthCheckGracePeriod: props.healthCheckGracePeriod ?? ingress?.healthCheckGracePeriod,
    serviceName: props.serviceName,
    enableECSManagedTags: true,
    propagateTags: props.propagateTags ?? platform.propagateTags,
  };
  if (runtime.outside) {
    return createExternalService(scope, { ...common, cluster: clusterWithInstances(scope, parts), daemon: runtime.onEachInstance }, placement);
  }
  if (runtime.pools.length === 0) {
    return new ecs.FargateService(scope, 'Service', { ...common, cluster: platform.cluster, assignPublicIp: props.assignPublicIp ?? subnets.hasPublic });
  }
  if (runtime.onManagedInstances) { return onManagedInstances(scope, common, parts); }
  const service = new ecs.Ec2Service(scope, 'Service', {
    ...common,
    cluster: clusterWithInstances(scope, parts),
    daemon: runtime.onEachInstance,
    placementStrategies: runtime.onEachInstance ? undefined : placement?.strategies,
    placementConstraints: placement?.constraints,
  });
  // L2 says so for instances only, and what a service says here cannot change without replacing it: the way from Fargate and back.
  if (!runtime.onEachInstance) { cfnServiceOf(service).schedulingStrategy = undefined; }
  return service;
}

/** L2 compares the two, and would take the placeholder of one that is not known for a negative number: it gets others that it lets pass first. */
function setUnknownPercentages(service: ecs.BaseService, { minHealthyPercent, maxHealthyPercent }: DeploymentConfig): void {
  if (known(minHealthyPercent) !== undefined && known(maxHealthyPercent) !== undefined) { return; }
  const resource = cfnServiceOf(service);
  const configuration = resource.deploymentConfiguration as ecs.CfnService.DeploymentConfigurationProperty;
  resource.deploymentConfiguration = { ...configuration, minimumHealthyPercent: minHealthyPercent, maximumPercent: maxHealthyPercent };
}

/** The class for Fargate takes them too, but for the network mode host and for constraints. */
function onManagedInstances(scope: Construct, common: Omit<ecs.FargateServiceProps, 'cluster'>, parts: ServiceParts): ecs.BaseService {
  const { platform: { cluster }, runtime, foundation, placement, subnets } = parts;
  const service = new ecs.FargateService(scope, 'Service', {
    ...common, cluster, vpcSubnets: { subnets: subnets.subnets }, securityGroups: foundation.connections.securityGroups,
  });
  const resource = cfnServiceOf(service);
  if (!runtime.hasOwnNetwork) { resource.networkConfiguration = undefined; }
  resource.placementConstraints = placement && constraintsOf(placement);
  return service;
}

/** L2 knows only of instances that it added to the cluster itself, by an association of its own. */
function clusterWithInstances(scope: Construct, { platform: { cluster, vpc }, runtime, foundation }: ServiceParts): ecs.ICluster {
  return ecs.Cluster.fromClusterAttributes(scope, 'Cluster', {
    clusterName: cluster.clusterName,
    clusterArn: cluster.clusterArn,
    vpc,
    securityGroups: runtime.hasOwnNetwork ? [] : foundation.connections.securityGroups,
    hasEc2Capacity: true,
  });
}

/**
 * Where the instances of a daemon change, ECS wants it to be deployed again, and does not do so by itself
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service-options.html#service_scheduler_daemon).
 */
export function deployWhenMoved(service: ecs.BaseService, instances: string): void {
  const forceNewDeploymentNonce = createHash('sha256').update(JSON.stringify(Stack.of(service).resolve(instances))).digest('hex').slice(0, 16);
  cfnServiceOf(service).forceNewDeployment = { enableForceNewDeployment: true, forceNewDeploymentNonce };
}

/** The tasks join the target group; L2 opens the security groups on both sides. */
export function registerTargets(service: ecs.BaseService, container: ecs.ContainerDefinition, { ingress, plan, runtime }: ServiceParts): void {
  if (!ingress?.targetGroup) { return; }
  countBalancer(service.node.scope!, runtime);
  const port = plan.ports.find(({ name }) => name === ingress.portName) ?? failNoPort(service, plan.ports, ingress);
  ingress.targetGroup.addTarget(service.loadBalancerTarget({
    containerName: container.containerName,
    containerPort: port.containerPort,
    protocol: port.protocol,
    alternateTarget: alternateTarget(service, ingress),
  }));
}

/** Where traffic is shifted, ECS registers the next version with the alternate group and changes the weights in the rules. */
function alternateTarget(service: ecs.BaseService, ingress: IngressConfig): ecs.IAlternateTarget | undefined {
  const { alternateTargetGroup, listenerRule, testListenerRule } = ingress;
  if (!alternateTargetGroup || !listenerRule) { return undefined; }
  return new ecs.AlternateTarget('Alternate', {
    alternateTargetGroup,
    productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(listenerRule),
    testListener: testListenerRule && ecs.ListenerRuleConfiguration.applicationListenerRule(testListenerRule),
    role: createInfrastructureRole(service.node.scope as Construct, 'LoadBalancerRole', 'AmazonECSInfrastructureRolePolicyForLoadBalancers'),
  });
}

function failNoPort(service: ecs.BaseService, mappings: ecs.PortMapping[], ingress: IngressConfig): never {
  const ports = mappings.map((mapping) => mapping.name).join(', ') || 'none';
  return fail('R132', {
    given: `The ingress has a target group for the port '${ingress.portName}', and the ports are ${ports}`,
    allowed: 'A target group sends its requests to a port of the container',
    remedy: 'Let the ingress return the portName of one of these',
  }, service);
}

/** Set on the L1, because scaling is bound when the service is there. Left out where it scales: each deployment would undo the scaling. */
export function setTaskCount(service: ecs.BaseService, scaling: ScalingConfig): void {
  cfnServiceOf(service).desiredCount = scaling.desiredCount;
}

/** What tasks wait for. */
type AwaitedParts = Omit<ServiceParts, 'deployment'> & Partial<Pick<ServiceParts, 'deployment'>>;

/**
 * Everything that the first task needs, and everything that must outlive the last one. On the L1: what depends on the L2 would be waited for by
 * the L2's own children too, and close a circle.
 */
export function addDependencies(service: ecs.BaseService, parts: ServiceParts): void {
  cfnServiceOf(service).node.addDependency(...dependenciesOf(service.taskDefinition, parts));
}

export function dependenciesOf(taskDefinition: ecs.TaskDefinition, parts: AwaitedParts): IDependable[] {
  const { platform, foundation, runtime, ingress, discovery, deployment, storage, sidecars, subnets } = parts;
  return [
    ...[foundation.taskRole, foundation.executionRole].map(grantsOf),
    ...openingsOf({ runtime, foundation, ingress }),
    subnets.internetConnectivityEstablished,
    ...platform.serviceDependencies,
    ...runtime.onManagedInstances ? runtime.pools.flatMap((pool) => pool.dependencies ?? []) : [],
    ...runtime.outside ? platform.externalServiceDependencies : [],
    ...reachAws(taskDefinition, parts),
    ...[deployment, ingress, discovery, ...storage.values(), ...sidecars.values()].flatMap((part) => part?.dependencies ?? []),
  ];
}

/**
 * The rules by which the tasks are reached and reach others. A security group of instances has those of other workloads, too: there, only the load
 * balancer of the service is waited for, or all rules where the ingress does not say which one it is.
 */
function openingsOf({ runtime, foundation, ingress }: Pick<ServiceParts, 'runtime' | 'foundation' | 'ingress'>): IDependable[] {
  if (runtime.hasOwnNetwork) { return [grantsOf(foundation.securityGroup!)]; }
  const balancers = ingress?.applicationLoadBalancer?.connections.securityGroups.map(({ securityGroupId }) => securityGroupId);
  const admits = ({ sourceSecurityGroupId }: ec2.CfnSecurityGroupIngress) => balancers?.includes(sourceSecurityGroupId ?? '') ?? true;
  return ingress?.targetGroup ? foundation.connections.securityGroups.map((group) =>
    laterChildrenOf(group, (child) => child instanceof ec2.CfnSecurityGroupIngress && admits(child))) : [];
}

/** Rebalancing is on wherever ECS does it, as it is for new services of ECS itself. Of what only the deployment knows, ECS decides. */
function rebalancing(
  { availabilityZoneRebalancing }: NamedServiceProps, deployment: DeploymentConfig, placement: PlacementConfig | undefined,
): ecs.AvailabilityZoneRebalancing | undefined {
  if (availabilityZoneRebalancing !== undefined || known(deployment.maxHealthyPercent) === undefined) { return availabilityZoneRebalancing; }
  const { ENABLED, DISABLED } = ecs.AvailabilityZoneRebalancing;
  return againstRebalancing({ deployment, placement }) ? DISABLED : ENABLED;
}

/**
 * For ECS, a list that is left out stays as it is: what is taken away from a service has to be said to be gone.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html
 */
export function sayWhatIsNotThere(service: ecs.BaseService, { runtime }: ServiceParts): void {
  const resource = cfnServiceOf(service);
  const configuration = resource.deploymentConfiguration as ecs.CfnService.DeploymentConfigurationProperty;
  resource.loadBalancers = orEmpty(resource.loadBalancers);
  resource.volumeConfigurations = orEmpty(resource.volumeConfigurations);
  if (!runtime.outside) { resource.serviceRegistries = orEmpty(resource.serviceRegistries); }
  if (!runtime.onFargate) {
    resource.placementStrategies = orEmpty(resource.placementStrategies);
    resource.placementConstraints = orEmpty(resource.placementConstraints);
  }
  resource.deploymentConfiguration = { ...configuration, lifecycleHooks: orEmpty(configuration.lifecycleHooks) };
}

/** Decided when the template is written: L2 takes more until then. */
function orEmpty(list: unknown): IResolvable {
  return Lazy.uncachedAny({ produce: (context) => (context.resolve(list) as unknown[] | undefined) ?? [] });
}

function cfnServiceOf(service: ecs.BaseService): ecs.CfnService {
  return service.node.defaultChild as ecs.CfnService;
}
