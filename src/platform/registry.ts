import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail, warn } from '../private/fail';
import { stageOf } from '../private/stage';

interface Entry {
  readonly platform: IConstruct;
  readonly environment: string;
  /** Made because a workload named no platform. */
  readonly shared: boolean;
}

/** What platforms there are, by stage: what lies in two stages cannot share one. */
const platforms = new WeakMap<IConstruct, Entry[]>();

/** Refuses a shared platform beside an explicit one: it would be a second VPC that nobody asked for. */
export function checkShared(workload: IConstruct): void {
  const explicit = neighboursOf(workload).find((other) => !other.shared);
  if (explicit) { failForgotten(workload, explicit.platform); }
}

export function registerPlatform(platform: IConstruct, shared: boolean): void {
  const forgotten = shared ? undefined : neighboursOf(platform).find((other) => other.shared);
  if (forgotten) { failForgotten(forgotten.platform, platform); }
  const second = shared ? neighboursOf(platform).find((other) => other.shared) : undefined;
  if (second) {
    warn('SecondPlatform', {
      given: `This stack has a platform of its own, as has '${second.platform.node.path}', because workloads of both name none`,
      allowed: 'Each has a VPC and a cluster, and both are paid for',
      remedy: 'Create one ContainerPlatform and give it to the workloads of both stacks',
    }, platform);
  }
  const stage = stageOf(platform);
  platforms.set(stage, [...platforms.get(stage) ?? [], { platform, shared, environment: Stack.of(platform).environment }]);
}

function neighboursOf(scope: IConstruct): Entry[] {
  const environment = Stack.of(scope).environment;
  return (platforms.get(stageOf(scope)) ?? []).filter((other) => other.environment === environment);
}

function failForgotten(workload: IConstruct, explicit: IConstruct): never {
  return fail('OtherPlatform', {
    given: 'No platform is given',
    allowed: `This environment has the platform '${explicit.node.path}', and a shared one beside it would be a second VPC and cluster`,
    remedy: 'Give each workload of this environment its platform',
  }, workload);
}
