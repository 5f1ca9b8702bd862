import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { findNoAddress } from './addresses';
import { checkManagedPool } from './checks';
import { machinesOf, ManagedMachines } from './machines';
import { ManagedInstancesPoolOptions } from './options';
import { createManagedProvider } from './provider';
import { infrastructureRoleOf, instanceProfileOf } from './roles';
import { refuse, warn } from '../../private/fail';
import { copyOf, given } from '../../private/given';
import { refuseNoSubnets, zonesIn } from '../../private/subnets';
import { findStackName } from '../pool/capacity-provider';
import { IInstancePool, InstancePoolConfig, InstancePoolContext } from '../pool/pool-protocol';

export class ManagedInstancesPool implements IInstancePool {
  public readonly instancePoolKind = 'managedInstances';
  private readonly options: ManagedInstancesPoolOptions;
  private readonly machines: ManagedMachines;

  constructor(options: ManagedInstancesPoolOptions) {
    this.options = copyOf(options);
    checkManagedPool(options);
    this.machines = machinesOf(this.options);
  }

  public bind(scope: Construct, context: InstancePoolContext): InstancePoolConfig {
    const { options, machines } = this;
    refuse('R138', findStackName(scope, options), scope);
    refuseNoSubnets(scope, context.vpc, 'subnets', options.subnets);
    const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
      vpc: context.vpc, description: `Instances of the pool ${context.poolName}`, allowAllIpv6Outbound: context.dualStack,
    });
    const securityGroups = [securityGroup, ...options.securityGroups ?? []];
    const subnets = context.vpc.selectSubnets(options.subnets ?? context.subnets);
    const noAddress = findNoAddress(context.vpc, subnets.subnets);
    if (noAddress) { warn('R93', noAddress, scope); }
    const instanceProfile = instanceProfileOf(scope, options);
    const infrastructureRole = infrastructureRoleOf(scope, options);
    const provider = createManagedProvider(scope, { options, machines, context, securityGroups, subnets, instanceProfile, infrastructureRole });
    return given({
      capacityProviderName: provider.capacityProviderName,
      compatibility: ecs.Compatibility.MANAGED_INSTANCES,
      networkModes: [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.HOST],
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      architecture: machines.architecture,
      gpuCount: machines.gpus,
      securityGroups: [securityGroup],
      availabilityZones: zonesIn(subnets.subnets),
      instanceRole: instanceProfile.role,
      dependencies: [provider],
    });
  }
}
