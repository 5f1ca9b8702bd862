import { aws_ecs as ecs, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { ProfileSettings } from './overrides';
import { Capacity } from '../../capacity';
import { Network } from '../network/network';

/** What each profile sets. Functions, because to name an enum of aws-cdk-lib loads its service. */

export function developmentSettings(): ProfileSettings {
  return {
    availabilityZones: 2,
    network: Network.publicSubnets(),
    capacity: Capacity.fargateSpot(),
    minTasks: 1,
    logRetention: logs.RetentionDays.ONE_WEEK,
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    accessLogs: false,
    flowLogs: false,
    containerInsights: ecs.ContainerInsights.DISABLED,
    ownKeys: false,
    webAcl: false,
    readonlyRootFilesystem: false,
    managedPolicies: false,
  };
}

/** Nothing stays when the stack goes: not even the log group of the function that would restrict the default security group. */
export function previewSettings(): ProfileSettings {
  return { ...developmentSettings(), logRetention: logs.RetentionDays.THREE_DAYS, restrictDefaultSecurityGroup: false };
}

export function productionSettings(): ProfileSettings {
  return {
    ...developmentSettings(),
    network: Network.natGateways(),
    capacity: Capacity.fargate(),
    minTasks: 2,
    logRetention: logs.RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
    accessLogs: true,
    flowLogs: true,
    containerInsights: ecs.ContainerInsights.ENABLED,
  };
}

export function regulatedSettings(): ProfileSettings {
  return {
    ...productionSettings(),
    logRetention: logs.RetentionDays.ONE_YEAR,
    deletionProtection: true,
    containerInsights: ecs.ContainerInsights.ENHANCED,
    ownKeys: true,
    webAcl: true,
    readonlyRootFilesystem: true,
    managedPolicies: true,
    restrictDefaultSecurityGroup: true,
  };
}
