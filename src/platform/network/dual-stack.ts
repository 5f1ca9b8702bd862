import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkEndpointSettings, endpointSettingsOf, unusedSettings } from './endpoint-checks';
import { DualStackOptions } from './options';
import { INetwork, NetworkConfig, NetworkContext } from './protocol';
import { checkZones, createVpc, privateSubnet, publicSubnet } from './vpc';
import { refuse } from '../../private/fail';
import { outsideRange, unknownNumber } from '../../private/range';

export class DualStackNetwork implements INetwork {
  public readonly networkKind = 'dualStack';

  constructor(private readonly options: DualStackOptions) {
    checkZones('maxAzs', options.maxAzs);
    refuse('NatGatewayCount', unknownNumber('natGateways', options.natGateways));
    checkEndpointSettings(options);
    refuse('EndpointsUnused', options.natGateways === 0 ? undefined : unusedSettings(options, 'Leave it out, or set natGateways to 0'));
  }

  public bind(scope: Construct, context: NetworkContext): NetworkConfig {
    const zones = this.options.maxAzs ?? context.availabilityZones;
    refuse('NatGatewayCount', outsideRange('natGateways', this.options.natGateways, {
      min: 0, max: zones, remedy: `Leave natGateways out for one in each of the ${zones} zones`,
    }), scope);
    const natGateways = this.options.natGateways ?? zones;
    const vpc = createVpc(scope, this.options, context, {
      ipProtocol: ec2.IpProtocol.DUAL_STACK,
      natGateways,
      subnetConfiguration: [publicSubnet(), privateSubnet({ reserved: false })],
    });
    routeWhenAttached(vpc);
    return {
      vpc,
      taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      publicSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      dualStack: true,
      // Over IPv6 alone, ECS starts no task: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
      ...natGateways === 0 ? { endpoints: endpointSettingsOf(this.options) } : {},
    };
  }
}

/** A route to an internet gateway can be made when the gateway is attached. L2 waits for that with its routes of IPv4 only. */
function routeWhenAttached(vpc: ec2.Vpc): void {
  const attachment = vpc.node.findChild('VPCGW');
  for (const subnet of vpc.publicSubnets) { subnet.node.findChild('DefaultRoute6').node.addDependency(attachment); }
}
