import { aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Capacity, ICapacity, InstancePoolConfig, PoolWeight } from '../capacity';
import { ContainerDaemonProps } from './daemon-props';
import { fail, Finding, refuse } from '../private/fail';

/** The pools that the platform has, by name. */
interface Pools { readonly [name: string]: InstancePoolConfig }

/** What a value without quotes consists of in the query language. */
const PLAIN = /^[\w\-.@/\\:+]+$/;

const TWO_PLACES: Finding = {
  given: 'capacity is given, and pool or pools as well',
  allowed: 'A daemon runs on the instances of pools, or on machines outside AWS',
  remedy: 'Give one of them',
};

/** The pools of a daemon, in the order of their names. */
export function poolNames(scope: Construct, { pool, pools, capacity }: ContainerDaemonProps): string[] {
  if (capacity && !pool && !pools) { return []; }
  refuse('DaemonPools', capacity ? TWO_PLACES : findNotOne(pool, pools), scope);
  return [...new Set(pools ?? [pool!])].sort();
}

/** ECS has services for daemons on instances of one's own, and another resource for those on Managed Instances. */
export function checkKinds(scope: Construct, pools: Pools, names: string[]): void {
  const managed = names.filter((name) => pools[name]?.compatibility === ecs.Compatibility.MANAGED_INSTANCES);
  const other = names.find((name) => pools[name] && !managed.includes(name));
  refuse('DaemonPools', managed.length === 0 || other === undefined ? undefined : {
    given: `The pool '${managed[0]}' has Managed Instances, and '${other}' has not`,
    allowed: 'A daemon runs on pools of one kind',
    remedy: 'Make a ContainerDaemon for each',
  }, scope);
}

/** A daemon has no share in the tasks of a pool: it only must fit all of its pools, as a service must. */
export function capacityOf(names: string[]): ICapacity {
  return Capacity.pools(Object.fromEntries(names.map((name) => [name, PoolWeight.of(1)])));
}

/** What the instances of these pools have in common, and those of no other pool of the cluster. */
export function instancesOf(scope: Construct, pools: Pools, names: string[]): string {
  const attribute = byPrecedence(pools[names[0]].instanceAttributes).find((name) => tellsApart(name, pools, names));
  const subject = `attribute:${attribute ?? failNotTold(scope, pools, names)}`;
  const values = [...new Set(names.map((name) => pools[name].instanceAttributes![attribute!]))].map(written);
  return values.length === 1 ? `${subject} == ${values[0]}` : `${subject} in [${values.join(', ')}]`;
}

/** The library's own first, so that an attribute that a pool is given changes no daemon. */
function byPrecedence(attributes: { [name: string]: string } = {}): string[] {
  const names = Object.keys(attributes).sort();
  const own = (name: string) => name.startsWith('stevedore.');
  return [...names.filter(own), ...names.filter((name) => !own(name))];
}

function tellsApart(attribute: string, pools: Pools, names: string[]): boolean {
  const valueOf = (name: string) => new Map(Object.entries(pools[name].instanceAttributes ?? {})).get(attribute);
  const values = names.map(valueOf);
  return !values.includes(undefined) && Object.keys(pools).every((name) => names.includes(name) || !values.includes(valueOf(name)));
}

function written(value: string): string {
  return PLAIN.test(value) || Token.isUnresolved(value) ? value : `'${value}'`;
}

function findNotOne(pool: string | undefined, pools: string[] | undefined): Finding | undefined {
  const remedy = "Give one of them, such as pool: 'web'";
  if (pool !== undefined && pools !== undefined) {
    return { given: 'pool and pools are both given', allowed: "pool: 'web' is short for pools: ['web']", remedy };
  }
  if (Token.isUnresolved(pools)) {
    return { given: 'pools is known only when the stack is deployed', allowed: 'It names pools of the platform', remedy: 'Give a plain list' };
  }
  return (pools ?? [pool]).some((name) => name !== undefined) ? undefined : {
    given: pools ? 'pools is an empty list' : 'Neither pool nor pools is given',
    allowed: 'A daemon runs on the instances of pools of its platform',
    remedy: `${remedy}, or capacity: Capacity.external()`,
  };
}

function failNotTold(scope: Construct, pools: Pools, names: string[]): never {
  const others = Object.keys(pools).filter((name) => !names.includes(name)).join(', ') || 'none';
  return fail('PoolAttribute', {
    given: `The daemon runs on the pools ${names.join(', ')}, and no attribute tells their instances from others (the other pools are ${others})`,
    allowed: 'ECS finds the instances of a daemon by an attribute that they register with',
    remedy: "Let their agent set one in ECS_INSTANCE_ATTRIBUTES, and give instanceAttributes to the pools, such as { pool: 'web' }",
  }, scope);
}
