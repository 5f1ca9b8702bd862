import { aws_elasticloadbalancingv2 as elbv2, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { fail } from '../private/fail';
import { known } from '../private/tokens';

/** Those for CloudFront are global, and of no use to a load balancer. */
export function checkWebAcl(webAcl: string | undefined): void {
  const arn = known(webAcl);
  if (arn === undefined || /^arn:[^:]+:wafv2:[^:]+:[^:]*:regional\/webacl\//.test(arn)) { return; }
  fail('WebAcl', {
    given: `webAcl is '${arn}'`,
    allowed: 'A load balancer takes a web ACL of AWS WAF (v2) of the scope REGIONAL, by its ARN',
    remedy: 'Give the ARN of one, such as attrArn of a wafv2.CfnWebACL',
  });
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html */
export function checkWebAclRegion(scope: IConstruct, webAcl: string | undefined): void {
  const here = known(Stack.of(scope).region);
  const there = known(known(webAcl)?.split(':')[3]);
  if (here === undefined || there === undefined || here === there) { return; }
  fail('WebAcl', {
    given: `webAcl is in ${there}, and the load balancer in ${here}`,
    allowed: 'A load balancer takes a web ACL of its own region',
    remedy: `Give one in ${here}`,
  }, scope);
}

/** Of an internal load balancer. HIPAA does not ask for it. */
export function acknowledgeNoWebAcl(loadBalancer: elbv2.ApplicationLoadBalancer): void {
  acknowledge(loadBalancer, 'NIST.800.53.R5-ALBWAFEnabled');
  acknowledge(loadBalancer, 'PCI.DSS.321-ALBWAFEnabled');
}
