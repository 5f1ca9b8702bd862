import { aws_ec2 as ec2, aws_ecs as ecs, aws_secretsmanager as secretsmanager, Duration, Stack } from 'aws-cdk-lib';
import { NO_NUMBERS, noNumbers, RightRow, Row, service, value, workload } from './row';
import { PortSpec } from '../../src';

/** What each CPU size offers: the least and the greatest memory. */
const SIZES = [
  ['R3', 256, 512, 2048], ['R4', 512, 1024, 4096], ['R5', 1024, 2048, 8192], ['R6', 2048, 4096, 16384],
  ['R7', 4096, 8192, 30720], ['R8', 8192, 16384, 61440], ['R9', 16384, 32768, 122880], ['R10', 32768, 61440, 249856],
] as const;

const HASH = 'a'.repeat(64);
const LONG = 'a'.repeat(256);

function image(name: string) {
  return { image: ecs.ContainerImage.fromRegistry(name) };
}

function check(healthCheck: Partial<ecs.HealthCheck>) {
  return { healthCheck: { command: ['true'], ...healthCheck } };
}

function secret(stack: Stack) {
  return ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'secret'));
}

function groups(stack: Stack, count: number) {
  return { securityGroups: Array.from({ length: count }, (_, index) => ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`)) };
}

function subnets(stack: Stack, count: number) {
  const given = Array.from({ length: count }, (_, index) => ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `s-${index}`, routeTableId: 'rtb' }));
  return { subnets: { subnets: given } };
}

const sizeRows: Row[] = [
  workload('R2', 'between two sizes', { cpu: 300 }, /cpu is 300\. Fargate offers 256, 512.*Give cpu 512/),
  workload('R2', 'beyond the greatest', { cpu: 65536 }, /cpu is 65536/),
  ...noNumbers('R2', 'cpu', (cpu) => service({ cpu }), 'Stack/Web'),
  ...SIZES.map(([code, cpu, , most]) => workload(code, `more than ${cpu} CPU units have`, { cpu, memoryMiB: most + 1 }, /memoryMiB is \d+ with cpu \d+/)),
  workload('R3', 'no memory', { memoryMiB: 0 }, /memoryMiB is 0/),
  ...NO_NUMBERS.filter((wrong) => !(wrong > 0 && wrong < 1))
    .map((wrong) => workload('R3', `memoryMiB ${wrong}`, { memoryMiB: wrong }, new RegExp(`memoryMiB is ${String(wrong)} with cpu 256`))),
  workload('R16', 'what is free', { ephemeralStorageGiB: 20 }, /ephemeralStorageGiB is 20 GiB.*21 to 200 GiB.*Leave it out/),
  workload('R16', 'too much', { ephemeralStorageGiB: 201 }, /ephemeralStorageGiB is 201 GiB/),
  ...noNumbers('R16', 'ephemeralStorageGiB', (ephemeralStorageGiB) => service({ ephemeralStorageGiB }), 'Stack/Web'),
];

const containerRows: Row[] = [
  workload('R23', 'a task definition that is too large', { environment: { TEXT: 'x'.repeat(65536) } }, /environment, command and entryPoint have \d+ bytes/),
  workload('R25', 'a dot', { containerName: 'a.b' }, /containerName is 'a\.b'/),
  workload('R25', 'nothing', { containerName: '' }, /containerName is ''/),
  workload('R25', 'too long', { containerName: LONG }, /containerName is 'a+'/),
  workload('R26', 'a slash', { family: 'a/b' }, /family is 'a\/b'/),
  workload('R26', 'nothing', { family: '' }, /family is ''/),
  ...['', 'a b', 'https://example.com/a', `a${LONG}`, 'a@sha256:1', `a@sha256:${HASH.toUpperCase()}`, 'a@md5:1']
    .map((name) => ({ ...workload('R27', `image '${name.slice(0, 30)}'`, image(name), /image is '/), path: 'Stack/Web/TaskDefinition' })),
  ...['', 'a b', 'a:b:c', ':b', 'a:', '-1', '1000:-1'].map((user) => workload('R39', `user '${user}'`, { user }, new RegExp(`user is '${user}'`))),
  ...[0, 1, 121].map((seconds) => workload('R51', `${seconds} seconds`, { stopTimeout: Duration.seconds(seconds) }, /stopTimeout is \d+ seconds.*2 to 120 seconds/)),
  workload('R51', 'half a second more', { stopTimeout: Duration.millis(2500) }, /stopTimeout is 2\.5 seconds/),
  ...[[], [''], ['CMD'], ['CMD-SHELL', ''], ['NONE']]
    .map((command) => workload('R53', `the command ${JSON.stringify(command)}`, check({ command }), /healthCheck\.command is \[/)),
  ...[4, 301].map((s) => workload('R54', `${s} seconds`, check({ interval: Duration.seconds(s) }), /healthCheck\.interval is \d+ seconds/)),
  ...[1, 61].map((s) => workload('R55', `${s} seconds`, check({ timeout: Duration.seconds(s), interval: Duration.seconds(90) }), /healthCheck\.timeout is \d+ seconds/)),
  workload('R56', 'longer than the interval', check({ timeout: Duration.seconds(11), interval: Duration.seconds(10) }), /healthCheck\.timeout is 11 .*healthCheck\.interval 10/),
  workload('R56', 'longer than the interval that is not given', check({ timeout: Duration.seconds(31) }), /healthCheck\.interval 30 seconds/),
  ...[0, 11, Number.NaN, 1.5].map((retries) => workload('R57', String(retries), check({ retries }), /healthCheck\.retries is /)),
  workload('R58', 'too long', check({ startPeriod: Duration.seconds(301) }), /healthCheck\.startPeriod is 301 seconds/),
  workload('R108', 'a name in both', (stack) => ({ environment: { A: '1' }, secrets: { A: secret(stack) } }), /environment and secrets both have A/),
  workload('EnvironmentName', 'no value', { environment: { A: undefined as unknown as string } }, /environment\.A has no value/),
  workload('EnvironmentName', 'nothing', { environment: { '': '1' } }, /environment or secrets has the name ''/),
  workload('EnvironmentName', 'an equals sign', (stack) => ({ secrets: { 'A=1': secret(stack) } }), /environment or secrets has the name 'A=1'/),
];

const networkRows: Row[] = [
  ...[0, 65536].map((port) => workload('R83', String(port), { port }, new RegExp(`port is ${port}\\. A whole number from 1 to 65535`))),
  ...noNumbers('R83', 'port', (port) => service({ port }), 'Stack/Web'),
  ...[PortSpec.http, PortSpec.grpc, PortSpec.tcp, PortSpec.udp].flatMap((factory) => [
    value('R83', `${factory.name} 0`, () => factory(0), /port is 0/),
    value('R83', `${factory.name} 65536`, () => factory(65536), /port is 65536/),
  ]),
  workload('R84', 'a port twice', { ports: { a: PortSpec.http(80), b: PortSpec.tcp(80) } }, /ports\.a and ports\.b are both 80\/tcp/),
  ...['', '-a', 'A', 'a.b', 'a'.repeat(65)].map((name) => workload('R89', `the name '${name.slice(0, 5)}'`, { ports: { [name]: PortSpec.http(80) } }, /ports has the name '/)),
  workload('R92', 'a sixth security group', (stack) => groups(stack, 5), /6 security groups.*securityGroups/),
  workload('R92', 'a seventeenth subnet', (stack) => subnets(stack, 17), /17 subnets.*subnets/),
  workload('NoSuchSubnets', 'an empty list', { subnets: { subnets: [] } }, /subnets selects no subnet. The VPC has 2 public, 0 private/),
  workload('NoSuchSubnets', 'of no such kind', { subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }, /subnets selects no subnet/),
  workload('NoSuchSubnets', 'of no such group', { subnets: { subnetGroupName: 'Tasks' } }, /subnets selects no subnet/),
  workload('NoSuchSubnets', 'of no such zone', { subnets: { availabilityZones: ['mars-1a'] } }, /subnets selects no subnet/),
  workload('PortAndPorts', 'both', { port: 80, ports: { main: PortSpec.http(80) } }, /port and ports are both given/),
];

export const taskRows: Row[] = [...sizeRows, ...containerRows, ...networkRows];

export const rightTasks: RightRow[] = [
  ...SIZES.map(([, cpu, least, most]): RightRow => [`${cpu} CPU units with the least and the greatest memory`, () => {
    service({ cpu, memoryMiB: least });
    return service({ cpu, memoryMiB: most });
  }]),
  ['21 GiB', () => service({ ephemeralStorageGiB: 21 })],
  ['200 GiB', () => service({ ephemeralStorageGiB: 200 })],
  ['a task definition of 60 KiB', () => service({ environment: { TEXT: 'x'.repeat(61440) } })],
  ['names of 255 characters', () => service({ containerName: LONG.slice(1), family: LONG.slice(1) })],
  ['an image by its digest', () => service(image(`example.com:5000/a/b_c@sha256:${HASH}`))],
  ['root', () => service({ user: '0:0' })],
  ['a stop timeout of 2 seconds', () => service({ stopTimeout: Duration.seconds(2) })],
  ['a health check at its least', () => service(check({ interval: Duration.seconds(5), timeout: Duration.seconds(2), retries: 1, startPeriod: Duration.seconds(0) }))],
  ['a timeout as long as the interval', () => service(check({ interval: Duration.seconds(60), timeout: Duration.seconds(60) }))],
  ['port 65535', () => service({ port: 65535 })],
  ['a port name of 64 characters', () => service({ ports: { ['a'.repeat(64)]: PortSpec.http(1) } })],
  ['five security groups', () => service((stack) => groups(stack, 4))],
  ['sixteen subnets', () => service((stack) => subnets(stack, 16))],
  ['a group of subnets', () => service({ subnets: { subnetGroupName: 'Public' } })],
];
