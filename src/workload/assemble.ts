import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CapacityConfig } from '../capacity';
import { Deployment, DeploymentConfig } from '../deployment';
import { IngressConfig } from '../ingress';
import { Logging, LoggingConfig } from '../logging';
import { IContainerPlatform, Profile } from '../platform';
import { checkBrand } from '../private/brand';
import { fail, notice } from '../private/fail';
import { limitsOf } from '../private/limits';
import { Scaling, ScalingConfig } from '../scaling';
import { ContainerServiceProps, PlacedTaskProps, TaskProps } from './props';
import { applyRules, taskRules } from './rules';
import { TaskFoundation } from './task';
import { planTask, TaskPlan } from './task-plan';

/** The steps by which a workload is put together, in the order in which they need each other. Nobody else binds values. */

/** The task's defaults, checked against every rule that needs nothing to be made. */
export function resolveTask(scope: Construct, props: ContainerServiceProps, subnets: ec2.SelectedSubnets): TaskPlan {
  const limits = limitsOf(scope);
  const plan = planTask(props, props.ingress !== undefined, limits);
  applyRules(taskRules, { props, plan, limits, subnets }, scope);
  if (props.memoryMiB !== undefined && plan.memoryMiB !== props.memoryMiB) {
    notice('MemorySnapped', {
      given: `memoryMiB is ${props.memoryMiB} with cpu ${plan.cpu}`,
      allowed: `Fargate offers ${limits.fargateMemoryMiB[plan.cpu].join(', ')} for it, and the task gets ${plan.memoryMiB}`,
      remedy: `Give memoryMiB ${plan.memoryMiB}`,
    }, scope);
  }
  return plan;
}

export function bindCapacity(scope: Construct, platform: IContainerPlatform, props: PlacedTaskProps): CapacityConfig {
  const capacity = props.capacity ?? profileOf(platform, props).capacity;
  checkBrand(scope, 'capacity', capacity, 'capacityKind', 'Capacity');
  return capacity.bind(new Construct(scope, 'Capacity'), { capacityProviders: [...platform.capacityProviders] });
}

export function bindLogging(scope: Construct, platform: IContainerPlatform, props: TaskProps): LoggingConfig {
  const logging = props.logging ?? Logging.cloudWatch();
  checkBrand(scope, 'logging', logging, 'loggingKind', 'Logging');
  return logging.bind(new Construct(scope, 'Logging'), {
    workloadName: scope.node.id,
    retention: profileOf(platform, props).logRetention,
    removalPolicy: profileOf(platform, props).removalPolicy,
  });
}

export function bindDeployment(scope: Construct, props: ContainerServiceProps, capacity: CapacityConfig): DeploymentConfig {
  const deployment = props.deployment ?? Deployment.rolling();
  checkBrand(scope, 'deployment', deployment, 'deploymentKind', 'Deployment');
  return deployment.bind(new Construct(scope, 'Deployment'), { networkMode: capacity.networkMode });
}

export function bindIngress(
  scope: Construct, platform: IContainerPlatform, props: ContainerServiceProps, plan: TaskPlan, foundation: TaskFoundation,
): IngressConfig | undefined {
  if (!props.ingress) { return undefined; }
  checkBrand(scope, 'ingress', props.ingress, 'ingressKind', 'Ingress');
  const config: IngressConfig | undefined = props.ingress.bind(new Construct(new Construct(scope, 'Ingress'), 'main'), {
    vpc: platform.vpc,
    publicSubnets: platform.publicSubnets,
    taskSubnets: platform.taskSubnets,
    tasks: foundation.securityGroup,
    ports: plan.ports.map((port) => ({ ...port })),
    deletionProtection: profileOf(platform, props).deletionProtection,
    accessLogs: profileOf(platform, props).accessLogs,
    logs: { get logBucket() { return platform.logBucket; } },
  });
  if (config && Object.values(config).some((part) => part !== undefined)) { return config; }
  return fail('NotAValue', {
    given: `bind() of the ingress (${props.ingress.ingressKind}) returned nothing that is known of an ingress`,
    allowed: 'It returns an IngressConfig, such as { portName, targetGroup, listenerRule }',
    remedy: 'Return one; in Python an IngressConfig(…), not a dict',
  }, scope);
}

export function bindScaling(scope: Construct, platform: IContainerPlatform, props: ContainerServiceProps, service: ecs.IBaseService): ScalingConfig {
  const scaling = props.scaling ?? Scaling.manual(profileOf(platform, props).minTasks);
  checkBrand(scope, 'scaling', scaling, 'scalingKind', 'Scaling');
  return scaling.bind(new Construct(scope, 'Scaling'), { service });
}

function profileOf(platform: IContainerPlatform, props: TaskProps): Profile {
  return props.profile ?? platform.profile;
}
