import { aws_autoscaling as autoscaling, aws_ec2 as ec2, Reference, Tokenization } from 'aws-cdk-lib';
import { Finding } from '../../private/fail';
import { known } from '../../private/tokens';

/** A finding where a group that this app makes is not in the VPC of the platform. L2 does not tell the VPC of a group: its security groups have one. */
export function findOtherVpc(group: autoscaling.IAutoScalingGroup, vpc: ec2.IVpc): Finding | undefined {
  if (!(group instanceof autoscaling.AutoScalingGroup)) { return undefined; }
  const there = group.connections.securityGroups.map(vpcOf).find((one) => one !== undefined);
  const here = idOf(vpc.vpcId);
  return here === undefined || there === undefined || here === there ? undefined : {
    given: `The Auto Scaling group '${group.node.path}' is in another VPC than the platform ('${vpc.node.path}')`,
    allowed: 'Tasks, their load balancers and the instances that they run on are in one VPC',
    remedy: 'Make the group in the VPC of the platform, or give vpc of the platform that of the group',
  };
}

function vpcOf({ node }: ec2.ISecurityGroup): string | undefined {
  const { vpcId } = (node.defaultChild ?? {}) as Partial<ec2.CfnSecurityGroup>;
  return typeof vpcId === 'string' ? idOf(vpcId) : undefined;
}

/** What aws-cdk-lib says of a VPC while it is looked up. */
const LOOKED_UP = 'vpc-12345';

/** What tells a VPC from others: its id, or the place of one that this app makes. */
function idOf(vpcId: string): string | undefined {
  if (known(vpcId) !== undefined) { return vpcId === LOOKED_UP ? undefined : vpcId; }
  const token = Tokenization.reverseString(vpcId).firstToken;
  return Reference.isReference(token) && token.target instanceof ec2.CfnVPC ? token.target.node.addr : undefined;
}
