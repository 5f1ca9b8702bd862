import { Duration } from 'aws-cdk-lib';
import { ContainerFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { outsideRange, outsideSeconds } from '../../private/range';
import { knownSeconds } from '../../private/tokens';

/** What ECS takes where nothing is said. */
const DEFAULT_INTERVAL = 30;
const DEFAULT_TIMEOUT = 5;

/** What the health check of a container may say. */
export const healthCheckRules: Rule<ContainerFacts>[] = [
  { code: 'R53', find: findCommand },
  { code: 'R54', find: ({ prefix, options }) => unknownSeconds(`${prefix}healthCheck.interval`, options.healthCheck?.interval) },
  { code: 'R54', find: ({ prefix, options }) => outsideSeconds(`${prefix}healthCheck.interval`, options.healthCheck?.interval, { min: 5, max: 300 }) },
  { code: 'R55', find: ({ prefix, options }) => unknownSeconds(`${prefix}healthCheck.timeout`, options.healthCheck?.timeout) },
  { code: 'R55', find: ({ prefix, options }) => outsideSeconds(`${prefix}healthCheck.timeout`, options.healthCheck?.timeout, { min: 2, max: 60 }) },
  { code: 'R56', find: findTimeout },
  { code: 'R57', find: ({ prefix, options }) => outsideRange(`${prefix}healthCheck.retries`, options.healthCheck?.retries, { min: 1, max: 10 }) },
  {
    code: 'R58',
    find: ({ prefix, options }) => outsideSeconds(`${prefix}healthCheck.startPeriod`, options.healthCheck?.startPeriod, { min: 0, max: 300 }),
  },
];

function findCommand({ prefix, options }: ContainerFacts): Finding | undefined {
  const command = options.healthCheck?.command;
  const words = command?.filter((word, index) => word !== '' && !(index === 0 && /^(CMD|CMD-SHELL|NONE)$/.test(word)));
  return words === undefined || words.length > 0 ? undefined : {
    given: `${prefix}healthCheck.command is ${JSON.stringify(command)}`,
    allowed: 'It says what to run',
    remedy: "Write ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'], or leave healthCheck out",
  };
}

/** L2 compares the two with their limits, and would take the placeholder of a value that is not known for a negative number. */
function unknownSeconds(prop: string, value: Duration | undefined): Finding | undefined {
  return value?.isUnresolved() ? {
    given: `${prop} is known only when the stack is deployed`,
    allowed: 'aws-cdk-lib takes a plain duration only',
    remedy: 'Give one',
  } : undefined;
}

function findTimeout({ prefix, options: { healthCheck } }: ContainerFacts): Finding | undefined {
  if (!healthCheck) { return undefined; }
  const { interval, timeout } = healthCheck;
  const intervalSeconds = interval ? knownSeconds(interval) : DEFAULT_INTERVAL;
  const timeoutSeconds = timeout ? knownSeconds(timeout) : DEFAULT_TIMEOUT;
  if (intervalSeconds === undefined || timeoutSeconds === undefined || timeoutSeconds <= intervalSeconds) { return undefined; }
  return {
    given: `${prefix}healthCheck.timeout is ${timeoutSeconds} seconds and ${prefix}healthCheck.interval ${intervalSeconds} seconds`,
    allowed: 'The timeout is at most the interval',
    remedy: 'Shorten the timeout, or lengthen the interval',
  };
}
