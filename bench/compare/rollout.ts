import { ofType, Properties, Template, theOne } from './template';

/** What ECS and Elastic Load Balancing take where a template says nothing. */
const DEFAULTS = { tasks: 1, minHealthyPercent: 100, maxHealthyPercent: 200, intervalSeconds: 30, deregistrationSeconds: 300 };

/** How a changed image takes over, computed from what a template says. */
export interface Rollout {
  readonly tasks: number;
  readonly minHealthyPercent: number;
  readonly maxHealthyPercent: number;
  /** Whether ECS takes a version back that does not become healthy. */
  readonly rollsBack: boolean;
  readonly intervalSeconds: number;
  readonly deregistrationSeconds: number;
  /** From the start of the last new container until the load balancer sends to it, at most. */
  readonly inServiceSeconds: number;
  /** Until the old tasks are out of the load balancer as well, which ECS waits for. */
  readonly overSeconds: number;
}

export function rolloutOf(template: Template): Rollout {
  const service = theOne(template, 'AWS::ECS::Service');
  const deployment = (service.DeploymentConfiguration ?? {}) as Properties;
  const breaker = (deployment.DeploymentCircuitBreaker ?? {}) as Properties;
  const targetGroup = targetGroupOf(template, service);
  const tasks = Number(service.DesiredCount ?? DEFAULTS.tasks);
  const minHealthyPercent = Number(deployment.MinimumHealthyPercent ?? DEFAULTS.minHealthyPercent);
  const maxHealthyPercent = Number(deployment.MaximumPercent ?? DEFAULTS.maxHealthyPercent);
  if (Math.floor(tasks * maxHealthyPercent / 100) < 2 * tasks) {
    throw new Error(`With ${maxHealthyPercent} % not all new tasks start at once: the formula is for deployments in which they do.`);
  }
  const intervalSeconds = Number(targetGroup.HealthCheckIntervalSeconds ?? DEFAULTS.intervalSeconds);
  const deregistrationSeconds = Number(attributeOf(targetGroup, 'deregistration_delay.timeout_seconds') ?? DEFAULTS.deregistrationSeconds);
  return {
    tasks,
    minHealthyPercent,
    maxHealthyPercent,
    rollsBack: breaker.Enable === true && breaker.Rollback === true,
    intervalSeconds,
    deregistrationSeconds,
    inServiceSeconds: intervalSeconds,
    overSeconds: intervalSeconds + deregistrationSeconds,
  };
}

/** How many of so many tasks are in service throughout a deployment, at the least. */
export function keptOf(tasks: number, { minHealthyPercent }: Rollout): number {
  return Math.ceil(tasks * minHealthyPercent / 100);
}

function targetGroupOf(template: Template, service: Properties): Properties {
  const [{ TargetGroupArn }] = service.LoadBalancers as { TargetGroupArn: { Ref: string } }[];
  return ofType(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').find(([id]) => id === TargetGroupArn.Ref)![1];
}

function attributeOf(targetGroup: Properties, key: string): string | undefined {
  const attributes = (targetGroup.TargetGroupAttributes ?? []) as { Key: string; Value: string }[];
  return attributes.find(({ Key }) => Key === key)?.Value;
}
