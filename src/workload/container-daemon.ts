import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ExecSettings, IContainerPlatform } from '../platform';
import { bindCapacity, bindLogging, bindSidecars, bindStorage, resolveTask } from './assemble';
import { addContainers } from './containers';
import { capacityOf, checkKinds, poolNames } from './daemon-pools';
import { ContainerDaemonProps } from './daemon-props';
import { createDaemonService, DaemonParts } from './daemon-service';
import { grantSessions, resolveExec } from './exec';
import { resolvePlatform, selectSubnets } from './location';
import { createManagedDaemon } from './managed-daemon';
import { securityGroupOf } from './outside';
import { applyRules, daemonRules } from './rules';
import { resolveRuntime } from './runtime';
import { createFoundation, createTaskDefinition, TaskFoundation } from './task';
import { fail } from '../private/fail';

/**
 * A daemon: one task on each instance of its pools, such as an agent that collects metrics or logs. It is the first task on an instance and the last,
 * and starts no instances: ECS keeps room for it on those that there are.
 *
 * On Managed Instances it is a managed daemon: an instance takes tasks only once the daemon runs, and a new version comes with new instances.
 *
 * Creates a task definition, a service or a managed daemon, a role for the tasks and one for ECS, a log group, in awsvpc mode a security group, and
 * what its storage and sidecars create. You pay for its logs; its CPU and memory are a part of those of the instances.
 *
 * @example
 * const platform = new ContainerPlatform(this, 'Platform', {
 *   pools: { web: InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'] }) },
 * });
 *
 * new ContainerDaemon(this, 'Agent', {
 *   platform,
 *   pool: 'web',
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/datadog/agent:7'),
 *   port: 8126,
 * });
 */
export class ContainerDaemon extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** The platform whose instances the daemon runs on. */
  public readonly platform: IContainerPlatform;
  /** The daemon's own container, beside which its sidecars run. */
  public readonly container: ecs.ContainerDefinition;
  /** What the container may do in AWS: grant to it. */
  public readonly taskRole: iam.IRole;
  /** The role by which ECS starts the tasks. */
  public readonly executionRole: iam.IRole;
  /** Who reaches the daemon: `agent.connections.allowDefaultPortFrom(web)`. */
  public readonly connections: ec2.Connections;
  /** Who is granted what is granted to the daemon: the role of the tasks. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The log group, if the output of the container goes to one. */
  public readonly logGroup?: logs.ILogGroup;
  /** The daemon, on Managed Instances. */
  public readonly managedDaemon?: ecs.CfnDaemon;
  /** What its tasks are, on Managed Instances. */
  public readonly managedTaskDefinition?: ecs.CfnDaemonTaskDefinition;
  private readonly foundation: TaskFoundation;
  private readonly exec?: ExecSettings;
  private readonly ownService?: ecs.BaseService;
  private readonly ownTaskDefinition?: ecs.TaskDefinition;

  constructor(scope: Construct, id: string, props: ContainerDaemonProps) {
    super(scope, id);
    this.platform = resolvePlatform(this, props);
    const pools = poolNames(this, props);
    checkKinds(this, this.platform.pools, pools);
    const subnets = selectSubnets(this, this.platform, props);
    const capacity = bindCapacity(this, this.platform, { capacity: props.capacity ?? capacityOf(pools) });
    const runtime = resolveRuntime(props, capacity, true);
    applyRules(daemonRules, { props, runtime }, this);
    const plan = resolveTask(this, props, runtime, subnets);
    const exec = this.exec = resolveExec(this, this.platform, props, runtime);

    const foundation = this.foundation = createFoundation(this, this.platform, props, runtime, plan);
    this.taskRole = foundation.taskRole;
    this.executionRole = foundation.executionRole;
    this.connections = foundation.connections;
    this.grantPrincipal = this.taskRole.grantPrincipal;

    const logging = bindLogging(this, this.platform, props, foundation);
    const sidecars = bindSidecars(this, props);
    const storage = bindStorage(this, this.platform, props, runtime);
    const parts: DaemonParts = {
      platform: this.platform, subnets, runtime, plan, foundation, capacity, logging, sidecars, storage, queues: new Map(), exec,
    };
    this.logGroup = logging.logGroup;

    const taskDefinition = createTaskDefinition(this, props, plan, runtime, foundation);
    this.container = addContainers(taskDefinition, props, parts);
    if (runtime.isManagedDaemon) {
      const managed = createManagedDaemon(this, props, taskDefinition, parts);
      this.managedDaemon = managed.daemon;
      this.managedTaskDefinition = managed.taskDefinition;
    } else {
      this.ownTaskDefinition = taskDefinition;
      this.ownService = createDaemonService(this, props, pools, taskDefinition, parts);
    }
  }

  /** The service, by which ECS keeps the daemon running. A daemon on Managed Instances has none: see `managedDaemon`. */
  public get service(): ecs.BaseService {
    return this.ownService ?? this.failManaged('service', 'managedDaemon');
  }

  /** The task definition. That of a daemon on Managed Instances is of another type: see `managedTaskDefinition`. */
  public get taskDefinition(): ecs.TaskDefinition {
    return this.ownTaskDefinition ?? this.failManaged('taskDefinition', 'managedTaskDefinition');
  }

  /**
   * The security group of the instances, but in awsvpc mode, where the tasks have one of their own. Machines outside AWS have none, and to ask for it
   * is an error there.
   */
  public get securityGroup(): ec2.ISecurityGroup {
    return securityGroupOf(this, this.foundation);
  }

  /**
   * Lets somebody open sessions in the container of the daemon, and of every other container of the cluster that has its name.
   *
   * @param grantee who opens sessions
   */
  public grantExec(grantee: iam.IGrantable): iam.Grant {
    return grantSessions(grantee, this, this.platform.cluster, this.container.containerName, this.exec);
  }

  private failManaged(member: string, other: string): never {
    return fail('ManagedDaemon', {
      given: `The ${member} of a daemon on Managed Instances is asked for`,
      allowed: 'ECS has resources of their own for such daemons',
      remedy: `Ask for ${other}`,
    }, this);
  }
}
