import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { IConstruct } from 'constructs';
import { ContainerDaemon, ContainerPlatform, ContainerService } from '../../src';
import { cycleBetween } from '../support/cycles';
import { buildExample, EXAMPLES, exampleVariants, templatesOf, Variant } from '../support/examples';
import { isStackSingleton } from '../support/singletons';
import { Stacks } from '../support/stacks';
import { CfnTemplate, stringsOf } from '../support/template';
import { missingWaits } from '../support/waits';

describe.each(exampleVariants())('%s %s', (example, _, variant) => {
  let app: App;
  let templates: CfnTemplate[];
  beforeAll(() => {
    app = buildExample(example, variant);
    templates = Object.values(templatesOf(app));
  });

  test('names no partition, account or region but its own', () => {
    const strings = templates.flatMap(({ Resources, Outputs }) => stringsOf([Resources, Outputs])).join('\n');
    expect(allowed(variant)).toEqual(expect.arrayContaining(literalsIn(strings)));
  });

  test('has no circle of dependencies', () => {
    expect(cycleBetween(Stacks.of(app))).toBeUndefined();
  });

  test('makes each service after all that its first task needs', () => {
    expect(missingWaits(Stacks.of(app))).toEqual([]);
  });

  test('says nothing to the user', () => {
    expect(messagesOf(app)).toEqual([]);
  });

  test('creates all below a workload or a platform', () => {
    const { own = [] } = EXAMPLES[example];
    expect(app.node.findAll().filter((node) => CfnResource.isCfnResource(node) && !hasOwner(node, own)).map((node) => node.node.path)).toEqual([]);
  });
});

test('a literal partition, account or region is found', () => {
  expect(literalsIn('arn:aws:s3:::a arn:aws-cn:iam::123456789012:b eu-central-1a')).toEqual(['aws', 'aws-cn', '123456789012', 'eu-central-1']);
});

test('a warning is found', () => {
  const app = new App();
  new Stack(app, 'Stack').node.addMetadata('aws:cdk:warning', 'a warning');
  expect(messagesOf(app)).toEqual(['a warning']);
});

function allowed({ env }: Variant): string[] {
  return env ? [RegionInfo.get(env.region!).partition!, env.account!, env.region!] : [];
}

function literalsIn(text: string): string[] {
  const patterns = [/(?<=\barn:)aws(-[a-z]+)*(?=:)/g, /(?<![\dA-Za-z])\d{12}(?![\dA-Za-z])/g, /\b(af|ap|ca|cn|eu|il|me|mx|sa|us)(-gov|-iso[a-z]?)?-[a-z]+-\d/g];
  return patterns.flatMap((pattern) => [...new Set(text.match(pattern))]);
}

/** Warnings, errors and notices alike, but for aws-cdk-lib's advice on a feature flag that is off. */
function messagesOf(app: App): string[] {
  const types = ['aws:cdk:info', 'aws:cdk:warning', 'aws:cdk:error'];
  return app.node.findAll().flatMap((node) => node.node.metadata)
    .filter(({ type }) => types.includes(type))
    .map(({ data }) => String(data))
    .filter((message) => !message.includes('@aws-cdk/core:crossStackReferencesDefaultStrong'));
}

const OWNERS = [ContainerService, ContainerDaemon, ContainerPlatform];

/** What L2 makes once for a stack, and a nested stack itself, belong to the stack. */
function hasOwner(resource: IConstruct, own: string[]): boolean {
  return isStackSingleton(resource) || resource.node.scopes.some((scope) =>
    own.includes(scope.node.id) || OWNERS.some((owner) => scope instanceof owner) || scope.node.id.endsWith('.NestedStack'));
}
