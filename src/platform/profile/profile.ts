import { aws_ecs as ecs, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { ProfileOverrides, ProfileSettings } from './overrides';
import { developmentSettings, previewSettings, productionSettings, regulatedSettings } from './settings';
import { ICapacity } from '../../capacity';
import { refuse } from '../../private/fail';
import { given } from '../../private/given';
import { MAX_TASKS } from '../../private/limits';
import { outsideRange } from '../../private/range';
import { unknownRetention } from '../../private/retention';
import { INetwork } from '../network/protocol';
import { checkZones } from '../network/vpc';

/** Defaults that go together. A profile sets what a platform and its workloads do where they do not say; each entry can be overridden. */
export class Profile {
  /** Cheap and quick to remove: one task on Fargate Spot, in public subnets. */
  public static development(overrides: ProfileOverrides = {}): Profile {
    return new Profile('development', { ...developmentSettings(), ...given(overrides) });
  }

  /**
   * For a stack that lives for days, such as that of a pull request: as cheap as development, with logs for 3 days, and nothing is left of it when
   * it is destroyed.
   */
  public static preview(overrides: ProfileOverrides = {}): Profile {
    return new Profile('preview', { ...previewSettings(), ...given(overrides) });
  }

  /** For systems that people depend on: two tasks on Fargate in two zones, a NAT gateway in each, and logs that outlive the stack. The default. */
  public static production(overrides: ProfileOverrides = {}): Profile {
    return new Profile('production', { ...productionSettings(), ...given(overrides) });
  }

  /**
   * For systems that are audited: as production, with a KMS key of your own, a web ACL before public load balancers, which are protected from
   * deletion, containers that cannot write to their own file system, policies of their own, and logs for a year. The packs NIST 800-53 R5, HIPAA and
   * PCI DSS of cdk-nag leave nothing open. Beyond production it costs 1 USD a month for the key and 8 for the web ACL, and requests to both.
   */
  public static regulated(overrides: ProfileOverrides = {}): Profile {
    return new Profile('regulated', { ...regulatedSettings(), ...given(overrides) });
  }

  /** The number of availability zones. */
  public readonly availabilityZones: number;
  /** The network that is created where the platform is given none. */
  public readonly network: INetwork;
  /** The capacity of workloads that name none. */
  public readonly capacity: ICapacity;
  /** The number of tasks of services that say nothing of scaling. */
  public readonly minTasks: number;
  /** How long logs are kept. */
  public readonly logRetention: logs.RetentionDays;
  /** What becomes of logs, queues, buckets and keys when they leave their stack. */
  public readonly removalPolicy: RemovalPolicy;
  /** Whether load balancers are protected from deletion. */
  public readonly deletionProtection: boolean;
  /** Whether load balancers log their requests. */
  public readonly accessLogs: boolean;
  /** Whether the VPC that the platform creates logs its traffic. */
  public readonly flowLogs: boolean;
  /** What Container Insights measures. */
  public readonly containerInsights: ecs.ContainerInsights;
  /** Whether the platform makes a KMS key of its own where it is given none. */
  public readonly ownKeys: boolean;
  /** Whether Application Load Balancers that the internet reaches are behind the platform's web ACL. */
  public readonly webAcl: boolean;
  /** Whether containers on Linux that say nothing cannot write to their own file system. */
  public readonly readonlyRootFilesystem: boolean;
  /** Whether what roles may do stands in policies of their own rather than inline. */
  public readonly managedPolicies: boolean;
  /** Whether the VPC that the platform creates has a default security group without rules; what a feature flag says, if it is undefined. */
  public readonly restrictDefaultSecurityGroup?: boolean;

  private constructor(
    /** The name of the profile, such as `production`. */
    public readonly profileName: string,
    settings: ProfileSettings,
  ) {
    checkZones('availabilityZones', settings.availabilityZones);
    refuse('R120', outsideRange('minTasks', settings.minTasks, { min: 0, max: MAX_TASKS }));
    refuse('LogRetention', unknownRetention('logRetention', settings.logRetention));
    this.availabilityZones = settings.availabilityZones;
    this.network = settings.network;
    this.capacity = settings.capacity;
    this.minTasks = settings.minTasks;
    this.logRetention = settings.logRetention;
    this.removalPolicy = settings.removalPolicy;
    this.deletionProtection = settings.deletionProtection;
    this.accessLogs = settings.accessLogs;
    this.flowLogs = settings.flowLogs;
    this.containerInsights = settings.containerInsights;
    this.ownKeys = settings.ownKeys;
    this.webAcl = settings.webAcl;
    this.readonlyRootFilesystem = settings.readonlyRootFilesystem;
    this.managedPolicies = settings.managedPolicies;
    this.restrictDefaultSecurityGroup = settings.restrictDefaultSecurityGroup;
  }
}
