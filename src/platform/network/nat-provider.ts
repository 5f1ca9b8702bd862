import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { acknowledge } from '../../private/acknowledge';

/** The disk that Amazon Linux 2023 starts from. */
const ROOT_DEVICE = '/dev/xvda';
const ROOT_GIBIBYTES = 8;

/**
 * NAT instances that admit the private subnets only, take requests for their metadata with a token only, and encrypt their disks. Those of
 * `ec2.NatProvider.instanceV2()` can do neither of the last two, and warn of a deprecated prop at each synthesis; what they run is the same.
 *
 * The class is made here and not above, because to name its base loads all of aws-ec2: with the library, whether it is used or not.
 */
export function natInstanceProvider(props: Pick<ec2.InstanceProps, 'instanceType' | 'machineImage'>): ec2.NatProvider {
  class NatInstanceProvider extends ec2.NatProvider {
    private readonly instances: ec2.Instance[] = [];
    private next = 0;

    public configureNat({ vpc, natSubnets, privateSubnets }: ec2.ConfigureNatOptions): void {
      const securityGroup = new ec2.SecurityGroup(vpc, 'NatSecurityGroup', { vpc, description: 'NAT instances' });
      this.instances.push(...natSubnets.map((subnet) => createInstance(vpc, subnet, securityGroup, props)));
      for (const subnet of privateSubnets) {
        securityGroup.addIngressRule(ec2.Peer.ipv4(subnet.ipv4CidrBlock), ec2.Port.allTraffic(), 'What leaves a private subnet');
        this.configureSubnet(subnet);
      }
    }

    /** Through the instance of its zone; in a zone without one, each through the next. */
    public configureSubnet(subnet: ec2.PrivateSubnet): void {
      const near = this.instances.find((instance) => zoneOf(instance) === subnet.availabilityZone);
      const { instanceId } = near ?? this.instances[this.next++ % this.instances.length];
      subnet.addRoute('DefaultRoute', { routerType: ec2.RouterType.INSTANCE, routerId: instanceId, enablesInternetConnectivity: true });
    }

    public get configuredGateways(): ec2.GatewayConfig[] {
      return this.instances.map((instance) => ({ az: zoneOf(instance), gatewayId: instance.instanceId }));
    }
  }
  return new NatInstanceProvider();
}

/** That of the subnet that it lies below. */
function zoneOf({ node }: ec2.Instance): string {
  return (node.scope as ec2.PublicSubnet).availabilityZone;
}

function createInstance(
  vpc: ec2.Vpc, subnet: ec2.PublicSubnet, securityGroup: ec2.SecurityGroup, props: Pick<ec2.InstanceProps, 'instanceType' | 'machineImage'>,
): ec2.Instance {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(...ec2.NatInstanceProviderV2.DEFAULT_USER_DATA_COMMANDS);
  const instance = new ec2.Instance(subnet, 'NatInstance', {
    ...props,
    vpc,
    vpcSubnets: { subnets: [subnet] },
    associatePublicIpAddress: true,
    securityGroup,
    sourceDestCheck: false,
    httpTokens: ec2.HttpTokens.REQUIRED,
    httpPutResponseHopLimit: 1,
    blockDevices: [{
      deviceName: ROOT_DEVICE, volume: ec2.BlockDeviceVolume.ebs(ROOT_GIBIBYTES, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
    }],
    userData,
  });
  acknowledge(instance, 'AwsSolutions-EC28');
  acknowledge(instance, 'AwsSolutions-EC29');
  return instance;
}
