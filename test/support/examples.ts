import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, AppProps, Environment, NestedStack, PermissionsBoundary, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { testApp } from './builders';
import { ROOT } from './markdown';
import { CfnTemplate } from './template';
import { blueGreenAlarms } from '../../examples/blue-green-alarms/blue-green-alarms';
import { bridgeDense } from '../../examples/bridge-dense/bridge-dense';
import { canaryHooks } from '../../examples/canary-hooks/canary-hooks';
import { classicPlacement } from '../../examples/classic-placement/classic-placement';
import { cloudMap } from '../../examples/cloud-map/cloud-map';
import { daemonAgent } from '../../examples/daemon-agent/daemon-agent';
import { dualStack } from '../../examples/dual-stack/dual-stack';
import { ebsScratch } from '../../examples/ebs-scratch/ebs-scratch';
import { ec2Web } from '../../examples/ec2-web/ec2-web';
import { edgeAnywhere } from '../../examples/edge-anywhere/edge-anywhere';
import { existingCluster } from '../../examples/existing-cluster/existing-cluster';
import { gpuInference } from '../../examples/gpu-inference/gpu-inference';
import { helloWeb } from '../../examples/hello-web/hello-web';
import { httpsWeb } from '../../examples/https-web/https-web';
import { isolatedEndpoints } from '../../examples/isolated-endpoints/isolated-endpoints';
import { managedDaemon } from '../../examples/managed-daemon/managed-daemon';
import { managedInstances } from '../../examples/managed-instances/managed-instances';
import { natInstance } from '../../examples/nat-instance/nat-instance';
import { ownVpc } from '../../examples/own-vpc/own-vpc';
import { previewEnvironment } from '../../examples/preview-environment/preview-environment';
import { queueWorker } from '../../examples/queue-worker/queue-worker';
import { regulated } from '../../examples/regulated/regulated';
import { serviceConnectMesh } from '../../examples/service-connect-mesh/service-connect-mesh';
import { spotMix } from '../../examples/spot-mix/spot-mix';
import { stoppedTaskAlerts } from '../../examples/stopped-task-alerts/stopped-task-alerts';
import { platformRepository } from '../../examples/two-repositories/platform/platform';
import { serviceRepository } from '../../examples/two-repositories/service/service';
import { twoStacks } from '../../examples/two-stacks/two-stacks';
import { windowsIis } from '../../examples/windows-iis/windows-iis';

/** How an example is built, beside what its folder says. */
export interface Example {
  /** The ids of its stacks, as its app.ts has them, or those of its folders. */
  readonly stacks: string[];
  readonly build: (...stacks: Stack[]) => void;
  /** The ids of what it makes itself, beside workloads and platforms. */
  readonly own?: string[];
}

export const EXAMPLES: { [folder: string]: Example } = {
  'blue-green-alarms': { stacks: ['BlueGreenAlarms'], build: blueGreenAlarms, own: ['WebMemory'] },
  'bridge-dense': { stacks: ['BridgeDense'], build: bridgeDense },
  'canary-hooks': { stacks: ['CanaryHooks'], build: canaryHooks, own: ['Probe', 'ProbeLogs', 'ProbeRole'] },
  'classic-placement': { stacks: ['ClassicPlacement'], build: classicPlacement },
  'cloud-map': { stacks: ['CloudMap'], build: cloudMap },
  'daemon-agent': { stacks: ['DaemonAgent'], build: daemonAgent, own: ['Metrics'] },
  'dual-stack': { stacks: ['DualStack'], build: dualStack },
  'ebs-scratch': { stacks: ['EbsScratch'], build: ebsScratch },
  'ec2-web': { stacks: ['Ec2Web'], build: ec2Web },
  'edge-anywhere': { stacks: ['EdgePlatform', 'Edge'], build: edgeAnywhere },
  'existing-cluster': { stacks: ['ExistingCluster'], build: existingCluster },
  'gpu-inference': { stacks: ['GpuInference'], build: gpuInference },
  'hello-web': { stacks: ['HelloWeb'], build: helloWeb },
  'https-web': { stacks: ['HttpsWeb'], build: httpsWeb },
  'isolated-endpoints': { stacks: ['IsolatedEndpoints'], build: isolatedEndpoints },
  'nat-instance': { stacks: ['NatInstance'], build: natInstance },
  'own-vpc': { stacks: ['OwnVpc'], build: ownVpc },
  'preview-environment': { stacks: ['Preview'], build: previewEnvironment },
  'managed-daemon': { stacks: ['ManagedDaemon'], build: managedDaemon, own: ['Metrics'] },
  'managed-instances': { stacks: ['ManagedInstances'], build: managedInstances },
  'queue-worker': { stacks: ['QueueWorker'], build: queueWorker, own: ['Shop', 'ShopLogs', 'ShopRole'] },
  'regulated': { stacks: ['Regulated'], build: regulated },
  'service-connect-mesh': { stacks: ['Shop', 'Web'], build: serviceConnectMesh },
  'spot-mix': { stacks: ['SpotMix'], build: spotMix },
  'stopped-task-alerts': { stacks: ['StoppedTaskAlerts'], build: stoppedTaskAlerts },
  'two-repositories': {
    stacks: ['Platform', 'Web'],
    build: (platform, web) => {
      platformRepository(platform);
      serviceRepository(web);
    },
  },
  'two-stacks': { stacks: ['Platform', 'Web', 'Ledger'], build: twoStacks },
  'windows-iis': { stacks: ['WindowsIis'], build: windowsIis },
};

