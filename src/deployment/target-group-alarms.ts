import { aws_cloudwatch as cloudwatch, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkAlarm, createAlarm, periodOf } from './alarm';
import { Http5xxAlarmOptions, UnhealthyTargetsAlarmOptions } from './rollback-alarm-options';
import { IRollbackAlarm, RollbackAlarmConfig, RollbackAlarmContext } from './rollback-alarm-protocol';
import { fail, refuse } from '../private/fail';
import { MAX_INTEGER } from '../private/limits';
import { outsideRange } from '../private/range';

const DEFAULT_PERCENT = 5;
const DEFAULT_MIN_REQUESTS = 10;

export class Http5xxAlarm implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'http5xx';

  constructor(private readonly options: Http5xxAlarmOptions) {
    checkAlarm(options);
    refuse('RollbackAlarm', outsideRange('percent', options.percent, { min: 1, max: 100 }));
    refuse('RollbackAlarm', outsideRange('minRequests', options.minRequests, { min: 1, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    const options = { period: periodOf(this.options) };
    const { alarms } = onEachTargetGroup(scope, context, this.rollbackAlarmKind, (id, { metrics }) => this.createAlarm(
      scope, id, metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, options), metrics.requestCount(options),
    ));
    if (!context.loadBalancer) { return { alarms }; }
    // A task that is gone answers nothing: the load balancer does, and does not say for which target group.
    const { metrics } = context.loadBalancer;
    const own = this.createAlarm(scope, 'loadBalancer', metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, options), metrics.requestCount(options));
    return { alarms: [...alarms, own] };
  }

  private createAlarm(scope: Construct, id: string, errors: cloudwatch.IMetric, requests: cloudwatch.IMetric): cloudwatch.Alarm {
    const { percent = DEFAULT_PERCENT, minRequests = DEFAULT_MIN_REQUESTS } = this.options;
    const rate = new cloudwatch.MathExpression({
      label: 'Failed requests in per cent',
      expression: `IF(requests >= ${minRequests}, 100 * errors / requests, 0)`,
      usingMetrics: { errors, requests },
      period: periodOf(this.options),
    });
    return createAlarm(scope, id, rate, percent, this.options);
  }
}

export class UnhealthyTargetsAlarm implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'unhealthyTargets';

  constructor(private readonly options: UnhealthyTargetsAlarmOptions) {
    checkAlarm(options);
    refuse('RollbackAlarm', outsideRange('count', options.count, { min: 1, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    return onEachTargetGroup(scope, context, this.rollbackAlarmKind, (id, targetGroup) => {
      const unhealthy = targetGroup.metrics.unhealthyHostCount({ period: periodOf(this.options), statistic: cloudwatch.Stats.MAXIMUM });
      return createAlarm(scope, id, unhealthy, this.options.count ?? 1, this.options);
    });
  }
}

/** Each deployment that shifts traffic exchanges the roles of the two groups: an alarm on one of them would miss every second version. */
function onEachTargetGroup(
  scope: Construct, context: RollbackAlarmContext, kind: string, create: (id: string, targetGroup: elbv2.IApplicationTargetGroup) => cloudwatch.Alarm,
): RollbackAlarmConfig {
  const names = Object.keys(context.targetGroups).sort();
  if (names.length === 0) {
    fail('RollbackAlarmSource', {
      given: `A rollback alarm of the kind ${kind} watches target groups, and the service has none`,
      allowed: 'It needs an ingress with a load balancer',
      remedy: 'Give the service one, or leave the alarm out',
    }, scope);
  }
  return { alarms: names.map((name) => create(name, context.targetGroups[name])) };
}
