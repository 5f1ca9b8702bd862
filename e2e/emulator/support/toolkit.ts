import { join } from 'node:path';
import { BootstrapEnvironments, ExpandStackSelection, IIoHost, StackSelectionStrategy, StackSelector, Toolkit } from '@aws-cdk/toolkit-lib';
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

  /** Deploys stacks one after the other: what refers to nothing else's outputs may still need what is there by then. */
  public async deploy(assembly: string, stacks: readonly string[]): Promise<void> {
    const source = await this.toolkit.fromAssemblyDirectory(assembly);
    for (const stack of stacks) { await this.toolkit.deploy(source, { stacks: only(stack), deploymentMethod: { method: 'direct' } }); }
  }

  /** Destroys stacks in the reverse order. */
  public async destroy(assembly: string, stacks: readonly string[]): Promise<void> {
    const source = await this.toolkit.fromAssemblyDirectory(assembly);
    for (const stack of [...stacks].reverse()) { await this.toolkit.destroy(source, { stacks: only(stack) }); }
  }
}

function only(stack: string): StackSelector {
  return { patterns: [stack], strategy: StackSelectionStrategy.PATTERN_MUST_MATCH_SINGLE, expand: ExpandStackSelection.NONE };
}
