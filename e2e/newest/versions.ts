import { execFile } from 'node:child_process';
import { Complaint } from '../emulator/support/complaint';

/** The versions that are tried together. */
export interface Versions {
  readonly cdk: string;
  readonly constructs: string;
}

/** A version of aws-cdk-lib, the newest unless one is asked for, and the newest constructs that it accepts. */
export async function versionsOnNpm(asked: string | undefined, oldest: string): Promise<Versions> {
  if (asked !== undefined) { assertInRange(asked, oldest); }
  const found = await view(asked === undefined ? 'aws-cdk-lib' : `aws-cdk-lib@${asked}`, 'version', 'peerDependencies.constructs');
  const { version: cdk, 'peerDependencies.constructs': range } = found as { [field: string]: string };
  const constructs = [await view(`constructs@${range}`, 'version')].flat() as string[];
  return { cdk, constructs: constructs.pop()! };
}

function assertInRange(asked: string, oldest: string): void {
  if (!/^\d+\.\d+\.\d+$/.test(asked)) {
    throw new Complaint(`${asked} is no version of aws-cdk-lib: give one such as ${oldest}, or none for the newest.`);
  }
  if (asked.localeCompare(oldest, 'en', { numeric: true }) < 0) {
    throw new Complaint(`aws-cdk-lib ${asked} is older than ${oldest}, which the library needs: give a newer one.`);
  }
}

/** What npm knows of a package. */
function view(spec: string, ...fields: string[]): Promise<unknown> {
  const args = ['view', spec, ...fields, '--json', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  return new Promise((resolve, reject) => {
    execFile('npm', args, { env: process.env }, (error, stdout) => error ? reject(new Complaint(refusal(spec, stdout))) : resolve(JSON.parse(stdout)));
  });
}

function refusal(spec: string, output: string): string {
  const code = /"code": "(\w+)"/.exec(output)?.[1] ?? 'it printed no reason';
  return code === 'E404'
    ? `npm has no ${spec}: "npm view ${spec.split('@')[0]} versions" lists those that it has.`
    : `npm could not be asked for ${spec} (${code}): connect to the network, and try again.`;
}
