import { aws_ec2 as ec2, aws_ecs as ecs, SizeRoundingBehavior } from 'aws-cdk-lib';
import { ManagedInstancesPoolOptions } from './options';
import { findInstanceRoleName } from './roles';
import { Finding, refuse } from '../../private/fail';
import { outsideRange, outsideSeconds, unknownList } from '../../private/range';
import { known } from '../../private/tokens';
import { findProviderName } from '../pool/capacity-provider';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html#managed-instances-storage */
const STORAGE = { min: 30, max: 16_384, unit: 'GiB' };

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html */
const LONGEST_DELAY = 3600;

/** A type, or a pattern of types. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceRequirementsRequest.html */
const TYPE_PATTERN = /^[a-z0-9.*-]{1,30}$/;
const MOST_TYPES = 400;

/** An instance has the group of its pool beside these. */
const MOST_GROUPS = 4;

/** What a factory can judge alone. */
export function checkManagedPool(options: ManagedInstancesPoolOptions): void {
  const { storageSize, scaleInAfter, securityGroups } = options;
  const gibibytes = storageSize?.isUnresolved() ? undefined : storageSize?.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  refuse('InstanceTypes', findBoth(options));
  refuse('InstanceTypes', findNoTypes(options));
  refuse('InstanceTypes', findAllowedAndExcluded(options));
  refuse('InstanceTypes', findTwoLimits(options));
  refuse('ManagedInstances', outsideRange('storageSize', gibibytes, STORAGE));
  refuse('ManagedInstances', outsideSeconds('scaleInAfter', scaleInAfter, { min: 0, max: LONGEST_DELAY }));
  refuse('ManagedInstances', findNeverScaledIn(options));
  refuse('ManagedInstances', findReservedOtherwise(options));
  refuse('R92', outsideRange('The number of securityGroups', securityGroups?.length, { min: 0, max: MOST_GROUPS, remedy: 'Give fewer' }));
  refuse('R138', findProviderName(options.capacityProviderName));
  refuse('InstanceRoleName', findInstanceRoleName(options));
}

function findBoth({ instanceTypes, requirements }: ManagedInstancesPoolOptions): Finding | undefined {
  return instanceTypes && requirements ? {
    given: 'instanceTypes and requirements are both given',
    allowed: 'The types are named, or chosen by what they have',
    remedy: 'Leave one out; requirements has allowedInstanceTypes',
  } : undefined;
}

function findNoTypes({ instanceTypes, requirements }: ManagedInstancesPoolOptions): Finding | undefined {
  const prop = instanceTypes ? 'instanceTypes' : 'requirements.allowedInstanceTypes';
  const types = instanceTypes ?? requirements?.allowedInstanceTypes;
  const unknown = unknownList(prop, types);
  if (unknown || !types) { return unknown; }
  if (types.length === 0 || types.length > MOST_TYPES) {
    return {
      given: `${prop} names ${types.length} types`,
      allowed: `ECS takes 1 to ${MOST_TYPES}, and chooses by itself where none is named`,
      remedy: 'Name fewer, use patterns such as m7g.*, or leave it out',
    };
  }
  const wrong = types.find((type) => known(type) !== undefined && !TYPE_PATTERN.test(type));
  return wrong === undefined ? undefined : {
    given: `${prop} has '${wrong}'`,
    allowed: 'It takes types, such as m7g.large, and patterns, such as m7g.*',
    remedy: 'Give it as EC2 names it',
  };
}

function findAllowedAndExcluded({ requirements }: ManagedInstancesPoolOptions): Finding | undefined {
  return requirements?.allowedInstanceTypes?.length && requirements.excludedInstanceTypes?.length ? {
    given: 'requirements has allowedInstanceTypes and excludedInstanceTypes',
    allowed: 'ECS takes one of the two',
    remedy: 'Leave one out',
  } : undefined;
}

function findTwoLimits({ requirements }: ManagedInstancesPoolOptions): Finding | undefined {
  const limits: Partial<ec2.InstanceRequirementsConfig> = requirements ?? {};
  const { spotMaxPricePercentageOverLowestPrice: spot, onDemandMaxPricePercentageOverLowestPrice: onDemand } = limits;
  return spot === undefined || onDemand === undefined ? undefined : {
    given: 'requirements has spotMaxPricePercentageOverLowestPrice and onDemandMaxPricePercentageOverLowestPrice',
    allowed: 'The instances of a pool are all Spot or all On-Demand',
    remedy: 'Leave one out',
  };
}

function findNeverScaledIn({ scaleInAfter, infrastructureOptimization }: ManagedInstancesPoolOptions): Finding | undefined {
  return scaleInAfter === undefined || infrastructureOptimization !== false ? undefined : {
    given: 'scaleInAfter is given, and infrastructureOptimization is false',
    allowed: 'It says after which time ECS optimizes',
    remedy: 'Leave one out',
  };
}

function findReservedOtherwise({ capacityOptionType, reservedCapacity }: ManagedInstancesPoolOptions): Finding | undefined {
  const { ON_DEMAND, SPOT } = ecs.CapacityOptionType;
  return reservedCapacity === undefined || ![ON_DEMAND, SPOT].includes(capacityOptionType!) ? undefined : {
    given: `reservedCapacity is given, and capacityOptionType is ${capacityOptionType}`,
    allowed: 'Reserved capacity is a way of its own to buy instances',
    remedy: 'Leave capacityOptionType out',
  };
}
