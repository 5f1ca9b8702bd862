import { aws_applicationautoscaling as autoscaling, Stack } from 'aws-cdk-lib';
import { evaluate, Minute } from './metric-math';
import { ContainerService } from '../../src';

type Configuration = autoscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty;
type Customized = autoscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty;
export type Query = autoscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;

/** The policy of an id below the scaling of a service, resolved. */
export function policyOf(service: ContainerService, id: string): Configuration {
  const policy = service.node.findChild('Scaling').node.findChild(id).node.findChild('Resource') as autoscaling.CfnScalingPolicy;
  return Stack.of(service).resolve(policy.targetTrackingScalingPolicyConfiguration) as Configuration;
}

/** What a policy measures, by variable; its formula is the one that has data to return. */
export function queriesOf(service: ContainerService, id: string): { [variable: string]: Query } {
  const { metrics } = policyOf(service, id).customizedMetricSpecification as Customized;
  return Object.fromEntries((metrics as Query[]).map((query) => [query.id, query]));
}

/** What the formula of a policy gives for a minute. */
export function measured(service: ContainerService, id: string, minute: Minute): number | undefined {
  const [result] = Object.values(queriesOf(service, id)).filter(({ returnData }) => returnData);
  return evaluate(result.expression!, minute);
}
