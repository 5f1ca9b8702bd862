import '../support/loopback/preload.cjs';
import { parseArgs } from 'node:util';
import { Cdk } from './cdk';
import { Progress } from './progress';
import { runDemo } from './run';
import { newFolder, removeFolders, templatesOf } from '../support/assembly';
import { runCommand } from '../support/command';
import { Complaint, sentenceOf } from '../support/complaint';
import { ACCOUNT, Emulator, REGION } from '../support/emulator';
import { CACHE } from '../support/paths';
import { emulatorPython } from '../support/python';

const USAGE = 'npm run demo [-- --synth-only] [-- --port <number>]';
const SYNTH_ONLY = 'The templates alone need no Python: npm run demo -- --synth-only';

async function main(): Promise<void> {
  const options = parse();
  const folder = newFolder('demo');
  const progress = new Progress();
  if (options.synthOnly) {
    await synthOnly(progress, folder);
  } else {
    await deploy(progress, folder, options.port);
  }
  process.stdout.write(`\n${progress.table()}\n`);
}

async function deploy(progress: Progress, folder: string, port?: number): Promise<void> {
  let emulator: Emulator;
  await progress.step('Python and moto', async () => {
    await emulatorPython(CACHE).catch((error) => { throw new Complaint(`${sentenceOf(error)}\n${SYNTH_ONLY}`); });
    return { result: 'installed' };
  });
  await progress.step('start the emulator', async () => {
    emulator = await Emulator.start({ port });
    return { result: emulator.endpoint };
  });
  await emulator!.during(runDemo(emulator!, progress, folder));
}

function parse(): { synthOnly: boolean; port?: number } {
  const given = (() => {
    try {
      return parseArgs({ options: { 'synth-only': { type: 'boolean' }, 'port': { type: 'string' } } }).values;
    } catch (error) {
      throw new Complaint(`${sentenceOf(error)}\nIt is: ${USAGE}`);
    }
  })();
  const port = given.port === undefined ? undefined : Number(given.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Complaint(`${given.port} is no port: it is a number from 1 to 65535.`);
  }
  return { synthOnly: given['synth-only'] === true, port };
}

/** What needs nothing but Node.js. */
async function synthOnly(progress: Progress, folder: string): Promise<void> {
  const account = { CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION, CDK_VALIDATION: 'false' };
  await progress.step('cdk synth', async () => {
    const assembly = await new Cdk(account, folder).synth('first');
    const templates = Object.entries(templatesOf(assembly));
    const lines = templates.flatMap(([stack, { Resources }]) => [`${stack}:`, ...countsOf(Object.values(Resources).map(({ Type }) => Type))]);
    return { result: `${templates.length} templates; nothing was deployed`, lines };
  });
}

function countsOf(types: string[]): string[] {
  return [...new Set(types)].sort().map((type) => `${String(types.filter((other) => other === type).length).padStart(4)} ${type}`);
}

runCommand(main, { tidy: removeFolders, stopped: 'Stopped: the emulator and all that it held are gone.' });
