import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { conditionsOf, MAX_VALUES } from './hosts';
import { IngressContext } from './protocol';
import { checkCidr } from './subnets';
import { forwardToBoth, Target } from './target';
import { acknowledge, acknowledgeInPacks } from '../private/acknowledge';
import { fail, warn } from '../private/fail';
import { Header, parseHeader } from '../private/header';

/** Before the rule of the traffic, which would take the request otherwise. */
const TEST_RULE_PRIORITY = 50;

/** What the test traffic of a load balancer needs to know of it. */
export interface TestRuleParts {
  /** Its security group. */
  readonly securityGroup: ec2.SecurityGroup;
  /** Whether the internet reaches it. */
  readonly isPublic: boolean;
  /** The listener of the traffic. */
  readonly listener: elbv2.ApplicationListener;
  /** Makes another listener like that one. */
  readonly createListener: (id: string, port: number) => elbv2.ApplicationListener;
  /** The ports that the load balancer listens on. */
  readonly takenPorts: number[];
  /** The host names that the service answers to. */
  readonly hosts: string[];
  /** Where the requests go. */
  readonly target: Target;
}

/** The rule by which a new version is reached before it gets the traffic: on a port of its own, or by a header on that of the traffic. */
export function createTestRule(scope: Construct, context: IngressContext, parts: TestRuleParts): elbv2.ApplicationListenerRule | undefined {
  const { testPort, testHeader } = context;
  const header = testHeader === undefined ? undefined : parseHeader(testHeader);
  if (testPort === undefined && !header) { return undefined; }
  const listener = testPort === undefined ? parts.listener : createTestListener(scope, context, parts, testPort);
  return new elbv2.ApplicationListenerRule(scope, 'TestRule', {
    listener,
    priority: TEST_RULE_PRIORITY,
    conditions: header ? headerConditions(scope, parts.hosts, header) : conditionsOf(parts.hosts),
    action: forwardToBoth(parts.target),
  });
}

function headerConditions(scope: Construct, hosts: string[], { name, value }: Header): elbv2.ListenerCondition[] {
  if (hosts.length >= MAX_VALUES) {
    fail('R146', {
      given: `testHeader is given, and the service answers to ${hosts.length} host names`,
      allowed: `A listener rule takes at most ${MAX_VALUES} values, the header's among them`,
      remedy: 'Answer to fewer names, use hosts: [] to admit every name, or give testPort instead',
    }, scope);
  }
  return [...hosts.length > 0 ? conditionsOf(hosts) : [], elbv2.ListenerCondition.httpHeader(name, [value])];
}

/** The new version is nobody's business yet: unless the user says otherwise, only the network sees it. */
function createTestListener(scope: Construct, context: IngressContext, parts: TestRuleParts, port: number): elbv2.ApplicationListener {
  if (parts.takenPorts.includes(port)) {
    fail('R144', {
      given: `testPort is ${port}, on which the load balancer listens already`,
      allowed: `A load balancer listens on a port once, and this one does on ${parts.takenPorts.join(' and ')}`,
      remedy: 'Choose another port, such as 8443',
    }, scope);
  }
  if (!context.testAllowFrom) {
    checkCidr(scope, context.vpc, 'testAllowFrom');
    if (parts.isPublic) { warnOfPublicAddresses(scope, port); }
    acknowledge(parts.securityGroup, 'AwsSolutions-EC23');
    acknowledgeInPacks(parts.securityGroup, 'EC2RestrictedCommonPorts', 'EC2RestrictedSSH');
  }
  for (const peer of context.testAllowFrom ?? [ec2.Peer.ipv4(context.vpc.vpcCidrBlock)]) {
    parts.securityGroup.addIngressRule(peer, ec2.Port.tcp(port), `Test traffic on port ${port}`);
  }
  return parts.createListener('Test', port);
}

/** The name of a public load balancer stands for public addresses: who calls it from the VPC comes from the address of a NAT gateway. */
function warnOfPublicAddresses(scope: Construct, port: number): void {
  warn('TestPeers', {
    given: `testPort is ${port} on a public load balancer, and testAllowFrom is left out`,
    allowed: 'The addresses of the VPC are admitted, and its tasks and instances come to a public load balancer from other ones',
    remedy: 'Name with testAllowFrom the addresses that tests come from, such as those of the NAT gateways',
  }, scope);
}
