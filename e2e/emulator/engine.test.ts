import {
  CreateStackCommand, DeleteStackCommand, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { pythonIsThere } from './support/available';
import { Clients, clientsOf } from './support/clients';
import { Emulator } from './support/emulator';
import { inventoryOf } from './support/inventory';

type Resources = { [id: string]: { Type: string; Properties?: object; DependsOn?: string | string[]; DeletionPolicy?: string } };

let emulator: Emulator;
let clients: Clients;

(pythonIsThere() ? describe : describe.skip)('the engine', () => {
  beforeAll(async () => {
    emulator = await Emulator.start();
    clients = clientsOf(emulator.endpoint);
  }, 300_000);

  beforeEach(() => emulator.reset());

  afterAll(() => emulator?.stop());

  const queue = (properties: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
  const logGroup = (name: string, more: object = {}) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name }, ...more });

  describe('a template is refused', () => {
    test.each<[string, Resources, RegExp]>([
      ['with a type that there is not', { A: { Type: 'AWS::Moon::Base' }, B: queue() }, /does not have AWS::Moon::Base: add it to/],
      ['with a property that there is not', { A: logGroup('a'), B: { Type: 'AWS::Logs::LogGroup', Properties: { Bogus: 1 } } }, /B \(AWS::Logs::LogGroup\): .*Bogus/],
      ['with an attribute of a queue that there is not', { A: queue({ Bogus: 1 }) }, /A \(AWS::SQS::Queue\): .*'Bogus', which is none of/],
      ['with a value that is none of those allowed', { A: taskDefinition({ NetworkMode: 'moon' }) }, /networkMode is 'moon', which is none of bridge/],
      ['with a wrong kind of value', { A: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: [] } } }, /A \(AWS::EC2::VPC\)/],
      ['with a function that there is not', { A: queue({ QueueName: { 'Fn::Length': [] } }) }, /does not have Fn::Length/],
      ['with a reference to nothing', { A: queue({ QueueName: { Ref: 'Nothing' } }) }, /Nothing is referred to, and is not in the template/],
      ['with an attribute that a resource does not have', { A: queue(), B: queue({ QueueName: { 'Fn::GetAtt': ['A', 'Colour'] } }) }, /A \(AWS::SQS::Queue\) has no attribute Colour/],
      ['with a dependency on nothing', { A: { ...queue(), DependsOn: 'Nothing' } }, /A depends on Nothing, which is not in the template/],
      ['with a circle', { A: { ...queue(), DependsOn: 'B' }, B: { ...queue(), DependsOn: 'A' } }, /These wait for each other: A -> B -> A/],
      ['with an import that nobody exports', { A: queue({ QueueName: { 'Fn::ImportValue': 'nothing' } }) }, /No export named nothing found/],
      ['with a task role that is not there', { A: taskDefinition({ TaskRoleArn: 'arn:aws:iam::123456789012:role/nobody' }) }, /nobody .*\(GetRole: NoSuchEntity\)/],
      ['with a capacity provider of a group that is not there', { A: provider({ AutoScalingGroupArn: 'nothing' }) }, /There is no Auto Scaling group nothing/],
      ['with a name that ECS keeps for itself', { A: provider({ AutoScalingGroupArn: 'nothing' }, 'Ecs-web') }, /Ecs-web begins with aws, ecs or fargate/],
      ['with an association of a capacity provider that is not there', { C: { Type: 'AWS::ECS::Cluster' }, A: association(['FARGATE', 'nothing']) }, /There is no capacity provider nothing/],
    ])('%s', async (_name, resources, message) => {
      await expect(create('Wrong', resources)).rejects.toThrow(message);
      await expect(status('Wrong')).rejects.toThrow('does not exist');
    });

    test('in one go, and not after the repeats that a 500 brings', async () => {
      const began = Date.now();
      await expect(create('Wrong', { A: { Type: 'AWS::Moon::Base' } })).rejects.toMatchObject({ name: 'ValidationError', $metadata: { httpStatusCode: 400 } });
      expect(Date.now() - began).toBeLessThan(5_000);
    });
  });

  describe('what fails half-way', () => {
    test('leaves nothing of a new stack', async () => {
      const before = await inventoryOf(clients);
      await expect(create('Half', { A: queue(), B: { ...logGroup('b'), DependsOn: 'A' }, C: { ...queue({ Bogus: 1 }), DependsOn: 'B' } })).rejects.toThrow('Bogus');
      await expect(inventoryOf(clients)).resolves.toEqual(before);
    });

    test('leaves nothing of a resource that takes several calls', async () => {
      const before = await inventoryOf(clients);
      const wrong = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, ManagedPolicyArns: ['arn:aws:iam::aws:policy/Nonsense'] } };
      await expect(create('Half', { A: wrong })).rejects.toThrow('Nonsense');
      await expect(inventoryOf(clients)).resolves.toEqual(before);
    });

    test('puts a stack back as it was', async () => {
      await create('Back', { A: queue({ VisibilityTimeout: 10 }), B: logGroup('b') });
      const before = await inventoryOf(clients);
      const changed = { A: queue({ VisibilityTimeout: 20 }), B: { ...logGroup('c'), DependsOn: 'A' }, C: { ...queue({ Bogus: 1 }), DependsOn: 'B' } };
      await expect(update('Back', changed)).rejects.toThrow('Bogus');
      await expect(inventoryOf(clients)).resolves.toEqual(before);
      await expect(visibilityOf('Back', 'A')).resolves.toBe('10');
      await expect(status('Back')).resolves.toBe('UPDATE_ROLLBACK_COMPLETE');
    });

    test('says why in the events', async () => {
      await create('Events', { A: queue() });
      await expect(update('Events', { A: queue(), B: queue({ Bogus: 1 }) })).rejects.toThrow('Bogus');
      const { StackEvents = [] } = await clients.cloudformation.send(new DescribeStackEventsCommand({ StackName: 'Events' }));
      const [failure] = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
      expect(failure).toMatchObject({ LogicalResourceId: 'B', ResourceType: 'AWS::SQS::Queue', ResourceStatusReason: expect.stringContaining('Bogus') });
    });
  });

  describe('an update', () => {
    test('changes in place what can be', async () => {
      await create('Place', { A: queue({ VisibilityTimeout: 10 }) });
      const [url] = await queues();
      await update('Place', { A: queue({ VisibilityTimeout: 20 }) });
      await expect(queues()).resolves.toEqual([url]);
      await expect(visibilityOf('Place', 'A')).resolves.toBe('20');
    });

    test('makes the new one before it removes the old one, and tells those that refer to it', async () => {
      const policy = { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'A' }], PolicyDocument: { Version: '2012-10-17', Statement: [] } } };
      await create('New', { A: queue({ QueueName: 'one' }), P: policy });
      await update('New', { A: queue({ QueueName: 'two' }), P: policy });
      await expect(queues()).resolves.toEqual([expect.stringMatching(/\/two$/)]);
      const { StackEvents = [] } = await clients.cloudformation.send(new DescribeStackEventsCommand({ StackName: 'New' }));
      const steps = StackEvents.reverse().map((event) => `${event.ResourceStatus} ${event.LogicalResourceId}`);
      expect(steps.slice(steps.indexOf('UPDATE_IN_PROGRESS New'))).toEqual([
        'UPDATE_IN_PROGRESS New', 'CREATE_COMPLETE A', 'CREATE_COMPLETE P', 'DELETE_COMPLETE P', 'DELETE_COMPLETE A', 'UPDATE_COMPLETE New',
      ]);
    });

    test('removes what is gone from the template, unless it is retained', async () => {
      await create('Gone', { A: queue(), B: logGroup('b'), C: logGroup('c', { DeletionPolicy: 'Retain' }) });
      await update('Gone', { A: queue() });
      await expect(logGroups()).resolves.toEqual(['c']);
    });

    test('without a change is refused', async () => {
      await create('Same', { A: queue() });
      await expect(update('Same', { A: queue() })).rejects.toThrow('No updates are to be performed.');
    });
  });

  test.each<[string, object]>([
    ['strong', { 'Fn::ImportValue': 'first-name' }],
    ['weak', { 'Fn::GetStackOutput': { StackName: 'First', OutputName: 'Name', Region: 'us-east-1' } }],
  ])('a %s reference reads what another stack gives out', async (_strength, reference) => {
    const outputs = { Name: { Value: { 'Fn::GetAtt': ['A', 'QueueName'] }, Export: { Name: 'first-name' } } };
    await create('First', { A: queue({ QueueName: 'one' }) }, outputs);
    await create('Second', { B: logGroup(reference as unknown as string) });
    await expect(logGroups()).resolves.toEqual(['one']);
  });

  test('a stack takes what it retains out of its end', async () => {
    await create('End', { A: logGroup('a', { DeletionPolicy: 'Retain' }), B: logGroup('b') });
    await clients.cloudformation.send(new DeleteStackCommand({ StackName: 'End' }));
    await expect(logGroups()).resolves.toEqual(['a']);
    await expect(status('End')).rejects.toThrow('does not exist');
  });

  test('a service whose target group has no load balancer yet is refused, as in ECS: a DependsOn is missing', async () => {
    const rule = { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: RULE };
    const web = { Service: service(), ...AROUND, Rule: rule };
    await expect(create('Early', web)).rejects.toThrow(/Service \(AWS::ECS::Service\): The target group .* does not have an associated load balancer/);
    await create('Early', { ...web, Service: { ...service(), DependsOn: 'Rule' } });
  });

  test.each<[string, object, RegExp]>([
    ['a container that is not in the task definition', { ContainerName: 'other' }, /The container other does not exist in the task definition/],
    ['a port that the container does not have', { ContainerPort: 81 }, /did not have a container port 81 defined/],
    ['an alternate target group that is not there', { AdvancedConfiguration: { AlternateTargetGroupArn: groupArn('none') } }, /DescribeTargetGroups/],
  ])('a service behind %s is refused', async (_name, more, message) => {
    const wrong = { ...service(more), DependsOn: 'Rule' };
    const rule = { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: RULE };
    await expect(create('Early', { Service: wrong, ...AROUND, Rule: rule })).rejects.toThrow(message);
  });

  test('what moto drops of a service is shown, and changed by an update', async () => {
    const rule = { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: RULE };
    const shown = async (resources: Resources, send: typeof create) => {
      await send('Shown', resources);
      const arn = (await resourcesOf('Shown')).Service;
      const { services = [] } = await clients.ecs.send(new DescribeServicesCommand({ cluster: arn.split('/')[1], services: [arn] }));
      return services[0];
    };
    const with_ = (bakeTime: number) => {
      const made = service();
      return { ...AROUND, Rule: rule, Service: { ...made, DependsOn: 'Rule', Properties: { ...made.Properties, DeploymentConfiguration: { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: bakeTime } } } };
    };
    const first = await shown(with_(5), create);
    expect(first.deploymentConfiguration).toEqual({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 });
    const second = await shown(with_(7), update);
    expect(second.deploymentConfiguration).toEqual({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 7 });
    expect(second.serviceArn).toBe(first.serviceArn);
  });
});

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } }] };
const RULE = {
  ListenerArn: { Ref: 'Listener' },
  Priority: 1,
  Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
  Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }],
};

