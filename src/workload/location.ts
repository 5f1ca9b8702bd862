import { aws_ec2 as ec2, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerPlatform, IContainerPlatform } from '../platform';
import { PlacedTaskProps, TaskProps } from './props';
import { referToFacts } from '../private/facts';
import { Finding, refuse } from '../private/fail';
import { refuseNoSubnets } from '../private/subnets';
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
  refuseNoSubnets(scope, vpc, props.subnets ? 'subnets' : 'taskSubnets of the platform', selection);
  return vpc.selectSubnets(selection);
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
