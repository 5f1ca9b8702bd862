import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NatGatewayOptions } from './options';
import { INetwork, NetworkConfig, NetworkContext } from './protocol';
import { checkZones, createVpc, privateSubnet, publicSubnet } from './vpc';
import { refuse } from '../../private/fail';
import { outsideRange, unknownNumber } from '../../private/range';

export class NatGatewayNetwork implements INetwork {
  public readonly networkKind = 'natGateways';

  constructor(private readonly options: NatGatewayOptions) {
    checkZones('maxAzs', options.maxAzs);
    refuse('NatGatewayCount', unknownNumber('count', options.count));
  }

  public bind(scope: Construct, context: NetworkContext): NetworkConfig {
    const zones = this.options.maxAzs ?? context.availabilityZones;
    refuse('NatGatewayCount', outsideRange('count', this.options.count, {
      min: 1,
      max: zones,
      remedy: `Leave count out for one in each of the ${zones} zones, or use Network.publicSubnets() for none`,
    }), scope);
    return {
      vpc: createVpc(scope, this.options, context, {
        natGateways: this.options.count ?? zones,
        subnetConfiguration: [publicSubnet(), privateSubnet({ reserved: false })],
      }),
      taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      publicSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    };
  }
}