/** What a web service needs around it. */
const AROUND: Resources = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  SubnetA: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' } },
  SubnetB: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1b' } },
  Peers: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' }, GroupDescription: 'tasks' } },
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }] } },
  Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { VpcId: { Ref: 'Vpc' }, Port: 80, Protocol: 'HTTP', TargetType: 'ip' } },
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }] },
  },
  Cluster: { Type: 'AWS::ECS::Cluster' },
  Task: taskDefinition({ NetworkMode: 'awsvpc' }),
};

function provider(group: object, name?: string) {
  return { Type: 'AWS::ECS::CapacityProvider', Properties: { AutoScalingGroupProvider: group, ...name && { Name: name } } };
}

function association(providers: string[]) {
  const Properties = { Cluster: { Ref: 'C' }, CapacityProviders: providers, DefaultCapacityProviderStrategy: [] };
  return { Type: 'AWS::ECS::ClusterCapacityProviderAssociations', Properties };
}

function taskDefinition(properties: object) {
  const container = { Name: 'main', Image: 'nginx', Memory: 128, PortMappings: [{ ContainerPort: 80 }] };
  return { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [container], ...properties } };
}

function service(balancer: object = {}) {
  return {
    Type: 'AWS::ECS::Service',
    Properties: {
      Cluster: { Ref: 'Cluster' },
      TaskDefinition: { Ref: 'Task' },
      DesiredCount: 1,
      LoadBalancers: [{ ContainerName: 'main', ContainerPort: 80, TargetGroupArn: { Ref: 'Group' }, ...balancer }],
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetA' }], SecurityGroups: [{ Ref: 'Peers' }] } },
    },
  };
}

