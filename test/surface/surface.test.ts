import { join } from 'node:path';
import * as library from '../../src';
import {
  capabilitiesOf, factoriesOf, JsiiCallable, JsiiMethod, JsiiProperty, JsiiType, JsiiTypeRef, JsiiValue, loadAssembly, newerSources, typesOf,
} from '../support/assembly';
import { committed } from '../support/committed';

const ASSEMBLY = loadAssembly();
const TYPES = typesOf(ASSEMBLY);

/** Of no use as the name of something public: one of the languages reserves it. */
const RESERVED = [
  'from import with lambda is not pass event fixed internal namespace object operator out override params ref lock string assert default native',
  'package short throws map range select type func go chan build equals hashCode',
].join(' ').split(' ');

/** The capabilities that there are. A new one is added here, with its four types. */
const CAPABILITIES = [
  'Capacity', 'Deployment', 'DeploymentHook', 'Discovery', 'Ingress', 'InstancePool', 'Logging', 'Network', 'Placement', 'PoolImage', 'RollbackAlarm',
  'Scaling', 'Sidecar', 'Storage', 'TaskEvents', 'WorkQueue',
];

/** What the factories return that can be combined: the class itself. */
const COMBINED: { [capability: string]: string[] } = { Placement: ['placementKind', 'bind', 'plus'] };

test('the assembly is newer than the sources: run "npx projen compile" if not', () => {
  expect(newerSources()).toEqual([]);
  const exported = TYPES.filter(({ kind }) => kind !== 'interface').map(({ name }) => name);
  expect(Object.keys(library).sort()).toEqual(exported);
});

/** `UPDATE_SURFACE=1 npx jest test/surface` accepts the change: what goes or changes here breaks programs. */
test('the public surface is the reviewed one', () => {
  const text = `${TYPES.flatMap(linesOf).join('\n')}\n`;
  expect(text).toEqual(committed(join(__dirname, 'public-surface.txt'), text, 'UPDATE_SURFACE'));
});

test.each(TYPES.map((type) => [type.name, type] as const))('%s says what each member takes and is', (_, type) => {
  const vague = refsOf(type).filter(([, ref]) => ref.union !== undefined || ['any', 'json'].includes(ref.primitive ?? ''));
  expect(vague.map(([name]) => name)).toEqual([]);
});

test.each(TYPES.map((type) => [type.name, type] as const))('%s is documented', (_, type) => {
  const { properties = [], methods = [], members = [] } = type;
  expect([type, ...properties, ...methods, ...members].filter(({ docs }) => !docs?.summary).map(({ name }) => name)).toEqual([]);
  expect(properties.filter(({ optional, docs }) => type.datatype && optional && !docs?.default).map(({ name }) => name)).toEqual([]);
});

test.each(TYPES.map((type) => [type.name, type] as const))('%s uses no name that a language reserves', (_, type) => {
  const { properties = [], methods = [] } = type;
  const names = [...properties, ...methods, ...[...methods, type.initializer ?? {}].flatMap(({ parameters = [] }: JsiiCallable) => parameters)];
  expect(names.map(({ name }) => name).filter((name) => RESERVED.includes(name) || /^[gs]et[A-Z]/.test(name))).toEqual([]);
});

test('the capabilities are those of the table', () => {
  expect(capabilitiesOf(ASSEMBLY)).toEqual(CAPABILITIES);
  const ending = (suffix: string) => TYPES.map(({ name }) => name).filter((name) => name.endsWith(suffix));
  expect(ending('Context')).toEqual(CAPABILITIES.map((name) => `${name}Context`));
  expect(ending('Config')).toEqual(CAPABILITIES.map((name) => `${name}Config`));
});

