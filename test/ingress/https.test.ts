import { aws_certificatemanager as acm, aws_elasticloadbalancingv2 as elbv2, aws_route53 as route53, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationLoadBalancerOptions, ContainerService, DomainOptions, Ingress } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/1';
const CERTIFICATES = [elbv2.ListenerCertificate.fromArn(ARN)];
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RECORD = 'AWS::Route53::RecordSet';

function secured(domain: Partial<DomainOptions> = {}, options: ApplicationLoadBalancerOptions = {}, stack: Stack = testStack()): ContainerService {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  return testService({ ingress: Ingress.applicationLoadBalancer({ domain: { zone, name: 'www.example.com', ...domain }, ...options }) }, stack);
}

function hostsOf(template: Template): unknown[] {
  return Object.values(template.findResources('AWS::ElasticLoadBalancingV2::ListenerRule')).map(({ Properties }) => Properties.Conditions);
}

test('a domain has a certificate that is validated through its zone', () => {
  templateOf(secured({ aliases: ['*.example.com'] })).hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'www.example.com',
    SubjectAlternativeNames: ['*.example.com'],
    DomainValidationOptions: [{ DomainName: 'www.example.com', HostedZoneId: 'Z1' }, { DomainName: '*.example.com', HostedZoneId: 'Z1' }],
    ValidationMethod: 'DNS',
  });
});

test('a domain has an alias record for each name', () => {
  const template = templateOf(secured({ name: 'example.com', aliases: ['WWW.Example.com'] }));
  template.resourceCountIs(RECORD, 2);
  for (const Name of ['example.com.', 'WWW.Example.com.']) {
    template.hasResourceProperties(RECORD, { Name, Type: 'A', HostedZoneId: 'Z1', AliasTarget: Match.objectLike({ DNSName: Match.anyValue() }) });
  }
});

test('HTTPS takes TLS 1.2 and 1.3, and HTTP is sent there', () => {
  const template = templateOf(secured());
  template.hasResourceProperties(LISTENER, { Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09' });
  template.hasResourceProperties(LISTENER, {
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
  });
});

test.each([
  ['with a redirect', {}, [443, 80]],
  ['without one', { redirectHttp: false }, [443]],
])('both listeners are open to clients, %s', (_, options, ports) => {
  const template = templateOf(secured({}, options));
  template.resourceCountIs(LISTENER, ports.length);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: ports.map((port) => Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: port, ToPort: port })),
  });
});

test('sslPolicy reaches the listener', () => {
  templateOf(secured({}, { sslPolicy: elbv2.SslPolicy.TLS13_13 }))
    .hasResourceProperties(LISTENER, { Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' });
});

test.each([
  ['the names of the domain', { aliases: ['shop.example.com'] }, {}, ['www.example.com', 'shop.example.com']],
  ['hosts beside', {}, { hosts: ['*.example.org', 'www.example.com'] }, ['www.example.com', '*.example.org']],
])('the service answers to %s', (_, domain, options, Values) => {
  expect(hostsOf(templateOf(secured(domain, options)))).toEqual([[{ Field: 'host-header', HostHeaderConfig: { Values } }]]);
});

test.each([
  ['the first host that is a name', ['*.example.org', 'www.example.org'], 'http://www.example.org'],
  ['nothing where all hosts have wildcards', ['*.example.org'], undefined],
])('without a domain the URL is %s', (_, hosts, url) => {
  expect(testService({ ingress: Ingress.applicationLoadBalancer({ hosts }) }).url).toBe(url);
});

test('with hosts: [] the service answers to every name', () => {
  expect(hostsOf(templateOf(secured({}, { hosts: [] })))).toEqual([[{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }]]);
});

test('a certificate that is given is used, and none is made', () => {
  const stack = testStack();
  const template = templateOf(secured({ certificate: acm.Certificate.fromCertificateArn(stack, 'Mine', ARN) }, {}, stack));
  template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
  template.hasResourceProperties(LISTENER, { Certificates: [{ CertificateArn: ARN }] });
});

test('records are left to others where createRecord is false', () => {
  const template = templateOf(secured({ createRecord: false }));
  template.resourceCountIs(RECORD, 0);
  template.resourceCountIs('AWS::CertificateManager::Certificate', 1);
});

test('a name of another zone is fine with a certificate and without records', () => {
  const stack = testStack();
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Mine', ARN);
  expect(secured({ name: 'www.example.org', certificate, createRecord: false }, {}, stack).url).toBe('https://www.example.org');
});

test('certificates without a domain make HTTPS under the name of the load balancer', () => {
  const service = testService({ ingress: Ingress.applicationLoadBalancer({ certificates: CERTIFICATES }) });
  const template = templateOf(service);
  template.hasResourceProperties(LISTENER, { Port: 443, Certificates: [{ CertificateArn: ARN }] });
  template.resourceCountIs(RECORD, 0);
  expect(service.url).toMatch(/^https:/);
});

test('certificates beside a domain are added to its own', () => {
  templateOf(secured({}, { certificates: CERTIFICATES }))
    .hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerCertificate', { Certificates: [{ CertificateArn: ARN }] });
});

test('the URL has the name of the domain', () => {
  expect(secured().url).toBe('https://www.example.com');
});

test('a certificate of the same region is fine', () => {
  const stack = testStack({ region: 'eu-west-1', account: '123456789012' });
  expect(() => secured({}, { certificates: CERTIFICATES }, stack)).not.toThrow();
});