function groupArn(name: string): string {
  return `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${name}/0123456789abcdef`;
}

async function create(name: string, resources: Resources, outputs?: object): Promise<void> {
  const template = JSON.stringify({ Resources: resources, Outputs: outputs });
  await clients.cloudformation.send(new CreateStackCommand({ StackName: name, TemplateBody: template }));
}

async function update(name: string, resources: Resources): Promise<void> {
  await clients.cloudformation.send(new UpdateStackCommand({ StackName: name, TemplateBody: JSON.stringify({ Resources: resources }) }));
}

async function status(name: string): Promise<string | undefined> {
  return (await clients.cloudformation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0].StackStatus;
}

async function resourcesOf(name: string): Promise<{ [id: string]: string }> {
  const { StackResources = [] } = await clients.cloudformation.send(new DescribeStackResourcesCommand({ StackName: name }));
  return Object.fromEntries(StackResources.map((found) => [found.LogicalResourceId!, found.PhysicalResourceId!]));
}

async function queues(): Promise<string[]> {
  return (await clients.sqs.send(new ListQueuesCommand())).QueueUrls ?? [];
}

async function logGroups(): Promise<(string | undefined)[]> {
  return (await clients.logs.send(new DescribeLogGroupsCommand())).logGroups!.map(({ logGroupName }) => logGroupName);
}

async function visibilityOf(stack: string, id: string): Promise<string | undefined> {
  const QueueUrl = (await resourcesOf(stack))[id];
  return (await clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }))).Attributes?.VisibilityTimeout;
}
