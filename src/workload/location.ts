import { aws_ec2 as ec2, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerPlatform, IContainerPlatform } from '../platform';
import { PlacedTaskProps, TaskProps } from './props';
import { referToFacts } from '../private/facts';
import { Finding, refuse } from '../private/fail';
import { candidatesOf } from '../private/subnets';
import { known } from '../private/tokens';

/** Where a workload runs. */

export function resolvePlatform(scope: Construct, props: TaskProps): IContainerPlatform {
  if (!props.platform) { return ContainerPlatform.ofStack(scope); }
  refuse('NotAValue', findNoPlatform(props.platform), scope);
  refuse('PlatformElsewhere', findElsewhere(scope, props.platform), scope);
  referToFacts(scope, props.platform);
  return props.platform;
}

export function selectSubnets(scope: Construct, platform: IContainerPlatform, props: PlacedTaskProps): ec2.SelectedSubnets {
  const { vpc } = platform;
  const selection = props.subnets ?? platform.taskSubnets;
  if (vpc.selectSubnets({ subnets: [] }).isPendingLookup) { return vpc.selectSubnets(selection); }
  const prop = props.subnets ? 'subnets' : 'taskSubnets of the platform';
  refuse('NoSuchSubnets', findForeign(vpc, selection.subnets ?? []), scope);
  refuse('NoSuchSubnets', candidatesOf(vpc, selection).length > 0 ? undefined : noSubnets(prop, vpc), scope);
  const selected = vpc.selectSubnets(selection);
  refuse('NoSuchSubnets', selected.subnets.length > 0 ? undefined : noSubnets(prop, vpc), scope);
  return selected;
}

/** Some languages check the types of props only as the program runs, and interfaces not at all. */
function findNoPlatform(platform: IContainerPlatform): Finding | undefined {
  return platform.cluster && platform.vpc && platform.profile ? undefined : {
    given: 'platform is no platform',
    allowed: 'It takes a ContainerPlatform, or what its fromCluster() and fromPublished() return',
    remedy: 'Give one of these, or leave platform out',
  };
}

/** Another stage is another deployment, and a VPC lies in one region of one account. */
function findElsewhere(scope: Construct, platform: IContainerPlatform): Finding | undefined {
  const [here, there] = [Stack.of(scope), Stack.of(platform)];
  // One that is known and one that is not are two, too: CDK refuses references between them.
  const differs = (a: string, b: string) => known(a) !== known(b);
  const place = [
    Stage.of(scope) !== Stage.of(platform) && 'stage',
    differs(here.account, there.account) && 'account',
    differs(here.region, there.region) && 'region',
  ].find(Boolean);
  return place ? {
    given: `platform is '${platform.node.path}', which lies in another ${place}`,
    allowed: 'Tasks run where their VPC and their cluster are',
    remedy: `Create a ContainerPlatform in the ${place} of the workload, or give the stacks of both the same env`,
  } : undefined;
}

/** Subnets of a VPC that the app knows lie below it. */
function findForeign(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): Finding | undefined {
  const foreign = subnets.find(({ node }) => node.scope !== vpc && node.scope !== undefined && 'vpcId' in node.scope);
  return foreign ? {
    given: `subnets has '${foreign.node.path}', of another VPC than the platform's`,
    allowed: 'Tasks run in the VPC of their platform',
    remedy: 'Select subnets of that VPC, or give the workload another platform',
  } : undefined;
}

function noSubnets(prop: string, vpc: ec2.IVpc): Finding {
  const { publicSubnets, privateSubnets, isolatedSubnets } = vpc;
  return {
    given: `${prop} selects no subnet`,
    allowed: `The VPC has ${publicSubnets.length} public, ${privateSubnets.length} private and ${isolatedSubnets.length} isolated ones`,
    remedy: 'Select some of these with subnets, or give the platform a VPC that has others',
  };
}
