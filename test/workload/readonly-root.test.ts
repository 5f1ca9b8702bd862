import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Capacity, ContainerServiceProps, Profile, Sidecar } from '../../src';
import { devPlatform, IMAGE, templateOf, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const READ_ONLY = Profile.development({ readonlyRootFilesystem: true });

/** Which containers cannot write to their own file system, by name. */
function readonlyRoots(props: Partial<ContainerServiceProps>, profile = READ_ONLY): { [container: string]: unknown } {
  const stack = testStack();
  const windows = new TestPool({ operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE });
  const service = testService({ platform: devPlatform(stack, { profile, pools: { windows } }), ...props }, stack);
  const [task] = Object.values(templateOf(service).findResources('AWS::ECS::TaskDefinition'));
  const containers = task.Properties.ContainerDefinitions as { Name: string; ReadonlyRootFilesystem?: boolean }[];
  return Object.fromEntries(containers.map(({ Name, ReadonlyRootFilesystem }) => [Name, ReadonlyRootFilesystem]));
}

const agent = (readonlyRootFilesystem?: boolean) => ({ sidecars: { agent: Sidecar.container({ image: IMAGE, readonlyRootFilesystem }) } });

test('containers that say nothing cannot write to their own file system', () => {
  expect(readonlyRoots(agent())).toEqual({ main: true, agent: true });
});

test('each container can say otherwise', () => {
  expect(readonlyRoots({ readonlyRootFilesystem: false, ...agent() })).toEqual({ main: false, agent: true });
  expect(readonlyRoots(agent(false))).toEqual({ main: true, agent: false });
});

test('so does the profile of a service', () => {
  expect(readonlyRoots({ profile: Profile.development(), ...agent() })).toEqual({ main: undefined, agent: undefined });
  expect(readonlyRoots({ profile: READ_ONLY }, Profile.development())).toEqual({ main: true });
});

test('Windows has no such file systems', () => {
  expect(readonlyRoots({ capacity: Capacity.pool('windows'), networkMode: ecs.NetworkMode.HOST })).toEqual({ main: undefined });
});
