import { aws_ec2 as ec2, CfnParameter } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { natInstanceProvider } from './nat-provider';
import { NatInstanceOptions } from './options';
import { INetwork, NetworkConfig, NetworkContext } from './protocol';
import { checkZones, createVpc, MAX_ZONES, privateSubnet, publicSubnet } from './vpc';
import { Finding, refuse } from '../../private/fail';
import { outsideRange, unknownNumber } from '../../private/range';
import { known } from '../../private/tokens';

/** Of these names aws-cdk-lib can tell the architecture. */
const FAMILY_AND_SIZE = /^[a-z]+\d{1,2}[a-z-]*\.[a-z0-9-]+$/;

export class NatInstanceNetwork implements INetwork {
  public readonly networkKind = 'natInstances';

  constructor(private readonly options: NatInstanceOptions) {
    checkZones('maxAzs', options.maxAzs);
    refuse('NatInstances', unknownNumber('count', options.count));
    refuse('NatInstances', outsideRange('count', options.count, {
      min: 1, max: options.maxAzs ?? MAX_ZONES, remedy: 'Leave count out for one in each zone, or use Network.publicSubnets() for none',
    }));
    refuse('NatInstances', findTwoArchitectures(options));
    refuse('NatInstances', findNoArchitecture(options));
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
    return natInstanceProvider({ instanceType, machineImage: this.options.machineImage ?? new NewestImage(instanceType.architecture) });
  }
}

/** The newest image of Amazon Linux 2023. That of aws-cdk-lib makes its parameter beside the network and not below it. */
class NewestImage implements ec2.IMachineImage {
  constructor(private readonly architecture: ec2.InstanceArchitecture) {}

  public getImage(scope: Construct): ec2.MachineImageConfig {
    const image = new CfnParameter(scope, 'ImageId', {
      type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      default: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-${this.architecture}`,
    });
    return { imageId: image.valueAsString, osType: ec2.OperatingSystemType.LINUX, userData: ec2.UserData.forLinux() };
  }
}

/** An image says nothing of its architecture: one that is given goes with a type that is. */
function findTwoArchitectures({ machineImage, instanceType }: NatInstanceOptions): Finding | undefined {
  return !machineImage || instanceType ? undefined : {
    given: 'machineImage is given, and instanceType is left out',
    allowed: 'An image is of one architecture, and the default type is of ARM64',
    remedy: 'Give the instanceType that the image is made for',
  };
}

/** Its letters say which newest image it starts from. */
function findNoArchitecture({ machineImage, instanceType }: NatInstanceOptions): Finding | undefined {
  const name = instanceType && !machineImage ? String(instanceType) : undefined;
  if (name === undefined || (known(name) !== undefined && FAMILY_AND_SIZE.test(name))) { return undefined; }
  return {
    given: `instanceType is ${known(name) === undefined ? 'known only when the stack is deployed' : `'${name}'`}, and machineImage is left out`,
    allowed: 'The image is chosen by the architecture of the type, which EC2 names as in t4g.micro',
    remedy: 'Give such a type, or the machineImage that goes with it',
  };
}
