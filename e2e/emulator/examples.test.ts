import './support/loopback/preload.cjs';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import echoed from './echoed.json';
import { newFolder, removeFolders, rewritten, Template, templatesOf } from './support/assembly';
import { pythonIsThere } from './support/available';
import { Clients, clientsOf } from './support/clients';
import { differences } from './support/compare';
import { ACCOUNT, Emulator, REGION } from './support/emulator';
import { inventoryOf, LISTED } from './support/inventory';
import { resourcesOf, retainedOf, stackOf } from './support/stacks';
import { SURROUNDINGS } from './support/surroundings';
import { Deployments } from './support/toolkit';
import { buildExample, EXAMPLES } from '../../test/support/examples';

const MINUTE = 60_000;

let emulator: Emulator;
let clients: Clients;
let deployments: Deployments;

(pythonIsThere() ? describe : describe.skip)('the examples on the emulator', () => {
  beforeAll(async () => {
    emulator = await Emulator.start();
    clients = clientsOf(emulator.endpoint);
    deployments = new Deployments(emulator);
    await deployments.bootstrap();
  }, 5 * MINUTE);

  afterAll(async () => {
    await emulator?.stop();
    removeFolders();
  });

  describe.each(Object.keys(EXAMPLES))('%s', (example) => {
    let assembly: string;
    let before: string[];
    let templates: { [stack: string]: Template };
    const { stacks } = EXAMPLES[example];

    beforeAll(async () => {
      const replacements = await SURROUNDINGS[example]?.(clients) ?? {};
      assembly = rewritten(synthesised(example), (template) => replaced(template, replacements));
      templates = templatesOf(assembly);
      before = await inventoryOf(clients);
    }, MINUTE);

    test('is deployed, and AWS says what the template says', async () => {
      await deploy(assembly, stacks);
      for (const [name, template] of Object.entries(templates)) {
        await expect(statusOf(name)).resolves.toBe('CREATE_COMPLETE');
        await expect(differences(clients, name, await stackOf(clients, name), template)).resolves.toEqual([]);
      }
    }, MINUTE);

    test('is left alone when nothing changes', async () => {
      const resources = await resourcesOf(clients, stacks);
      await deploy(assembly, stacks);
      await expect(resourcesOf(clients, stacks)).resolves.toEqual(resources);
      await expect(statusOf(stacks[0])).resolves.toBe('CREATE_COMPLETE');
    }, MINUTE);

    test('gets a changed image as a new revision of the same services', async () => {
      const former = await resourcesOf(clients, stacks);
      const next = rewritten(assembly, (template) => withNextImages(template));
      await deploy(next, stacks);
      const now = await resourcesOf(clients, stacks);
      for (const [path, { type, id }] of Object.entries(now)) {
        if (type === 'AWS::ECS::DaemonTaskDefinition') {
          expect(id).toBe(nextRevision(former[path].id));
        } else if (type !== 'AWS::ECS::TaskDefinition') {
          expect({ path, id }).toEqual({ path, id: former[path].id });
        } else {
          expect(id).toBe(nextRevision(former[path].id));
          await expect(statusOfRevision(former[path].id)).resolves.toBe('INACTIVE');
        }
      }
      for (const [name, template] of Object.entries(templatesOf(next))) {
        await expect(differences(clients, name, await stackOf(clients, name), template)).resolves.toEqual([]);
      }
    }, MINUTE);

    test('is destroyed, and leaves what it retains', async () => {
      const resources = await resourcesOf(clients, stacks);
      await liftProtection(assembly, stacks);
      await deployments.destroy(assembly, stacks);
      const left = (await inventoryOf(clients)).filter((found) => !before.includes(found));
      expect(left).toEqual(retainedOf(resources, templates));
    }, MINUTE);
  });

  test('what a destroyed example leaves is looked for in all types that are deployed', () => {
    // Each of these goes with another one, which is listed, or is listed with one.
    const parts = [
      'AWS::ApplicationAutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScalingPolicy', 'AWS::EC2::Route', 'AWS::EC2::SecurityGroupEgress', 'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::VPCCidrBlock', 'AWS::EC2::VPCGatewayAttachment',
      'AWS::ECS::ClusterCapacityProviderAssociations',
      'AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule', 'AWS::IAM::Policy', 'AWS::Logs::MetricFilter',
      'AWS::S3::BucketPolicy', 'AWS::ServiceDiscovery::PrivateDnsNamespace', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy', 'AWS::Lambda::Permission', 'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACLAssociation',
    ];
    expect(typesOfAll().filter((type) => ![...LISTED, ...parts, ...echoed.doneAtOnce].includes(type))).toEqual([]);
  }, MINUTE);

  test('echoed.json says of all types that are deployed what they do here, or do not', () => {
    const said = [...Object.keys(echoed.neverHappens), ...Object.keys(echoed.works), ...echoed.doneAtOnce];
    expect(typesOfAll().filter((type) => !said.some((beginning) => type === beginning || type.startsWith(`${beginning}::`)))).toEqual([]);
  }, MINUTE);

  test('the emulator broke nowhere, and kept to this machine', () => {
    expect(emulator.faults()).toEqual([]);
  });
});

function synthesised(example: string): string {
  const outdir = newFolder(example);
  const context = { '@aws-cdk/core:defaultCrossStackReferences': 'strong' };
  return buildExample(example, { env: { account: ACCOUNT, region: REGION } }, { outdir, context }).synth().directory;
}

/** Images by their names, and those of Amazon ECR, whose names end a join. */
function withNextImages(template: string): string {
  return template.replaceAll(/("Image": "[^"]+)"/g, '$1-next"').replaceAll(/(\.dkr\.ecr\.[^]*?\/[\w-]+:[\w.-]+)"/g, '$1-next"');
}

function typesOfAll(): string[] {
  const templates = Object.keys(EXAMPLES).flatMap((example) => Object.values(templatesOf(synthesised(example))));
  return [...new Set(templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)))];
}

function nextRevision(arn: string): string {
  const [family, revision] = [arn.slice(0, arn.lastIndexOf(':')), Number(arn.split(':').pop())];
  return `${family}:${revision + 1}`;
}

function replaced(template: string, replacements: { readonly [written: string]: string }): string {
  return Object.entries(replacements).reduce((text, [written, real]) => text.replaceAll(written, real), template);
}

/** Load balancers that are protected from deletion are deployed without that first, as the README says. */
async function liftProtection(assembly: string, stacks: readonly string[]): Promise<void> {
  const isProtected = /("deletion_protection\.enabled",\s*"Value": )"true"/;
  if (!Object.values(templatesOf(assembly)).some((template) => isProtected.test(JSON.stringify(template, null, 1)))) { return; }
  await deploy(rewritten(assembly, (template) => template.replace(new RegExp(isProtected, 'g'), '$1"false"')), stacks);
}

/** Fails with what the CDK printed. */
async function deploy(assembly: string, stacks: readonly string[]): Promise<void> {
  await deployments.deploy(assembly, stacks).catch((error: Error) => {
    throw new Error(`${error.message}\n${deployments.printed.slice(-20).join('\n')}`);
  });
}

async function statusOf(name: string): Promise<string | undefined> {
  return (await clients.cloudformation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0].StackStatus;
}

async function statusOfRevision(arn: string): Promise<string | undefined> {
  return (await clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }))).taskDefinition?.status;
}
