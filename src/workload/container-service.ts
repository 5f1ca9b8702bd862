import {
  aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_iam as iam, aws_logs as logs, aws_sqs as sqs,
  CfnOutput,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IngressConfig } from '../ingress';
import { IContainerPlatform } from '../platform';
import {
  bindCapacity, bindDeployment, bindDiscovery, bindIngress, bindLogging, bindPlacement, bindQueues, bindRollbackAlarms, bindScaling, bindSidecars,
  bindStorage, resolveTask,
} from './assemble';
import { addContainers } from './containers';
import { DeploymentAlarms } from './deployment-alarms';
import { enableExec, grantSessions, resolveExec } from './exec';
import { resolvePlatform, selectSubnets } from './location';
import { securityGroupOf } from './outside';
import { ContainerServiceProps } from './props';
import { IContainerService, ServiceEndpoint } from './protocol';
import { applyRules, serviceRules, zoneRules } from './rules';
import { resolveRuntime } from './runtime';
import { addDependencies, createService, registerTargets, sayWhatIsNotThere, ServiceParts, setTaskCount } from './service';
import { ServiceDiscovery } from './service-discovery';
import { createFoundation, createTaskDefinition } from './task';
import { fail } from '../private/fail';
import { WorkQueueConfig } from '../work-queue';

