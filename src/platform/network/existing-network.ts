import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkEndpointSettings, endpointSettingsOf, unusedSettings } from './endpoint-checks';
import { ExistingNetworkOptions } from './options';
import { INetwork, NetworkConfig } from './protocol';
import { Finding, refuse } from '../../private/fail';
import { copyOf } from '../../private/given';
import { refuseNoSubnets } from '../../private/subnets';

export class ExistingNetwork implements INetwork {
  public readonly networkKind = 'existing';

  constructor(private readonly vpc: ec2.IVpc, private readonly options: ExistingNetworkOptions) {
    checkEndpointSettings(options);
    refuse('EndpointsUnused', options.addEndpoints ? undefined : unusedSettings(options, 'Leave it out, or set addEndpoints to true'));
  }

  public bind(scope: Construct): NetworkConfig {
    const { taskSubnets, loadBalancerSubnets, addEndpoints, dualStack = false } = this.options;
    const usual = existingVpc(scope, this.vpc);
    refuseNoSubnets(scope, this.vpc, 'taskSubnets', taskSubnets);
    refuseNoSubnets(scope, this.vpc, 'loadBalancerSubnets', loadBalancerSubnets);
    return {
      vpc: this.vpc,
      taskSubnets: copyOf(taskSubnets) ?? usual.taskSubnets,
      publicSubnets: copyOf(loadBalancerSubnets) ?? usual.publicSubnets,
      dualStack,
      ...addEndpoints ? { endpoints: endpointSettingsOf(this.options) } : {},
    };
  }
}

/**
 * Tasks go where their traffic gets out: private subnets with a NAT, else public ones with an address each, else what there is (a VPC with
 * nothing but isolated subnets has its endpoints).
 */
export function existingVpc(scope: Construct, vpc: ec2.IVpc): NetworkConfig {
  refuse('NotAValue', findNoVpc(vpc), scope);
  return { vpc, taskSubnets: { subnetType: taskSubnetType(vpc) }, publicSubnets: { subnetType: ec2.SubnetType.PUBLIC } };
}

function taskSubnetType(vpc: ec2.IVpc): ec2.SubnetType {
  if (vpc.privateSubnets.length > 0) { return ec2.SubnetType.PRIVATE_WITH_EGRESS; }
  return vpc.publicSubnets.length > 0 ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_ISOLATED;
}

/** Some languages do not check interfaces. */
function findNoVpc(vpc: Partial<ec2.IVpc> | undefined): Finding | undefined {
  return vpc?.vpcId !== undefined && vpc.privateSubnets ? undefined : {
    given: 'vpc is no VPC',
    allowed: 'It takes an ec2.Vpc, or what its fromLookup() and fromVpcAttributes() return',
    remedy: 'Give one of these, or leave vpc out for a VPC of the platform',
  };
}
