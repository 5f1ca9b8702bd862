import { Construct } from 'constructs';
import { AGENT_KEYS, BOTTLEROCKET_SETTINGS } from './agent-keys';
import { AgentConfigFormat } from './pool-image-protocol';
import { fail, Finding, refuse } from '../../private/fail';
import { sortedEntries } from '../../private/sorted';
import { known } from '../../private/tokens';

/** The settings of the agent, by name. */
export interface AgentConfig { readonly [name: string]: string }

/** What the library sets follows from these. */
export interface AgentFacts {
  /** How the agent is configured. */
  readonly format: AgentConfigFormat;
  /** The cluster that the instance joins. */
  readonly clusterName: string;
  /** What the instance registers with. */
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
  attributesIn(config);
}

/** What the user set, and the agent does not read. */
export function unknownKeys(config: AgentConfig | undefined): string[] {
  return sortedEntries(config).map(([key]) => key).filter((key) => !AGENT_KEYS.includes(key));
}

/** What the agent is told: what the library needs, with what the user says in its place, in the order of the names. */
export function agentConfigOf(facts: AgentFacts, config: AgentConfig | undefined): [key: string, value: string][] {
  const given = Object.fromEntries(sortedEntries(config));
  return sortedEntries({ ...defaultsFor(facts), ...given, ECS_INSTANCE_ATTRIBUTES: attributesText(facts, config) });
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

function attributesText({ attributes }: AgentFacts, config: AgentConfig | undefined): string {
  return JSON.stringify(Object.fromEntries(sortedEntries({ ...attributesIn(config), ...attributes })));
}

function attributesIn(config: AgentConfig | undefined): { [name: string]: string } {
  const text = known(config?.ECS_INSTANCE_ATTRIBUTES);
  if (text === undefined) { return config?.ECS_INSTANCE_ATTRIBUTES === undefined ? {} : failAttributes('known only when the stack is deployed'); }
  return OBJECT_OF_TEXTS.test(text.trim()) ? JSON.parse(text) as { [name: string]: string } : failAttributes(`'${text}'`);
}

/** ECS takes no other characters in the names and values of attributes. */
const OBJECT_OF_TEXTS = /^\{\s*("([\w./-]|\\\\){1,128}"\s*:\s*"([\w .@:/-]|\\\\){1,128}"\s*(,\s*(?=")|(?=\})))*\}$/;

function failAttributes(given: string): never {
  return fail('AgentConfig', {
    given: `agentConfig.ECS_INSTANCE_ATTRIBUTES is ${given}`,
    allowed: 'It is an object of texts, in JSON: the library adds the name of the pool',
    remedy: 'Give one, such as {"rack": "1"}',
  });
}

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
  return format === AgentConfigFormat.TOML && key !== 'ECS_INSTANCE_ATTRIBUTES' ? findNotOnBottlerocket(key, value) : undefined;
}

/** Bottlerocket does not start with a setting that it does not have, or of another type. */
function findNotOnBottlerocket(key: string, value: string): Finding | undefined {
  const setting = BOTTLEROCKET_SETTINGS[key];
  if (!setting) {
    return {
      given: `agentConfig has ${key}, and the image is Bottlerocket`,
      allowed: `Bottlerocket has ${Object.keys(BOTTLEROCKET_SETTINGS).filter((name) => !OWNED.includes(name)).join(', ')} and ECS_INSTANCE_ATTRIBUTES`,
      remedy: 'Leave it out, or use PoolImage.amazonLinux2023()',
    };
  }
  return known(value) === undefined || SHAPES[setting.kind].test(value) ? undefined : {
    given: `agentConfig.${key} is '${value}', and the image is Bottlerocket`,
    allowed: `Bottlerocket takes ${KINDS[setting.kind]} there`,
    remedy: `Give agentConfig.${key} as such`,
  };
}

const SHAPES = { text: /./, number: /^\d+$/, flag: /^(true|false)$/, opposite: /^(true|false)$/, list: /^\[\s*("[^"]*"\s*(,\s*(?="))?)*\]$/ };
const KINDS = { text: 'a text', number: 'a number', flag: 'true or false', opposite: 'true or false', list: 'a list of texts, such as ["awslogs"]' };
