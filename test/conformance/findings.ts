import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, AppProps, CfnResource, IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { IConstruct } from 'constructs';

/** A finding of aws-cdk-lib's validator or of cdk-nag. */
export interface Finding {
  readonly plugin: string;
  readonly rule: string;
  /** The path of the construct. */
  readonly path: string;
  /** The type of the resource. */
  readonly type?: string;
}

export type Build = (props: AppProps) => App;

interface Report {
  readonly pluginReports: {
    readonly pluginName: string;
    readonly violations: { readonly ruleName: string; readonly violatingConstructs: { readonly constructPath: string }[] }[];
  }[];
}

const STRICT = { '@aws-cdk/core:validateAgainstDefaultRules': true };

const USUAL = [AwsSolutionsChecks];

/** What the regulated profile is held against. */
export const ALL_PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks];

/** The packs that a scenario is held against, by its name. */
export function packsFor(scenario: string): typeof ALL_PACKS {
  return scenario.startsWith('regulated ') ? ALL_PACKS : USUAL;
}

/** All that aws-cdk-lib's validator and cdk-nag have to say about an app, of whatever severity. */
export function findingsOf(build: Build, packs: (new () => IPolicyValidationPlugin)[] = USUAL): Finding[] {
  const app = build({ context: STRICT });
  Validations.of(app).addPlugins(...packs.map((Pack) => new Pack()));
  synthValidated(app);
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ pluginName, violations }) => violations.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath: path }) => ({ plugin: pluginName, rule: ruleName, path, type: typeAt(app, path) }))));
}

/** The type of the resource that a construct is, or stands for. */
export function typeOf(construct: IConstruct | undefined): string | undefined {
  const resource = construct?.node.defaultChild ?? construct;
  return CfnResource.isCfnResource(resource) ? resource.cfnResourceType : undefined;
}

function typeAt(app: App, path: string): string | undefined {
  return typeOf(app.node.findAll().find(({ node }) => node.path === path));
}

/** The findings are printed as well, and those that are errors are thrown. */
function synthValidated(app: App): void {
  const { CDK_VALIDATION } = process.env;
  const print = jest.spyOn(console, 'error').mockImplementation();
  process.env.CDK_VALIDATION = 'true';
  try {
    app.synth();
  } catch (error) {
    if ((error as Error).name !== 'ValidationFailed') { throw error; }
  } finally {
    process.env.CDK_VALIDATION = CDK_VALIDATION;
    print.mockRestore();
  }
}
