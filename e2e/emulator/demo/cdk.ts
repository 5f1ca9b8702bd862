import { appendFileSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/children';
import { Complaint } from '../support/complaint';
import { LOOPBACK, REFUSED } from '../support/loopback';
import { CACHE, compiledLibrary, openLog, writableFolder } from '../support/paths';

/** The app of the demo, without a check of its types: the tests have done that. */
const WORDS = [process.execPath, '-r', require.resolve('ts-node/register/transpile-only'), '-r', join(__dirname, 'register.ts'), join(__dirname, 'app.ts')];
// What begins and ends with a quotation mark loses both.
const APP = `exec ${WORDS.map((word) => `"${word}"`).join(' ')}`;
const OPTIONS = ['--no-color', '--no-notices', '--no-version-reporting'];

/** The CDK's command line, as a user has it. */
export class Cdk {
  private readonly log = join(writableFolder(join(CACHE, 'logs')), `cdk-${process.pid}.log`);

  constructor(private readonly environment: NodeJS.ProcessEnv, private readonly folder: string, private readonly library = compiledLibrary()) {
    closeSync(openLog(this.log));
  }

  public async bootstrap(environment: string): Promise<void> {
    await this.run('bootstrap', environment);
  }

  /** Writes the templates. Gives the folder that they are in. */
  public async synth(name: string, ...options: string[]): Promise<string> {
    const output = join(this.folder, name);
    await this.run('synth', '--quiet', '--app', APP, '--output', output, ...options);
    return output;
  }

  public async deploy(assembly: string): Promise<void> {
    await this.run('deploy', '--all', '--app', assembly, '--method=direct', '--require-approval', 'never', '--progress', 'events');
  }

  public async destroy(assembly: string): Promise<void> {
    await this.run('destroy', '--all', '--force', '--app', assembly);
  }

  private async run(command: string, ...options: string[]): Promise<void> {
    const cli = join(require.resolve('aws-cdk/package.json'), '../bin/cdk');
    const env = {
      ...LOOPBACK,
      PATH: process.env.PATH,
      HOME: this.folder,
      CDK_HOME: this.folder,
      TS_NODE_PROJECT: join(__dirname, '../../../tsconfig.dev.json'),
      DEMO_LIBRARY: this.library,
      ...this.environment,
    };
    const printed = await run(
      { program: process.execPath, args: [cli, command, ...options, ...OPTIONS], cwd: this.folder, env },
      (output) => `cdk ${command} failed: ${reasonIn(output)}\nAll that it printed is in ${this.log}.`,
      (chunk) => appendFileSync(this.log, chunk));
    const refused = printed.split('\n').find((line) => line.startsWith(REFUSED));
    if (refused) { throw new Complaint(`cdk ${command} wanted to leave this machine. ${refused}. All that it printed is in ${this.log}.`); }
  }
}

function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  const telling = lines.filter((line) => /error|failed|refused|does not|cannot/i.test(line) && !/^at /.test(line));
  return [...new Set(telling.length > 0 ? telling.slice(-3) : lines.slice(-3))].join('\n');
}
