import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { natInstanceProvider } from './nat-provider';
import { NatInstanceOptions } from './network-options';
import { INetwork, NetworkConfig, NetworkContext } from './network-protocol';
import { checkZones, createVpc, privateSubnet, publicSubnet } from './vpc';
import { Finding, refuse } from '../private/fail';
import { outsideRange, unknownNumber } from '../private/range';

export class NatInstanceNetwork implements INetwork {
  public readonly networkKind = 'natInstances';

  constructor(private readonly options: NatInstanceOptions) {
    checkZones('maxAzs', options.maxAzs);
    refuse('NatInstances', unknownNumber('count', options.count));
    refuse('NatInstances', outsideRange('count', options.count, {
      min: 1, max: options.maxAzs ?? Number.MAX_SAFE_INTEGER, remedy: 'Leave count out for one in each zone, or use Network.publicSubnets() for none',
    }));
    refuse('NatInstances', findTwoArchitectures(options));
  }

  public bind(scope: Construct, context: NetworkContext): NetworkConfig {
    const zones = this.options.maxAzs ?? context.availabilityZones;
    refuse('NatInstances', outsideRange('count', this.options.count, {
      min: 1, max: zones, remedy: `Leave count out for one in each of the ${zones} zones`,
    }), scope);
    return {
      vpc: createVpc(scope, this.options, context, {
        natGatewayProvider: this.provider(),
        natGateways: this.options.count ?? zones,
        subnetConfiguration: [publicSubnet(), privateSubnet({ reserved: false })],
      }),
      taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      publicSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    };
  }

  /** A new one each time: it keeps the instances that it makes. */
  private provider(): ec2.NatProvider {
    const instanceType = this.options.instanceType ?? new ec2.InstanceType('t4g.micro');
    const newest = () => ec2.MachineImage.latestAmazonLinux2023({ cpuType: cpuTypeOf(instanceType) });
    return natInstanceProvider({ instanceType, machineImage: this.options.machineImage ?? newest() });
  }
}

function cpuTypeOf({ architecture }: ec2.InstanceType): ec2.AmazonLinuxCpuType {
  return architecture === ec2.InstanceArchitecture.ARM_64 ? ec2.AmazonLinuxCpuType.ARM_64 : ec2.AmazonLinuxCpuType.X86_64;
}

/** An image says nothing of its architecture: one that is given goes with a type that is. */
function findTwoArchitectures({ machineImage, instanceType }: NatInstanceOptions): Finding | undefined {
  return !machineImage || instanceType ? undefined : {
    given: 'machineImage is given, and instanceType is left out',
    allowed: 'An image is of one architecture, and the default type is of ARM64',
    remedy: 'Give the instanceType that the image is made for',
  };
}
