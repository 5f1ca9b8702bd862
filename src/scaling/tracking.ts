import { aws_applicationautoscaling as autoscaling, aws_ecs as ecs, Duration, Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a policy holds, in the form of CloudFormation: L2 takes no maths. */
export type TrackedMetric = autoscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty;

/** How long one step waits for the one before. */
export interface Cooldowns {
  /** After a scale-in. */
  readonly scaleInCooldown: Duration;
  /** After a scale-out. */
  readonly scaleOutCooldown: Duration;
}

/** A metric of a formula. */
export interface Measure {
  /** Where it is published. */
  readonly namespace: string;
  /** What it is called there. */
  readonly metricName: string;
  /** Whose it is. */
  readonly dimensions: { readonly [name: string]: string };
  /** How the values of a minute become one. */
  readonly stat: string;
}

/** Holds a metric at a value. One policy has one id, whatever it measures: what is measured changes in place. */
export function track(
  parent: Construct, id: string, scalableTaskCount: ecs.ScalableTaskCount, targetValue: number, metric: TrackedMetric, cooldowns: Cooldowns,
): void {
  const scope = new Construct(parent, id);
  const target = scalableTaskCount.node.findChild('Target') as autoscaling.ScalableTarget; // private in L2, and its id is needed
  new autoscaling.CfnScalingPolicy(scope, 'Resource', {
    policyName: Names.uniqueId(scope),
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      customizedMetricSpecification: metric,
      targetValue,
      scaleInCooldown: cooldowns.scaleInCooldown.toSeconds(),
      scaleOutCooldown: cooldowns.scaleOutCooldown.toSeconds(),
    },
  });
}

/**
 * The result of a formula, minute by minute. The names of the measures are the variables of the formula.
 *
 * CloudWatch takes what is missing for 0 where it adds, and drops a minute in which it would divide by 0. `FILL` has no place here: where the newest
 * minute is always late, it would always be filled, and the alarms of the policy want several minutes in a row.
 */
export function formula(expression: string, measures: { readonly [variable: string]: Measure }): TrackedMetric {
  const metrics = Object.entries(measures).map(([id, { stat, namespace, metricName, dimensions }]) => ({
    id,
    metricStat: {
      metric: { namespace, metricName, dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })) },
      stat,
    },
  }));
  // A formula that is but the name of its measure is none for the API.
  if (expression in measures) { return { metrics }; }
  return { metrics: [...metrics.map((metric) => ({ ...metric, returnData: false })), { id: 'result', expression, returnData: true }] };
}
