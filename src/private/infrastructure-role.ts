import { aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { createRole } from './roles';

/** What ECS does for tasks beyond running them, by the policy of AWS that lets it. */
export type InfrastructurePolicy = 'AmazonECSInfrastructureRolePolicyForLoadBalancers' | 'AmazonECSInfrastructureRolePolicyForManagedInstances'
  | 'service-role/AmazonECSInfrastructureRolePolicyForVolumes'
  | 'service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity';

/** Made by the library, because L2 would make it under the service, which waits for what it is to be made after, or so that nothing waits for it. */
export function createInfrastructureRole(scope: Construct, id: string, policy: InfrastructurePolicy): iam.Role {
  const role = createRole(scope, id, {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(policy)],
  });
  acknowledge(role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`);
  return role;
}
