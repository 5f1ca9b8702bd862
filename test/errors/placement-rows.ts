import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { foreign, RightRow, Row, value } from './row';
import { Placement } from '../../src';
import { testStack } from '../support/builders';

const { MANAGED_INSTANCES } = ecs.Compatibility;

/** A scope in which a placement was bound. */
function bound(placement: Placement, compatibility: ecs.Compatibility = ecs.Compatibility.EC2): Construct {
  const scope = new Construct(testStack(), 'Placement');
  placement.bind(scope, { compatibility, networkMode: ecs.NetworkMode.AWS_VPC });
  return scope;
}

function spread(name: string, fields: string[], says: RegExp): Row {
  return value('R123', name, () => Placement.spread(fields), says);
}

function memberOf(name: string, expression: string, says: RegExp): Row {
  return value('R123', name, () => Placement.memberOf(expression), says);
}

const zones = Placement.spreadAcrossZones();
const six = [1, 2, 3, 4, 5, 6].map((index) => `attribute:a${index}`);
const eleven = () => [...six, ...six].slice(1).map((name) => Placement.memberOf(`${name} exists`)).reduce((all, next) => all.plus(next));

export const placementRows: Row[] = [
  spread('six strategies', six, /The placement has 6 strategies\. ECS takes 5/),
  value('R123', 'six strategies one by one', () => Placement.spread(six.slice(1)).plus(Placement.random()), /The placement has 6 strategies/),
  value('R123', 'eleven constraints', eleven, /The placement has 11 constraints\. ECS takes 10/),
  spread('no field', [], /fields is an empty list.*Placement\.random\(\)/),
  spread('a field without a prefix', ['ecs.availability-zone'], /fields has 'ecs\.availability-zone'.*Write attribute:ecs\.availability-zone\.$/),
  spread('the field of another strategy', ['attribute:a', 'cpu'], /fields has 'cpu'.*Use Placement\.binpackCpu\(\)/),
  spread('a field in other letters', ['instanceid'], /fields has 'instanceid'.*Write instanceId\.$/),
  spread('an attribute without a name', ['attribute:'], /fields has 'attribute:'/),
  spread('an attribute with a space', ['attribute:a b'], /fields has 'attribute:a b'/),
  spread('an attribute with too long a name', [`attribute:${'a'.repeat(129)}`], /1 to 128 letters/),
  memberOf('an operator that is none', 'attribute:stack = prod', /The expression 'attribute:stack = prod' is wrong at character 17: '=' is no operator.*Write == or equals/),
  memberOf('nothing', '', /The expression '' is wrong at character 1: it ends/),
  memberOf('an operator that does not go with its field', 'runningTasksCount exists', /at character 19: 'exists' does not go with runningTasksCount/),
  memberOf('2001 characters', `attribute:a == ${'b'.repeat(1986)}`, /The expression has 2001 characters\. ECS takes 2000/),
  value('NotAValue', 'plus() of something else', () => zones.plus(foreign('placement')), /plus\(\) is given something that is no Placement/),
];

export const rightPlacements: RightRow[] = [
  ['five fields', () => Placement.spread(six.slice(1))],
  ['an attribute with the longest name', () => Placement.spread([`attribute:${'a'.repeat(128)}`])],
  ['2000 characters', () => Placement.memberOf(`attribute:a == ${'b'.repeat(1985)}`)],
];

/** What is odd, but may be meant: rows of the warnings. */
export const placementWarnings = [
  ...[
    zones.plus(Placement.spreadAcrossZones()), Placement.spread(['host', 'instanceId']), Placement.distinctInstances().plus(Placement.distinctInstances()),
    Placement.memberOf('attribute:a exists').plus(Placement.memberOf('attribute:a exists')), Placement.random().plus(Placement.random()),
  ].map((placement) => ({
    code: 'R123' as const, name: `${placement.placementKind} with one thing twice`, act: () => bound(placement), says: "The placement says '.*' twice",
  })),
  {
    code: 'R123' as const,
    name: 'parentheses in a pattern',
    act: () => bound(Placement.memberOf('attribute:ecs.instance-type =~ (t2|t3).*')),
    says: "The pattern '\\(t2\\|t3\\)\\.\\*' has parentheses",
  },
  ...[Placement.spread(['attribute:ecs.availabilty-zone']), Placement.memberOf('not (attribute:ecs.availabilty-zone == us-east-1d)')].map((placement) => ({
    code: 'UnknownAttribute' as const, name: placement.placementKind, act: () => bound(placement), says: "names the attribute 'ecs\\.availabilty-zone', which is in no document of ECS",
  })),
  ...['ecs.ami-id', 'ecs.capability.task-eni'].map((name) => ({
    code: 'UnknownAttribute' as const,
    name: `${name} on Managed Instances`,
    act: () => bound(Placement.memberOf(`attribute:${name} exists`), MANAGED_INSTANCES),
    says: `names the attribute '${name}', which is in no document of Managed Instances`,
  })),
];

export const quietPlacements: [name: string, act: () => Construct][] = [
  ['attributes of Managed Instances', () => bound(
    Placement.memberOf('attribute:ecs.subnet-id exists and attribute:ecs.cpu-architecture == arm64 and attribute:ecs.instance-type =~ m.*'), MANAGED_INSTANCES,
  )],
  ['fields that ECS knows', () => bound(Placement.spread(['attribute:ecs.availability-zone', 'instanceId', 'attribute:rack', 'attribute:ecs.os-family']))],
  ['all attributes that ECS gives', () => bound(Placement.memberOf(
    ['ami-id', 'availability-zone', 'awsvpc-trunk-id', 'cpu-architecture', 'instance-type', 'os-family', 'os-type', 'outpost-arn', 'subnet-id', 'vpc-id']
      .map((name) => `attribute:ecs.${name} exists`).join(' and '),
  ))],
  ['capabilities of the agent', () => bound(Placement.memberOf('attribute:ecs.capability.external !exists or attribute:com.amazonaws.ecs.capability.ecr-auth exists'))],
  ['attributes of one\'s own', () => bound(Placement.memberOf("attribute:ecs-team == '(a)'"))],
];
