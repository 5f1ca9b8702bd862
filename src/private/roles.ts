import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
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

/** The platforms and workloads whose roles keep what they may do in policies of their own. */
const withManagedPolicies = new WeakSet<IConstruct>();

/** From here on, roles that are made below a construct keep what they may do in policies of their own, and not inline. */
export function useManagedPolicies(owner: IConstruct): void {
  withManagedPolicies.add(owner);
}

/** Every role of this library is made here. */
export function createRole(scope: Construct, id: string, props: iam.RoleProps): iam.Role {
  const isManaged = scope.node.scopes.some((owner) => withManagedPolicies.has(owner));
  return isManaged ? createRoleWithManagedPolicy(scope, id, props) : new iam.Role(scope, id, props);
}

/** The class is made here and not above, because to name its base loads all of aws-iam: with the library, whether it is used or not. */
function createRoleWithManagedPolicy(scope: Construct, id: string, props: iam.RoleProps): iam.Role {
  class RoleWithManagedPolicy extends iam.Role {
    private policy?: iam.ManagedPolicy;

    /** All grants come this way. L2 would write an inline policy. */
    public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
      this.policy ??= new iam.ManagedPolicy(this, 'Policy', { roles: [this] });
      this.policy.addStatements(statement);
      return { statementAdded: true, policyDependable: this.policy };
    }
  }
  return new RoleWithManagedPolicy(scope, id, props);
}
