import { aws_acmpca as acmpca, aws_ecs as ecs, aws_kms as kms, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ContainerServiceProps, Deployment, Discovery, IDiscovery, Logging, PortSpec } from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';

const SERVICE = 'AWS::ECS::Service';

interface Told { Properties: { ServiceConnectConfiguration: { [name: string]: unknown } } }

/** What the proxies of a service are told. */
function configurationOf(props: Partial<ContainerServiceProps>, stack: Stack = testStack()): { [name: string]: unknown } {
  const service = testService({ platform: devPlatform(stack, { namespaceName: 'shop' }), cpu: 512, ...props }, stack);
  const [found] = Object.values(templateOf(service).findResources(SERVICE)) as Told[];
  return found.Properties.ServiceConnectConfiguration;
}

test('a service is reached by its id, at its port, in the namespace of its platform', () => {
  expect(configurationOf({ discovery: Discovery.serviceConnect() })).toEqual({
    Enabled: true,
    Namespace: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformHttpNamespace/), 'Arn'] },
    Services: [{ PortName: 'main', DiscoveryName: 'web', ClientAliases: [{ DnsName: 'web', Port: 80 }] }],
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: {
        'awslogs-group': { Ref: expect.stringMatching(/^WebLoggingLogGroup/) },
        'awslogs-region': { Ref: 'AWS::Region' },
        'awslogs-stream-prefix': 'Web-service-connect',
        'mode': 'non-blocking',
        'max-buffer-size': '26214400b',
      },
    },
  });
});

test('without a discovery, a service is told to have neither proxies nor a registry: left out, ECS would keep them', () => {
  templateOf(testService()).hasResourceProperties(SERVICE, { ServiceConnectConfiguration: { Enabled: false }, ServiceRegistries: [] });
});

test('what a user tells L2 of Service Connect stays', () => {
  const service = testService({ port: 80 });
  service.service.enableServiceConnect({ namespace: 'theirs' });
  templateOf(service).hasResourceProperties(SERVICE, { ServiceConnectConfiguration: { Enabled: true, Namespace: 'theirs' } });
});

test('a client has proxies, and no port', () => {
  const { Enabled, Services } = configurationOf({ discovery: Discovery.serviceConnectClient() });
  expect({ Enabled, Services }).toEqual({ Enabled: true, Services: undefined });
});

test('the options are what the proxies are told', () => {
  const stack = testStack();
  const certificateAuthority = acmpca.CertificateAuthority.fromCertificateAuthorityArn(stack, 'Authority', 'arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/a');
  const configuration = configurationOf({
    ports: { main: PortSpec.http(80), api: PortSpec.grpc(50051) },
    discovery: Discovery.serviceConnect({
      portName: 'api',
      dnsName: 'ledger.shop',
      timeouts: { idle: Duration.minutes(10), perRequest: Duration.seconds(30) },
      accessLogs: { format: ecs.ServiceConnectAccessLogFormat.JSON, includeQueryParameters: true },
      tls: { certificateAuthority, encryptionKey: new kms.Key(stack, 'Key') },
    }),
  }, stack);
  expect(configuration).toMatchObject({
    AccessLogConfiguration: { Format: 'JSON', IncludeQueryParameters: 'ENABLED' },
    Services: [{
      PortName: 'api',
      DiscoveryName: 'ledger-shop',
      ClientAliases: [{ DnsName: 'ledger.shop', Port: 50051 }],
      Timeout: { IdleTimeoutSeconds: 600, PerRequestTimeoutSeconds: 30 },
      Tls: {
        IssuerCertificateAuthority: { AwsPcaAuthorityArn: 'arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/a' },
        KmsKey: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
        RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^WebDiscoveryTlsRole/), 'Arn'] },
      },
    }],
  });
});

test('the role of TLS has what AWS documents, may use the key, and outlives the service', () => {
  const stack = testStack();
  const certificateAuthority = acmpca.CertificateAuthority.fromCertificateAuthorityArn(stack, 'Authority', 'arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/a');
  configurationOf({ port: 80, discovery: Discovery.serviceConnect({ tls: { certificateAuthority, encryptionKey: new kms.Key(stack, 'Key') } }) }, stack);
  const template = templateOf(stack);
  const policy = 'policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity';
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'ecs.amazonaws.com' } })] },
    ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:${policy}`]] }],
  });
  const granted = { Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair'], Effect: 'Allow' };
  template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike(granted)] } });
  template.hasResource(SERVICE, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^WebDiscoveryTlsRoleDefaultPolicy')]) });
});

test('the proxies log in a group of their own where the containers log elsewhere', () => {
  const elsewhere = { driver: ecs.LogDrivers.syslog(), logGroup: undefined };
  const stack = testStack();
  const logging = { loggingKind: 'own', bind: () => elsewhere };
  const { LogConfiguration } = configurationOf({ discovery: Discovery.serviceConnect(), logging }, stack);
  expect(LogConfiguration).toMatchObject({ Options: { 'awslogs-group': { Ref: expect.stringMatching(/^WebDiscoveryProxiesLogGroup/) } } });
  templateOf(stack).hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: logs.RetentionDays.ONE_WEEK }, DeletionPolicy: 'Delete' });
});

test('the proxies log nowhere where the containers do not, unless requests are to be logged', () => {
  expect(configurationOf({ discovery: Discovery.serviceConnect(), logging: Logging.none() }).LogConfiguration).toBeUndefined();
  const accessLogs = { format: ecs.ServiceConnectAccessLogFormat.TEXT };
  expect(configurationOf({ discovery: Discovery.serviceConnect({ accessLogs }), logging: Logging.none() })).toMatchObject({
    AccessLogConfiguration: { Format: 'TEXT', IncludeQueryParameters: 'DISABLED' },
    LogConfiguration: { LogDriver: 'awslogs' },
  });
});

test.each([['blueGreen', Deployment.blueGreen], ['canary', Deployment.canary], ['linear', Deployment.linear]] as const)(
  'a %s deployment over Service Connect alone has its test header there, and needs no target groups', (_, strategy) => {
    const stack = testStack();
    const { Services } = configurationOf({ discovery: Discovery.serviceConnect(), deployment: strategy({ testHeader: 'x-version: next' }) }, stack);
    expect(Services).toMatchObject([{ ClientAliases: [{ TestTrafficRules: { Header: { Name: 'x-version', Value: { Exact: 'next' } } } }] }]);
    templateOf(stack).hasResourceProperties(SERVICE, { LoadBalancers: [] });
    templateOf(stack).resourceCountIs('AWS::ElasticLoadBalancingV2::TargetGroup', 0);
  });

test('a discovery of the user\'s own has the names that ECS would give', () => {
  const own: IDiscovery = { discoveryKind: 'own', bind: () => ({ serviceConnect: true, services: [{ portMappingName: 'main', port: 8080, ingressPortOverride: 9000 }] }) };
  expect(configurationOf({ port: 80, discovery: own }).Services).toEqual([
    { PortName: 'main', DiscoveryName: 'main', IngressPortOverride: 9000, ClientAliases: [{ DnsName: 'main.shop', Port: 8080 }] },
  ]);
});