describe.each(CAPABILITIES)('%s', (name) => {
  const find = (suffix: string) => ASSEMBLY.types[`cdk-stevedore.${suffix}`];

  test('has factories and nothing else', () => {
    const { initializer, properties = [], methods = [] } = find(name);
    const factories = factoriesOf(ASSEMBLY).filter((factory) => factory.name.startsWith(`${name}.`));
    const others = [...properties, ...methods.filter((method) => !method.static)].map((member) => member.name);
    expect({ initializer, others }).toEqual({ initializer: undefined, others: COMBINED[name] ?? [] });
    expect(factories.map(({ returns }) => returns)).toEqual(methods.filter((method) => method.static).map(() => COMBINED[name] ? name : `I${name}`));
  });

  test('has an interface with a brand and bind', () => {
    const brand = `${name[0].toLowerCase()}${name.slice(1)}Kind`;
    expect(linesOf(find(`I${name}`)).slice(1)).toEqual([
      `I${name}.${brand}: string { readonly }`,
      `I${name}.bind(scope: constructs.Construct, context: ${name}Context): ${name}Config`,
    ].sort());
  });

  test('has structs for the context and the config', () => {
    expect([find(`${name}Context`).datatype, find(`${name}Config`).datatype]).toEqual([true, true]);
  });
});

/** A type and its members, a line each. */
function linesOf(type: JsiiType): string[] {
  const { name, base, interfaces = [], initializer, properties = [], methods = [], members = [] } = type;
  const parents = [base, ...interfaces].filter((parent) => parent !== undefined).map(shortName);
  const head = `${type.datatype ? 'struct' : type.kind} ${name}${parents.length > 0 ? ` : ${parents.sort().join(', ')}` : ''}`;
  return [head, ...[
    ...initializer ? [`${name}.new${parametersOf(initializer)}`] : [],
    ...properties.map((property) => `${name}.${declarationOf(property)}${type.datatype ? '' : flagsOf(property)}`),
    ...methods.map((method) => `${name}.${method.name}${parametersOf(method)}: ${resultOf(method)}${flagsOf(method)}`),
    ...members.map((member) => `${name}.${member.name}`),
  ].sort()];
}

function parametersOf({ parameters = [] }: JsiiCallable): string {
  return `(${parameters.map(declarationOf).join(', ')})`;
}

function declarationOf({ name, type, optional, variadic }: JsiiValue): string {
  return `${variadic ? '...' : ''}${name}${optional ? '?' : ''}: ${nameOf(type)}`;
}

function resultOf({ returns }: JsiiMethod): string {
  return returns ? `${nameOf(returns.type)}${returns.optional ? ' | undefined' : ''}` : 'void';
}

function flagsOf(member: Partial<JsiiProperty & JsiiMethod>): string {
  const flags = [member.static && 'static', member.protected && 'protected', member.immutable && 'readonly', member.docs?.deprecated && 'deprecated']
    .filter((flag) => typeof flag === 'string');
  return flags.length > 0 ? ` { ${flags.join(', ')} }` : '';
}

function nameOf({ fqn, primitive, collection, union }: JsiiTypeRef): string {
  if (collection) { return `${collection.kind}<${nameOf(collection.elementtype)}>`; }
  return union ? union.types.map(nameOf).join(' | ') : shortName(fqn ?? primitive ?? '');
}

function shortName(fqn: string): string {
  return fqn.replace(/^cdk-stevedore\./, '');
}

/** All types that a type mentions, with the member that does. */
function refsOf({ initializer, properties = [], methods = [] }: JsiiType): [string, JsiiTypeRef][] {
  const parameters = [initializer ?? {}, ...methods].flatMap((callable: JsiiCallable) => callable.parameters ?? []);
  const results = methods.flatMap(({ name, returns }) => returns ? [{ name, type: returns.type }] : []);
  return [...properties, ...parameters, ...results].flatMap(({ name, type }) => unfold(type).map((ref): [string, JsiiTypeRef] => [name, ref]));
}

function unfold(ref: JsiiTypeRef): JsiiTypeRef[] {
  return ref.collection ? [ref, ...unfold(ref.collection.elementtype)] : [ref];
}
