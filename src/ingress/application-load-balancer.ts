import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_s3 as s3, aws_wafv2 as wafv2, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { certificateOf, checkCertificates, checkDomain, createRecords } from './domain';
import { checkHosts, conditionsOf, hostsOf, reachableHost } from './hosts';
import { ApplicationLoadBalancerOptions, Visibility } from './options';
import { IIngress, IngressConfig, IngressContext } from './protocol';
import { checkCidr, checkSubnets } from './subnets';
import { checkTarget, createTarget, forwardToBoth } from './target';
import { createTestRule } from './test-rule';
import { acknowledgeNoWebAcl, checkWebAcl, checkWebAclRegion } from './web-acl';
import { acknowledge, acknowledgeInPacks } from '../private/acknowledge';
import { fail, refuse } from '../private/fail';
import { outsideSeconds } from '../private/range';

/** Leaves room for rules of the user's own on either side. */
const RULE_PRIORITY = 100;

export class ApplicationLoadBalancerIngress implements IIngress {
  public readonly ingressKind = 'applicationLoadBalancer';

  constructor(private readonly options: ApplicationLoadBalancerOptions) {
    checkVisibility(options.visibility);
    checkTarget(options);
    checkDomain(options.domain);
    checkHosts(options);
    checkHttps(options);
    checkPeers(options.allowFrom);
    checkWebAcl(options.webAcl);
    refuse('R152', outsideSeconds('idleTimeout', options.idleTimeout, { min: 1, max: 4000 }));
  }

  public bind(parent: Construct, context: IngressContext): IngressConfig {
    // A target group belongs to one load balancer only, and another scheme is another load balancer: both have other ids. What belongs to the
    // names, certificate and records, stays.
    const scope = new Construct(parent, this.isInternal ? 'Internal' : 'Public');
    checkCertificates(scope, this.options);
    checkWebAclRegion(scope, this.options.webAcl);
    const securityGroup = this.createSecurityGroup(scope, context);
    const applicationLoadBalancer = this.createLoadBalancer(scope, context, securityGroup);
    this.protect(scope, context, applicationLoadBalancer);
    const target = createTarget(scope, this.options, context, applicationLoadBalancer, speaksHttps(this.options));
    const certificates = this.certificates(parent);
    const listener = this.createListener(applicationLoadBalancer, certificates);
    const hosts = hostsOf(this.options);
    const listenerRule = new elbv2.ApplicationListenerRule(scope, 'Rule', {
      listener, priority: RULE_PRIORITY, conditions: conditionsOf(hosts), action: forwardToBoth(target),
    });
    const testListenerRule = createTestRule(scope, context, {
      securityGroup,
      listener,
      hosts,
      target,
      isPublic: !this.isInternal,
      takenPorts: this.ports,
      createListener: (id, port) => this.createListener(applicationLoadBalancer, certificates, id, port),
    });
    this.createRedirect(applicationLoadBalancer);
    createRecords(parent, this.options.domain, applicationLoadBalancer, this.hasIpv6(context));
    return {
      ...target,
      applicationLoadBalancer,
      listenerRule,
      ...(testListenerRule ? { testListenerRule } : {}),
      ...this.url(applicationLoadBalancer),
      dependencies: applicationLoadBalancer.connections.securityGroups,
    };
  }

  private get isInternal(): boolean {
    return this.options.visibility === Visibility.INTERNAL;
  }

