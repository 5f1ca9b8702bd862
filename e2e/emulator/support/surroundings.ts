import { CreateRouteTableCommand, CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { CreateClusterCommand } from '@aws-sdk/client-ecs';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { Clients } from './clients';

/** The ids that an example writes down, and those of what stands for them here. */
export type Replacements = { readonly [written: string]: string };

/** The public zone of the examples that have a domain. */
function zone(example: string): (clients: Clients) => Promise<Replacements> {
  return async ({ route53 }) => {
    const { HostedZone } = await route53.send(new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: example }));
    return { Z0123456789ABCDEFGHIJ: HostedZone!.Id!.split('/').pop()! };
  };
}

/** What an example supposes to be there, by its folder. */
export const SURROUNDINGS: { readonly [example: string]: (clients: Clients) => Promise<Replacements> } = {
  'existing-cluster': async ({ ec2, ecs, s3 }) => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
    const subnets = await Promise.all([0, 1, 2, 3].map((index) => ec2.send(new CreateSubnetCommand({
      VpcId: Vpc!.VpcId, CidrBlock: `10.20.${index}.0/24`, AvailabilityZone: `us-east-1${'ab'[index % 2]}`,
    }))));
    await ecs.send(new CreateClusterCommand({ clusterName: 'shared' }));
    await s3.send(new CreateBucketCommand({ Bucket: 'shared-access-logs' }));
    const ids = subnets.map(({ Subnet }, index) => [`subnet-0123456789abcdef${index}`, Subnet!.SubnetId!]);
    return { ...Object.fromEntries(ids), 'vpc-0123456789abcdef0': Vpc!.VpcId! };
  },
  'own-vpc': async ({ ec2 }) => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
    const indexes = [0, 1, 2, 3, 4, 5];
    const subnets = await Promise.all(indexes.map((index) => ec2.send(new CreateSubnetCommand({
      VpcId: Vpc!.VpcId, CidrBlock: `10.20.${index}.0/24`, AvailabilityZone: `us-east-1${'ab'[index % 2]}`,
    }))));
    const routes = await Promise.all(indexes.map(() => ec2.send(new CreateRouteTableCommand({ VpcId: Vpc!.VpcId }))));
    return {
      ...Object.fromEntries(subnets.map(({ Subnet }, index) => [`subnet-0123456789abcdef${index}`, Subnet!.SubnetId!])),
      ...Object.fromEntries(routes.map(({ RouteTable }, index) => [`rtb-0123456789abcdef${index}`, RouteTable!.RouteTableId!])),
      'vpc-0123456789abcdef0': Vpc!.VpcId!,
    };
  },
  'https-web': zone('https-web'),
  'regulated': zone('regulated'),
};
