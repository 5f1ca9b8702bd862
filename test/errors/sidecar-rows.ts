import { aws_ecs as ecs, aws_secretsmanager as secretsmanager, Duration, Stack } from 'aws-cdk-lib';
import { noNumbers, RightRow, Row, service, workload } from './row';
import { ContainerServiceProps, ContainerSidecarOptions, ISidecar, PortSpec, Sidecar, SidecarConfig, Storage } from '../../src';
import { Code } from '../../src/private/codes';
import { IMAGE } from '../support/builders';

const { START, HEALTHY, COMPLETE, SUCCESS } = ecs.ContainerDependencyCondition;

export function sidecar(options: Partial<ContainerSidecarOptions> = {}): ISidecar {
  return Sidecar.container({ image: IMAGE, ...options });
}

/** The props of a service with a sidecar. */
function beside(options: Partial<ContainerSidecarOptions>): Partial<ContainerServiceProps> {
  return { sidecars: { agent: sidecar(options) } };
}

/** A sidecar of the user's own. */
export function ownSidecar(config: Partial<SidecarConfig>): { sidecars: { agent: ISidecar } } {
  return { sidecars: { agent: { sidecarKind: 'own', bind: () => ({ container: { image: IMAGE }, ...config }) } } };
}

/** The props of a service with that many sidecars. */
function many(count: number): Partial<ContainerServiceProps> {
  return { sidecars: Object.fromEntries(Array.from({ length: count }, (_, index) => [`agent${index}`, sidecar()])) };
}

function healthy(check: Partial<ecs.HealthCheck> = {}): { healthCheck: ecs.HealthCheck } {
  return { healthCheck: { command: ['true'], ...check } };
}

function secret(stack: Stack): ecs.Secret {
  return ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'secret'));
}

/** What no container may say, with the prop that says so. */
const EVERYWHERE: [Code, string, Partial<ContainerSidecarOptions> | ((stack: Stack) => Partial<ContainerSidecarOptions>)][] = [
  ['R39', 'user', { user: 'a:b:c' }],
  ['R51', 'stopTimeout', { stopTimeout: Duration.seconds(121) }],
  ['R53', 'healthCheck.command', healthy({ command: [''] })],
  ['R54', 'healthCheck.interval', healthy({ interval: Duration.seconds(301) })],
  ['R55', 'healthCheck.timeout', healthy({ timeout: Duration.seconds(1) })],
  ['R56', 'healthCheck.timeout', healthy({ timeout: Duration.seconds(31) })],
  ['R57', 'healthCheck.retries', healthy({ retries: 11 })],
  ['R58', 'healthCheck.startPeriod', healthy({ startPeriod: Duration.seconds(301) })],
  ['R108', 'environment', (stack) => ({ environment: { A: '1' }, secrets: { A: secret(stack) } })],
  ['EnvironmentName', 'environment', { environment: { 'A=1': '' } }],
  ['EnvironmentName', 'environment.A', { environment: { A: undefined as unknown as string } }],
];

const everywhereRows: Row[] = EVERYWHERE.flatMap(([code, prop, options]) => [['the own container', ''], ['a sidecar', 'sidecars.agent.']].map(([name, prefix]) =>
  workload(code, `${prop} of ${name}`, (stack) => {
    const given = typeof options === 'function' ? options(stack) : options;
    return prefix === '' ? given : beside(given);
  }, new RegExp(`Web: ${prefix}${prop} `))));

const sizeRows: Row[] = [
  ...(['memoryMiB', 'memoryReservationMiB'] as const).flatMap((prop) => [
    workload('R33', `${prop} 5`, beside({ [prop]: 5 }), new RegExp(`sidecars\\.agent\\.${prop} is 5 MiB`)),
    ...noNumbers('R33', prop, (wrong) => service(beside({ [prop]: wrong })), 'Stack/Web'),
  ]),
  workload('R29', 'as much reserved as allowed', beside({ memoryMiB: 64, memoryReservationMiB: 64 }), /memoryMiB is 64 and sidecars\.agent\.memoryReservationMiB is 64/),
  workload('R29', 'more reserved than allowed', beside({ memoryMiB: 64, memoryReservationMiB: 128 }), /memoryReservationMiB is 128/),
  workload('R30', 'more reserved than the task has', {
    sidecars: { a: sidecar({ memoryMiB: 400 }), b: sidecar({ memoryMiB: 500, memoryReservationMiB: 113 }) },
  }, /reserve 513 MiB together, and memoryMiB of the task is 512/),
  workload('R31', 'more than the task has', beside({ memoryMiB: 513 }), /sidecars\.agent\.memoryMiB is 513, and that of the task is 512/),
  workload('R32', 'more cpu than the task has', { sidecars: { a: sidecar({ cpu: 128 }), b: sidecar({ cpu: 129 }) } }, /have cpu 257 together, and the task has 256/),
  ...noNumbers('R34', 'cpu', (cpu) => service(beside({ cpu })), 'Stack/Web'),
  workload('R34', 'one share', beside({ cpu: 1 }), /sidecars\.agent\.cpu is 1\./),
];

