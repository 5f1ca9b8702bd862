import { aws_ecs as ecs, aws_iam as iam, CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { grantAgent } from './pool/instance-role';
import { acknowledge } from '../private/acknowledge';
import { createRole } from '../private/roles';

const SESSION_MANAGER = 'AmazonSSMManagedInstanceCore';
const INSTALLER = 'https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh';
const DOWNLOAD = '/tmp/ecs-anywhere-install.sh';

/** Which cluster machines outside AWS join. */
export interface ExternalMachinesProps {
  /** The cluster. */
  readonly cluster: ecs.ICluster;
}

/**
 * How machines outside AWS join a cluster, for workloads with `Capacity.external()`. A `ContainerPlatform` has one, `externalMachines`; make one
 * yourself for a cluster that exists already.
 *
 * Creates a role that Systems Manager gives the machines, and an output with the command that registers one. Neither costs anything; AWS counts the
 * hours of each machine that is registered.
 */
export class ExternalMachines extends Construct {
  /** What the machines may do in AWS: the agents of ECS, in the cluster only, and of Systems Manager. Tasks have roles of their own. */
  public readonly activationRole: iam.Role;

  /**
   * A command for whoever may call AWS: it creates an activation, and prints the command that a machine runs as a user who may use `sudo`. An
   * activation is for one machine and for 24 hours; `--registration-limit 10` at the end makes it one for ten.
   */
  public readonly registrationCommand: string;

  constructor(scope: Construct, id: string, props: ExternalMachinesProps) {
    super(scope, id);
    this.activationRole = createActivationRole(this);
    grantAgent(this.activationRole, props.cluster);
    this.registrationCommand = registrationCommand(this, props.cluster, this.activationRole);
    new CfnOutput(this, 'RegistrationCommand', {
      value: this.registrationCommand,
      description: 'Prints the command by which a machine outside AWS joins the cluster',
    });
  }
}

/** Systems Manager takes the role for activations of this account and region only. */
function createActivationRole(scope: Construct): iam.Role {
  const stack = Stack.of(scope);
  const role = createRole(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnEquals: { 'aws:SourceArn': stack.formatArn({ service: 'ssm', resource: '*' }) },
      },
    }),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(SESSION_MANAGER)],
  });
  acknowledge(role, 'AwsSolutions-IAM4 of machines outside AWS', `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${SESSION_MANAGER}]`);
  acknowledge(role, 'AwsSolutions-IAM5[Resource::*] of instances', 'AwsSolutions-IAM5[Resource::*]');
  return role;
}

/**
 * There is no resource of CloudFormation for activations, and their codes are secrets that soon end: the command creates one when it is needed. What
 * it prints is put together by the query language of the AWS CLI, whose texts stand in single quotes.
 */
function registrationCommand(scope: Construct, cluster: ecs.ICluster, role: iam.IRole): string {
  const { region } = Stack.of(scope);
  const install = `curl -fsSL --proto =https -o ${DOWNLOAD} ${INSTALLER} && sudo bash ${DOWNLOAD} --region ${region} --cluster ${cluster.clusterName}`;
  const query = `join('', ['${install} --activation-id ', ActivationId, ' --activation-code ', ActivationCode])`;
  return `aws ssm create-activation --region ${region} --iam-role ${role.roleName} --output text --query "${query}"`;
}
