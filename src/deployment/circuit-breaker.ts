import { aws_ecs as ecs } from 'aws-cdk-lib';
import { fail } from '../private/fail';

export function breakerOf({ enable = true, rollback = enable }: ecs.DeploymentCircuitBreaker): ecs.DeploymentCircuitBreaker {
  if (rollback && !enable) {
    fail('CircuitBreaker', {
      given: 'circuitBreaker has enable: false and rollback: true',
      allowed: 'Only an enabled circuit breaker rolls back',
      remedy: 'Leave enable out, or set rollback to false',
    });
  }
  return { enable, rollback };
}
