import { aws_elasticloadbalancingv2 as elbv2, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationLoadBalancerOptions, ContainerPlatform, ContainerService, Ingress, Profile, Visibility } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';

const OWN = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/mine/1';
const PROTECTED = Profile.development({ webAcl: true });

function services(stack: Stack, profile: Profile, ...balancers: ApplicationLoadBalancerOptions[]): Template {
  const platform = devPlatform(stack, { profile });
  balancers.forEach((options, index) => {
    new ContainerService(stack, `Web${index}`, { platform, image: IMAGE, ingress: Ingress.applicationLoadBalancer(options) });
  });
  return templateOf(stack);
}

function protectedBy(template: Template): unknown[] {
  return Object.values(template.findResources('AWS::WAFv2::WebACLAssociation')).map(({ Properties }) => Properties.WebACLArn);
}

test('the public load balancers of a platform share a web ACL', () => {
  const template = services(testStack(), PROTECTED, {}, {}, { visibility: Visibility.INTERNAL });
  const [acl, ...others] = Object.keys(template.findResources('AWS::WAFv2::WebACL'));
  expect(others).toEqual([]);
  expect(protectedBy(template)).toEqual([{ 'Fn::GetAtt': [acl, 'Arn'] }, { 'Fn::GetAtt': [acl, 'Arn'] }]);
});

test('it has managed rules of AWS that block, in an order that never moves', () => {
  const rule = (Priority: number, Name: string) => Match.objectLike({
    Name, Priority, OverrideAction: { None: {} }, Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name } },
  });
  services(testStack(), PROTECTED).hasResourceProperties('AWS::WAFv2::WebACL', {
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    Rules: [rule(0, 'AWSManagedRulesAmazonIpReputationList'), rule(1, 'AWSManagedRulesCommonRuleSet'), rule(2, 'AWSManagedRulesKnownBadInputsRuleSet')],
  });
});

test('it writes down what it sees, but for what identifies users, under a name that AWS WAF takes and that is free each time', () => {
  const template = services(testStack(), Profile.regulated({ removalPolicy: PROTECTED.removalPolicy }));
  const [[logs, { Properties, DeletionPolicy }]] = Object.entries(template.findResources('AWS::Logs::LogGroup'));
  expect(DeletionPolicy).toBe('Delete');
  expect(Properties).toEqual({
    RetentionInDays: 365,
    KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/EncryptionKey/), 'Arn'] },
    LogGroupName: { 'Fn::Join': ['-', [expect.stringMatching(/^aws-waf-logs-[0-9a-f]{8}$/), { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }]] },
  });
  template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
    LogDestinationConfigs: [{ 'Fn::Join': ['', Match.arrayWith([':log-group:', { Ref: logs }])] }],
    RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }],
  });
});

test.each([Visibility.PUBLIC, Visibility.INTERNAL])('a web ACL of your own takes its place: %s', (visibility) => {
  expect(protectedBy(services(testStack(), PROTECTED, { webAcl: OWN, visibility }))).toEqual([OWN]);
});

test('without the profile there is none', () => {
  const template = services(testStack(), Profile.production(), {});
  template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 0);
});

test('for a service whose profile wants one it is made', () => {
  const stack = testStack();
  new ContainerService(stack, 'Web', { platform: devPlatform(stack), profile: PROTECTED, image: IMAGE, ingress: Ingress.applicationLoadBalancer() });
  const template = templateOf(stack);
  template.resourceCountIs('AWS::WAFv2::WebACL', 1);
  expect(protectedBy(template)).toHaveLength(1);
});

test('in several stacks, it lies with the platform and is associated with the service', () => {
  const app = testApp();
  const [shared, own] = [new Stack(app, 'Shared'), new Stack(app, 'Own')];
  const platform = devPlatform(shared, { profile: PROTECTED });
  new ContainerService(own, 'Web', { platform, image: IMAGE, ingress: Ingress.applicationLoadBalancer() });
  expect(shared.dependencies).toEqual([]);
  templateOf(shared).resourceCountIs('AWS::WAFv2::WebACLAssociation', 0);
  templateOf(own).resourceCountIs('AWS::WAFv2::WebACL', 0);
  expect(protectedBy(templateOf(own))).toHaveLength(1);
});

test.each<[string, (stack: Stack) => string]>([
  ['a cluster that exists', (stack) => {
    const { cluster, vpc } = devPlatform(stack);
    const found = ContainerPlatform.fromCluster(stack, 'Found', { cluster, vpc });
    expect(found.webAclArn).toBe(found.webAclArn);
    return found.webAclArn;
  }],
  ['a published platform', (stack) => ContainerPlatform.fromPublished(stack, 'Found', 'shared').webAclArn],
])('%s has one when it is asked for', (_, arnOf) => {
  const stack = testStack();
  const arn = arnOf(stack);
  new elbv2.CfnTrustStore(stack, 'Any', { name: arn });
  const [{ Properties }] = Object.values(templateOf(stack).findResources('AWS::ElasticLoadBalancingV2::TrustStore'));
  expect(JSON.stringify(Properties.Name)).toMatch(/WebAcl/);
});
