import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Stack, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CapacityConfig } from '../capacity';
import { IContainerPlatform } from '../platform';
import { PlacedTaskProps, TaskProps } from './props';
import { TaskPlan } from './task-plan';
import { fail } from '../private/fail';
import { mainPort } from '../private/ports';

/** What a task needs to exist before anything is bound to it. L2 would make these later, and under the service. */
export interface TaskFoundation {
  /** What the container may do. */
  readonly taskRole: iam.IRole;
  /** What ECS may do to start the task. */
  readonly executionRole: iam.IRole;
  /** The tasks' own security group. */
  readonly securityGroup: ec2.SecurityGroup;
  /** All security groups of the tasks. */
  readonly connections: ec2.Connections;
}

export function createFoundation(scope: Construct, platform: IContainerPlatform, props: PlacedTaskProps, plan: TaskPlan): TaskFoundation {
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc: platform.vpc, description: 'Tasks of a workload' });
  const port = mainPort(plan.ports);
  return {
    taskRole: ownStacks(scope, 'ImportedTaskRole', props.taskRole) ?? createTaskRole(scope),
    executionRole: ownStacks(scope, 'ImportedExecutionRole', props.executionRole)
      ?? new iam.Role(scope, 'ExecutionRole', { assumedBy: tasksPrincipal() }),
    securityGroup,
    connections: new ec2.Connections({
      securityGroups: [securityGroup, ...untouched(scope, props.securityGroups ?? [])],
      defaultPort: port && (port.protocol === ecs.Protocol.UDP ? ec2.Port.udp(port.containerPort) : ec2.Port.tcp(port.containerPort)),
    }),
  };
}

/** What is granted to a role is written into the role's stack. From another stack that would close a circle: there, the grants stay here. */
function ownStacks(scope: Construct, id: string, role: iam.IRole | undefined): iam.IRole | undefined {
  if (!role || Stack.of(role) === Stack.of(scope)) { return role; }
  const { path } = (role.node.defaultChild ?? {}) as Partial<iam.CfnRole>;
  if (path !== undefined && path !== '/') {
    fail('RoleWithPath', {
      given: `The role '${role.node.path}' of another stack has the path '${path}'`,
      allowed: 'CloudFormation cannot tell its name from its ARN there, and grants would go to another name',
      remedy: 'Create the role in the stack of the workload, or without a path',
    }, scope);
  }
  return iam.Role.fromRoleArn(scope, id, role.roleArn);
}

/** Groups of the user's own may have other members: nothing that opens the tasks opens them. */
function untouched(scope: Construct, groups: ec2.ISecurityGroup[]): ec2.ISecurityGroup[] {
  const handles = new Construct(scope, 'SecurityGroups');
  return groups.map((group, position) => ec2.SecurityGroup.fromSecurityGroupId(handles, `${position}`, group.securityGroupId, { mutable: false }));
}

export function createTaskDefinition(
  scope: Construct, props: TaskProps, plan: TaskPlan, capacity: CapacityConfig, foundation: TaskFoundation,
): ecs.TaskDefinition {
  return new ecs.TaskDefinition(scope, 'TaskDefinition', {
    compatibility: capacity.compatibility,
    networkMode: capacity.networkMode,
    cpu: Tokenization.stringifyNumber(plan.cpu),
    memoryMiB: Tokenization.stringifyNumber(plan.memoryMiB),
    ephemeralStorageGiB: props.ephemeralStorageGiB,
    family: props.family,
    taskRole: foundation.taskRole,
    executionRole: foundation.executionRole,
    runtimePlatform: {
      operatingSystemFamily: capacity.operatingSystem,
      cpuArchitecture: props.architecture ?? ecs.CpuArchitecture.X86_64,
    },
  });
}

/** No other account's tasks can be made to use the role. */
function createTaskRole(scope: Construct): iam.Role {
  const stack = Stack.of(scope);
  return new iam.Role(scope, 'TaskRole', {
    assumedBy: tasksPrincipal().withConditions({
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ecs', resource: '*' }) },
    }),
  });
}

function tasksPrincipal(): iam.ServicePrincipal {
  return new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
}
