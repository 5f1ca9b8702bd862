import {
  aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_iam as iam, aws_logs as logs, CfnOutput,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IngressConfig } from '../ingress';
import { IContainerPlatform } from '../platform';
import { bindCapacity, bindDeployment, bindIngress, bindLogging, bindScaling, resolveTask } from './assemble';
import { resolvePlatform, selectSubnets } from './location';
import { ContainerServiceProps } from './props';
import { IContainerService } from './protocol';
import { applyRules, serviceRules } from './rules';
import { addDependencies, createService, registerTargets, setTaskCount } from './service';
import { addContainer, createFoundation, createTaskDefinition } from './task';
import { fail } from '../private/fail';

/**
 * A service: tasks that run for ever, replaced when they stop, with or without a way in.
 *
 * Creates a task definition, a service, a role for the tasks and one for ECS, a security group and a log group, and what its ingress and
 * scaling create. You pay for the CPU and memory of its tasks, for its logs, and for its load balancer.
 *
 * @example
 * new ContainerService(this, 'Web', {
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
 *   ingress: Ingress.applicationLoadBalancer(),
 * });
 */
export class ContainerService extends Construct implements IContainerService {
  /** The platform that the service runs on. */
  public readonly platform: IContainerPlatform;
  /** The service. */
  public readonly service: ecs.BaseService;
  /** The task definition. */
  public readonly taskDefinition: ecs.TaskDefinition;
  /** The container. */
  public readonly container: ecs.ContainerDefinition;
  /** The role of the tasks: grant to it what the container may do. */
  public readonly taskRole: iam.IRole;
  /** The role by which ECS starts the tasks. */
  public readonly executionRole: iam.IRole;
  /** The security group of the tasks. */
  public readonly securityGroup: ec2.SecurityGroup;
  /** The tasks as a peer in security groups. */
  public readonly connections: ec2.Connections;
  /** Who is granted what is granted to the service: the role of the tasks. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The CPU units of a task. */
  public readonly cpu: number;
  /** The memory of a task. */
  public readonly memoryMiB: number;
  /** The log group, if the output of the container goes to one. */
  public readonly logGroup?: logs.ILogGroup;
  /** What scales the service, if it scales. */
  public readonly scalableTaskCount?: ecs.ScalableTaskCount;
  /** Where the service is reached, if it has a way in. */
  public readonly url?: string;
  /** The load balancer of the service's own, if it has one. */
  public readonly applicationLoadBalancer?: elbv2.ApplicationLoadBalancer;
  private readonly ingress?: IngressConfig;

  constructor(scope: Construct, id: string, props: ContainerServiceProps) {
    super(scope, id);
    this.platform = resolvePlatform(this, props);
    const subnets = selectSubnets(this, this.platform, props);
    const plan = resolveTask(this, props, subnets);
    this.cpu = plan.cpu;
    this.memoryMiB = plan.memoryMiB;

    const foundation = createFoundation(this, this.platform, props, plan);
    this.taskRole = foundation.taskRole;
    this.executionRole = foundation.executionRole;
    this.securityGroup = foundation.securityGroup;
    this.connections = foundation.connections;
    this.grantPrincipal = this.taskRole.grantPrincipal;

    const capacity = bindCapacity(this, this.platform, props);
    const logging = bindLogging(this, this.platform, props);
    const deployment = bindDeployment(this, props, capacity);
    this.ingress = bindIngress(this, this.platform, props, plan, foundation);
    this.logGroup = logging.logGroup;
    this.applicationLoadBalancer = this.ingress?.applicationLoadBalancer;

    this.taskDefinition = createTaskDefinition(this, props, plan, capacity, foundation);
    this.container = addContainer(this.taskDefinition, props, plan, logging);
    const parts = { platform: this.platform, capacity, deployment, ingress: this.ingress, foundation, subnets, taskDefinition: this.taskDefinition };
    this.service = createService(this, props, parts);
    registerTargets(this.service, this.container, this.ingress);

    const scaling = bindScaling(this, this.platform, props, this.service);
    this.scalableTaskCount = scaling.scalableTaskCount;
    setTaskCount(this.service, scaling);
    addDependencies(this.service, parts);
    applyRules(serviceRules, { props, deployment, scaling, ingress: this.ingress }, this);
    this.url = outputUrl(this, this.ingress);
  }

  /**
   * Where the service is reached.
   *
   * @param name the name of the ingress: `main` is that of a single one
   */
  public ingressUrl(name: string): string {
    return this.ofIngress(name, 'url');
  }

  /**
   * The target group that the tasks join.
   *
   * @param name the name of the ingress: `main`, that of a single one, if left out
   */
  public targetGroup(name: string = MAIN): elbv2.IApplicationTargetGroup {
    return this.ofIngress(name, 'targetGroup');
  }

  /**
   * The rule that sends traffic to the target group.
   *
   * @param name the name of the ingress: `main`, that of a single one, if left out
   */
  public listenerRule(name: string = MAIN): elbv2.ApplicationListenerRule {
    return this.ofIngress(name, 'listenerRule');
  }

  /** A metric of the service, in the namespace `AWS/ECS`. */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.service.metric(metricName, options);
  }

  /** The average CPU utilisation of the tasks, in per cent of what they ask for. */
  public metricCpuUtilization(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.service.metricCpuUtilization(options);
  }

  /** The average memory utilisation of the tasks, in per cent of what they ask for. */
  public metricMemoryUtilization(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.service.metricMemoryUtilization(options);
  }

  private ofIngress<K extends keyof IngressConfig>(name: string, part: K): NonNullable<IngressConfig[K]> {
    const found = name === MAIN ? this.ingress?.[part] : undefined;
    return found ?? fail('NoSuchIngress', {
      given: `The ${part} of the ingress '${name}' is asked for`,
      allowed: this.ingress ? `The service has one ingress, '${MAIN}', and not each has a ${part}` : 'The service has no ingress',
      remedy: this.ingress ? `Leave the name out, or give the service an ingress with a ${part}` : 'Give the service an ingress',
    }, this);
  }
}

const MAIN = 'main';

function outputUrl(scope: Construct, ingress: IngressConfig | undefined): string | undefined {
  if (ingress?.url) { new CfnOutput(scope, 'Url', { value: ingress.url, description: `Where ${scope.node.path} is reached` }); }
  return ingress?.url;
}
