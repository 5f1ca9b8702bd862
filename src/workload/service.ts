import { createHash } from 'node:crypto';
import { aws_ec2 as ec2, aws_ecs as ecs, IResolvable, Lazy, Stack } from 'aws-cdk-lib';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';
import { CapacityConfig } from '../capacity';
import { DeploymentConfig } from '../deployment';
import { IngressConfig } from '../ingress';
import { PlacementConfig } from '../placement';
import { IContainerPlatform } from '../platform';
import { ScalingConfig } from '../scaling';
import { ContainerParts } from './container-plan';
import { countBalancer } from './group-rules';
import { ContainerServiceProps } from './props';
import { takeName } from './service-names';
import { TaskFoundation } from './task';
import { fail } from '../private/fail';
import { createInfrastructureRole } from '../private/infrastructure-role';
import { againstZoneRebalancing } from '../private/placement';
import { known } from '../private/tokens';

/** What a service is made of, beside what the user said. */
export interface ServiceParts extends ContainerParts {
  /** The platform. */
  readonly platform: IContainerPlatform;
  /** Where the tasks run. */
  readonly capacity: CapacityConfig;
  /** How a new version takes over. */
  readonly deployment: DeploymentConfig;
  /**
   * The way in.
   *
   * @default - none
   */
  readonly ingress?: IngressConfig;
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
type NamedServiceProps = Pick<ContainerServiceProps, 'assignPublicIp' | 'healthCheckGracePeriod' | 'serviceName'>;

export function createService(
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
    minHealthyPercent: deployment.minHealthyPercent,
    maxHealthyPercent: deployment.maxHealthyPercent,
    circuitBreaker: deployment.circuitBreaker,
    bakeTime: deployment.bakeTime,
    linearConfiguration: deployment.strategy === ecs.DeploymentStrategy.LINEAR ? deployment.trafficShift : undefined,
    canaryConfiguration: deployment.strategy === ecs.DeploymentStrategy.CANARY ? deployment.trafficShift : undefined,
    lifecycleHooks: deployment.lifecycleHooks,
    volumeConfigurations: [...parts.storage.values()].flatMap(({ serviceManagedVolume }) => serviceManagedVolume ?? []),
    availabilityZoneRebalancing: rebalancing(deployment, placement),
    healthCheckGracePeriod: props.healthCheckGracePeriod ?? ingress?.healthCheckGracePeriod,
    serviceName: props.serviceName,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
  };
  if (runtime.pools.length === 0) {
    return new ecs.FargateService(scope, 'Service', { ...common, cluster: platform.cluster, assignPublicIp: props.assignPublicIp ?? subnets.hasPublic });
  }
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

/**
 * Everything that the first task needs, and everything that must outlive the last one. On the L1: what depends on the L2 would be waited for by
 * the L2's own children too, and close a circle.
 */
export function addDependencies(service: ecs.BaseService, parts: ServiceParts): void {
  const { platform, foundation, runtime, ingress, deployment, storage, sidecars, subnets } = parts;
  const dependencies: IDependable[] = [
    ...[foundation.taskRole, foundation.executionRole, ...runtime.hasOwnNetwork ? [foundation.securityGroup] : []].map(grantsOf),
    subnets.internetConnectivityEstablished,
    ...platform.serviceDependencies,
    ...[deployment, ingress, ...storage.values(), ...sidecars.values()].flatMap((part) => part?.dependencies ?? []),
  ];
  cfnServiceOf(service).node.addDependency(...dependencies);
}

/** The policies of a role and the rules of a security group. The role and the group themselves are referred to, which is to wait for them. */
function grantsOf(construct: IConstruct): IDependable {
  const grants = {};
  Dependable.implement(grants, {
    get dependencyRoots() { return construct.node.children.filter((child) => child !== construct.node.defaultChild); },
  });
  return grants;
}

/** ECS rebalances by starting tasks above the wanted number, so that it needs room there, and only where the placement does not say otherwise. */
function rebalancing(deployment: DeploymentConfig, placement: PlacementConfig | undefined): ecs.AvailabilityZoneRebalancing | undefined {
  if (known(deployment.maxHealthyPercent) === undefined) { return undefined; }
  const { ENABLED, DISABLED } = ecs.AvailabilityZoneRebalancing;
  return deployment.maxHealthyPercent > 100 && !(placement && againstZoneRebalancing(placement)) ? ENABLED : DISABLED;
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
  if (runtime.pools.length > 0) {
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