const orderRows: Row[] = [
  workload('R47', 'healthy without a check', beside({ startsBefore: HEALTHY }), /sidecars\.agent\.startsBefore is HEALTHY/),
  ...[COMPLETE, SUCCESS].map((startsBefore) => workload('R48', `${startsBefore} and essential`, beside({ startsBefore, essential: true }), /sidecars\.agent\.startsBefore is/)),
  ...[1, 121].map((seconds) => workload('R50', `${seconds} seconds`, beside({ startTimeout: Duration.seconds(seconds) }), /sidecars\.agent\.startTimeout is \d+ seconds/)),
];

const nameRows: Row[] = [
  workload('R21', 'eleven containers', many(10), /The task has 11 containers/),
  workload('R24', 'the name of the own container', { sidecars: { main: sidecar() } }, /sidecars has 'main'/),
  workload('R24', 'the name that the own container is given', { containerName: 'web', sidecars: { web: sidecar() } }, /sidecars has 'web'/),
  ...['', 'a.b', 'a/b', 'a'.repeat(256)].map((name) => workload('R25', `the key '${name.slice(0, 5)}'`, { sidecars: { [name]: sidecar() } }, /a key of sidecars is '/)),
  { ...workload('R27', 'the image of a sidecar', beside({ image: ecs.ContainerImage.fromRegistry('https://a/b') }), /sidecars\.agent\.image is '/), path: 'Stack/Web/TaskDefinition' },
  workload('R23', 'a task definition that sidecars make too large', {
    environment: { TEXT: 'x'.repeat(40_000) }, ...beside({ environment: { TEXT: 'x'.repeat(40_000) } }),
  }, /of all containers have \d+ bytes/),
  workload('R84', 'a port of a sidecar that the own container has', {
    port: 80, ...ownSidecar({ container: { image: IMAGE, portMappings: [{ containerPort: 80 }] } }),
  }, /ports\.main and sidecars\.agent\.portMappings are both 80\/tcp/),
  workload('NotAValue', 'a storage as a sidecar', { sidecars: { agent: Storage.scratch() as unknown as ISidecar } }, /sidecars\.agent is a storage value/),
  workload('NotAValue', 'a sidecar that returns nothing', { sidecars: { agent: { sidecarKind: 'own', bind: () => undefined as unknown as SidecarConfig } } }, /bind\(\) of sidecars\.agent returned no container/),
];

export const sidecarRows: Row[] = [...everywhereRows, ...sizeRows, ...orderRows, ...nameRows];

export const rightSidecars: RightRow[] = [
  ['ten containers', () => service(many(9))],
  ['the key main beside another name', () => service({ containerName: 'web', sidecars: { main: sidecar() } })],
  ['a key of 255 characters', () => service({ sidecars: { ['a'.repeat(255)]: sidecar() } })],
  ['all cpu and memory of the task', () => service({ sidecars: { a: sidecar({ cpu: 2, memoryMiB: 6 }), b: sidecar({ cpu: 254, memoryMiB: 506 }) } })],
  ['a limit beyond what is reserved', () => service(beside({ memoryMiB: 512, memoryReservationMiB: 511 }))],
  ['a check to be healthy by', () => service(beside({ startsBefore: HEALTHY, ...healthy() }))],
  ['an essential one that starts first', () => service(beside({ startsBefore: START, essential: true }))],
  ['timeouts at their ends', () => [2, 120].map((s) => service(beside({ startTimeout: Duration.seconds(s), stopTimeout: Duration.seconds(s) })))],
  ['a port over UDP and over TCP', () => service({
    ports: { dns: PortSpec.udp(53) }, ...ownSidecar({ container: { image: IMAGE, portMappings: [{ containerPort: 53 }] } }),
  })],
  ['ranges of ports', () => service(ownSidecar({
    container: { image: IMAGE, portMappings: ['100-101', '200-201'].map((containerPortRange) => ({ containerPort: ecs.ContainerDefinition.CONTAINER_PORT_USE_RANGE, containerPortRange })) },
  }))],
];
