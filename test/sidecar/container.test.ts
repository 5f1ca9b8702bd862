import { aws_ecr as ecr, aws_ecs as ecs, aws_secretsmanager as secretsmanager, aws_sns as sns, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerServiceProps, ContainerSidecarOptions, Logging, Sidecar, Storage } from '../../src';
import { IMAGE, templateOf, testService, testStack } from '../support/builders';

const { START, HEALTHY, COMPLETE, SUCCESS } = ecs.ContainerDependencyCondition;
const HEALTH_CHECK: ecs.HealthCheck = { command: ['CMD', 'check'], interval: Duration.seconds(10) };

function beside(options: Partial<ContainerSidecarOptions>, props: Partial<ContainerServiceProps> = {}, stack: Stack = testStack()): Template {
  return templateOf(testService({ ...props, sidecars: { agent: Sidecar.container({ image: IMAGE, ...options }) } }, stack));
}

function hasSidecar(template: Template, expected: object, own: object = {}): void {
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ Name: 'main', ...own }), Match.objectLike({ Name: 'agent', ...expected })],
  });
}

test.each<[string, Partial<ContainerSidecarOptions>, object]>([
  ['image', {}, { Image: 'public.ecr.aws/nginx/nginx:1.29' }],
  ['command', { command: ['serve', '--fast'] }, { Command: ['serve', '--fast'] }],
  ['entryPoint', { entryPoint: ['/init'] }, { EntryPoint: ['/init'] }],
  ['environment', { environment: { B: '2', A: '1' } }, { Environment: [{ Name: 'A', Value: '1' }, { Name: 'B', Value: '2' }] }],
  ['workingDirectory', { workingDirectory: '/srv' }, { WorkingDirectory: '/srv' }],
  ['user', { user: '1000:1000' }, { User: '1000:1000' }],
  ['readonlyRootFilesystem', { readonlyRootFilesystem: true }, { ReadonlyRootFilesystem: true }],
  ['cpu', { cpu: 64 }, { Cpu: 64 }],
  ['memoryMiB', { memoryMiB: 128 }, { Memory: 128 }],
  ['memoryReservationMiB', { memoryReservationMiB: 64 }, { MemoryReservation: 64 }],
  ['healthCheck', { healthCheck: HEALTH_CHECK }, { HealthCheck: { Command: ['CMD', 'check'], Interval: 10, Timeout: 5, Retries: 3 } }],
  ['startTimeout', { startTimeout: Duration.seconds(60) }, { StartTimeout: 60 }],
  ['stopTimeout', { stopTimeout: Duration.seconds(90) }, { StopTimeout: 90 }],
  ['no limits and no ports, if unsaid', {}, { Cpu: Match.absent(), Memory: Match.absent(), PortMappings: Match.absent(), MountPoints: Match.absent() }],
])('a sidecar has %s', (_, options, expected) => {
  hasSidecar(beside(options), expected);
});

test.each<[string, Partial<ContainerSidecarOptions>, boolean]>([
  ['essential, if unsaid', {}, true],
  ['what it says', { essential: false }, false],
  ['essential where it starts first', { startsBefore: START }, true],
  ['essential where it is to be healthy first', { startsBefore: HEALTHY, healthCheck: HEALTH_CHECK }, true],
  ['not essential where it is to end first', { startsBefore: COMPLETE }, false],
  ['not essential where it is to succeed first', { startsBefore: SUCCESS }, false],
])('a sidecar is %s', (_, options, Essential) => {
  hasSidecar(beside(options), { Essential }, { Essential: true });
});

test.each([START, COMPLETE, SUCCESS])('the container waits for a sidecar until %s', (startsBefore) => {
  hasSidecar(beside({ startsBefore }), { DependsOn: Match.absent() }, { DependsOn: [{ ContainerName: 'agent', Condition: startsBefore }] });
});

test('the container waits for no sidecar that says nothing', () => {
  hasSidecar(beside({}), {}, { DependsOn: Match.absent() });
});

test('a sidecar sees volumes by path, in the order of the paths', () => {
  const storage = { tmp: Storage.scratch({ mountPath: '/tmp' }), shared: Storage.scratch({ mountPath: '/shared' }) };
  hasSidecar(beside({ mounts: { '/b': 'tmp', '/a': 'shared' }, readOnlyMounts: { '/c': 'tmp' } }, { storage }), {
    MountPoints: [
      { ContainerPath: '/a', SourceVolume: 'shared', ReadOnly: false },
      { ContainerPath: '/b', SourceVolume: 'tmp', ReadOnly: false },
      { ContainerPath: '/c', SourceVolume: 'tmp', ReadOnly: true },
    ],
  });
});

test('the output of a sidecar goes where that of the workload does', () => {
  const template = beside({});
  template.resourceCountIs('AWS::Logs::LogGroup', 1);
  const logs = Match.objectLike({ LogDriver: 'awslogs', Options: Match.objectLike({ 'awslogs-group': { Ref: Match.stringLikeRegexp('^WebLogging') } }) });
  hasSidecar(template, { LogConfiguration: logs }, { LogConfiguration: logs });
  hasSidecar(beside({}, { logging: Logging.none() }), { LogConfiguration: Match.absent() });
});

test('the execution role reads the secrets of a sidecar and pulls its image', () => {
  const stack = testStack();
  const secrets = { KEY: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret')) };
  const image = ecs.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repository'), '1.0');
  beside({ image, secrets }, {}, stack).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('ExecutionRole') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['ecr:BatchGetImage']) }),
        Match.objectLike({ Action: Match.arrayWith(['secretsmanager:GetSecretValue']), Resource: { Ref: Match.stringLikeRegexp('^Secret') } }),
      ]),
    },
  });
});

/** What is acknowledged on the resources of a service with a sidecar. */
function acknowledged(options: Partial<ContainerSidecarOptions>): string[] {
  const service = testService({ sidecars: { agent: Sidecar.container({ image: IMAGE, ...options }) } });
  return service.node.findAll().flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data as object));
}

test('what validators find of a sidecar is acknowledged', () => {
  expect(acknowledged({})).toEqual([]);
  expect(acknowledged({ environment: { A: '1' } })).toEqual([expect.stringMatching('AwsSolutions-ECS2')]);
  const repository = ecr.Repository.fromRepositoryName(testStack(), 'Repository', 'web');
  expect(acknowledged({ image: ecs.ContainerImage.fromEcrRepository(repository) })).toEqual([expect.stringMatching('AwsSolutions-IAM5')]);
});

test('the load balancer sends to the own container', () => {
  const service = testService({ sidecars: { agent: Sidecar.container({ image: IMAGE }) } });
  expect([service.container, service.taskDefinition.defaultContainer]).toEqual([service.taskDefinition.findContainer('main'), service.container]);
});

test('a sidecar of one\'s own decides on its container, but for its name, and is waited for', () => {
  const stack = testStack();
  const topic = new sns.Topic(stack, 'Topic');
  const logging = ecs.LogDrivers.gelf({ address: 'udp://192.0.2.1:1' });
  const template = templateOf(testService({
    sidecars: { agent: { sidecarKind: 'own', bind: () => ({ container: { image: IMAGE, containerName: 'other', logging }, dependencies: [topic] }) } },
  }, stack));
  hasSidecar(template, { LogConfiguration: Match.objectLike({ LogDriver: 'gelf' }) });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith(Object.keys(template.findResources('AWS::SNS::Topic'))) });
});

test('values say what they are', () => {
  expect(Sidecar.container({ image: IMAGE }).sidecarKind).toBe('container');
});
