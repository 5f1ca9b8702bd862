import { join } from 'node:path';
import { BootstrapEnvironments, IIoHost, StackSelectionStrategy, Toolkit } from '@aws-cdk/toolkit-lib';
import { ACCOUNT, Emulator, REGION } from './emulator';
import { CACHE } from './paths';

/** The CDK's own deployment, without its printing. `direct` is the one method that moto has whole. */
export class Deployments {
  /** What the CDK printed last: it goes with a failure. */
  public readonly printed: string[] = [];
  private readonly toolkit: Toolkit;

  constructor(emulator: Emulator) {
    // The clients of the toolkit look here for the emulator; what it remembers of accounts is not the user's.
    Object.assign(process.env, emulator.environment, { CDK_HOME: join(CACHE, 'home') });
    const ioHost: IIoHost = {
      notify: async ({ message }) => { this.printed.push(message); },
      requestResponse: async ({ defaultResponse }) => defaultResponse,
    };
    this.toolkit = new Toolkit({ ioHost, color: false, emojis: false });
  }

  public async bootstrap(): Promise<void> {
    await this.toolkit.bootstrap(BootstrapEnvironments.fromList([`aws://${ACCOUNT}/${REGION}`]));
  }

  /** Deploys all stacks. Gives the outputs of each. */
  public async deploy(assembly: string): Promise<{ [stack: string]: { [name: string]: string } }> {
    const source = await this.toolkit.fromAssemblyDirectory(assembly);
    const { stacks } = await this.toolkit.deploy(source, { stacks: ALL, deploymentMethod: { method: 'direct' } });
    return Object.fromEntries(stacks.map(({ stackName, outputs }) => [stackName, outputs]));
  }

  public async destroy(assembly: string): Promise<void> {
    await this.toolkit.destroy(await this.toolkit.fromAssemblyDirectory(assembly), { stacks: ALL });
  }
}

const ALL = { strategy: StackSelectionStrategy.ALL_STACKS };
