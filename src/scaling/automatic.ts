import { aws_applicationautoscaling as autoscaling, aws_ecs as ecs, aws_iam as iam, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { backlogPerTask, backlogQueueOf, messagesPerTask } from './backlog';
import { checkOptions, warnOfPause } from './checks';
import { AutomaticScalingOptions } from './options';
import { IScaling, ScalingConfig, ScalingContext } from './protocol';
import { requestsPerTarget } from './requests';
import { Cooldowns, track } from './tracking';
import { sortedEntries } from '../private/sorted';
import { known } from '../private/tokens';

const DEFAULT_CPU_PERCENT = 60;

export class AutomaticScaling implements IScaling {
  public readonly scalingKind = 'automatic';

  constructor(private readonly options: AutomaticScalingOptions) {
    checkOptions(options);
  }

  public bind(scope: Construct, context: ScalingContext): ScalingConfig {
    const scalableTaskCount = this.createTaskCount(scope, context);
    const cooldowns = {
      scaleInCooldown: this.options.scaleInCooldown ?? Duration.minutes(5),
      scaleOutCooldown: this.options.scaleOutCooldown ?? Duration.minutes(1),
    };
    this.trackUtilization(scalableTaskCount, cooldowns);
    this.trackRequests(scope, context, scalableTaskCount, cooldowns);
    const backlog = this.trackBacklog(scope, context, scalableTaskCount, cooldowns);
    this.schedule(scalableTaskCount);
    warnOfPause(this.options, scope);
    return { ...this.bounds(), scalableTaskCount, ...backlog };
  }

  private createTaskCount(scope: Construct, { service }: ScalingContext): ecs.ScalableTaskCount {
    return new ecs.ScalableTaskCount(scope, 'TaskCount', {
      serviceNamespace: autoscaling.ServiceNamespace.ECS,
      resourceId: `service/${service.cluster.clusterName}/${service.serviceName}`,
      dimension: 'ecs:service:DesiredCount',
      role: serviceLinkedRole(scope),
      minCapacity: this.options.min,
      maxCapacity: this.options.max,
    });
  }

  private trackUtilization(scalableTaskCount: ecs.ScalableTaskCount, cooldowns: Cooldowns): void {
    const { cpuPercent, memoryPercent, requestsPerTarget: requests, backlog } = this.options;
    const other = memoryPercent ?? requests ?? backlog;
    const cpu = cpuPercent ?? (other === undefined ? DEFAULT_CPU_PERCENT : undefined);
    if (cpu !== undefined) { scalableTaskCount.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpu, ...cooldowns }); }
    if (memoryPercent !== undefined) { scalableTaskCount.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: memoryPercent, ...cooldowns }); }
  }

  private trackRequests(scope: Construct, context: ScalingContext, scalableTaskCount: ecs.ScalableTaskCount, cooldowns: Cooldowns): void {
    const { requestsPerTarget: requests } = this.options;
    if (requests === undefined) { return; }
    track(scope, 'Requests', scalableTaskCount, requests, requestsPerTarget(scope, context.targetGroups), cooldowns);
  }

  private trackBacklog(
    scope: Construct, context: ScalingContext, scalableTaskCount: ecs.ScalableTaskCount, cooldowns: Cooldowns,
  ): Pick<ScalingConfig, 'backlogQueue' | 'processingTime'> {
    const { backlog } = this.options;
    if (!backlog) { return {}; }
    const backlogQueue = backlogQueueOf(scope, backlog, context.queues);
    const metric = backlogPerTask(context, context.queues[backlogQueue]);
    track(scope, 'Backlog', scalableTaskCount, messagesPerTask(backlog), metric, cooldowns);
    return { backlogQueue, processingTime: backlog.processingTime };
  }

  private schedule(scalableTaskCount: ecs.ScalableTaskCount): void {
    for (const [name, { schedule, min, max, timeZone }] of sortedEntries(this.options.schedules)) {
      scalableTaskCount.scaleOnSchedule(name, { schedule, minCapacity: min, maxCapacity: max, timeZone });
    }
  }

  /** Of all times. A pause is no number of tasks that a deployment would have to get along with. */
  private bounds(): Pick<ScalingConfig, 'minTasks' | 'maxTasks'> {
    const { min, max, schedules = {} } = this.options;
    const others = Object.values(schedules);
    return {
      minTasks: known(min) === undefined ? min : Math.min(min, ...others.map((other) => known(other.min) || min)),
      maxTasks: known(max) === undefined ? max : Math.max(max, ...others.map((other) => known(other.max) ?? max)),
    };
  }
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
