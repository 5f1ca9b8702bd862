import { aws_cloudwatch as cloudwatch, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkTiming, createAlarm, goesOffAfter, Timing, timingOf } from './alarm';
import { Http5xxAlarmOptions, UnhealthyTargetsAlarmOptions } from './rollback-alarm-options';
import { IRollbackAlarm, RollbackAlarmConfig, RollbackAlarmContext } from './rollback-alarm-protocol';
import { fail, refuse } from '../private/fail';
import { MAX_INTEGER } from '../private/limits';
import { outsideRange, unknownNumber } from '../private/range';
import { sortedEntries } from '../private/sorted';

const DEFAULT_PERCENT = 5;
const DEFAULT_MIN_REQUESTS = 10;

export class Http5xxAlarm implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'http5xx';

  private readonly timing: Timing;

  constructor(private readonly options: Http5xxAlarmOptions) {
    this.timing = timingOf(options);
    checkTiming(this.timing);
    refuse('RollbackAlarm', outsideRange('percent', options.percent, { min: 1, max: 100 }));
    refuse('RollbackAlarm', unknownNumber('minRequests', options.minRequests));
    refuse('RollbackAlarm', outsideRange('minRequests', options.minRequests, { min: 1, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    const options = { period: this.timing.period };
    const alarms = onEachTargetGroup(scope, context, this.rollbackAlarmKind, (id, { metrics }) => this.createAlarm(
      scope, id, metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, options), metrics.requestCount(options),
    ));
    if (!context.loadBalancer) { return { alarms, ...goesOffAfter(this.timing) }; }
    // Where no task answers, the load balancer does, and does not say for which target group. Requests for which it finds no task at all it counts
    // as errors only; what is missing counts for nothing in a sum.
    const { metrics } = context.loadBalancer;
    const own = this.createAlarm(new Construct(scope, 'LoadBalancer'), 'Alarm', metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, options),
      metrics.requestCount(options), '(requests + errors)');
    return { alarms: [...alarms, own], ...goesOffAfter(this.timing) };
  }

  private createAlarm(scope: Construct, id: string, errors: cloudwatch.IMetric, requests: cloudwatch.IMetric, all = 'requests'): cloudwatch.Alarm {
    const { percent = DEFAULT_PERCENT, minRequests = DEFAULT_MIN_REQUESTS } = this.options;
    const rate = new cloudwatch.MathExpression({
      label: 'Failed requests in per cent',
      expression: `IF(${all} >= ${minRequests}, 100 * errors / ${all}, 0)`,
      usingMetrics: { errors, requests },
      period: this.timing.period,
    });
    return createAlarm(scope, id, rate, percent, this.timing);
  }
}

export class UnhealthyTargetsAlarm implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'unhealthyTargets';

  private readonly timing: Timing;

  constructor(private readonly options: UnhealthyTargetsAlarmOptions) {
    this.timing = timingOf(options);
    checkTiming(this.timing);
    refuse('RollbackAlarm', outsideRange('count', options.count, { min: 1, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    const alarms = onEachTargetGroup(scope, context, this.rollbackAlarmKind, (id, targetGroup) => {
      const unhealthy = targetGroup.metrics.unhealthyHostCount({ period: this.timing.period, statistic: cloudwatch.Stats.MAXIMUM });
      return createAlarm(scope, id, unhealthy, this.options.count ?? 1, this.timing);
    });
    return { alarms, ...goesOffAfter(this.timing) };
  }
}

/** Each deployment that shifts traffic exchanges the roles of the two groups: an alarm on one of them would miss every second version. */
function onEachTargetGroup(
  scope: Construct, context: RollbackAlarmContext, kind: string, create: (id: string, targetGroup: elbv2.IApplicationTargetGroup) => cloudwatch.Alarm,
): cloudwatch.Alarm[] {
  const groups = sortedEntries(context.targetGroups);
  if (groups.length === 0) {
    fail('RollbackAlarmSource', {
      given: `A rollback alarm of the kind ${kind} watches target groups, and the service has none`,
      allowed: 'It needs an ingress with a load balancer',
      remedy: 'Give the service one, or leave the alarm out',
    }, scope);
  }
  return groups.map(([name, targetGroup]) => create(name, targetGroup));
}
