import { App, aws_ec2 as ec2, aws_iam as iam } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { appWith, HOSTS } from './host';
import { deepFreeze, holdsConstruct, isPlain, shuffled, visit } from './objects';
import { ContainerService, Profile } from '../../src';
import { filesOf } from '../support/files';
import { isStackSingleton } from '../support/singletons';

/** A value that a law is held against. */
export interface Subject {
  /** What its factory returns, such as `IIngress`. */
  readonly type: string;
  /** The properties that its config may have. */
  readonly configKeys?: string[];
  /** Makes it anew, with changed arguments if so wanted. */
  readonly make: (scope: Construct, change?: (args: unknown[]) => unknown[]) => object;
}

/** Fails an expectation where a subject breaks it. */
export type Law = (subject: Subject) => void;

/** A value works deep-frozen: binding writes nothing to it. */
export const frozen: Law = (subject) => {
  const build = (change: (value: object) => object) => appWith(['Stack'], (stack) => host(subject, stack, 'Subject', change(subject.make(held(stack)))));
  expect(filesOf(build(deepFreeze))).toEqual(filesOf(build((value) => value)));
};

/** One value that is bound twice does what two values do that are bound once. */
export const rebindable: Law = (subject) => {
  const place = (make: Maker) => (stack: Construct) => host(subject, stack, 'Subject', make(stack));
  const layouts: { [name: string]: (make: Maker) => App[] } = {
    'two workloads': (make) => [appWith(['Stack'], (stack) => ['A', 'B'].forEach((id) => host(subject, stack, id, make(stack))))],
    'two stacks': (make) => [appWith(['One', 'Two'], place(make))],
    'two apps': (make) => [appWith(['Stack'], place(make)), appWith(['Stack'], place(make))],
  };
  for (const [name, layout] of Object.entries(layouts)) {
    let once: object | undefined;
    if (name === 'two apps' && isTied(subject)) { continue; }
    const shared = layout((scope) => once ??= subject.make(held(scope)));
    const separate = layout((scope) => subject.make(held(scope)));
    expect([name, shared.map(filesOf)]).toEqual([name, separate.map(filesOf)]);
  }
};

/** A value creates constructs below the scope that it was handed, and what L2 writes below roles and groups of the context. */
export const scoped: Law = (subject) => {
  for (const { scope, created, context } of bindings(subject)) {
    const owners: IConstruct[] = [scope, ...grantable(context)];
    const strays = created.filter((node) => !isStackSingleton(node) && !node.node.scopes.some((parent) => owners.includes(parent)));
    expect(strays.map((node) => node.node.path)).toEqual([]);
  }
};

/** A context holds facts and narrow interfaces: no workload, no value, no function. */
export const forwardOnly: Law = (subject) => {
  for (const { context } of bindings(subject)) { expect(leaksIn(context)).toEqual([]); }
};

/** Where a context holds what it should not. */
export function leaksIn(context: object): string[] {
  return pathsIn(context, (entry) => entry instanceof ContainerService || entry instanceof Profile || isValue(entry) || typeof entry === 'function');
}

/** A config holds decisions: no function, nothing undefined, nothing that is not of its struct, and nothing of the value's own. */
export const deltaOnly: Law = (subject) => {
  for (const { config, value } of bindings(subject)) {
    const own = new Set<unknown>();
    visit(value, (entry) => { if (isPlain(entry) || Array.isArray(entry)) { own.add(entry); } });
    // Values that the user gave to this one may be handed on, with all that is theirs.
    visit(value, (entry) => { if (entry !== value && isValue(entry)) { visit(entry, (part) => { own.delete(part); }); } });
    expect(pathsIn(config, (entry) => typeof entry === 'function' || entry === undefined || own.has(entry))).toEqual([]);
    expect(subject.configKeys).toEqual(expect.arrayContaining(Object.keys(config)));
  }
};

/** The order in which a user writes options is of no account. */
export const orderFree: Law = (subject) => {
  const build = (change: (args: unknown[]) => unknown[]) =>
    appWith(['Stack'], (stack) => host(subject, stack, 'Subject', subject.make(held(stack), change)));
  expect(filesOf(build(shuffled))).toEqual(filesOf(build((args) => args)));
};

/** Whether a construct ties the value to its app. */
function isTied(subject: Subject): boolean {
  let tied = false;
  appWith(['Stack'], (stack) => { tied = holdsConstruct(subject.make(held(stack))); });
  return tied;
}

type Maker = (scope: Construct) => object;

interface Binding {
  readonly value: object;
  readonly scope: Construct;
  readonly context: object;
  readonly config: object;
  readonly created: IConstruct[];
}

interface Bindable {
  bind(scope: Construct, context: object): object;
}

/** What happened when a real workload bound the value. */
export function bindings(subject: Subject): Binding[] {
  const log: Binding[] = [];
  appWith(['Stack'], (stack) => host(subject, stack, 'Subject', recording(subject.make(held(stack)) as Bindable, log)));
  expect(log).toHaveLength(1);
  return log;
}

function recording(value: Bindable, log: Binding[]): object {
  const bind = (scope: Construct, context: object) => {
    // The bucket is its owner's, who makes it when it is asked for.
    for (const entry of Object.values(context)) { void (entry as { logBucket?: unknown } | undefined)?.logBucket; }
    const before = new Set(scope.node.root.node.findAll());
    const config = value.bind(scope, context);
    log.push({ value, scope, context, config, created: scope.node.root.node.findAll().filter((node) => !before.has(node)) });
    return config;
  };
  return new Proxy(value, { get: (target, key) => key === 'bind' ? bind : Reflect.get(target, key) as unknown });
}

function grantable(context: object): IConstruct[] {
  const found: IConstruct[] = [];
  visit(context, (entry) => {
    if (entry instanceof ec2.Connections) { found.push(...entry.securityGroups); }
    if (entry instanceof iam.Role || entry instanceof ec2.SecurityGroup) { found.push(entry); }
  });
  return found;
}

function pathsIn(value: unknown, wrong: (entry: unknown) => boolean): string[] {
  const paths: string[] = [];
  visit(value, (entry, path) => { if (wrong(entry)) { paths.push(path); } });
  return paths;
}

function isValue(entry: unknown): boolean {
  return entry !== null && typeof entry === 'object' && !Construct.isConstruct(entry) && typeof (entry as Partial<Bindable>).bind === 'function';
}

function host(subject: Subject, scope: Construct, id: string, value: object): void {
  HOSTS[subject.type](scope, id, value);
}

/** A place for the constructs that sample arguments hold. */
function held(scope: Construct): Construct {
  return new Construct(scope, `Held${scope.node.children.length}`);
}