/** The folders that there are. */
export function exampleFolders(): string[] {
  return readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

/** Where and how an example is synthesised. */
export interface Variant {
  readonly env?: Environment;
  /** In a stage, or as nested stacks of one stack; in stacks of the app else. */
  readonly within?: 'stage' | 'nested stack';
  /** What no role may exceed. */
  readonly permissionsBoundary?: PermissionsBoundary;
  /** Without the feature flags that `cdk init` writes. */
  readonly withoutFlags?: boolean;
}

const ACCOUNT = '111111111111';

function inRegion(region: string): Variant {
  return { env: { account: ACCOUNT, region } };
}

export const AGNOSTIC: Variant = {};

export const VARIANTS: { [name: string]: Variant } = {
  'without environment': AGNOSTIC,
  'in us-east-1': inRegion('us-east-1'),
  'in cn-north-1': inRegion('cn-north-1'),
  'in us-gov-west-1': inRegion('us-gov-west-1'),
  'in a stage': { within: 'stage' },
  'in a nested stack': { within: 'nested stack' },
  'without feature flags': { withoutFlags: true },
};

/** All examples in all variants, for `test.each`. */
export function exampleVariants(): [string, string, Variant][] {
  const entries = Object.entries(VARIANTS);
  return Object.keys(EXAMPLES).flatMap((example) => entries.map(([name, variant]): [string, string, Variant] => [example, name, variant]));
}

export function buildExample(name: string, variant: Variant = AGNOSTIC, props: AppProps = {}): App {
  const context = { ...zonesOf(variant), ...props.context };
  const app = variant.withoutFlags ? new App({ analyticsReporting: false, treeMetadata: false, ...props, context }) : testApp({ ...props, context });
  const { stacks, build } = EXAMPLES[name];
  build(...stacks.map(stackMaker(app, variant)));
  return app;
}

function stackMaker(app: App, { env, within, permissionsBoundary }: Variant): (id: string) => Stack {
  if (within === 'nested stack') {
    const parent = new Stack(app, 'Parent', { env, permissionsBoundary });
    return (id) => new NestedStack(parent, id);
  }
  const scope: Construct = within === 'stage' ? new Stage(app, 'Stage', { env, permissionsBoundary }) : app;
  return (id) => new Stack(scope, id, { env, ...within ? {} : { permissionsBoundary } });
}

/** What a lookup would find: the zones of a region whose name is known. */
function zonesOf({ env }: Variant): { [key: string]: string[] } {
  return env ? { [`availability-zones:account=${env.account}:region=${env.region}`]: ['a', 'b', 'c'].map((zone) => `${env.region}${zone}`) } : {};
}

/** The templates of all stacks, nested ones too, by the path of the stack. */
export function templatesOf(app: App): { [path: string]: CfnTemplate } {
  const files = templateFilesOf(app);
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [path, JSON.parse(readFileSync(file, 'utf8')) as CfnTemplate]));
}

/** The files that the templates lie in, by the path of the stack. */
export function templateFilesOf(app: App): { [path: string]: string } {
  const stacks = app.node.findAll().filter((node) => Stack.isStack(node));
  return Object.fromEntries(stacks.map((stack) => [stack.node.path, join(Stage.of(stack)!.synth().directory, stack.templateFile)]));
}
