import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkEndpointSettings, endpointSettingsOf } from './endpoint-checks';
import { EndpointNetworkOptions } from './options';
import { INetwork, NetworkConfig, NetworkContext } from './protocol';
import { checkZones, createVpc, isolatedSubnet, publicSubnet } from './vpc';

export class EndpointNetwork implements INetwork {
  public readonly networkKind = 'endpoints';

  constructor(private readonly options: EndpointNetworkOptions) {
    checkZones('maxAzs', options.maxAzs);
    checkEndpointSettings(options);
  }

  public bind(scope: Construct, context: NetworkContext): NetworkConfig {
    const vpc = createVpc(scope, this.options, context, {
      natGateways: 0,
      subnetConfiguration: [publicSubnet({ reserved: !this.options.publicSubnets }), isolatedSubnet()],
    });
    vpc.addGatewayEndpoint('DynamoDb', { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB });
    return {
      vpc,
      taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      publicSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      endpoints: endpointSettingsOf(this.options),
    };
  }
}
