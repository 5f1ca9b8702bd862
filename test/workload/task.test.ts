import { Annotations as CdkAnnotations, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ContainerServiceProps, Logging, PortSpec, Profile } from '../../src';
import { templateOf, testApp, testService, testStack } from '../support/builders';

const TASK = 'AWS::ECS::TaskDefinition';

test.each<[string, Partial<ContainerServiceProps>, object]>([
  ['the least size', {}, { Cpu: '256', Memory: '512' }],
  ['cpu, with the least memory for it', { cpu: 4096 }, { Cpu: '4096', Memory: '8192' }],
  ['cpu and memoryMiB', { cpu: 1024, memoryMiB: 8192 }, { Cpu: '1024', Memory: '8192' }],
  ['the greatest size', { cpu: 32768, memoryMiB: 249856 }, { Cpu: '32768', Memory: '249856' }],
  ['Linux on X86_64, if unsaid', {}, { RuntimePlatform: { OperatingSystemFamily: 'LINUX', CpuArchitecture: 'X86_64' } }],
  ['architecture', { architecture: ecs.CpuArchitecture.ARM64 }, { RuntimePlatform: Match.objectLike({ CpuArchitecture: 'ARM64' }) }],
  ['no ephemeral storage of its own, if unsaid', {}, { EphemeralStorage: Match.absent() }],
  ['ephemeralStorageGiB', { ephemeralStorageGiB: 21 }, { EphemeralStorage: { SizeInGiB: 21 } }],
  ['family', { family: 'shop' }, { Family: 'shop' }],
  ['Fargate', {}, { NetworkMode: 'awsvpc', RequiresCompatibilities: ['FARGATE'] }],
])('the task has %s', (_, props, expected) => {
  templateOf(testService(props)).hasResourceProperties(TASK, expected);
});

test('memory is raised to the next size, with a notice', () => {
  const service = testService({ cpu: 512, memoryMiB: 1500 });
  expect([service.cpu, service.memoryMiB]).toEqual([512, 2048]);
  templateOf(service).hasResourceProperties(TASK, { Cpu: '512', Memory: '2048' });
  Annotations.fromStack(service.securityGroup.stack).hasInfo('/Stack/Web', Match.stringLikeRegexp('memoryMiB is 1500 with cpu 512.*stevedore.MemorySnapped'));
});

test.each([
  [256, 513, 1024], [256, 1025, 2048], [512, 1025, 2048], [1024, 7169, 8192], [2048, 4097, 5120], [4096, 29697, 30720],
  [8192, 16385, 20480], [16384, 32769, 40960], [32768, 61441, 122880], [32768, 122881, 249856],
])('with cpu %d, memoryMiB %d is raised to %d', (cpu, memoryMiB, expected) => {
  expect(testService({ cpu, memoryMiB }).memoryMiB).toBe(expected);
});

test('the notice can be acknowledged', () => {
  const service = testService({ memoryMiB: 600 });
  CdkAnnotations.of(service).acknowledgeInfo('stevedore.MemorySnapped');
  Annotations.fromStack(service.securityGroup.stack).hasNoInfo('*', Match.anyValue());
});

test('a size that AWS offers later can be told by context', () => {
  const app = testApp({ context: { 'cdk-stevedore:limits': { fargateMemoryMiB: { 65536: [524288] }, fargateEphemeralStorageGiB: 400 } } });
  templateOf(testService({ cpu: 65536, ephemeralStorageGiB: 300 }, testStack(undefined, app)))
    .hasResourceProperties(TASK, { Cpu: '65536', Memory: '524288', EphemeralStorage: { SizeInGiB: 300 } });
});

test('the role of the tasks is for tasks of this account, and may do nothing', () => {
  const template = templateOf(testService({ logging: Logging.none() }));
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.absent(),
    AssumeRolePolicyDocument: {
      Statement: [Match.objectLike({
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': Match.anyValue() } },
      })],
    },
  });
});

