import { Construct } from 'constructs';
import { AGENT_KEYS } from './agent-keys';
import { findNotOnBottlerocket } from './bottlerocket-settings';
import { ATTRIBUTES_KEY } from './instance-attributes';
import { AgentConfigFormat } from './pool-image-protocol';
import { Finding, refuse } from '../../private/fail';
import { sortedEntries } from '../../private/sorted';

/** The settings of the agent, by name. */
export interface AgentConfig { readonly [name: string]: string }

/** What the library sets follows from these. */
export interface AgentFacts {
  /** How the agent is configured. */
  readonly format: AgentConfigFormat;
  /** The cluster that the instance joins. */
  readonly clusterName: string;
  /** What the instance registers with, by name. */
  readonly attributes: { readonly [name: string]: string };
  /** Whether the image drives GPUs. */
  readonly gpus: boolean;
  /** Whether there are Spot instances. */
  readonly spot: boolean;
  /** Whether instances are set up in advance. */
  readonly warmPool: boolean;
}

/** Decided by the platform that the pool belongs to. */
const OWNED = ['ECS_CLUSTER'];

/**
 * All that Docker has compiled in, so that no new service changes what instances start from (moby's daemon/logdrivers_linux.go and
 * logdrivers_windows.go, as far as ECS knows them); for Bottlerocket, what its makers announced. `awsfirelens` the agent adds by itself.
 */
const LOG_DRIVERS: { readonly [format in AgentConfigFormat]: readonly string[] } = {
  [AgentConfigFormat.SHELL]: ['awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'none', 'splunk', 'syslog'],
  [AgentConfigFormat.TOML]: ['awslogs', 'journald', 'json-file', 'none'],
  [AgentConfigFormat.POWERSHELL]: ['awslogs', 'fluentd', 'gelf', 'json-file', 'none', 'splunk', 'syslog'],
};

/** Checks what the user said of the agent. */
export function checkAgentConfig(format: AgentConfigFormat, config: AgentConfig | undefined, scope?: Construct): void {
  for (const [key, value] of sortedEntries(config)) { refuse('AgentConfig', findWrongSetting(format, key, value), scope); }
}

/** What the user set, and the agent does not read. */
export function unknownKeys(config: AgentConfig | undefined): string[] {
  return sortedEntries(config).map(([key]) => key).filter((key) => !AGENT_KEYS.includes(key));
}

/** What the agent is told: what the library needs, with what the user says in its place, in the order of the names. */
export function agentConfigOf(facts: AgentFacts, config: AgentConfig | undefined): [key: string, value: string][] {
  const given = Object.fromEntries(sortedEntries(config));
  return sortedEntries({ ...defaultsFor(facts), ...given, [ATTRIBUTES_KEY]: JSON.stringify(facts.attributes) });
}

function defaultsFor({ format, clusterName, gpus, spot, warmPool }: AgentFacts): AgentConfig {
  const linux = format === AgentConfigFormat.SHELL;
  return {
    ECS_CLUSTER: clusterName,
    ECS_AVAILABLE_LOGGING_DRIVERS: JSON.stringify(LOG_DRIVERS[format]),
    ECS_AWSVPC_BLOCK_IMDS: 'true',
    // Containers and images of stopped tasks would fill the disk for three hours.
    ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: '1h',
    ECS_NUM_IMAGES_DELETE_PER_CYCLE: '10',
    ...(spot ? { ECS_ENABLE_SPOT_INSTANCE_DRAINING: 'true' } : {}),
    ...(gpus && linux ? { ECS_ENABLE_GPU_SUPPORT: 'true' } : {}),
    ...(warmPool && format !== AgentConfigFormat.TOML ? { ECS_WARM_POOLS_CHECK: 'true' } : {}),
    ...(format === AgentConfigFormat.POWERSHELL ? WINDOWS : {}),
  };
}

/** The images for Linux set these by themselves. */
const WINDOWS = { ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: 'true', ECS_ENABLE_TASK_ENI: 'true', ECS_ENABLE_TASK_IAM_ROLE: 'true' };

function findWrongSetting(format: AgentConfigFormat, key: string, value: string): Finding | undefined {
  if (OWNED.includes(key)) {
    return {
      given: `agentConfig has ${key}`,
      allowed: 'The instances join the cluster of the platform that the pool belongs to',
      remedy: 'Leave it out, or give the pool to another platform',
    };
  }
  if (!/^[A-Z][A-Z0-9_]*$/.test(key)) {
    return {
      given: `agentConfig has '${key}'`,
      allowed: 'The settings of the agent have names of capital letters, digits and underscores',
      remedy: 'Give them by the names that the README of amazon-ecs-agent lists',
    };
  }
  if (typeof value !== 'string' || /[\r\n]/.test(value)) {
    return {
      given: `agentConfig.${key} is ${typeof value === 'string' ? 'of several lines' : `a ${typeof value}`}`,
      allowed: 'A setting of the agent is one line of text',
      remedy: `Give agentConfig.${key} as such, for example 'true'`,
    };
  }
  if (key === ATTRIBUTES_KEY) { return undefined; }
  switch (format) {
    case AgentConfigFormat.TOML: return findNotOnBottlerocket(key, value);
    case AgentConfigFormat.POWERSHELL: return findEndOfScript(`agentConfig.${key}`, [value]);
    default: return undefined;
  }
}

/** EC2 runs what stands before the first closing tag, wherever that is. */
export function findEndOfScript(prop: string, lines: readonly string[]): Finding | undefined {
  return lines.some((line) => /<\/powershell>/i.test(line)) ? {
    given: `${prop} contains </powershell>`,
    allowed: 'On Windows that ends the script that sets an instance up, and the library writes it at the end',
    remedy: 'Leave it out, or write it in parts',
  } : undefined;
}
