import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Cell, nameOf, propsOf, SERVICES, spreadOf } from './cells';
import { build, codeOf, ownPlatform } from './place';
import { Capacity, ContainerServiceProps, Placement, PortSpec, Sidecar, Storage } from '../../src';
import { Code } from '../../src/private/codes';
import { IMAGE, testStack } from '../support/builders';

/** What is wrong whatever it comes together with; where the cell says something of the prop, it is added. */
type WrongInput = (props: Partial<ContainerServiceProps>, cell: Cell) => Partial<ContainerServiceProps>;

const stack = testStack();
const platform = ownPlatform(stack);
const cells = spreadOf(SERVICES);

/** The codes that all cells refuse the input with. */
function codesOf(wrong: WrongInput, tried = cells): { [code: string]: string[] } {
  const codes: { [code: string]: string[] } = {};
  for (const cell of tried) {
    const scope = new Construct(stack, nameOf(cell));
    const code = codeOf(cell, () => build(cell, scope, platform, wrong(propsOf(cell, new Construct(scope, 'Props')), cell)));
    stack.node.tryRemoveChild(scope.node.id);
    (codes[code ?? 'none'] ??= []).push(nameOf(cell));
  }
  return codes;
}

test.each<[Code, string, WrongInput]>([
  ['R83', 'a port that there is not', () => ({ port: 70_000 })],
  ['R84', 'a port twice', () => ({ ports: { main: PortSpec.http(80), other: PortSpec.tcp(80) } })],
  ['R54', 'a health check that comes too often', () => ({ healthCheck: { command: ['true'], interval: Duration.seconds(1) } })],
  ['EnvironmentName', 'a variable with =', () => ({ environment: { 'A=B': 'x' } })],
  ['R25', 'a name with a blank', () => ({ containerName: 'my web' })],
  ['R119', 'a name with a dot', () => ({ serviceName: 'a.b' })],
  ['R97', 'two volumes at one path', ({ storage }) => ({
    storage: { ...storage, one: Storage.scratch({ mountPath: '/same' }), two: Storage.scratch({ mountPath: '/same' }) },
  })],
  ['R96', 'a sidecar that mounts what is not there', ({ sidecars }, { capacity }) => ({
    sidecars: { ...sidecars, stray: Sidecar.container({ image: IMAGE, memoryMiB: 64, mounts: { [capacity === 'windows' ? 'C:\\x' : '/x']: 'gone' } }) },
  })],
  ['NotAValue', 'a capacity as deployment', () => ({ deployment: Capacity.fargate() as never })],
])('%s: %s is refused alike in all cells', (code, _, wrong) => {
  expect(codesOf(wrong)).toEqual({ [code]: cells.map(nameOf) });
});

test.each<[Code, string, WrongInput]>([
  ['R51', 'a long stopTimeout', () => ({ stopTimeout: Duration.seconds(121) })],
  ['R3', 'memory that there is not', () => ({ memoryMiB: 9000 })],
  ['R2', 'a cpu that there is not', () => ({ cpu: 300 })],
  ['R123', 'a placement', () => ({ placement: Placement.distinctInstances() })],
])('%s: %s is refused alike in all cells on Fargate, and is right on instances', (code, _, wrong) => {
  const [fargate, instances] = [true, false].map((wanted) => cells.filter(({ capacity }) => capacity.startsWith('fargate') === wanted));
  expect(codesOf(wrong, fargate)).toEqual({ [code]: fargate.map(nameOf) });
  expect(codesOf(wrong, instances)).toEqual({ none: instances.map(nameOf) });
});

test('R123: a strategy is refused alike in all cells without instances of one\'s own, and is right on those', () => {
  const [taken, refused] = [true, false].map((wanted) => cells.filter(({ capacity }) => !/^(fargate|managed)/.test(capacity) === wanted));
  expect(codesOf(() => ({ placement: Placement.random() }), refused)).toEqual({ R123: refused.map(nameOf) });
  expect(codesOf(() => ({ placement: Placement.random() }), taken)).toEqual({ none: taken.map(nameOf) });
});

test('all choices come together somewhere in these cells', () => {
  expect(cells.length).toBeGreaterThan(20);
  expect(codesOf(() => ({}))).toEqual({ none: cells.map(nameOf) });
});
