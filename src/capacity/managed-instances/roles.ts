import { createHash } from 'node:crypto';
import { aws_iam as iam, Aws, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ManagedInstancesPoolOptions } from './options';
import { acknowledge } from '../../private/acknowledge';
import { Finding } from '../../private/fail';
import { createInfrastructureRole } from '../../private/infrastructure-role';
import { createRole } from '../../private/roles';
import { known } from '../../private/tokens';

/** AWS's policy lets ECS pass roles of no other names. */
const PREFIX = 'ecsInstanceRole';
const INFRASTRUCTURE_POLICY = 'AmazonECSInfrastructureRolePolicyForManagedInstances';
const INSTANCE_POLICY = 'AmazonECSInstanceRolePolicyForManagedInstances';

export function infrastructureRoleOf(scope: Construct, { infrastructureRole }: ManagedInstancesPoolOptions): iam.IRole {
  return infrastructureRole ?? createInfrastructureRole(scope, 'InfrastructureRole', INFRASTRUCTURE_POLICY);
}

/** What hands the role of the instances to them. Older documents of AWS want its name to begin as that of the role does. */
export function instanceProfileOf(scope: Construct, { instanceRole }: ManagedInstancesPoolOptions): iam.InstanceProfile {
  const name = instanceRole ? undefined : instanceRoleName(scope);
  const role = instanceRole ?? createInstanceRole(scope, name!);
  return new iam.InstanceProfile(scope, 'InstanceProfile', { role, instanceProfileName: name });
}

function createInstanceRole(scope: Construct, roleName: string): iam.Role {
  const role = createRole(scope, 'InstanceRole', {
    roleName,
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(INSTANCE_POLICY)],
  });
  acknowledge(role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${INSTANCE_POLICY}]`);
  return role;
}

/**
 * Names of roles have 64 characters and are free once in an account, whatever the region: the stack takes part by the last piece of its id, of which
 * there is one in the world, and the pool by a digest of its path below the stack.
 */
function instanceRoleName(scope: Construct): string {
  const path = scope.node.path.slice(Stack.of(scope).node.path.length);
  const pool = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return Fn.join('-', [PREFIX, pool, Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html */
export function findInstanceRoleName({ instanceRole, infrastructureRole }: ManagedInstancesPoolOptions): Finding | undefined {
  const name = instanceRole && !infrastructureRole ? nameOf(instanceRole) : undefined;
  return name === undefined || name.startsWith(PREFIX) ? undefined : {
    given: `instanceRole is '${name}'`,
    allowed: `The policy ${INFRASTRUCTURE_POLICY} lets ECS pass roles to instances whose names begin with ${PREFIX}`,
    remedy: 'Give it a roleName that begins so, or give an infrastructureRole that may pass it to EC2',
  };
}

/** With its path, as it stands in the ARN. Undefined where only the deployment knows it. What CloudFormation makes up begins with the stack's name. */
function nameOf(role: iam.IRole): string | undefined {
  const resource = role.node.defaultChild as iam.CfnRole | undefined;
  if (!resource) { return known(role.roleArn.split(':role/')[1]); }
  const { roleName, path = '/' } = Stack.of(role).resolve({ roleName: resource.roleName, path: resource.path }) as { roleName: unknown; path?: unknown };
  if (roleName === undefined) { return `${role.node.path}, of a name that CloudFormation makes`; }
  return typeof roleName === 'string' && typeof path === 'string' ? `${path}${roleName}`.slice(1) : undefined;
}
