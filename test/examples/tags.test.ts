import { App, CfnResource, PermissionsBoundary, Stack, TagManager, Tags } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Profile } from '../../src';
import { devPlatform, templateOf, testApp } from '../support/builders';
import { buildExample, EXAMPLES, templatesOf, Variant } from '../support/examples';
import { CfnTemplateResource } from '../support/template';

/** What a resource must say is said in its stack's template. */
interface Written extends CfnTemplateResource { readonly id: string }

const TAG = 'cost-center';
const VALUE = 'warehouse';
const BOUNDARY = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':policy/developers']] };

const PLACES: [string, Variant][] = [['stacks', {}], ['a stage', { within: 'stage' }], ['nested stacks', { within: 'nested stack' }]];
const CELLS = Object.keys(EXAMPLES).flatMap((example) => PLACES.map(([place, variant]) => [example, place, variant] as const));

/** The example, of which the app has a tag, and the stacks or the stage a permissions boundary. */
function governed(example: string, variant: Variant): { app: App; resources: Written[] } {
  const app = buildExample(example, { ...variant, permissionsBoundary: PermissionsBoundary.fromName('developers') });
  // What an app is tagged with does not reach what lies in its stages.
  Tags.of(variant.within === 'stage' ? app.node.findChild('Stage') : app).add(TAG, VALUE);
  const print = jest.spyOn(console, 'error').mockImplementation();
  try {
    const resources = Object.values(templatesOf(app)).flatMap(({ Resources = {} }) => Object.entries(Resources));
    return { app, resources: resources.map(([id, resource]) => ({ id, ...resource })) };
  } finally {
    print.mockRestore();
  }
}

test.each(CELLS)('%s in %s: the tag is on all that takes tags, and the boundary on each role', (example, _, variant) => {
  const { app, resources } = governed(example, variant);
  const roles = resources.filter(({ Type }) => Type === 'AWS::IAM::Role');
  expect(roles.length).toBeGreaterThan(0);
  const free = roles.filter(({ Properties }) => JSON.stringify(read(Properties).PermissionsBoundary) !== JSON.stringify(BOUNDARY));
  expect(free.map(({ id }) => id)).toEqual([]);

  const known = app.node.findAll().filter(takesTags).map(({ cfnResourceType }) => cfnResourceType);
  const taggable = new Set([...known, 'AWS::IAM::Role', 'AWS::Lambda::Function']);
  expect(taggable.size).toBeGreaterThan(5);
  expect(resources.filter(({ Type }) => taggable.has(Type)).filter((resource) => !isTagged(resource)).map(({ id }) => id)).toEqual([]);
});

test.each(Object.keys(EXAMPLES))('%s: tasks, their volumes and instances get the tags of their service and group', (example) => {
  const { resources } = governed(example, {});
  const propertiesOf = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => read(Properties));
  const services = propertiesOf('AWS::ECS::Service');
  expect(services.length).toBeGreaterThan(0);
  expect(services).toEqual(services.map(() => expect.objectContaining({ PropagateTags: 'SERVICE', EnableECSManagedTags: true })));
  for (const volume of services.flatMap(({ VolumeConfigurations = [] }) => VolumeConfigurations as object[])) {
    expect(volume).toMatchObject({ ManagedEBSVolume: { TagSpecifications: [{ ResourceType: 'volume', PropagateTags: 'SERVICE' }] } });
  }
  for (const { Tags: tags } of propertiesOf('AWS::AutoScaling::AutoScalingGroup')) {
    expect(tags).toContainEqual({ Key: TAG, Value: VALUE, PropagateAtLaunch: true });
  }
  for (const { LaunchTemplateData } of propertiesOf('AWS::EC2::LaunchTemplate')) {
    const { TagSpecifications } = LaunchTemplateData as { TagSpecifications: { ResourceType: string; Tags: object[] }[] };
    expect(TagSpecifications.filter(({ Tags: tags }) => tags.some((tag) => JSON.stringify(tag) === JSON.stringify({ Key: TAG, Value: VALUE })))
      .map(({ ResourceType }) => ResourceType)).toEqual(['instance', 'volume']);
  }
});

test('some example has volumes of tasks, and some has pools', () => {
  const types = ['ebs-scratch', 'ec2-web'].flatMap((example) => governed(example, {}).resources).map((resource) => JSON.stringify(resource));
  expect(types.some((text) => text.includes('ManagedEBSVolume'))).toBe(true);
  expect(types.some((text) => text.includes('AWS::AutoScaling::AutoScalingGroup'))).toBe(true);
});

test('where there are no tags, the roles and functions of the CDK have none', () => {
  const resources = Object.values(templatesOf(buildExample('queue-worker'))).flatMap(({ Resources = {} }) => Object.entries(Resources));
  const provided = resources.filter(([id]) => id.startsWith('CustomVpcRestrictDefaultSGCustomResourceProvider'));
  expect(provided).toHaveLength(2);
  expect(provided.flatMap(([, { Properties }]) => Object.keys(read(Properties))).filter((name) => /^tags$/i.test(name))).toEqual([]);
});

test('the bucket of a development platform is emptied by a function that has them', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  expect(devPlatform(stack, { profile: Profile.development({ accessLogs: true }) }).logBucket).toBeDefined();
  Tags.of(stack).add(TAG, VALUE);
  const resources = Object.entries(templateOf(stack).toJSON().Resources as { [id: string]: Written });
  const provided = resources.filter(([id, { Type }]) => id.includes('CustomResourceProvider') && Type !== 'AWS::IAM::Policy');
  expect(provided.map(([id]) => id.slice(0, 26)).sort()).toEqual([
    'CustomS3AutoDeleteObjectsC', 'CustomS3AutoDeleteObjectsC', 'CustomVpcRestrictDefaultSG', 'CustomVpcRestrictDefaultSG',
  ]);
  expect(provided.filter(([, resource]) => !isTagged(resource))).toEqual([]);
});

function read(properties: unknown): { readonly [name: string]: unknown } {
  return (properties ?? {}) as { [name: string]: unknown };
}

function takesTags(node: IConstruct): node is CfnResource {
  return CfnResource.isCfnResource(node) && !Stack.isStack(node) && (TagManager.isTaggable(node) || TagManager.isTaggableV2(node));
}

/** Some have their tags in a list, some in a map, and a launch template in its specifications. */
function isTagged({ Properties }: Written): boolean {
  const text = JSON.stringify(Properties ?? {});
  return text.includes(JSON.stringify({ Key: TAG, Value: VALUE })) || text.includes(`"${TAG}":"${VALUE}"`) || text.includes(`{"Key":"${TAG}","PropagateAtLaunch":true`);
}
