import { Token } from 'aws-cdk-lib';
import { BOTTLEROCKET_SETTINGS, BottlerocketKind } from './agent-keys';
import { Finding } from '../../private/fail';

/** Bottlerocket does not start with a setting that it does not have, or of another type. */
export function findNotOnBottlerocket(key: string, value: string): Finding | undefined {
  const setting = BOTTLEROCKET_SETTINGS[key];
  if (!setting) {
    return {
      given: `agentConfig has ${key}, and the image is Bottlerocket`,
      allowed: `Bottlerocket has ${Object.keys(BOTTLEROCKET_SETTINGS).filter((name) => name !== 'ECS_CLUSTER').join(', ')} and ECS_INSTANCE_ATTRIBUTES`,
      remedy: 'Leave it out, or use PoolImage.amazonLinux2023()',
    };
  }
  if (Token.isUnresolved(value)) {
    return setting.kind !== 'opposite' ? undefined : {
      given: `agentConfig.${key} is known only when the stack is deployed, and the image is Bottlerocket`,
      allowed: `Bottlerocket has the opposite of it, ${setting.name}, which is written now`,
      remedy: `Give agentConfig.${key} as true or false, or ${setting.name} in userData`,
    };
  }
  const { pattern, what } = KINDS[setting.kind];
  return pattern.test(value) ? undefined : {
    given: `agentConfig.${key} is '${value}', and the image is Bottlerocket`,
    allowed: `Bottlerocket takes ${what} there`,
    remedy: `Give agentConfig.${key} as such`,
  };
}

const FLAG = { pattern: /^(true|false)$/, what: 'true or false' };

/** The units of a duration come in their order. */
const DURATION = /^(?!$)(([0-9]+\.)?[0-9]+h)?(([0-9]+\.)?[0-9]+m)?(([0-9]+\.)?[0-9]+s)?(([0-9]+\.)?[0-9]+ms)?(([0-9]+\.)?[0-9]+[uµ]s)?(([0-9]+\.)?[0-9]+ns)?$/;

const KINDS: { readonly [kind in BottlerocketKind]: { readonly pattern: RegExp; readonly what: string } } = {
  text: { pattern: /./, what: 'a text' },
  duration: { pattern: DURATION, what: 'a duration, such as 1h or 2m30s' },
  logLevel: { pattern: /^(debug|info|warn|error|crit)$/, what: 'debug, info, warn, error or crit' },
  pullBehavior: { pattern: /^(default|always|once|prefer-cached)$/, what: 'default, always, once or prefer-cached' },
  number: { pattern: /^(0|[1-9]\d*)$/, what: 'a number' },
  flag: FLAG,
  opposite: FLAG,
  list: { pattern: /^\[\s*("[^"\\]*"\s*(,\s*(?="))?)*\]$/, what: 'a list of texts, such as ["awslogs"]' },
};
