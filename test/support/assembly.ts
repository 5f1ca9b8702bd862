import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown';

/** What jsii writes about the compiled library, as far as tests read it. */
export interface JsiiAssembly {
  readonly types: { [fqn: string]: JsiiType };
}

export interface JsiiType {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly fqn: string;
  readonly docs?: JsiiDocs;
  readonly base?: string;
  readonly interfaces?: string[];
  /** An interface that is a struct. */
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly initializer?: JsiiCallable;
  readonly methods?: JsiiMethod[];
  readonly properties?: JsiiProperty[];
  readonly members?: { readonly name: string; readonly docs?: JsiiDocs }[];
}

export interface JsiiDocs {
  readonly summary?: string;
  readonly default?: string;
  readonly deprecated?: string;
}

export interface JsiiCallable {
  readonly parameters?: JsiiValue[];
  readonly protected?: boolean;
}

export interface JsiiMethod extends JsiiCallable {
  readonly name: string;
  readonly docs?: JsiiDocs;
  readonly static?: boolean;
  readonly abstract?: boolean;
  readonly returns?: { readonly type: JsiiTypeRef; readonly optional?: boolean };
}

export interface JsiiValue {
  readonly name: string;
  readonly type: JsiiTypeRef;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly docs?: JsiiDocs;
}

export interface JsiiProperty extends JsiiValue {
  readonly static?: boolean;
  readonly const?: boolean;
  readonly immutable?: boolean;
  readonly protected?: boolean;
}

export interface JsiiTypeRef {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: JsiiTypeRef };
  readonly union?: { readonly types: JsiiTypeRef[] };
}

const FILE = join(ROOT, '.jsii');

/** The assembly of the last compilation. */
export function loadAssembly(): JsiiAssembly {
  if (!existsSync(FILE)) { throw new Error('There is no .jsii: run "npx projen compile" first.'); }
  return JSON.parse(readFileSync(FILE, 'utf8')) as JsiiAssembly;
}

/** Sources that changed after the last compilation: what the assembly says of them may be out of date. */
export function newerSources(): string[] {
  const compiled = statSync(FILE).mtimeMs;
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && statSync(join(ROOT, 'src', file)).mtimeMs > compiled);
}

/** All types, sorted by name. */
export function typesOf(assembly: JsiiAssembly): JsiiType[] {
  return Object.values(assembly.types).sort((a, b) => a.name < b.name ? -1 : 1);
}

/** All properties of a struct, inherited ones too. */
export function propertiesOf(assembly: JsiiAssembly, fqn: string): JsiiProperty[] {
  const { properties = [], interfaces = [] } = assembly.types[fqn] ?? {};
  return [...properties, ...interfaces.flatMap((parent) => propertiesOf(assembly, parent))];
}

/** Capabilities are what has a `bind`: `Ingress` for `IIngress`. */
export function capabilitiesOf(assembly: JsiiAssembly): string[] {
  return typesOf(assembly)
    .filter(({ kind, datatype, methods = [] }) => kind === 'interface' && !datatype && methods.some(({ name }) => name === 'bind'))
    .map(({ name }) => name.slice(1));
}

export interface Factory {
  /** As in `Ingress.applicationLoadBalancer`. */
  readonly name: string;
  /** What it returns, without the name of the library. */
  readonly returns: string;
  readonly parameters: JsiiValue[];
}

/** The static methods that make values: what they return is bound by someone, or is of a class that cannot be made otherwise. */
export function factoriesOf(assembly: JsiiAssembly): Factory[] {
  const capabilities = capabilitiesOf(assembly).map((name) => `I${name}`);
  const isValueClass = (type: JsiiType | undefined) => type?.kind === 'class' && type.initializer === undefined && !isConstruct(type);
  return typesOf(assembly).flatMap(({ name, methods = [] }) => methods.filter((method) => method.static).map((method) => ({
    name: `${name}.${method.name}`,
    returns: method.returns?.type.fqn?.split('.').slice(1).join('.') ?? 'void',
    parameters: method.parameters ?? [],
  }))).filter(({ returns }) => capabilities.includes(returns) || isValueClass(assembly.types[`cdk-stevedore.${returns}`]));
}

function isConstruct(type: JsiiType): boolean {
  return type.base?.startsWith('constructs.') === true;
}
