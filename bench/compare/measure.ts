import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CHECKOV, CheckovResult, CheckovResults, hashOf } from './checkov';
import { Cost, costOf } from './cost';
import { bodyOf, Program, PROGRAMS } from './programs';
import { Rollout, rolloutOf } from './rollout';
import { Template } from './template';
import { testApp } from '../../test/support/builders';

/** What is known of a program. */
export interface Figures {
  readonly program: Program;
  readonly template: Template;
  readonly lines: number;
  readonly resources: number;
  readonly warnings: string[];
  /** The findings of cdk-nag, a rule and a resource each. */
  readonly nag: { readonly open: string[]; readonly acknowledged: string[] };
  readonly rollout: Rollout;
  readonly cost: Cost;
}

export function measureAll(): Figures[] {
  return PROGRAMS.map((program) => {
    const { app, template, warnings } = synth(program);
    return {
      program,
      template,
      lines: bodyOf(program).split('\n').filter((line) => line.trim() !== '').length,
      resources: Object.keys(template.Resources).length,
      warnings,
      nag: nagFindings(app),
      rollout: rolloutOf(template),
      cost: costOf(template),
    };
  });
}

/** What this checkov said of this very template. */
export function checkovOf({ program, template }: Figures, results: CheckovResults): CheckovResult | undefined {
  const result = results[program.file];
  return result?.version === CHECKOV.version && result.template === hashOf(template) ? result : undefined;
}

function synth({ build }: Program): { app: App; template: Template; warnings: string[] } {
  const app = testApp();
  build(new Stack(app, 'Hello'));
  const [{ template, messages }] = app.synth().stacks;
  const warnings = messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data));
  return { app, template: template as Template, warnings };
}

function nagFindings(app: App): { open: string[]; acknowledged: string[] } {
  const open = runNag(app);
  forgetAcknowledgements(app);
  return { open, acknowledged: runNag(app).filter((finding) => !open.includes(finding)) };
}

function runNag(app: App): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`));
}

/** cdk-nag says nothing of what is acknowledged. */
function forgetAcknowledgements(app: App): void {
  for (const { node } of app.node.findAll()) {
    const others = node.metadata.filter(({ type }) => type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    Object.defineProperty(node, 'metadata', { value: others });
  }
}
