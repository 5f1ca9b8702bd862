import { aws_ecs as ecs } from 'aws-cdk-lib';
import { breakerOf } from './circuit-breaker';
import { RollingDeploymentOptions } from './options';
import { DeploymentConfig, IDeployment } from './protocol';
import { fail, refuse } from '../private/fail';
import { given } from '../private/given';
import { MAX_INTEGER } from '../private/limits';
import { wrongKey } from '../private/names';
import { outsideRange } from '../private/range';
import { known } from '../private/tokens';

export class RollingDeployment implements IDeployment {
  private readonly minHealthyPercent: number;
  private readonly maxHealthyPercent: number;
  private readonly circuitBreaker: ecs.DeploymentCircuitBreaker;

  constructor(public readonly deploymentKind: string, private readonly options: RollingDeploymentOptions) {
    this.minHealthyPercent = options.minHealthyPercent ?? 100;
    this.maxHealthyPercent = options.maxHealthyPercent ?? 200;
    this.circuitBreaker = breakerOf(options.circuitBreaker ?? {});
    refuse('RollbackAlarm', wrongKey('rollbackAlarms', options.rollbackAlarms));
    checkPercentages(this.minHealthyPercent, this.maxHealthyPercent);
  }

  public bind(): DeploymentConfig {
    const { rollbackAlarms } = this.options;
    return given({
      strategy: ecs.DeploymentStrategy.ROLLING,
      minHealthyPercent: this.minHealthyPercent,
      maxHealthyPercent: this.maxHealthyPercent,
      circuitBreaker: { ...this.circuitBreaker },
      rollbackAlarms: rollbackAlarms && { ...rollbackAlarms },
    });
  }
}

function checkPercentages(min: number, max: number): void {
  refuse('R121', outsideRange('minHealthyPercent', min, { min: 0, max: 100 }));
  // Whether more than 100 is of use, the workload judges, which knows its number of tasks.
  refuse('R121', outsideRange('maxHealthyPercent', max, { min: 1, max: MAX_INTEGER }));
  if (known(min) !== undefined && known(max) !== undefined && min >= max) {
    fail('R121', {
      given: `minHealthyPercent is ${min} and maxHealthyPercent is ${max}`,
      allowed: 'With no room between them ECS can neither start a new task nor stop an old one',
      remedy: 'Raise maxHealthyPercent, lower minHealthyPercent, or use Deployment.recreate()',
    });
  }
}
