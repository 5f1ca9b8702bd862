import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail } from './fail';

/** What is granted to a role is written into the role's stack. From another stack that would close a circle: there, the grants stay here. */
export function roleIn(scope: Construct, id: string, role: iam.IRole | undefined): iam.IRole | undefined {
  if (!role || Stack.of(role) === Stack.of(scope)) { return role; }
  const { path } = (role.node.defaultChild ?? {}) as Partial<iam.CfnRole>;
  if (path !== undefined && path !== '/') {
    fail('RoleWithPath', {
      given: `The role '${role.node.path}' of another stack has the path '${path}'`,
      allowed: 'CloudFormation cannot tell its name from its ARN there, and grants would go to another name',
      remedy: 'Create the role in the stack where it is used, or without a path',
    }, scope);
  }
  return iam.Role.fromRoleArn(scope, id, role.roleArn);
}
