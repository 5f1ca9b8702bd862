import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Duration, Resource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { unknownKeys } from './agent-config';
import { createProvider } from './capacity-provider';
import { createGroup } from './group';
import { attributesOf } from './instance-attributes';
import { createInstanceRole, grantAgent } from './instance-role';
import { ImageFacts, KnownImage } from './known-image';
import { createLaunchTemplate } from './launch-template';
import { checkImage, isArm64, Machines, machinesOf } from './machines';
import { networkModesOn } from '../network-modes';
import { checkOnImage, checkPool, DEFAULT_MAX_INSTANCES } from './pool-checks';
import { PoolImageConfig } from './pool-image-protocol';
import { AutoScalingGroupPoolOptions } from './pool-options';
import { IInstancePool, InstancePoolConfig, InstancePoolContext } from './pool-protocol';
import { checkConfig } from '../../private/brand';
import { fail, refuse, warn } from '../../private/fail';
import { copyOf, given } from '../../private/given';
import { wrongName } from '../../private/names';
import { roleIn } from '../../private/roles';
import { zonesIn } from '../../private/subnets';
import { known, knownSeconds } from '../../private/tokens';

/** As old as ECS lets its own Managed Instances become. */
const DEFAULT_LIFETIME = Duration.days(14);

export class AutoScalingGroupPool implements IInstancePool {
  public readonly instancePoolKind = 'autoScalingGroup';
  private readonly options: AutoScalingGroupPoolOptions;
  private readonly machines: Machines;

  constructor(options: AutoScalingGroupPoolOptions) {
    this.options = copyOf(options);
    this.machines = machinesOf(this.options);
    checkPool(options);
    const { image } = this.machines;
    if (image instanceof KnownImage) { this.checkImage(image.facts); }
  }

  public bind(scope: Construct, context: InstancePoolContext): InstancePoolConfig {
    const { options, machines } = this;
    refuse('R137', wrongName('The name of a pool', context.poolName, /^[\w-]{1,128}$/, 'Placements find its instances by an attribute of at most 128 characters'), scope);
    this.warnOfSettings(scope);
    const image = this.bindImage(scope);
    const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
      vpc: context.vpc, description: `Instances of the pool ${context.poolName}`, allowAllIpv6Outbound: context.dualStack,
    });
    const instanceRole = roleOf(scope, options) ?? createInstanceRole(scope);
    grantAgent(instanceRole, context.cluster, options.agentConfig);
    const attributes = attributesOf(context.poolName, options);
    const launchTemplate = createLaunchTemplate(scope, { options, machines, image, context, securityGroup, instanceRole, attributes });
    const maxInstances = options.maxInstances ?? DEFAULT_MAX_INSTANCES;
    const subnets = this.subnetsIn(scope, context);
    const group = createGroup(scope, { options, machines, context, launchTemplate, maxInstances, subnets, maxInstanceLifetime: this.lifetime() });
    return given({
      capacityProviderName: createProvider(scope, group, options, context.encryptionKey),
      compatibility: ecs.Compatibility.EC2,
      networkModes: networkModesOn(image.operatingSystem),
      operatingSystem: image.operatingSystem,
      architecture: machines.architecture,
      gpuCount: image.gpus === false ? 0 : machines.gpus,
      maxInstances: known(maxInstances),
      securityGroups: [securityGroup],
      instanceAttributes: attributes,
      availabilityZones: zonesIn(subnets.subnets),
      instanceRole,
      autoScalingGroup: group,
    });
  }

  private checkImage(facts: ImageFacts, scope?: Construct): void {
    checkImage(this.machines, facts, scope);
    checkOnImage(this.options, this.machines.image.poolImageKind, facts, scope);
  }

  private bindImage(scope: Construct): PoolImageConfig {
    const { image, architecture, gpus } = this.machines;
    const bound = image.bind(new Construct(scope, 'Image'), { architecture, arm64: isArm64(architecture), gpus: (gpus ?? 0) > 0 });
    const config = checkConfig(scope, 'machineImage', 'PoolImageConfig', bound, 'machineImage');
    this.checkImage(config, scope);
    return config;
  }

  /** Instances that are protected do not end for their age. */
  private lifetime(): Duration {
    return this.options.maxInstanceLifetime ?? (this.options.managedTerminationProtection ? Duration.seconds(0) : DEFAULT_LIFETIME);
  }

  private warnOfSettings(scope: Construct): void {
    for (const key of unknownKeys(this.options.agentConfig)) {
      warn('UnknownAgentConfig', {
        given: `agentConfig has ${key}, which the documentation of the agent does not name`,
        allowed: 'The agent passes over what it does not know, without a word',
        remedy: 'Look for a slip in its name, or update the library',
      }, scope);
    }
    const { managedTerminationProtection, maxInstanceLifetime } = this.options;
    if (managedTerminationProtection && (knownSeconds(maxInstanceLifetime) ?? 0) > 0) {
      warn('ProtectedInstances', {
        given: 'maxInstanceLifetime is given, and managedTerminationProtection is true',
        allowed: 'Instances with tasks are protected, however old they are',
        remedy: 'Leave managedTerminationProtection out: instances are drained before they end',
      }, scope);
    }
  }

  private subnetsIn(scope: Construct, { vpc, subnets }: InstancePoolContext): ec2.SelectedSubnets {
    const all = vpc.selectSubnets(subnets);
    const { availabilityZones: zones } = this.options;
    if (!zones) { return all; }
    const chosen = all.subnets.filter(({ availabilityZone }) => zones.includes(availabilityZone));
    const missing = zones.filter((zone) => !chosen.some(({ availabilityZone }) => availabilityZone === zone));
    if (missing.length > 0 && isLookedUp(all)) { return all; }
    if (missing.length > 0 || zones.length === 0) {
      const there = [...new Set(all.availabilityZones)].map((zone) => Token.isUnresolved(zone) ? 'zones that are known when it is deployed' : zone);
      fail('AvailabilityZones', {
        given: `availabilityZones of the pool has ${missing.join(' and ') || 'no zone'}`,
        allowed: `The platform's tasks run in ${[...new Set(there)].join(', ')}`,
        remedy: 'Name zones of these; a stack with an account and a region knows its zones',
      }, scope);
    }
    return vpc.selectSubnets({ subnets: chosen });
  }
}

/** While aws-cdk-lib looks up a VPC or the zones of a region, it says other ones; the program runs again when it knows. */
function isLookedUp({ isPendingLookup, availabilityZones }: ec2.SelectedSubnets): boolean {
  return isPendingLookup === true || availabilityZones.every((zone) => /^dummy1[a-c]$/.test(zone));
}

/** One that was imported may not be for the app to change: it stays what it is. */
function roleOf(scope: Construct, { instanceRole }: AutoScalingGroupPoolOptions): iam.IRole | undefined {
  return instanceRole && Resource.isOwnedResource(instanceRole) ? roleIn(scope, 'ImportedRole', instanceRole) : instanceRole;
}
