import { CfnResource, Stack, TagManager, TagType } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What aws-cdk-lib calls the providers of its own custom resources. A stack has one of each kind. */
const PROVIDER = /CustomResourceProvider$/;

/**
 * Lets tags of the stack reach the roles and functions behind the custom resources of aws-cdk-lib, which it makes of plain resources that know no
 * tags. Called where the library makes something that has one.
 */
export function tagProviders(scope: IConstruct): void {
  const providers = Stack.of(scope).node.children.filter(({ node }) => PROVIDER.test(node.id));
  for (const resource of providers.flatMap(({ node }) => node.children)) {
    if (CfnResource.isCfnResource(resource) && !TagManager.isTaggable(resource) && !TagManager.isTaggableV2(resource)) { makeTaggable(resource); }
  }
}

/** A plain resource writes what it has as it is, so that its tags have the words of the template. */
function makeTaggable(resource: CfnResource): void {
  Object.assign(resource, { cdkTagManager: new TagManager(TagType.KEY_VALUE, resource.cfnResourceType, undefined, { tagPropertyName: 'Tags' }) });
}
