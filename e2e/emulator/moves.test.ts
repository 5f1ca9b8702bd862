import './support/loopback/preload.cjs';
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { newFolder, removeFolders, templatesOf } from './support/assembly';
import { pythonIsThere } from './support/available';
import { Clients, clientsOf } from './support/clients';
import { differences } from './support/compare';
import { ACCOUNT, Emulator, REGION } from './support/emulator';
import { Stack as Deployed } from './support/expected';
import { readService } from './support/read/ecs';
import { stackOf } from './support/stacks';
import { Deployments } from './support/toolkit';
import { Capacity, ContainerService, ContainerServiceProps, Ingress, InstancePool } from '../../src';
import { devPlatform, IMAGE, testApp } from '../../test/support/builders';

const MINUTE = 60_000;
const NAME = 'Moves';

let emulator: Emulator;
let clients: Clients;
let deployments: Deployments;

(pythonIsThere() ? describe : describe.skip)('a service that moves', () => {
  let service: string;

  beforeAll(async () => {
    emulator = await Emulator.start();
    clients = clientsOf(emulator.endpoint);
    deployments = new Deployments(emulator);
    await deployments.bootstrap();
    service = idsOf(await deploy({ capacity: Capacity.fargate() }), 'AWS::ECS::Service')[0];
  }, 5 * MINUTE);

  afterAll(async () => {
    await emulator?.stop();
    removeFolders();
  });

  test('from Fargate to a pool and back it stays the same service, with the same target groups', async () => {
    for (const capacity of [Capacity.pool('web'), Capacity.fargate()]) {
      const before = await stackOf(clients, NAME);
      const after = await deploy({ capacity });
      expect(replacedIn(before, after)).toEqual(['AWS::ECS::TaskDefinition']);
      const { capacityProviderStrategy = [], status } = await readService(clients, service);
      const [provider] = idsOf(after, 'AWS::ECS::CapacityProvider');
      const expected = capacity.capacityKind === 'pool' ? provider : 'FARGATE';
      expect({ status, providers: capacityProviderStrategy.map(({ capacityProvider }) => capacityProvider) }).toEqual({ status: 'ACTIVE', providers: [expected] });
    }
  }, MINUTE);

  test('from awsvpc to bridge the target groups are replaced, and it stays the same service', async () => {
    const before = await stackOf(clients, NAME);
    const after = await deploy({ capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE });
    expect(replacedIn(before, after)).toEqual(['AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::TargetGroup']);
    expect(idsOf(after, 'AWS::ECS::Service')).toEqual([service]);
    const { taskDefinition, loadBalancers = [] } = await readService(clients, service);
    const { taskDefinition: revision } = await clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    expect(revision?.networkMode).toBe('bridge');
    expect(idsOf(after, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toContain(loadBalancers[0].targetGroupArn);
  }, MINUTE);

  test('the group has the sizes of the pool', async () => {
    const [name] = idsOf(await stackOf(clients, NAME), 'AWS::AutoScaling::AutoScalingGroup');
    const { AutoScalingGroups } = await clients.groups.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }));
    expect(AutoScalingGroups).toMatchObject([{ MinSize: 1, MaxSize: 3, DesiredCapacity: 1, Instances: [{ InstanceType: 'c7g.large' }] }]);
  });

  test('the pool that it leaves can go in a later deployment, and not in the same', async () => {
    const before = await stackOf(clients, NAME);
    await expect(deploy({ capacity: Capacity.fargate() }, [])).rejects.toThrow('uses the capacity provider');
    expect(await stackOf(clients, NAME)).toEqual(before);
    await deploy({ capacity: Capacity.fargate() });
    const after = await deploy({ capacity: Capacity.fargate() }, []);
    expect(idsOf(after, 'AWS::AutoScaling::AutoScalingGroup')).toEqual([]);
    expect(idsOf(after, 'AWS::ECS::Service')).toEqual([service]);
  }, MINUTE);

  test('it goes before the association, and that before the capacity provider and the group', async () => {
    await deploy({ capacity: Capacity.pool('web') });
    const { Stacks } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName: NAME }));
    await deployments.destroy(synthesised({ capacity: Capacity.pool('web') }), [NAME]);
    const { StackEvents = [] } = await clients.cloudformation.send(new DescribeStackEventsCommand({ StackName: Stacks![0].StackId }));
    // The newest comes first, and those of earlier deployments last.
    const gone = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_COMPLETE').map(({ ResourceType }) => ResourceType!).reverse();
    const order = ['AWS::ECS::Service', 'AWS::ECS::ClusterCapacityProviderAssociations', 'AWS::ECS::CapacityProvider', 'AWS::AutoScaling::AutoScalingGroup'];
    expect(gone.filter((type) => order.includes(type)).slice(-order.length)).toEqual(order);
  }, MINUTE);
});

function synthesised(props: Partial<ContainerServiceProps>, pools: string[] = ['web']): string {
  const zones = { [`availability-zones:account=${ACCOUNT}:region=${REGION}`]: ['a', 'b'].map((zone) => REGION + zone) };
  const app = testApp({ outdir: newFolder('moves'), context: { ...zones, '@aws-cdk/core:defaultCrossStackReferences': 'strong' } });
  const stack = new Stack(app, NAME, { env: { account: ACCOUNT, region: REGION } });
  const pool = InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'], minInstances: 1, maxInstances: 3 });
  const platform = devPlatform(stack, { pools: Object.fromEntries(pools.map((name) => [name, pool])) });
  new ContainerService(stack, 'Web', { platform, image: IMAGE, ingress: Ingress.applicationLoadBalancer(), ...props });
  return app.synth().directory;
}

/** Deploys it so, and checks that AWS says what the template says. */
async function deploy(props: Partial<ContainerServiceProps>, pools?: string[]): Promise<Deployed> {
  const assembly = synthesised(props, pools);
  await deployments.deploy(assembly, [NAME]);
  const stack = await stackOf(clients, NAME);
  expect(await differences(clients, NAME, stack, templatesOf(assembly)[NAME])).toEqual([]);
  return stack;
}

function idsOf(stack: Deployed, wanted: string): string[] {
  return Object.values(stack).filter(({ type }) => type === wanted).map(({ id }) => id);
}

/** The types of what has the same logical id, and is not the same. */
function replacedIn(before: Deployed, after: Deployed): string[] {
  const replaced = Object.entries(before).filter(([logicalId, { id }]) => after[logicalId] && after[logicalId].id !== id);
  return [...new Set(replaced.map(([, { type }]) => type))].sort();
}
