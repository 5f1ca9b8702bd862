import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AgentConfigFormat } from './pool-image-protocol';
import { AutoScalingGroupPoolOptions } from './pool-options';
import { Code } from '../../private/codes';
import { fail, Finding, refuse } from '../../private/fail';
import { sortedEntries } from '../../private/sorted';
import { known } from '../../private/tokens';

/** The setting of the agent that has the attributes. */
export const ATTRIBUTES_KEY = 'ECS_INSTANCE_ATTRIBUTES';

/** The attribute by which placements find the instances of a pool. */
const POOL_ATTRIBUTE = 'stevedore.pool';

interface Attributes { readonly [name: string]: string }

/** What the instances of a pool register with, in the order of the names. */
export function attributesOf(poolName: string, { instanceAttributes, agentConfig }: AutoScalingGroupPoolOptions): { [name: string]: string } {
  return Object.fromEntries(sortedEntries({ ...attributesIn(agentConfig), ...instanceAttributes, [POOL_ATTRIBUTE]: poolName }));
}

/** Checks what the user said of attributes, in either way. */
export function checkAttributes(options: AutoScalingGroupPoolOptions, format: AgentConfigFormat, scope?: Construct): void {
  const { instanceAttributes, agentConfig } = options;
  const inConfig = attributesIn(agentConfig);
  const check = (code: Code, prop: string, attributes: Attributes | undefined) => {
    for (const [name, value] of sortedEntries(attributes)) { refuse(code, findWrongAttribute(prop, name, value, format), scope); }
  };
  check('InstanceAttributes', 'instanceAttributes', instanceAttributes);
  check('AgentConfig', `agentConfig.${ATTRIBUTES_KEY}`, inConfig);
  refuse('InstanceAttributes', findOwned(instanceAttributes), scope);
  refuse('InstanceAttributes', findTwice(instanceAttributes, inConfig), scope);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html */
function findWrongAttribute(prop: string, name: string, value: string, format: AgentConfigFormat): Finding | undefined {
  const toml = format === AgentConfigFormat.TOML;
  if (!(toml ? /^[\w./-]{1,128}$/ : /^[\w./\\-]{1,128}$/).test(name)) {
    return {
      given: `${prop} has the name '${Token.isUnresolved(name) ? 'that is known only when the stack is deployed' : name}'`,
      allowed: `A name has 1 to 128 letters, digits, hyphens, underscores, dots and slashes${toml ? '; Bottlerocket takes no backslashes' : ', of both kinds'}`,
      remedy: 'Choose another name',
    };
  }
  return Token.isUnresolved(value) || (typeof value === 'string' && /^(?! )[\w .@:/\\-]{1,128}(?<! )$/.test(value)) ? undefined : {
    given: `${prop}.${name} is '${value}'`,
    allowed: 'A value has 1 to 128 letters, digits, hyphens, underscores, dots, at signs, slashes of both kinds, colons and inner spaces',
    remedy: 'Choose another value',
  };
}

function findOwned(attributes: Attributes = {}): Finding | undefined {
  return Object.keys(attributes).includes(POOL_ATTRIBUTE) ? {
    given: `instanceAttributes has ${POOL_ATTRIBUTE}`,
    allowed: 'The library sets it to the name of the pool, by which daemons find their instances',
    remedy: 'Choose another name',
  } : undefined;
}

function findTwice(attributes: Attributes = {}, inConfig: Attributes): Finding | undefined {
  const name = Object.keys(attributes).sort().find((candidate) => Object.keys(inConfig).includes(candidate));
  return name === undefined ? undefined : {
    given: `instanceAttributes and agentConfig.${ATTRIBUTES_KEY} both have ${name}`,
    allowed: 'An attribute has one value',
    remedy: 'Write all attributes in instanceAttributes',
  };
}

function attributesIn(config: Attributes | undefined): Attributes {
  const given = config?.[ATTRIBUTES_KEY];
  if (given === undefined) { return {}; }
  const text = known(given);
  if (text === undefined) { return failAttributes('known only when the stack is deployed'); }
  return OBJECT_OF_TEXTS.test(text.trim()) ? JSON.parse(text) as Attributes : failAttributes(`'${text}'`);
}

/** What JSON allows, of what ECS takes in the names and values of attributes. */
const OBJECT_OF_TEXTS = /^\{\s*("([\w./-]|\\\\){1,128}"\s*:\s*"([\w .@:/-]|\\\\){1,128}"\s*(,\s*(?=")|(?=\})))*\}$/;

function failAttributes(given: string): never {
  return fail('AgentConfig', {
    given: `agentConfig.${ATTRIBUTES_KEY} is ${given}`,
    allowed: 'It is an object of texts, in JSON: the library adds the name of the pool',
    remedy: 'Give one, such as {"rack": "1"}, or use instanceAttributes',
  });
}
