import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { templatesOf } from './examples';
import { nameOfExport, referencesOf } from './references';
import { CfnTemplate, CfnTemplateResource } from './template';

/** A template, and where it stands among the others of its app. */
export interface DeployedStack {
  readonly template: CfnTemplate;
  /** What other templates call it in Fn::GetStackOutput. */
  readonly stackName?: string;
  /** The stacks that are deployed before it, by their paths. */
  readonly dependencies?: string[];
  /** The resource that a nested stack is in the stack around it. */
  readonly nestedAs?: ResourcePlace;
}

/** Where a resource is. */
export interface ResourcePlace {
  readonly stack: string;
  readonly logicalId: string;
}

/** The stacks of an app, by their paths. */
export class Stacks {
  public static of(app: App): Stacks {
    const templates = templatesOf(app);
    const stacks = app.node.findAll().filter((node) => Stack.isStack(node));
    return new Stacks(Object.fromEntries(stacks.map((stack) => [stack.node.path, {
      template: templates[stack.node.path],
      stackName: stack.nestedStackParent ? undefined : stack.stackName,
      dependencies: stack.dependencies.map(({ node }) => node.path),
      nestedAs: NestedStack.isNestedStack(stack) ? placeOf(stack) : undefined,
    }])));
  }

  private readonly nested = new Map<string, string>();
  private readonly exports = new Map<string, ResourcePlace>();
  private readonly named = new Map<string, string>();
  private readonly byType = new Map<string, string[]>();

  constructor(private readonly stacks: { readonly [path: string]: DeployedStack }) {
    for (const [path, { stackName, nestedAs }] of Object.entries(stacks)) {
      if (nestedAs) { this.nested.set(nodeOf(nestedAs), path); }
      if (stackName !== undefined) { this.named.set(stackName, path); }
      for (const [logicalId, { Export }] of Object.entries(this.outputsOf(path))) {
        if (Export) { this.exports.set(nameOfExport(Export.Name), { stack: path, logicalId }); }
      }
      for (const [logicalId, { Type }] of Object.entries(this.resourcesOf(path))) {
        this.byType.set(Type, [...this.ofType(Type), nodeOf({ stack: path, logicalId })]);
      }
    }
  }

  public get paths(): string[] {
    return Object.keys(this.stacks);
  }

  public find(path: string): DeployedStack {
    return this.stacks[path];
  }

  public resourcesOf(path: string): { [logicalId: string]: CfnTemplateResource } {
    return this.stacks[path].template.Resources ?? {};
  }

  /** The nodes of all resources of a type. */
  public ofType(type: string): string[] {
    return this.byType.get(type) ?? [];
  }

  /** The resource that a node stands for. */
  public resourceAt(node: string): CfnTemplateResource {
    const stack = stackOf(node);
    return this.resourcesOf(stack)[node.slice(stack.length + 1)];
  }

  public nestedAt(place: ResourcePlace): string | undefined {
    return this.nested.get(nodeOf(place));
  }

  /** The stack of this app that exports a name. */
  public exporterOf(name: string): string | undefined {
    return this.exports.get(name)?.stack;
  }

  /** The stack of this app that has a name. */
  public stackNamed(name: string): string | undefined {
    return this.named.get(name);
  }

  /** The resources that a value in a stack's template refers to, those behind outputs and parameters of other stacks too. */
  public targetsOf(stack: string, value: unknown): string[] {
    return referencesOf(value).flatMap((reference) => {
      switch (reference.to) {
        case 'export': return this.outputTargets(this.exports.get(reference.name));
        case 'output': return this.outputTargets({ stack: this.stackNamed(reference.stackName), logicalId: reference.name });
        default: return this.nameTargets({ stack, logicalId: reference.name }, reference.attribute);
      }
    });
  }

  private nameTargets(place: ResourcePlace, attribute = ''): string[] {
    const nested = this.nestedAt(place);
    if (nested !== undefined && attribute !== '') { return this.outputTargets({ stack: nested, logicalId: attribute.replace('Outputs.', '') }); }
    if (place.logicalId in this.resourcesOf(place.stack)) { return [nodeOf(place)]; }
    const { nestedAs } = this.stacks[place.stack];
    return nestedAs ? this.targetsOf(nestedAs.stack, this.argumentOf(nestedAs, place.logicalId)) : [];
  }

  private outputTargets({ stack, logicalId }: Partial<ResourcePlace> = {}): string[] {
    return stack === undefined ? [] : this.targetsOf(stack, this.outputsOf(stack)[logicalId!]?.Value);
  }

  /** What a nested stack is given for a parameter. */
  private argumentOf({ stack, logicalId }: ResourcePlace, parameter: string): unknown {
    const { Parameters } = this.resourcesOf(stack)[logicalId].Properties as { Parameters?: { [name: string]: unknown } };
    return Parameters?.[parameter];
  }

  private outputsOf(path: string): { [name: string]: { Value: unknown; Export?: { Name: unknown } } } {
    return (this.stacks[path].template.Outputs ?? {}) as ReturnType<Stacks['outputsOf']>;
  }
}

/** What stands for a resource in a graph. */
export function nodeOf({ stack, logicalId }: ResourcePlace): string {
  return `${stack}/${logicalId}`;
}

/** The path of the stack that a node lies in. */
export function stackOf(node: string): string {
  return node.slice(0, node.lastIndexOf('/'));
}

function placeOf(nested: NestedStack): ResourcePlace {
  const parent = nested.nestedStackParent!;
  return { stack: parent.node.path, logicalId: parent.resolve(nested.nestedStackResource!.logicalId) as string };
}
