import { aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { MAX_BASE, MAX_WEIGHT } from './limits';
import { CapacityConfig, CapacityContext, ICapacity } from './protocol';
import { fail, refuse } from '../private/fail';
import { outsideRange } from '../private/range';

export class FargateCapacity implements ICapacity {
  public static spot(base: number, onDemandWeight: number, spotWeight: number): FargateCapacity {
    refuse('R124', outsideRange('onDemandBase', base, { min: 0, max: MAX_BASE }));
    refuse('R124', outsideRange('onDemandWeight', onDemandWeight, { min: 0, max: MAX_WEIGHT }));
    refuse('R124', outsideRange('spotWeight', spotWeight, { min: 0, max: MAX_WEIGHT }));
    if (onDemandWeight === 0 && spotWeight === 0) {
      fail('R124', {
        given: 'onDemandWeight and spotWeight are both 0',
        allowed: 'ECS wants at least one weight above 0',
        remedy: 'Give spotWeight a weight, or use Capacity.fargate()',
      });
    }
    const onDemand = base === 0 && onDemandWeight === 0 ? [] : [{ capacityProvider: 'FARGATE', base, weight: onDemandWeight }];
    return new FargateCapacity('fargateSpot', [...onDemand, { capacityProvider: 'FARGATE_SPOT', weight: spotWeight }]);
  }

  constructor(public readonly capacityKind: string, private readonly strategies: ecs.CapacityProviderStrategy[]) {}

  public bind(scope: Construct, context: CapacityContext): CapacityConfig {
    return {
      compatibility: ecs.Compatibility.FARGATE,
      networkMode: ecs.NetworkMode.AWS_VPC,
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      ...(this.needsLaunchType(scope, context) ? {} : { capacityProviderStrategies: this.strategies.map((entry) => ({ ...entry })) }),
    };
  }

  /** A cluster without Fargate providers still runs plain Fargate, by its launch type. */
  private needsLaunchType(scope: Construct, context: CapacityContext): boolean {
    if (Token.isUnresolved(context.capacityProviders)) { return false; }
    const missing = this.strategies.map((entry) => entry.capacityProvider).filter((name) => !context.capacityProviders.includes(name));
    if (missing.length === 0) { return false; }
    if (this.capacityKind === 'fargate') { return true; }
    return fail('R124', {
      given: `The capacity uses ${missing.join(' and ')}, and the cluster has ${context.capacityProviders.join(', ') || 'no capacity provider'}`,
      allowed: 'A capacity provider must be associated with the cluster',
      remedy: 'Associate it and name it in capacityProviders of ContainerPlatform.fromCluster(), or use Capacity.fargate()',
    }, scope);
  }
}
