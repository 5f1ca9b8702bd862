import { Stack } from 'aws-cdk-lib';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { IContainerService } from './protocol';
import { fail } from '../private/fail';

/** Whom a service calls, and which stack comes after which for that. Only the connections of this library: others the CDK refuses by itself. */
const servers = new WeakMap<IContainerService, Set<IContainerService>>();
const earlierStacks = new WeakMap<Stack, Set<Stack>>();

/** Whether something is reached from another thing, over any number of steps. */
function reaches<T extends object>(edges: WeakMap<T, Set<T>>, from: T, to: T, seen = new Set<T>()): boolean {
  if (seen.has(from)) { return false; }
  seen.add(from);
  const next = edges.get(from) ?? new Set<T>();
  return next.has(to) || [...next].some((other) => reaches(edges, other, to, seen));
}

function add<T extends object>(edges: WeakMap<T, Set<T>>, from: T, to: T): void {
  edges.set(from, (edges.get(from) ?? new Set()).add(to));
}

/** Says that a service lies on a platform, whose stack is deployed before. */
export function standOn(service: IConstruct, platform: IConstruct): void {
  const [later, earlier] = [Stack.of(service), Stack.of(platform)];
  if (!contain(later, earlier)) { add(earlierStacks, later, earlier); }
}

/** Says that a service calls another one, which is deployed before. */
export function callServer(client: IContainerService, server: IContainerService): void {
  const [later, earlier] = [Stack.of(client), Stack.of(server)];
  if (later !== earlier && (reaches(servers, server, client) || reaches(earlierStacks, earlier, later))) {
    fail('MutualStacks', {
      given: `The service connects to '${server.node.path}', whose stack comes after that of this one`,
      allowed: 'Of two stacks, one is deployed first: the services of the one can call those of the other, and not also the other way round',
      remedy: 'Put services that call each other into one stack',
    }, client);
  }
  add(servers, client, server);
  if (!contain(later, earlier)) { add(earlierStacks, later, earlier); }
}

/** Whether the two call each other, over any number of others. */
export function areMutual(client: IContainerService, server: IContainerService): boolean {
  return reaches(servers, server, client) && reaches(servers, client, server);
}

/**
 * What is to be there before a service: those that it calls. Who calls each other is deployed side by side, once they may reach each other. Known
 * when all have said whom they call.
 */
export function serversOf(client: IContainerService): IDependable {
  const before = {};
  Dependable.implement(before, {
    get dependencyRoots() {
      const called = [...servers.get(client) ?? []].filter((server) => server !== client);
      return called.flatMap((server) => areMutual(client, server) ? openingsOf(server) : [server.service.node.defaultChild ?? server.service]);
    },
  });
  return before;
}

/** The rules of the security groups. The groups themselves are referred to, which is to wait for them. */
function openingsOf({ connections }: IContainerService): IConstruct[] {
  return connections.securityGroups.flatMap(({ node }) => node.children.filter((child) => child !== node.defaultChild));
}

/** Nested stacks wait for parts of the stack that they lie in, and it for them. */
function contain(a: Stack, b: Stack): boolean {
  return a.node.scopes.includes(b) || b.node.scopes.includes(a);
}
