import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Names, Stack, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IContainerPlatform } from '../platform';
import { askForArchitecture, noConnections } from './outside';
import { profileOf } from './profile';
import { PlacedTaskProps, TaskProps } from './props';
import { hasTaskSize, orOwnNetwork, TaskRuntime } from './runtime';
import { TaskPlan } from './task-plan';
import { fail } from '../private/fail';
import { mainPort } from '../private/ports';
import { createRole, roleIn, useManagedPolicies } from '../private/roles';

/** Docker's on Linux and Windows, and those that the ECS agent keeps to where it cannot ask. */
const EPHEMERAL_PORTS = [32_768, 65_535] as const;

/** What a task needs to exist before anything is bound to it. L2 would make these later, and under the service. */
export interface TaskFoundation {
  /** What the container may do. */
  readonly taskRole: iam.IRole;
  /** What ECS may do to start the task. */
  readonly executionRole: iam.IRole;
  /**
   * The tasks' own security group, or that of their instances.
   *
   * @default - none: the tasks run on machines outside AWS
   */
  readonly securityGroup?: ec2.ISecurityGroup;
  /** All security groups of the tasks. */
  readonly connections: ec2.Connections;
}

export function createFoundation(
  scope: Construct, platform: IContainerPlatform, props: PlacedTaskProps, runtime: TaskRuntime, plan: TaskPlan,
): TaskFoundation {
  if (profileOf(platform, props).managedPolicies) { useManagedPolicies(scope); }
  return {
    ...createConnections(scope, platform, props, runtime, plan),
    taskRole: roleIn(scope, 'ImportedTaskRole', props.taskRole) ?? createTaskRole(scope),
    executionRole: roleIn(scope, 'ImportedExecutionRole', props.executionRole)
      ?? createRole(scope, 'ExecutionRole', { assumedBy: tasksPrincipal() }),
  };
}

function createConnections(
  scope: Construct, platform: IContainerPlatform, props: PlacedTaskProps, runtime: TaskRuntime, plan: TaskPlan,
): Pick<TaskFoundation, 'securityGroup' | 'connections'> {
  const main = mainPort(plan.ports);
  const port = main && openedPort(runtime, main);
  if (runtime.outside) { return { connections: noConnections(scope, port) }; }
  const securityGroups = runtime.hasOwnNetwork
    ? [new ec2.SecurityGroup(scope, 'SecurityGroup', {
      vpc: platform.vpc, description: 'Tasks of a workload', allowAllIpv6Outbound: platform.dualStack,
    })]
    : instanceGroups(scope, runtime);
  return {
    securityGroup: securityGroups[0],
    connections: new ec2.Connections({
      securityGroups: [...securityGroups, ...untouched(scope, props.securityGroups ?? [])],
      defaultPort: port,
    }),
  };
}

/** Without a network interface of its own a task is reached through its instance. */
function instanceGroups(scope: Construct, { pools, networkMode, networkModes }: TaskRuntime): ec2.ISecurityGroup[] {
  const groups = [...new Set(pools.flatMap(({ securityGroups = [] }) => securityGroups))];
  return groups.length > 0 ? groups.map((group) => groupIn(Stack.of(scope), group)) : fail('R91', {
    given: `networkMode is ${networkMode}, and the security groups of the instances are not known`,
    allowed: 'Tasks have those of their instances then',
    remedy: `Give securityGroups to the pool${orOwnNetwork(networkModes)}`,
  }, scope);
}

/**
 * A rule is written into the stack of its group. From another stack that would close a circle: there, rules stay in the stack of the workload. Its
 * workloads share a handle, since EC2 takes the same rule once.
 */
function groupIn(stack: Stack, group: ec2.ISecurityGroup): ec2.ISecurityGroup {
  if (Stack.of(group) === stack) { return group; }
  const id = `Instances${Names.nodeUniqueId(group.node)}`;
  const handle = stack.node.tryFindChild(id) as ec2.ISecurityGroup | undefined;
  return handle ?? ec2.SecurityGroup.fromSecurityGroupId(stack, id, group.securityGroupId, { allowAllOutbound: group.allowAllOutbound });
}

/** Where a port is reached: in bridge mode each task gets a port of its instance from the range that Docker takes them from. */
export function openedPort({ networkMode }: TaskRuntime, port: ecs.PortMapping): ec2.Port {
  const isUdp = port.protocol === ecs.Protocol.UDP;
  const isFixed = [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.HOST].includes(networkMode);
  const fixed = port.hostPort ?? (isFixed ? port.containerPort : undefined);
  const [first, last] = fixed === undefined ? EPHEMERAL_PORTS : [fixed, fixed];
  if (first === last) { return isUdp ? ec2.Port.udp(first) : ec2.Port.tcp(first); }
  return isUdp ? ec2.Port.udpRange(first, last) : ec2.Port.tcpRange(first, last);
}

/** Groups of the user's own may have other members: nothing that opens the tasks opens them. */
function untouched(scope: Construct, groups: ec2.ISecurityGroup[]): ec2.ISecurityGroup[] {
  const handles = new Construct(scope, 'SecurityGroups');
  return groups.map((group, position) => ec2.SecurityGroup.fromSecurityGroupId(handles, `${position}`, group.securityGroupId, { mutable: false }));
}

export function createTaskDefinition(
  scope: Construct, props: TaskProps, plan: TaskPlan, runtime: TaskRuntime, foundation: TaskFoundation,
): ecs.TaskDefinition {
  const platform = { operatingSystemFamily: runtime.operatingSystem, cpuArchitecture: runtime.architecture };
  const taskDefinition = new ecs.TaskDefinition(scope, 'TaskDefinition', {
    compatibility: runtime.compatibility,
    networkMode: runtime.networkMode,
    ...(hasTaskSize(runtime) ? { cpu: Tokenization.stringifyNumber(plan.cpu), memoryMiB: Tokenization.stringifyNumber(plan.memoryMiB) } : {}),
    ephemeralStorageGiB: props.ephemeralStorageGiB,
    family: props.family,
    taskRole: foundation.taskRole,
    executionRole: foundation.executionRole,
    runtimePlatform: runtime.compatibility === ecs.Compatibility.EC2 || runtime.outside ? undefined : platform,
  });
  if (runtime.compatibility === ecs.Compatibility.EC2) { sayPlatform(taskDefinition, platform); }
  if (runtime.outside) { askForArchitecture(taskDefinition, runtime); }
  return taskDefinition;
}

/** L2 refuses on EC2 what ECS takes there, and places tasks by. */
function sayPlatform(taskDefinition: ecs.TaskDefinition, { operatingSystemFamily, cpuArchitecture }: ecs.RuntimePlatform): void {
  (taskDefinition.node.defaultChild as ecs.CfnTaskDefinition).runtimePlatform = {
    operatingSystemFamily: operatingSystemFamily?._operatingSystemFamily, cpuArchitecture: cpuArchitecture?._cpuArchitecture,
  };
}

/** No other account's tasks can be made to use the role. */
function createTaskRole(scope: Construct): iam.Role {
  const stack = Stack.of(scope);
  return createRole(scope, 'TaskRole', {
    assumedBy: tasksPrincipal().withConditions({
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ecs', resource: '*' }) },
    }),
  });
}

function tasksPrincipal(): iam.ServicePrincipal {
  return new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
}
