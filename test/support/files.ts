import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';

/** All that an app deploys: templates and lists of assets. */
export function filesOf(app: App): { [file: string]: string } {
  const { directory } = app.synth();
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(template|assets)\.json$/.test(file));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
}
