import { aws_ecs as ecs, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AgentConfig } from './agent-config';
import { acknowledge } from '../../private/acknowledge';
import { createRole } from '../../private/roles';

const SESSION_MANAGER = 'AmazonSSMManagedInstanceCore';

/** A role of the pool's own, with Session Manager in the place of SSH. */
export function createInstanceRole(scope: Construct): iam.Role {
  const role = createRole(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(SESSION_MANAGER)],
  });
  acknowledge(role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${SESSION_MANAGER}]`);
  acknowledge(role, 'AwsSolutions-IAM5[Resource::*] of instances', 'AwsSolutions-IAM5[Resource::*]');
  return role;
}

/**
 * What the agent does, in its own cluster only. Tasks pull images and write logs by their execution roles: AWS's policy for instances, which lets
 * instances do so as well, and in every cluster, is not used.
 */
export function grantAgent(role: iam.IRole, cluster: ecs.ICluster, config: AgentConfig = {}): void {
  const inCluster = { ArnEquals: { 'ecs:cluster': cluster.clusterArn } };
  const statements: iam.PolicyStatementProps[] = [
    { actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'] },
    { actions: [...REGISTRATION], resources: [cluster.clusterArn] },
    { actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'], resources: ['*'], conditions: inCluster },
    ...tagStatements(role, cluster, config),
  ];
  for (const statement of statements) { role.addToPrincipalPolicy(new iam.PolicyStatement(statement)); }
}

const REGISTRATION = [
  'ecs:DeregisterContainerInstance', 'ecs:RegisterContainerInstance', 'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitContainerStateChange',
  'ecs:SubmitTaskStateChange',
];

/** Settings by which the agent tags its instance in ECS. */
function tagStatements(role: iam.IRole, cluster: ecs.ICluster, config: AgentConfig): iam.PolicyStatementProps[] {
  const fromInstance = config.ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM === 'ec2_instance';
  if (!fromInstance && config.ECS_CONTAINER_INSTANCE_TAGS === undefined) { return []; }
  const instances = Stack.of(role).formatArn({ service: 'ecs', resource: 'container-instance', resourceName: `${cluster.clusterName}/*` });
  return [
    { actions: ['ecs:TagResource'], resources: [instances] },
    ...(fromInstance ? [{ actions: ['ec2:DescribeTags'], resources: ['*'] }] : []),
  ];
}
