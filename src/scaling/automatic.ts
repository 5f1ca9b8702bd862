import { aws_applicationautoscaling as autoscaling, aws_ecs as ecs, aws_iam as iam, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AutomaticScalingOptions } from './options';
import { IScaling, ScalingConfig, ScalingContext } from './protocol';
import { fail, refuse } from '../private/fail';
import { MAX_INTEGER, MAX_TASKS } from '../private/limits';
import { outsideRange, outsideSeconds } from '../private/range';
import { known } from '../private/tokens';

const DEFAULT_CPU_PERCENT = 60;

export class AutomaticScaling implements IScaling {
  public readonly scalingKind = 'automatic';

  constructor(private readonly options: AutomaticScalingOptions) {
    checkOptions(options);
  }

  public bind(scope: Construct, context: ScalingContext): ScalingConfig {
    const { min, max, cpuPercent, memoryPercent } = this.options;
    const scalableTaskCount = new ecs.ScalableTaskCount(scope, 'TaskCount', {
      serviceNamespace: autoscaling.ServiceNamespace.ECS,
      resourceId: `service/${context.service.cluster.clusterName}/${context.service.serviceName}`,
      dimension: 'ecs:service:DesiredCount',
      role: serviceLinkedRole(scope),
      minCapacity: min,
      maxCapacity: max,
    });
    const cooldowns = {
      scaleInCooldown: this.options.scaleInCooldown ?? Duration.minutes(5),
      scaleOutCooldown: this.options.scaleOutCooldown ?? Duration.minutes(1),
    };
    const cpu = cpuPercent ?? (memoryPercent === undefined ? DEFAULT_CPU_PERCENT : undefined);
    if (cpu !== undefined) { scalableTaskCount.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpu, ...cooldowns }); }
    if (memoryPercent !== undefined) { scalableTaskCount.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: memoryPercent, ...cooldowns }); }
    return { minTasks: min, maxTasks: max, scalableTaskCount };
  }
}

function checkOptions(options: AutomaticScalingOptions): void {
  const min = known(options.min);
  const max = known(options.max);
  if (min === 0) {
    fail('ScaleToZero', {
      given: 'min is 0',
      allowed: 'CPU and memory have no values while no task runs, so that they could never scale the service up again',
      remedy: 'Give min at least 1, or pause the service with Scaling.manual(0)',
    });
  }
  refuse('R139', outsideRange('min', min, { min: 1, max: MAX_TASKS }));
  refuse('R139', outsideRange('max', max, { min: 1, max: MAX_TASKS }));
  if (min !== undefined && max !== undefined && min > max) {
    fail('R139', { given: `min is ${min} and max is ${max}`, allowed: 'min is at most max', remedy: 'Exchange the two, or raise max' });
  }
  refuse('R139', outsideRange('cpuPercent', options.cpuPercent, { min: 1, max: 100 }));
  refuse('R139', outsideRange('memoryPercent', options.memoryPercent, { min: 1, max: 100 }));
  refuse('R139', outsideSeconds('scaleInCooldown', options.scaleInCooldown, { min: 0, max: MAX_INTEGER }));
  refuse('R139', outsideSeconds('scaleOutCooldown', options.scaleOutCooldown, { min: 0, max: MAX_INTEGER }));
}

/** Application Auto Scaling uses its service-linked role whatever it is told; a reference creates nothing. */
function serviceLinkedRole(scope: Construct): iam.IRole {
  return iam.Role.fromRoleArn(scope, 'ServiceLinkedRole', Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role/aws-service-role/ecs.application-autoscaling.amazonaws.com',
    resourceName: 'AWSServiceRoleForApplicationAutoScaling_ECSService',
  }));
}
