import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ManagedMachines } from './machines';
import { ManagedInstancesPoolOptions, ReservationPreference } from './options';
import { grantsOf } from '../../private/grants';
import { InstancePoolContext } from '../pool/pool-protocol';

/** What a capacity provider is made of. */
export interface ManagedProviderParts {
  /** What the user said. */
  readonly options: ManagedInstancesPoolOptions;
  /** What the instances may be. */
  readonly machines: ManagedMachines;
  /** Where the pool belongs. */
  readonly context: InstancePoolContext;
  /** The groups of the instances. */
  readonly securityGroups: ec2.ISecurityGroup[];
  /** Where they start. */
  readonly subnets: ec2.SelectedSubnets;
  /** What hands them the role that their agent acts by. */
  readonly instanceProfile: iam.InstanceProfile;
  /** What ECS acts by. */
  readonly infrastructureRole: iam.IRole;
}

/**
 * Such a capacity provider belongs to its cluster from the start, and to no association
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html).
 */
export function createManagedProvider(scope: Construct, parts: ManagedProviderParts): ecs.ManagedInstancesCapacityProvider {
  const { options, machines, context, securityGroups, subnets, instanceProfile, infrastructureRole } = parts;
  const { CAPACITY_PROVIDER, NONE } = ecs.PropagateManagedInstancesTags;
  const provider = new ecs.ManagedInstancesCapacityProvider(scope, 'Provider', {
    capacityProviderName: options.capacityProviderName,
    infrastructureRole,
    ec2InstanceProfile: instanceProfile,
    subnets: subnets.subnets,
    securityGroups,
    taskVolumeStorage: options.storageSize,
    monitoring: options.detailedMonitoring ? ecs.InstanceMonitoring.DETAILED : ecs.InstanceMonitoring.BASIC,
    instanceRequirements: machines.requirements,
    propagateTags: options.propagateTags ?? true ? CAPACITY_PROVIDER : NONE,
    capacityOptionType: options.capacityOptionType,
  });
  provider.bind(context.cluster);
  addWhatL2Lacks(provider.node.defaultChild as ecs.CfnCapacityProvider, options);
  // The agent reaches ECS as long as there are instances, and ECS acts by the role until the last one has ended.
  provider.node.addDependency(subnets.internetConnectivityEstablished, ...[infrastructureRole, instanceProfile.role!].map(grantsOf));
  return provider;
}

function addWhatL2Lacks(resource: ecs.CfnCapacityProvider, options: ManagedInstancesPoolOptions): void {
  const provider = resource.managedInstancesProvider as ecs.CfnCapacityProvider.ManagedInstancesProviderProperty;
  const template = provider.instanceLaunchTemplate as ecs.CfnCapacityProvider.InstanceLaunchTemplateProperty;
  resource.managedInstancesProvider = {
    ...provider,
    instanceLaunchTemplate: { ...template, ...launchSettings(options) },
    infrastructureOptimization: optimization(options),
    autoRepairConfiguration: options.autoRepair === undefined ? undefined : { actionsStatus: options.autoRepair ? 'ENABLED' : 'DISABLED' },
  };
}

function launchSettings(options: ManagedInstancesPoolOptions): Partial<ecs.CfnCapacityProvider.InstanceLaunchTemplateProperty> {
  const { reservedCapacity, useLocalStorage, fipsEnabled } = options;
  return {
    fipsEnabled,
    instanceMetadataTagsPropagation: options.tagsInMetadata ?? false,
    ...(useLocalStorage === undefined ? {} : { localStorageConfiguration: { useLocalStorage } }),
    ...(reservedCapacity ? {
      capacityOptionType: 'RESERVED',
      capacityReservations: {
        reservationGroupArn: reservedCapacity.groupArn,
        reservationPreference: reservedCapacity.preference ?? ReservationPreference.RESERVATIONS_FIRST,
      },
    } : {}),
  };
}

/** -1 switches it off. */
function optimization({ scaleInAfter, infrastructureOptimization }: ManagedInstancesPoolOptions): { scaleInAfter?: number } | undefined {
  if (infrastructureOptimization === false) { return { scaleInAfter: -1 }; }
  return scaleInAfter && { scaleInAfter: scaleInAfter.toSeconds() };
}
