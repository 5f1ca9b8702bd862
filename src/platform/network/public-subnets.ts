import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NetworkOptions } from './options';
import { INetwork, NetworkConfig, NetworkContext } from './protocol';
import { checkZones, createVpc, privateSubnet, publicSubnet } from './vpc';

export class PublicSubnetNetwork implements INetwork {
  public readonly networkKind = 'publicSubnets';

  constructor(private readonly options: NetworkOptions) {
    checkZones('maxAzs', options.maxAzs);
  }

  public bind(scope: Construct, context: NetworkContext): NetworkConfig {
    return {
      vpc: createVpc(scope, this.options, context, { natGateways: 0, subnetConfiguration: [publicSubnet(), privateSubnet({ reserved: true })] }),
      taskSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      publicSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    };
  }
}
