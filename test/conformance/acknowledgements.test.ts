import { App, Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Build, Finding, findingsOf, packsFor, typeOf } from './findings';
import { tableOf } from './page';
import { SCENARIOS } from './scenarios';
import * as acknowledging from '../../src/private/acknowledge';
import { IS_PINNED } from '../support/pinned';

const KEY = Validations.ACKNOWLEDGED_RULES_METADATA_KEY;

/** What aws-cdk-lib acknowledges of its own accord: errors of its validator's own schema. */
const OF_L2 = ['CloudFormation-Validate::F3002', 'CloudFormation-Validate::F3003'];

/** A newer aws-cdk-lib acknowledges it itself, on the stack. */
const ZONES = 'CloudFormation-Validate::W3010';

/** What a newer aws-cdk-lib no longer finds: the acknowledgement is for those of the range that do. */
const NO_LONGER_FOUND = [ZONES, 'CloudFormation-Validate::W9007'];

interface Acknowledgement {
  readonly rule: string;
  readonly reason: string;
  readonly construct: IConstruct;
}

/** The tables of the page: one for what is always looked for, one for the packs of the regulated profile, by the rules that they share. */
const PAGE = [...tableOf('Acknowledgements'), ...tableOf('The regulated profile').flatMap(([rule, ...cells]) =>
  ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].map((pack) => [`${pack}-${rule}`, ...cells]))];

test('what is acknowledged is what docs/compliance.md says', () => {
  const all = Object.values(SCENARIOS).flatMap((build) => acknowledgementsOf(build()));
  const rows = all.map(({ rule, construct, reason }) => [rule, typeOf(construct), reason]);
  expect(sorted(rows)).toEqual(sorted(PAGE));
});

test('for audits there are few of them', () => {
  expect(tableOf('The regulated profile').length).toBeLessThanOrEqual(10);
});

test('each acknowledgement stands on one resource', () => {
  const constructs = Object.values(SCENARIOS).flatMap((build) => acknowledgementsOf(build())).map(({ construct }) => construct);
  expect(constructs.filter((construct) => Stack.isStack(construct) || typeOf(construct) === undefined)).toEqual([]);
});

test('without the acknowledgements all that they cover is found', () => {
  const found = Object.entries(SCENARIOS).flatMap(([name, build]) => {
    const acknowledgements = acknowledgementsOf(build());
    const findings = unacknowledged(name, build);
    return acknowledgements.filter(({ rule, construct }) => findings.some((finding) => covers(rule, construct.node.path, finding)));
  });
  const rows = found.map(({ rule, construct }) => [rule, typeOf(construct)]);
  const expected = PAGE.filter(([rule]) => IS_PINNED || !NO_LONGER_FOUND.includes(rule) || rows.some(([other]) => other === rule));
  expect(sorted(rows)).toEqual(sorted(expected.map(([rule, type]) => [rule, type])));
}, 120_000);

function unacknowledged(name: string, build: Build): Finding[] {
  const spies = (['acknowledge', 'acknowledgeInPacks'] as const).map((helper) => jest.spyOn(acknowledging, helper).mockImplementation());
  try {
    return findingsOf(build, packsFor(name));
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

/** The name of the plugin stands before a rule that is not cdk-nag's. */
function covers(acknowledged: string, construct: string, { plugin, rule, path }: Finding): boolean {
  return [rule, `${plugin.replace(' ', '-')}::${rule}`].includes(acknowledged) && `${path}/`.startsWith(`${construct}/`);
}

function acknowledgementsOf(app: App): Acknowledgement[] {
  return app.node.findAll().flatMap((construct) => construct.node.metadata.filter(({ type }) => type === KEY)
    .flatMap(({ data }) => Object.entries(data as { [rule: string]: string }))
    .map(([rule, reason]) => ({ rule: rule.replace(/^annotation::/i, ''), reason, construct }))
    .filter(({ rule }) => !OF_L2.includes(rule) && !(rule === ZONES && Stack.isStack(construct))));
}

function sorted(rows: (string | undefined)[][]): string[] {
  return [...new Set(rows.map((cells) => cells.join(' | ')))].sort();
}
