import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Finding } from './fail';
import { stageOf } from './stage';
import { known } from './tokens';

/** A finding where a name does not match. */
export function wrongName(prop: string, value: string | undefined, pattern: RegExp, allowed: string): Finding | undefined {
  const name = known(value);
  return name === undefined || pattern.test(name) ? undefined : { given: `${prop} is '${name}'`, allowed, remedy: 'Choose another name' };
}

/** A finding where ECS would not take a name, whatever it is the name of. */
export function wrongEcsName(prop: string, value: string | undefined): Finding | undefined {
  return wrongName(prop, value, /^[A-Za-z0-9_-]{1,255}$/, 'A name has 1 to 255 letters, digits, hyphens and underscores');
}

/** A finding where a key of a map could not be part of an id and a name. */
export function wrongKey(prop: string, map: { [key: string]: unknown } | undefined): Finding | undefined {
  return Object.keys(map ?? {}).sort().map((key) => wrongEcsName(`a key of ${prop}`, key) ?? memberName(prop, key)).find((finding) => finding !== undefined);
}

/** The construct tree takes it for a child that is there already. */
function memberName(prop: string, key: string): Finding | undefined {
  return key in Object.prototype ? {
    given: `a key of ${prop} is '${key}'`,
    allowed: 'Every object has a member of that name, so that no construct can be called so',
    remedy: 'Choose another name',
  } : undefined;
}

/** Whether nobody has taken the construct out of the tree again. */
function isThere({ node: { scopes } }: IConstruct): boolean {
  return scopes.every((scope, depth) => depth === 0 || scopes[depth - 1].node.tryFindChild(scope.node.id) === scope);
}

/** Which construct has taken which name, where a name is free once. */
export class TakenNames {
  private readonly taken = new WeakMap<object, Map<string, IConstruct>>();

  /** Takes a name for a construct, and tells who has it already. */
  public take(realm: object, name: string, scope: IConstruct): IConstruct | undefined {
    const names = this.taken.get(realm) ?? new Map<string, IConstruct>();
    const holder = names.get(name);
    const other = holder && isThere(holder) ? holder : undefined;
    this.taken.set(realm, names.set(name, other ?? scope));
    return other;
  }

  /** Takes a name that is free once in each region of an account. Where these are not known, two stages are taken to be two accounts. */
  public takeInRegion(name: string, scope: IConstruct): IConstruct | undefined {
    const { account, region, environment } = Stack.of(scope);
    const realm = known(account) && known(region) ? scope.node.root : stageOf(scope);
    return this.take(realm, `${environment} ${name}`, scope);
  }
}
