import { aws_ecs as ecs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { findUnknownAttribute } from './attributes';
import { argumentOf } from './grammar';
import { parseQuery } from './parser';
import { Comparison, comparisonsOf } from './query';
import { Code } from '../private/codes';
import { Finding, warn } from '../private/fail';
import { constraintsOf, PlacedTasks, strategiesOf } from '../private/placement';
import { known } from '../private/tokens';

/** What ECS would take, and what is likely a slip. */
export function warnOfOddities(placed: PlacedTasks, compatibility: ecs.Compatibility, scope: IConstruct): void {
  const expressions = constraintsOf(placed).flatMap(({ expression }) => known(expression) ?? []);
  const comparisons = expressions.map(parseQuery).flatMap(comparisonsOf);
  const fields = strategiesOf(placed).flatMap(({ field }) => field ?? []);
  const findings: [Code, Finding | undefined][] = [
    ['R123', findDuplicate(placed)],
    ['R123', findParentheses(comparisons)],
    ['UnknownAttribute', findUnknownAttribute([...fields, ...comparisons.map(({ subject }) => subject)], compatibility)],
  ];
  for (const [code, finding] of findings) {
    if (finding) { warn(code, finding, scope); }
  }
}

function findDuplicate(placed: PlacedTasks): Finding | undefined {
  const strategies = strategiesOf(placed).map(({ type, field }) => `${type} ${field === 'host' ? 'instanceId' : field ?? ''}`.trimEnd());
  const constraints = constraintsOf(placed).map(({ type, expression }) => `${type} ${expression ?? ''}`.trimEnd());
  const all = [...strategies, ...constraints];
  const twice = all.find((entry, index) => all.indexOf(entry) < index);
  return twice === undefined ? undefined : {
    given: `The placement says '${twice}' twice`,
    allowed: 'The second time changes nothing, and validators of templates report it',
    remedy: 'Leave one out',
  };
}

/** The documents say that there can be none; programs that have them are in use. */
function findParentheses(comparisons: Comparison[]): Finding | undefined {
  const patterns = comparisons.filter(({ operator }) => argumentOf(operator) === 'pattern').flatMap(({ values }) => values);
  const pattern = patterns.find((value) => /[()]/.test(value));
  return pattern === undefined ? undefined : {
    given: `The pattern '${pattern}' has parentheses`,
    allowed: 'The documents of ECS allow none within a comparison',
    remedy: 'Join several patterns with or',
  };
}
