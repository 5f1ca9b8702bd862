import { Cdk } from './cdk';
import { Progress } from './progress';
import { echoes, show } from './show';
import { runWorker } from './worker';
import echoed from '../echoed.json';
import { templatesOf } from '../support/assembly';
import { Clients, clientsOf } from '../support/clients';
import { differences } from '../support/compare';
import { Complaint } from '../support/complaint';
import { ACCOUNT, Emulator, REGION } from '../support/emulator';
import { Stack } from '../support/expected';
import { inventoryOf } from '../support/inventory';
import { resourcesOf, retainedOf, stackOf } from '../support/stacks';

/** Deploys two examples with the CDK's own command line, looks at them, changes them, and takes them away. */
export async function runDemo(emulator: Emulator, progress: Progress, folder: string): Promise<void> {
  const cdk = new Cdk(emulator.environment, folder);
  const clients = clientsOf(emulator.endpoint);
  let assembly = '';
  let stacks: string[] = [];
  let resources: Stack = {};

  await progress.step('cdk bootstrap', async () => {
    await cdk.bootstrap(`aws://${ACCOUNT}/${REGION}`);
    return { result: `account ${ACCOUNT}, ${REGION}` };
  });
  const before = await inventoryOf(clients);
  await progress.step('cdk synth', async () => {
    assembly = await cdk.synth('first');
    stacks = Object.keys(templatesOf(assembly));
    return { result: stacks.join(', ') };
  });
  await progress.step('cdk deploy', async () => {
    await cdk.deploy(assembly);
    resources = await resourcesOf(clients, stacks);
    return { result: `${Object.keys(resources).length} resources` };
  });
  await progress.step('read back what exists', async () => {
    const compared = await compare(clients, assembly);
    const all = Object.values(resources);
    const bootstrapped = await resourcesOf(clients, ['CDKToolkit']);
    const lines = [...await show(clients, all), ...echoes([...all, ...Object.values(bootstrapped)])];
    return { result: `${compared} resources are as in the templates`, lines };
  });
  await progress.step('run the worker', async () => {
    const lines = await runWorker(emulator, clients, idOf(resources, 'QueueWorker', 'AWS::ECS::TaskDefinition'));
    return { result: "the task definition's program and environment, as a process", lines };
  });
  await progress.step('cdk deploy with changed images', async () => {
    const next = await cdk.synth('next', '--context', 'next=true');
    await cdk.deploy(next);
    await compare(clients, next);
    const former = resources;
    resources = await resourcesOf(clients, stacks);
    return { result: 'the same services, new revisions', lines: revisions(former, resources) };
  });
  await progress.step('cdk destroy', async () => {
    await cdk.destroy(assembly);
    return { result: stacks.join(', ') };
  });
  await progress.step('list what remains', async () => {
    const left = (await inventoryOf(clients)).filter((found) => !before.includes(found));
    const retained = retainedOf(resources, templatesOf(assembly));
    const forgotten = left.filter((found) => !retained.includes(found));
    if (forgotten.length > 0) { throw new Complaint(`These remain, and no template retains them:\n${forgotten.join('\n')}`); }
    return { result: `${left.length} resources, retained by the templates`, lines: left };
  });
  if (emulator.faults().length > 0) { throw new Complaint(`The emulator broke somewhere: ${emulator.faults().join(', ')}. Its log is ${emulator.log}.`); }
}

/** Fails where an API does not say what a template says. */
async function compare(clients: Clients, assembly: string): Promise<number> {
  let count = 0;
  for (const [name, template] of Object.entries(templatesOf(assembly))) {
    const stack = await stackOf(clients, name);
    const lines = await differences(clients, name, stack, template);
    if (lines.length > 0) { throw new Complaint(`AWS does not say what the template of ${name} says:\n${lines.join('\n')}`); }
    count += Object.values(stack).filter(({ type }) => !echoed.doneAtOnce.includes(type)).length;
  }
  return count;
}

function idOf(resources: Stack, stack: string, type: string): string {
  const found = Object.entries(resources).find(([path, resource]) => path.startsWith(`${stack}/`) && resource.type === type);
  if (!found) { throw new Complaint(`The stack ${stack} has no ${type}.`); }
  return found[1].id;
}

/** The revisions before and after. Fails if anything else got another id. */
function revisions(former: Stack, now: Stack): string[] {
  const changed = Object.entries(now).filter(([path, { id }]) => former[path]?.id !== id);
  const wrong = changed.filter(([, { type }]) => type !== 'AWS::ECS::TaskDefinition');
  if (wrong.length > 0) { throw new Complaint(`The update replaced ${wrong.map(([path]) => path).join(', ')}.`); }
  return changed.map(([path, { id }]) => `${former[path].id.split('/').pop()} is now ${id.split('/').pop()}`);
}
