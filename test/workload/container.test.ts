import { aws_ecr as ecr, aws_ecs as ecs, aws_secretsmanager as secretsmanager, aws_ssm as ssm, Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ContainerServiceProps, PortSpec } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

function hasContainer(props: Partial<ContainerServiceProps>, expected: object, stack = testStack()): void {
  templateOf(testService(props, stack)).hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [Match.objectLike(expected)] });
}

test.each<[string, Partial<ContainerServiceProps>, object]>([
  ['image', {}, { Image: 'public.ecr.aws/nginx/nginx:1.29', Essential: true }],
  ['containerName, if unsaid', {}, { Name: 'main' }],
  ['containerName', { containerName: 'web' }, { Name: 'web' }],
  ['command', { command: ['serve', '--fast'] }, { Command: ['serve', '--fast'] }],
  ['entryPoint', { entryPoint: ['/init'] }, { EntryPoint: ['/init'] }],
  ['environment', { environment: { COLOUR: 'red' } }, { Environment: [{ Name: 'COLOUR', Value: 'red' }] }],
  ['workingDirectory', { workingDirectory: '/srv' }, { WorkingDirectory: '/srv' }],
  ['user', { user: '1000:1000' }, { User: '1000:1000' }],
  ['readonlyRootFilesystem', { readonlyRootFilesystem: true }, { ReadonlyRootFilesystem: true }],
  ['stopTimeout', { stopTimeout: Duration.seconds(120) }, { StopTimeout: 120 }],
  ['no ports, if unsaid', {}, { PortMappings: Match.absent() }],
  ['port', { port: 8080 }, { PortMappings: [{ Name: 'main', ContainerPort: 8080, Protocol: 'tcp', AppProtocol: 'http' }] }],
  ['the health check, with what ECS takes where nothing is said', { healthCheck: { command: ['true'] } }, {
    HealthCheck: { Command: ['CMD-SHELL', 'true'], Interval: 30, Timeout: 5, Retries: 3 },
  }],
])('the container has %s', (_, props, expected) => {
  hasContainer(props, expected);
});

test('the health check has what is given', () => {
  const healthCheck: ecs.HealthCheck = {
    command: ['CMD', 'check'], interval: Duration.seconds(300), timeout: Duration.seconds(60), retries: 10, startPeriod: Duration.seconds(300),
  };
  hasContainer({ healthCheck }, { HealthCheck: { Command: ['CMD', 'check'], Interval: 300, Timeout: 60, Retries: 10, StartPeriod: 300 } });
});

test.each([
  ['http', PortSpec.http(1), { Protocol: 'tcp', AppProtocol: 'http' }],
  ['grpc', PortSpec.grpc(1), { Protocol: 'tcp', AppProtocol: 'grpc' }],
  ['tcp', PortSpec.tcp(1), { Protocol: 'tcp', AppProtocol: Match.absent() }],
  ['udp', PortSpec.udp(1), { Protocol: 'udp', AppProtocol: Match.absent() }],
])('a port of %s', (_, port, expected) => {
  hasContainer({ ports: { it: port } }, { PortMappings: [Match.objectLike({ Name: 'it', ContainerPort: 1, ...expected })] });
});

test('one port may carry TCP and UDP', () => {
  hasContainer({ ports: { dns: PortSpec.udp(53), fallback: PortSpec.tcp(53) } }, { PortMappings: Match.arrayWith([Match.objectLike({ Protocol: 'udp' })]) });
});

test('the order of maps does not change the template', () => {
  const stack = testStack();
  const parameter = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/p' });
  const secret = ecs.Secret.fromSsmParameter(parameter);
  const maps = { environment: { A: '1', B: '2' }, secrets: { C: secret, D: secret }, ports: { e: PortSpec.tcp(1), f: PortSpec.tcp(2) } };
  const reversed = Object.fromEntries(Object.entries(maps).map(([prop, map]) => [prop, Object.fromEntries(Object.entries(map).reverse())]));
  expect(JSON.stringify(templateOf(testService(reversed)).toJSON())).toBe(JSON.stringify(templateOf(testService(maps)).toJSON()));
});

test('secrets are read by the execution role', () => {
  const stack = testStack();
  const secret = new secretsmanager.Secret(stack, 'Secret');
  const parameter = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/p' });
  const secrets = { KEY: ecs.Secret.fromSecretsManager(secret, 'key'), PARAMETER: ecs.Secret.fromSsmParameter(parameter) };
  hasContainer({ secrets }, { Secrets: [Match.objectLike({ Name: 'KEY' }), Match.objectLike({ Name: 'PARAMETER' })] }, stack);
  templateOf(stack).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('ExecutionRole') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], Resource: { Ref: Match.stringLikeRegexp('^Secret') } }),
        Match.objectLike({ Action: ['ssm:DescribeParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters'] }),
      ]),
    },
  });
});

test('the execution role may pull an image of ECR', () => {
  const stack = testStack();
  const image = ecs.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repository'), '1.0');
  templateOf(testService({ image }, stack)).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('ExecutionRole') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['ecr:BatchGetImage']), Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('Repository'), 'Arn'] } }),
        Match.objectLike({ Action: 'ecr:GetAuthorizationToken', Resource: '*' }),
      ]),
    },
  });
});
