import { aws_ecs as ecs, aws_secretsmanager as secretsmanager, Duration, Size } from 'aws-cdk-lib';
import { appWith, HOSTS } from './host';
import { deltaOnly, forwardOnly, frozen, Law, orderFree, rebindable, scoped, Subject } from './laws';
import { shuffled } from './objects';
import { ROWS } from './samples';
import { ContainerServiceProps, Ingress, PortSpec, Sidecar, Storage } from '../../src';
import { factoriesOf, Factory, loadAssembly, propertiesOf } from '../support/assembly';
import { IMAGE, testService, testStack } from '../support/builders';
import { filesOf } from '../support/files';

const ASSEMBLY = loadAssembly();
const FACTORIES = factoriesOf(ASSEMBLY);
const SUBJECTS = FACTORIES.flatMap(subjectsOf);
const BINDABLE = SUBJECTS.filter(([, { configKeys }]) => configKeys !== undefined);

test('each factory has sample arguments', () => {
  expect(Object.keys(ROWS).sort()).toEqual(FACTORIES.map(({ name }) => name).sort());
});

test('each type that a factory returns is placed somewhere', () => {
  expect(Object.keys(HOSTS).sort()).toEqual([...new Set(FACTORIES.map(({ returns }) => returns))].sort());
});

test.each(FACTORIES.map((factory) => [factory.name, factory] as const))('the samples of %s give each option', (name, { parameters }) => {
  const samples = Object.values(ROWS[name].samples).map((args) => args(testStack()));
  parameters.forEach((parameter, index) => {
    const options = propertiesOf(ASSEMBLY, parameter.type.fqn ?? '').map((property) => property.name);
    expect(samples.flatMap((args) => Object.keys(args[index] ?? {}))).toEqual(expect.arrayContaining(options));
  });
});

describe.each<[string, Law, [string, Subject][]]>([
  ['frozen', frozen, SUBJECTS],
  ['re-bindable', rebindable, SUBJECTS],
  ['scoped', scoped, BINDABLE],
  ['forward-only', forwardOnly, BINDABLE],
  ['delta-only', deltaOnly, BINDABLE],
  ['order-free', orderFree, SUBJECTS],
])('%s', (_, law, subjects) => {
  test.each(subjects)('%s', (_name, subject) => law(subject));
});

test('a workload is order-free in its own props', () => {
  const build = (change: (props: Partial<ContainerServiceProps>) => Partial<ContainerServiceProps>) => appWith(['Stack'], (stack) => {
    const secret = (name: string) => ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(stack, name, name));
    testService(change({
      image: IMAGE,
      environment: { A: '1', B: '2', C: '3' },
      secrets: { D: secret('d'), E: secret('e'), F: secret('f') },
      ports: { main: PortSpec.http(80), admin: PortSpec.http(81), dns: PortSpec.udp(53) },
      healthCheck: { command: ['true'], retries: 2, interval: Duration.seconds(20) },
      ingress: Ingress.applicationLoadBalancer(),
      storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }), tmp: Storage.scratch({ mountPath: '/tmp' }) },
      sidecars: {
        first: Sidecar.container({ image: IMAGE, startsBefore: ecs.ContainerDependencyCondition.START }),
        second: Sidecar.container({ image: IMAGE, startsBefore: ecs.ContainerDependencyCondition.SUCCESS }),
      },
    }), stack);
  });
  expect(filesOf(build(shuffled))).toEqual(filesOf(build((props) => props)));
});

/** A subject for each sample of a factory. */
function subjectsOf({ name, returns }: Factory): [string, Subject][] {
  const { make, samples } = ROWS[name] ?? { samples: {} };
  const config = `cdk-stevedore.${returns.replace(/^I(?=[A-Z])/, '')}Config`;
  const configKeys = config in ASSEMBLY.types ? propertiesOf(ASSEMBLY, config).map((property) => property.name) : undefined;
  return Object.entries(samples).map(([sample, args]): [string, Subject] => [`${name}, ${sample}`, {
    type: returns, configKeys, make: (scope, change = (same) => same) => make(...change(args(scope))),
  }]);
}
