import { referencesOf } from './references';
import { nodeOf, ResourcePlace, Stacks } from './stacks';

/** What waits for what. The nodes are resources, and the begin and the end of each stack. */
export type Graph = Map<string, string[]>;

/** A stack's resources come after its begin, and it ends after all of them. Nested stacks are resources that begin and end. */
export function graphOf(stacks: Stacks): Graph {
  const graph: Graph = new Map();
  for (const stack of stacks.paths) {
    const { dependencies = [], nestedAs } = stacks.find(stack);
    const places = Object.keys(stacks.resourcesOf(stack)).map((logicalId) => ({ stack, logicalId }));
    graph.set(beginOf(stack), [...dependencies.map(endOf), ...nestedAs ? waitsOf(stacks, nestedAs) : []]);
    graph.set(endOf(stack), [beginOf(stack), ...places.map(nodeOf)]);
    for (const place of places) {
      const nested = stacks.nestedAt(place);
      graph.set(nodeOf(place), nested === undefined ? waitsOf(stacks, place) : [endOf(nested)]);
    }
  }
  return graph;
}

/** All that a node waits for, over however many others. */
export function reachableFrom(graph: Graph, start: string): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
    }
  }
  return reached;
}

/** Nodes that wait for each other in a circle, or undefined. */
export function cycleOf(graph: Graph): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) { return [...path.slice(path.indexOf(node)), node]; }
    if (done.has(node)) { return undefined; }
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle) { return cycle; }
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) { return cycle; }
  }
  return undefined;
}

/** What a resource refers to, what it depends on, the begin of its stack, and the end of those stacks whose outputs it takes. */
function waitsOf(stacks: Stacks, { stack, logicalId }: ResourcePlace): string[] {
  const resources = stacks.resourcesOf(stack);
  const { DependsOn = [], ...rest } = resources[logicalId];
  const waits = referencesOf(rest).flatMap((reference) => {
    switch (reference.to) {
      case 'export': return ends(stacks.exporterOf(reference.name));
      case 'output': return ends(stacks.stackNamed(reference.stackName));
      default: return reference.name in resources ? [nodeOf({ stack, logicalId: reference.name })] : [];
    }
  });
  return [beginOf(stack), ...waits, ...[DependsOn].flat().map((id) => nodeOf({ stack, logicalId: id }))];
}

function ends(stack: string | undefined): string[] {
  return stack === undefined ? [] : [endOf(stack)];
}

function beginOf(stack: string): string {
  return `begin of ${stack}`;
}

function endOf(stack: string): string {
  return `end of ${stack}`;
}