  private createLoadBalancer(scope: Construct, context: IngressContext, securityGroup: ec2.SecurityGroup): elbv2.ApplicationLoadBalancer {
    const vpcSubnets = this.isInternal ? context.taskSubnets : context.publicSubnets;
    checkSubnets(scope, context.vpc, vpcSubnets, this.isInternal);
    const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
      vpc: context.vpc,
      internetFacing: !this.isInternal,
      vpcSubnets: { ...vpcSubnets, onePerAz: true },
      securityGroup,
      ipAddressType: this.hasIpv6(context) ? elbv2.IpAddressType.DUAL_STACK : undefined,
      dropInvalidHeaderFields: true,
      deletionProtection: context.deletionProtection,
      idleTimeout: this.options.idleTimeout ?? Duration.minutes(1),
    });
    logRequests(loadBalancer, this.options.accessLogs ?? context.accessLogs ? context.logs.logBucket : undefined);
    if (Stack.of(context.vpc) !== Stack.of(scope)) { acknowledge(loadBalancer, 'CloudFormation-Validate::W9007'); }
    if (this.isInternal && this.options.webAcl === undefined) { acknowledgeNoWebAcl(loadBalancer); }
    return loadBalancer;
  }

  /** Within a VPC all have addresses of IPv4. */
  private hasIpv6({ dualStack }: IngressContext): boolean {
    return !this.isInternal && (dualStack ?? false);
  }

  /** Associated here and not where the ACL is: what belongs to a service lies with it. */
  private protect(scope: Construct, context: IngressContext, { loadBalancerArn: resourceArn }: elbv2.ApplicationLoadBalancer): void {
    const webAclArn = this.options.webAcl ?? (this.isInternal ? undefined : context.webAcl?.webAclArn);
    if (webAclArn !== undefined) { new wafv2.CfnWebACLAssociation(scope, 'WebAcl', { resourceArn, webAclArn }); }
  }

  private createSecurityGroup(scope: Construct, context: IngressContext): ec2.SecurityGroup {
    const { vpc } = context;
    const group = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description: 'Load balancer of a service', allowAllOutbound: false });
    if (this.isInternal && !this.options.allowFrom) { checkCidr(scope, vpc, 'allowFrom'); }
    const everybody = this.hasIpv6(context) ? [ec2.Peer.anyIpv4(), ec2.Peer.anyIpv6()] : [ec2.Peer.anyIpv4()];
    const peers = this.options.allowFrom ?? (this.isInternal ? [ec2.Peer.ipv4(vpc.vpcCidrBlock)] : everybody);
    for (const port of this.ports) {
      for (const peer of peers) { group.addIngressRule(peer, ec2.Port.tcp(port), `Clients on port ${port}`); }
    }
    if (!this.options.allowFrom) { acknowledge(group, 'AwsSolutions-EC23'); }
    if (!this.options.allowFrom && this.isInternal) { acknowledgeInPacks(group, 'EC2RestrictedCommonPorts', 'EC2RestrictedSSH'); }
    return group;
  }

  private get redirects(): boolean {
    return speaksHttps(this.options) && (this.options.redirectHttp ?? true);
  }

  /** What it listens on, but for test traffic. */
  private get ports(): number[] {
    return speaksHttps(this.options) ? [443, ...(this.redirects ? [80] : [])] : [80];
  }

  private certificates(scope: Construct): elbv2.IListenerCertificate[] {
    const { domain, certificates = [] } = this.options;
    return domain ? [certificateOf(scope, domain), ...certificates] : certificates;
  }

  private createListener(
    loadBalancer: elbv2.ApplicationLoadBalancer, certificates: elbv2.IListenerCertificate[], id?: string, port?: number,
  ): elbv2.ApplicationListener {
    const common = { open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }) };
    if (!speaksHttps(this.options)) {
      return loadBalancer.addListener(id ?? 'Http', { ...common, port: port ?? 80, protocol: elbv2.ApplicationProtocol.HTTP });
    }
    return loadBalancer.addListener(id ?? 'Https', {
      ...common,
      port: port ?? 443,
      protocol: elbv2.ApplicationProtocol.HTTPS,
      sslPolicy: this.options.sslPolicy ?? elbv2.SslPolicy.TLS13_12_RES_PQ,
      certificates,
    });
  }

  private createRedirect(loadBalancer: elbv2.ApplicationLoadBalancer): void {
    if (!this.redirects) { return; }
    const listener = loadBalancer.addListener('Http', {
      open: false,
      port: 80,
      protocol: elbv2.ApplicationProtocol.HTTP,
      defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
    acknowledgeInPacks(listener, 'ELBv2ACMCertificateRequired');
  }

  private url(loadBalancer: elbv2.ApplicationLoadBalancer): { url?: string } {
    const host = reachableHost(this.options, loadBalancer.loadBalancerDnsName);
    return host === undefined ? {} : { url: `${speaksHttps(this.options) ? 'https' : 'http'}://${host}` };
  }
}

/** Where types are not checked, a word that is not known must not open a load balancer to the internet. */
function checkVisibility(visibility: Visibility | undefined): void {
  if (visibility === undefined || Object.values(Visibility).includes(visibility)) { return; }
  fail('NotAValue', {
    given: `visibility is '${visibility}'`,
    allowed: 'A load balancer is public or internal',
    remedy: 'Use Visibility.PUBLIC or Visibility.INTERNAL',
  });
}

function speaksHttps(options: ApplicationLoadBalancerOptions): boolean {
  return options.domain !== undefined || (options.certificates ?? []).length > 0;
}

/** L2's own `logAccessLogs` wants a literal region, and so refuses stacks without an environment. The bucket's policy is the bucket's owner's. */
function logRequests(loadBalancer: elbv2.ApplicationLoadBalancer, bucket: s3.IBucket | undefined): void {
  loadBalancer.setAttribute('access_logs.s3.enabled', String(bucket !== undefined));
  if (!bucket) { return; }
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  if (bucket.policy) { loadBalancer.node.defaultChild!.node.addDependency(bucket.policy); }
}

function checkPeers(peers: ec2.IPeer[] | undefined): void {
  if (peers?.length !== 0) { return; }
  fail('AllowFrom', {
    given: 'allowFrom is an empty list',
    allowed: 'With nobody admitted the load balancer serves nobody',
    remedy: 'Name whom it admits, or leave allowFrom out',
  });
}

function checkHttps(options: ApplicationLoadBalancerOptions): void {
  if (speaksHttps(options)) { return; }
  for (const prop of ['redirectHttp', 'sslPolicy'] as const) {
    if (options[prop]) {
      fail('R150', { given: `${prop} is given, and there is no certificate`, allowed: 'HTTPS needs one', remedy: 'Give a domain, or certificates' });
    }
  }
}
