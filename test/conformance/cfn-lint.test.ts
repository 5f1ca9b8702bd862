import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableOf } from './page';
import { SCENARIOS } from './scenarios';
import { templateFilesOf } from '../support/examples';
import { runForJson, withTool } from '../support/python';
import { CfnTemplate } from '../support/template';

interface LintFinding {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: (string | number)[] };
}

withTool({ name: 'cfn-lint', version: '1.58.0' }, (command) => {
  const lint = (files: string[]) => runForJson(command, ['--format', 'json', ...files]) as LintFinding[];

  test('cfn-lint finds nothing but what docs/compliance.md says', () => {
    const files = Object.values(SCENARIOS).flatMap((build) => Object.values(templateFilesOf(build())));
    const found = lint(files).map(({ Filename, Rule, Location }) => `${Rule.Id} ${typeAt(Filename, Location.Path)}`);
    expect([...new Set(found)].sort()).toEqual(tableOf('What cfn-lint says').map(([rule, type]) => `${rule} ${type}`).sort());
  }, 120_000);

  test('cfn-lint finds what is wrong', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'cfn-lint-')), 'bad.json');
    writeFileSync(file, JSON.stringify({ Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Wrong: 1 } } } }));
    expect(lint([file]).map(({ Rule }) => Rule.Id)).toEqual(['E3002']);
  }, 60_000);
});

function typeAt(file: string, path: (string | number)[]): string {
  const { Resources = {} } = JSON.parse(readFileSync(file, 'utf8')) as CfnTemplate;
  return path[0] === 'Resources' ? Resources[path[1]].Type : String(path[0]);
}
