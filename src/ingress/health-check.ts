import { aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { fail, refuse } from '../private/fail';
import { given } from '../private/given';
import { outsideRange, outsideSeconds, PORT_RANGE } from '../private/range';
import { known, knownSeconds } from '../private/tokens';

const INTERVAL = Duration.seconds(10);
const TIMEOUT = Duration.seconds(5);
const HTTP_CODES = { min: 200, max: 499 };
const GRPC_CODES = { min: 0, max: 99 };

export function healthCheckOf(options: elbv2.HealthCheck, grpc: boolean): elbv2.HealthCheck {
  return {
    path: grpc ? '/AWS.ALB/healthcheck' : '/',
    interval: INTERVAL,
    timeout: TIMEOUT,
    healthyThresholdCount: 2,
    unhealthyThresholdCount: 3,
    ...(grpc ? { healthyGrpcCodes: '12' } : { healthyHttpCodes: '200-399' }),
    ...given(options),
  };
}

/** How long a target must fail its checks to count as unhealthy, where it is known. */
export function unhealthyAfterOf(healthCheck: elbv2.HealthCheck): Duration | undefined {
  const interval = knownSeconds(healthCheck.interval);
  const count = known(healthCheck.unhealthyThresholdCount);
  return interval === undefined || count === undefined ? undefined : Duration.seconds(interval * count);
}

/** L2 compares the two durations, and fails on what only the deployment knows: then they are set on the L1. */
export function configureHealthCheck(targetGroup: elbv2.ApplicationTargetGroup, healthCheck: elbv2.HealthCheck): void {
  const { interval, timeout, ...rest } = healthCheck;
  const comparable = knownSeconds(interval) !== undefined && knownSeconds(timeout) !== undefined;
  targetGroup.configureHealthCheck(comparable ? healthCheck : rest);
  if (comparable) { return; }
  const resource = targetGroup.node.defaultChild as elbv2.CfnTargetGroup;
  resource.healthCheckIntervalSeconds = interval?.toSeconds();
  resource.healthCheckTimeoutSeconds = timeout?.toSeconds();
}

export function checkHealthCheck(options: elbv2.HealthCheck): void {
  refuse('R149', outsideSeconds('healthCheck.interval', options.interval, { min: 5, max: 300 }));
  refuse('R149', outsideSeconds('healthCheck.timeout', options.timeout, { min: 2, max: 120 }));
  refuse('R149', outsideRange('healthCheck.healthyThresholdCount', options.healthyThresholdCount, { min: 2, max: 10 }));
  refuse('R149', outsideRange('healthCheck.unhealthyThresholdCount', options.unhealthyThresholdCount, { min: 2, max: 10 }));
  checkTimeout(options);
  checkPath(known(options.path));
  checkPort(known(options.port));
  checkCodes('healthCheck.healthyHttpCodes', options.healthyHttpCodes, HTTP_CODES);
  checkCodes('healthCheck.healthyGrpcCodes', options.healthyGrpcCodes, GRPC_CODES);
  if (options.enabled === false) {
    fail('R149', { given: 'healthCheck.enabled is false', allowed: 'Targets of this kind are always checked', remedy: 'Leave it out' });
  }
  if (options.protocol !== undefined && ![elbv2.Protocol.HTTP, elbv2.Protocol.HTTPS].includes(options.protocol)) {
    fail('R149', {
      given: `healthCheck.protocol is ${options.protocol}`,
      allowed: 'An Application Load Balancer checks over HTTP or HTTPS',
      remedy: 'Leave it out',
    });
  }
}

function checkTimeout(options: elbv2.HealthCheck): void {
  const timeout = knownSeconds(options.timeout ?? TIMEOUT);
  const interval = knownSeconds(options.interval ?? INTERVAL);
  if (timeout === undefined || interval === undefined || timeout < interval) { return; }
  fail('R149', {
    given: `healthCheck.timeout is ${timeout} seconds and healthCheck.interval ${interval} seconds`,
    allowed: 'The timeout is shorter than the interval',
    remedy: 'Shorten the timeout, or lengthen the interval',
  });
}

function checkPath(path: string | undefined): void {
  if (path === undefined || (path.startsWith('/') && path.length <= 1024)) { return; }
  fail('R149', { given: `healthCheck.path is '${path}'`, allowed: 'A path starts with / and has 1 to 1024 characters', remedy: `Write '/${path}'` });
}

function checkPort(port: string | undefined): void {
  if (port === undefined || port === 'traffic-port') { return; }
  if (!/^\d+$/.test(port)) {
    fail('R149', { given: `healthCheck.port is '${port}'`, allowed: 'It is a number', remedy: 'Leave it out to check the port of the traffic' });
  }
  refuse('R149', outsideRange('healthCheck.port', Number(port), { ...PORT_RANGE, remedy: 'Leave it out to check the port of the traffic' }));
}

function checkCodes(prop: string, value: string | undefined, range: { min: number; max: number }): void {
  const codes = known(value);
  if (codes === undefined) { return; }
  const ok = codes.split(',').every((part) => {
    const [first, last = first] = part.split('-');
    return /^\d+$/.test(first) && /^\d+$/.test(last) && Number(first) >= range.min && Number(last) <= range.max && Number(first) <= Number(last);
  });
  if (ok) { return; }
  fail('R149', {
    given: `${prop} is '${codes}'`,
    allowed: `It lists codes from ${range.min} to ${range.max}`,
    remedy: `Write them as '${range.min}', '${range.min},${range.max}' or '${range.min}-${range.max}'`,
  });
}
