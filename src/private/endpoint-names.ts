import { IConstruct } from 'constructs';
import { Code } from './codes';
import { fail, Finding } from './fail';
import { TakenNames, wrongName } from './names';
import { known } from './tokens';

/** A finding where clients cannot call a host by the name. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html */
export function wrongDnsName(prop: string, name: string | undefined): Finding | undefined {
  return wrongName(prop, name, /^(?!-)[a-z0-9_.-]{1,127}$/, 'A name has 1 to 127 lower-case letters, digits, underscores, hyphens and dots, and no hyphen first');
}

/** A finding where a namespace does not take the name. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html */
export function wrongDiscoveryName(prop: string, name: string | undefined): Finding | undefined {
  return wrongName(prop, name, /^(?!-)[a-z0-9_-]{1,64}$/, 'In the namespace, a name has 1 to 64 lower-case letters, digits, underscores and hyphens, and no hyphen first');
}

/** What a host is called in the namespace, where names have no dots. */
export function discoveryNameOf(dnsName: string): string {
  return known(dnsName)?.replace(/\./g, '-') ?? dnsName;
}

/** Which service has which name in a namespace. */
const names = new TakenNames();

/** A name is free once in a namespace, whatever it is found by. */
export function takeEndpointName(code: Code, prop: string, space: object, name: string, scope: IConstruct): void {
  const other = known(name) === undefined ? undefined : names.take(space, name, scope);
  if (other) {
    fail(code, {
      given: `The name in the namespace is '${name}', as is that of '${other.node.path}'`,
      allowed: 'A namespace has a name once',
      remedy: `Give one of the two another ${prop}`,
    }, scope);
  }
}
