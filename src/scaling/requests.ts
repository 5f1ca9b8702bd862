import { aws_elasticloadbalancingv2 as elbv2, ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { formula, Measure, TrackedMetric } from './tracking';
import { fail } from '../private/fail';

/**
 * The requests of a minute that a task gets, whichever way traffic goes. Each deployment that shifts traffic exchanges the roles of the two target
 * groups: a metric of one of them, such as the predefined one, would read 0 after every second deployment. While both have traffic, each has all of
 * its tasks, so that what each divides by is right; all tasks of the service would be twice as many meanwhile.
 */
export function requestsPerTarget(scope: Construct, targetGroups: elbv2.IApplicationTargetGroup[]): TrackedMetric {
  if (targetGroups.length === 0) {
    fail('R140', {
      given: 'requestsPerTarget is given, and the service has no target group',
      allowed: 'The requests are those of a load balancer',
      remedy: 'Give the service an ingress with one, or scale by another target',
    }, scope);
  }
  const measures = targetGroups.map((group, position): [string, Measure] => [`group${position + 1}`, measureOf(scope, group)]);
  return formula(measures.map(([variable]) => variable).join(' + '), Object.fromEntries(measures));
}

/**
 * Published for the group alone, too: the load balancer of a group that was imported need not be known. `Sum` is the only statistic, and the average
 * over the targets.
 */
function measureOf(scope: Construct, group: elbv2.IApplicationTargetGroup): Measure {
  const TargetGroup = Stack.of(scope).splitArn(group.targetGroupArn, ArnFormat.NO_RESOURCE_NAME).resource;
  return { namespace: 'AWS/ApplicationELB', metricName: 'RequestCountPerTarget', dimensions: { TargetGroup }, stat: 'Sum' };
}