test('what is granted to the service is granted to its tasks', () => {
  const service = testService();
  iam.Grant.addToPrincipal({ grantee: service, actions: ['s3:GetObject'], resourceArns: ['*'] });
  expect(service.grantPrincipal).toBe(service.taskRole.grantPrincipal);
  templateOf(service).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('TaskRole') }],
    PolicyDocument: { Statement: [Match.objectLike({ Action: 's3:GetObject' })] },
  });
});

test('roles that are given are used, and get what they need', () => {
  const stack = testStack();
  const [taskRole, executionRole] = ['Task', 'Execution'].map((id) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
  const service = testService({ taskRole, executionRole }, stack);
  expect([service.taskRole, service.executionRole]).toEqual([taskRole, executionRole]);
  const template = templateOf(service);
  template.hasResourceProperties(TASK, {
    TaskRoleArn: stack.resolve(taskRole.roleArn),
    ExecutionRoleArn: stack.resolve(executionRole.roleArn),
  });
  template.hasResourceProperties('AWS::IAM::Policy', { Roles: [stack.resolve(executionRole.roleName)] });
});

test.each([[true], [false]])('an imported role is used as it is, mutable or not: %s', (mutable) => {
  const stack = testStack();
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/theirs', { mutable });
  const template = templateOf(testService({ taskRole: role, executionRole: role }, stack));
  template.resourceCountIs('AWS::IAM::Policy', mutable ? 1 : 0);
  template.hasResourceProperties(TASK, { TaskRoleArn: role.roleArn, ExecutionRoleArn: role.roleArn });
});

test('securityGroups are added to the one of the tasks, and left as they are', () => {
  const stack = testStack();
  const given = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Given', 'sg-1');
  const service = testService({ securityGroups: [given], port: 8080 }, stack);
  service.connections.allowFrom(ec2.Peer.ipv4('192.0.2.0/24'), ec2.Port.tcp(8080));
  const template = templateOf(service);
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  template.hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('WebSecurityGroup'), 'GroupId'] }, 'sg-1'] } },
  });
});

test.each<[string, Partial<ContainerServiceProps>, object]>([
  ['its port', { port: 8080 }, { IpProtocol: 'tcp', FromPort: 8080 }],
  ['its only port', { ports: { dns: PortSpec.udp(53) } }, { IpProtocol: 'udp', FromPort: 53 }],
  ['the port that is called main', { ports: { a: PortSpec.tcp(1), main: PortSpec.tcp(2) } }, { IpProtocol: 'tcp', FromPort: 2 }],
])('the service is a peer with %s', (_, props, port) => {
  const service = testService(props);
  service.connections.allowDefaultPortFrom(ec2.Peer.ipv4('192.0.2.0/24'));
  templateOf(service).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [Match.objectLike({ CidrIp: '192.0.2.0/24', ...port })],
  });
});

test('subnets that are given are those of the tasks', () => {
  const stack = testStack();
  const subnets = { subnets: [ec2.Subnet.fromSubnetAttributes(stack, 'Mine', { subnetId: 'subnet-1', routeTableId: 'rtb-1' })] };
  templateOf(testService({ subnets }, stack)).hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: ['subnet-1'] } },
  });
});

test.each([[true, 'ENABLED'], [false, 'DISABLED'], [undefined, 'ENABLED']])('assignPublicIp %s in public subnets', (assignPublicIp, AssignPublicIp) => {
  templateOf(testService({ assignPublicIp })).hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp } },
  });
});

test('the grants of a role of another stack stay in the stack of the service', () => {
  const app = testApp();
  const role = new iam.Role(new Stack(app, 'Roles'), 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  templateOf(testService({ executionRole: role }, new Stack(app, 'Own'))).resourceCountIs('AWS::IAM::Policy', 1);
  templateOf(role).resourceCountIs('AWS::IAM::Policy', 0);
});

test('a profile of the service takes the place of the platform\'s', () => {
  const template = templateOf(testService({ profile: Profile.production() }));
  template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 90 }, DeletionPolicy: 'Retain' });
  template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: 2, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] });
});
