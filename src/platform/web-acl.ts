import { aws_kms as kms, aws_logs as logs, aws_wafv2 as wafv2, ArnFormat, Aws, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Profile } from './profile/profile';

/** 925 of the 1,500 capacity units that the basic price covers. The first stops most of what the others would have to look into. */
const RULE_GROUPS = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

/** What identifies the users of a service is not written into logs. */
const REDACTED_HEADERS = ['authorization', 'cookie'];

/**
 * The web ACL of all public load balancers of the platform: an ACL is paid for by the month, and so are its rules.
 * Returns its ARN. What associates it with a load balancer lies with the load balancer.
 */
export function createWebAcl(parent: Construct, profile: Profile, encryptionKey: kms.IKey | undefined): string {
  const scope = new Construct(parent, 'WebAcl');
  const webAcl = new wafv2.CfnWebACL(scope, 'Acl', {
    scope: 'REGIONAL',
    description: 'Managed rules of AWS for public load balancers',
    defaultAction: { allow: {} },
    rules: RULE_GROUPS.map((name, priority) => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
      visibilityConfig: measured(name),
    })),
    visibilityConfig: measured('WebAcl'),
  });
  logRequests(scope, webAcl, profile, encryptionKey);
  return webAcl.attrArn;
}

function measured(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}

/** AWS WAF lets itself into the log group, by a policy that it makes: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html */
function logRequests(scope: Construct, webAcl: wafv2.CfnWebACL, profile: Profile, encryptionKey: kms.IKey | undefined): void {
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    logGroupName: derivedName(scope), retention: profile.logRetention, removalPolicy: profile.removalPolicy, encryptionKey,
  });
  new wafv2.CfnLoggingConfiguration(scope, 'Logging', {
    resourceArn: webAcl.attrArn,
    // The ARN that a log group tells ends with :*, which AWS WAF does not take.
    logDestinationConfigs: [Stack.of(scope).formatArn({
      service: 'logs', resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })],
    redactedFields: REDACTED_HEADERS.map((Name) => ({ singleHeader: { Name } })),
  });
}

/**
 * AWS WAF writes only to log groups whose name starts so. The last part of the stack's id is another one each time the stack is made: a log group
 * that was retained is in nobody's way.
 */
function derivedName(scope: Construct): string {
  return Fn.join('-', ['aws-waf-logs', scope.node.addr.slice(-8), Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}
