import { tableOf } from './page';
import { AGNOSTIC, buildExample, templateFilesOf } from '../support/examples';
import { runForJson, withTool } from '../support/python';

interface CheckovReport {
  readonly summary: { readonly passed: number };
  readonly results: { readonly failed_checks: { readonly check_id: string; readonly resource: string }[] };
}

withTool({ name: 'checkov', version: '3.3.30' }, (command) => {
  test('what checkov finds in https-web is what docs/compliance.md says', () => {
    const [file] = Object.values(templateFilesOf(buildExample('https-web', AGNOSTIC)));
    const report = runForJson(command, ['--file', file, '--framework', 'cloudformation', '--output', 'json', '--compact', '--quiet', '--skip-download']) as CheckovReport;
    const failed = report.results.failed_checks.map(({ check_id: id, resource }) => `${id} ${resource.split('.')[0]}`);
    expect([...new Set(failed)].sort()).toEqual(tableOf('What checkov says').map(([check, type]) => `${check} ${type}`).sort());
    expect(report.summary.passed).toBeGreaterThan(40);
  }, 120_000);
});
