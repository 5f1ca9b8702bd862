import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';

type Kind = 'public' | 'private' | 'isolated';

/** A VPC that exists already, with two subnets of each kind, such as `private-a` and `private-b`. */
export function importedVpc(scope: Construct, kinds: Kind[], options: Partial<ec2.VpcAttributes> = {}): ec2.IVpc {
  const subnets = kinds.flatMap((kind) => [
    [`${kind}SubnetIds`, [`${kind}-a`, `${kind}-b`]],
    [`${kind}SubnetRouteTableIds`, ['rtb-a', 'rtb-b']],
  ]);
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-1', vpcCidrBlock: '10.1.0.0/16', availabilityZones: ['a', 'b'], ...Object.fromEntries(subnets), ...options,
  });
}