/**
 * A service: tasks that run for ever, replaced when they stop, with or without a way in.
 *
 * Creates a task definition, a service, a role for the tasks and one for ECS, a security group and a log group, and what its ingress, storage,
 * queues, deployment and scaling create. You pay for the CPU and memory of its tasks, for its logs, and for its load balancer.
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
  private readonly parts: ServiceParts;
  private readonly deploymentAlarms: DeploymentAlarms;
  private readonly discovery: ServiceDiscovery;

  constructor(scope: Construct, id: string, props: ContainerServiceProps) {
    super(scope, id);
    this.platform = resolvePlatform(this, props);
    const subnets = selectSubnets(this, this.platform, props);
    const capacity = bindCapacity(this, this.platform, props);
    const runtime = resolveRuntime(props, capacity);
    const plan = resolveTask(this, props, runtime, subnets);
    const exec = resolveExec(this, this.platform, props, runtime);
    this.cpu = plan.cpu;
    this.memoryMiB = plan.memoryMiB;

    const foundation = createFoundation(this, this.platform, props, runtime, plan);
    this.taskRole = foundation.taskRole;
    this.executionRole = foundation.executionRole;
    this.connections = foundation.connections;
    this.grantPrincipal = this.taskRole.grantPrincipal;

    const logging = bindLogging(this, this.platform, props, foundation);
    const sidecars = bindSidecars(this, props);
    const storage = bindStorage(this, this.platform, props, runtime);
    const queues = bindQueues(this, this.platform, props, foundation);
    const deployment = bindDeployment(this, props, runtime);
    const discovery = bindDiscovery(this, this.platform, props, plan, runtime);
    const ingress = bindIngress(this, this.platform, props, { plan, runtime, foundation, deployment });
    const placement = bindPlacement(this, props, runtime);
    applyRules(zoneRules, { props, deployment, placement }, this);
    const bound = { logging, sidecars, storage, queues, deployment, discovery, ingress, placement, exec };
    this.parts = { platform: this.platform, subnets, runtime, plan, foundation, capacity, ...bound };
    this.logGroup = logging.logGroup;
    this.applicationLoadBalancer = ingress?.applicationLoadBalancer;

    this.taskDefinition = createTaskDefinition(this, props, plan, runtime, foundation);
    this.container = addContainers(this.taskDefinition, props, this.parts);
    this.service = createService(this, props, this.taskDefinition, this.parts);
    registerTargets(this.service, this.container, this.parts);
    enableExec(this.service.node.defaultChild as ecs.CfnService, props, this.parts);

    const scaling = bindScaling(this, props, this.service, this.parts);
    this.scalableTaskCount = scaling.scalableTaskCount;
    setTaskCount(this.service, scaling);
    const rollbackAlarms = bindRollbackAlarms(this, this.service, this.parts);
    this.deploymentAlarms = new DeploymentAlarms(this.service, [...rollbackAlarms.values()].flatMap(({ alarms }) => alarms));
    addDependencies(this.service, this.parts);
    sayWhatIsNotThere(this.service, this.parts);
    this.discovery = new ServiceDiscovery(this, props, this.parts);
    applyRules(serviceRules, { ...this.parts, props, scaling, rollbackAlarms }, this);
    this.url = outputUrl(this, ingress);
  }

  /**
   * The security group of the tasks: that of their instances, where they have no network interface of their own. Machines outside AWS have none, and
   * to ask for it is an error there.
   */
  public get securityGroup(): ec2.ISecurityGroup {
    return securityGroupOf(this, this.parts.foundation);
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

  /**
   * The target group that the tasks of the next version join, where the deployment shifts traffic. Each deployment exchanges the roles of the two.
   *
   * @param name the name of the ingress: `main`, that of a single one, if left out
   */
  public alternateTargetGroup(name: string = MAIN): elbv2.IApplicationTargetGroup {
    return this.ofIngress(name, 'alternateTargetGroup');
  }

  /**
   * A queue that the service works on: for producers, and for grants to them.
   *
   * @param name the key of the queue in `queues`
   */
  public queue(name: string): sqs.IQueue {
    return this.ofQueue(name, 'queue');
  }

  /**
   * Where the messages of a queue go that failed too often.
   *
   * @param name the key of the queue in `queues`
   */
  public deadLetterQueue(name: string): sqs.IQueue {
    return this.ofQueue(name, 'deadLetterQueue');
  }

  /**
   * Lets the service call another one: opens the security groups, deploys the other one first, and tells the container where it is, by the variables
   * `LEDGER_URL` (`http://ledger:8080`), `LEDGER_HOST` and `LEDGER_PORT` for a service with the id `Ledger`. Both sides use Service Connect, unless
   * the other one has `Discovery.cloudMap()`.
   *
   * Services of one stack may call each other. Of two stacks, the services of one may call those of the other.
   *
   * @param other the service that is called
   * @param portName the name of the port that is called: that of the other one's discovery, or its only one, or `main`, if left out. One that is given
   * is part of the variables: `LEDGER_ADMIN_URL`
   * @param prefix what the names of the variables begin with, instead of the id and the port
   */
  public connectTo(other: IContainerService, portName?: string, prefix?: string): void {
    this.discovery.connectTo(other, portName, prefix);
  }

  /**
   * Where a port of the service is reached by other services. Switches Service Connect on for the port where the service has no `discovery`.
   *
   * @param portName the name of the port: that of the discovery, or the only one, or `main`, if left out
   */
  public endpoint(portName?: string): ServiceEndpoint {
    return this.discovery.endpoint(portName);
  }

  /** The alarms that make ECS go back to the version before. */
  public get alarms(): cloudwatch.IAlarm[] {
    return this.deploymentAlarms.alarms;
  }

  /**
   * Makes ECS go back to the version before when the alarm goes off during a deployment. Beside the `rollbackAlarms` of the deployment.
   *
   * An alarm that has no name of its own gets one here, made of its stack's name and its path: the service knows its alarms by name, and with
   * CloudFormation's own each would wait for the other where the alarm has to do with the service.
   */
  public addRollbackAlarm(alarm: cloudwatch.IAlarm): void {
    this.deploymentAlarms.add(alarm);
  }

  /**
   * Lets somebody open sessions in the container of the service, and in every other container of the cluster that has its name: IAM cannot tell the
   * tasks of two services apart. A `containerName` of its own does.
   *
   * @param grantee who opens sessions
   */
  public grantExec(grantee: iam.IGrantable): iam.Grant {
    return grantSessions(grantee, this, this.platform.cluster, this.container.containerName, this.parts.exec);
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

  private ofQueue<K extends 'queue' | 'deadLetterQueue'>(name: string, part: K): NonNullable<WorkQueueConfig[K]> {
    const names = [...this.parts.queues.keys()].join(', ') || 'none';
    return this.parts.queues.get(name)?.[part] ?? fail('NoSuchQueue', {
      given: `The ${part} of '${name}' is asked for, and the queues of the service are ${names}`,
      allowed: 'queues names them, and one that exists already need have no dead-letter queue',
      remedy: 'Ask for one of these, or add it to queues',
    }, this);
  }

  private ofIngress<K extends keyof IngressConfig>(name: string, part: K): NonNullable<IngressConfig[K]> {
    const found = name === MAIN ? this.parts.ingress?.[part] : undefined;
    return found ?? fail('NoSuchIngress', {
      given: `The ${part} of the ingress '${name}' is asked for`,
      allowed: this.parts.ingress ? `The service has one ingress, '${MAIN}', and not each has a ${part}` : 'The service has no ingress',
      remedy: this.parts.ingress ? `Leave the name out, or give the service an ingress with a ${part}` : 'Give the service an ingress',
    }, this);
  }
}

const MAIN = 'main';

function outputUrl(scope: Construct, ingress: IngressConfig | undefined): string | undefined {
  if (ingress?.url) { new CfnOutput(scope, 'Url', { value: ingress.url, description: `Where ${scope.node.path} is reached` }); }
  return ingress?.url;
}
