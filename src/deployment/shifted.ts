import { aws_ecs as ecs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { breakerOf } from './circuit-breaker';
import { DeploymentHookConfig } from './hook-protocol';
import { BlueGreenDeploymentOptions } from './options';
import { DeploymentConfig, IDeployment } from './protocol';
import { checkShift, checkTestTraffic, TrafficShift } from './shift-checks';
import { checkBrand, checkConfig } from '../private/brand';
import { fail, refuse } from '../private/fail';
import { given } from '../private/given';
import { wrongKey } from '../private/names';
import { sortedEntries } from '../private/sorted';

const DEFAULT_BAKE_TIME = Duration.minutes(10);
const MAX_HOOKS = 10;

/** Deployments that start a second set of tasks beside the first, and move the traffic to it: at once, in steps or a little first. */
export class ShiftedDeployment implements IDeployment {
  private readonly shift: TrafficShift;
  private readonly circuitBreaker: ecs.DeploymentCircuitBreaker;

  constructor(
    public readonly deploymentKind: string, private readonly strategy: ecs.DeploymentStrategy,
    private readonly options: BlueGreenDeploymentOptions, shift: Omit<TrafficShift, 'bakeTime'>,
  ) {
    this.shift = { ...shift, bakeTime: options.bakeTime ?? DEFAULT_BAKE_TIME };
    this.circuitBreaker = breakerOf(options.circuitBreaker ?? {});
    checkShift(strategy, this.shift, Object.keys(options.rollbackAlarms ?? {}).length > 0);
    checkTestTraffic(options);
    refuse('DeploymentHook', wrongKey('hooks', options.hooks));
    refuse('RollbackAlarm', wrongKey('rollbackAlarms', options.rollbackAlarms));
    checkHookCount(sortedEntries(options.hooks).length);
  }

  public bind(scope: Construct): DeploymentConfig {
    const { testPort, testAllowFrom, testHeader, rollbackAlarms } = this.options;
    const hooks = this.bindHooks(scope);
    const { stepPercent, stepBakeTime, bakeTime } = this.shift;
    return given({
      strategy: this.strategy,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { ...this.circuitBreaker },
      shiftsTraffic: true,
      trafficShift: stepPercent === undefined ? undefined : { stepPercent, stepBakeTime },
      bakeTime,
      lifecycleHooks: hooks.length > 0 ? hooks.map(({ target }) => target) : undefined,
      testPort,
      testAllowFrom: testAllowFrom && [...testAllowFrom],
      testHeader,
      rollbackAlarms: rollbackAlarms && { ...rollbackAlarms },
      dependencies: hooks.length > 0 ? hooks.flatMap(({ dependencies = [] }) => dependencies) : undefined,
    });
  }

  private bindHooks(scope: Construct): DeploymentHookConfig[] {
    return sortedEntries(this.options.hooks).map(([hookName, hook]) => {
      checkBrand(scope, `hooks.${hookName}`, hook, 'deploymentHookKind', 'DeploymentHook');
      return checkConfig(scope, `hooks.${hookName}`, 'DeploymentHookConfig', hook.bind(new Construct(scope, hookName), { hookName }), 'target');
    });
  }
}

function checkHookCount(count: number): void {
  if (count <= MAX_HOOKS) { return; }
  fail('DeploymentHook', {
    given: `hooks has ${count} entries`,
    allowed: `ECS calls at most ${MAX_HOOKS} functions in a deployment`,
    remedy: 'Let one function do the work of several',
  });
}
