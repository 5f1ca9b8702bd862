import { cycleBetween, cycleIn } from '../support/cycles';
import { Stacks } from '../support/stacks';
import { CfnTemplate } from '../support/template';

const resource = (entries: object) => ({ Type: 'AWS::S3::Bucket', ...entries });
const graph = (entries: object) => cycleIn({ Resources: { A: resource(entries), B: resource({ Properties: { X: { Ref: 'A' } } }) } });

test.each([
  ['Ref', { Properties: { X: [{ Ref: 'B' }] } }],
  ['Fn::GetAtt in a list', { Properties: { X: { 'Fn::GetAtt': ['B', 'Arn'] } } }],
  ['Fn::GetAtt in a string', { Properties: { X: { 'Fn::GetAtt': 'B.Arn' } } }],
  ['Fn::Sub', { Properties: { X: { 'Fn::Sub': 'x${B}' } } }],
  ['Fn::Sub of an attribute', { Properties: { X: { 'Fn::Sub': ['x${B.Arn}', {}] } } }],
  ['the variables of Fn::Sub', { Properties: { X: { 'Fn::Sub': ['${C}', { C: { Ref: 'B' } }] } } }],
  ['DependsOn', { DependsOn: 'B' }],
  ['DependsOn in a list', { DependsOn: ['B'] }],
])('a circle over %s is found', (_, entries) => {
  expect(graph(entries)).toEqual(['A', 'B', 'A']);
});

test.each([
  ['a chain', {}],
  ['a pseudo parameter', { Properties: { X: { Ref: 'AWS::Region' } } }],
  ['a literal of Fn::Sub', { Properties: { X: { 'Fn::Sub': '${!B}' } } }],
  ['a variable of Fn::Sub with the name of a resource', { Properties: { X: { 'Fn::Sub': ['${B}', { B: 'text' }] } } }],
  ['a property that is called DependsOn', { Properties: { DependsOn: ['B'] } }],
])('%s is no circle', (_, entries) => {
  expect(graph(entries)).toBeUndefined();
});

const exporting = (name: string, X: unknown): CfnTemplate => ({
  Resources: { A: resource({ Properties: { X } }) }, Outputs: { Out: { Value: 1, Export: { Name: name } } },
});

test.each([
  ['Fn::ImportValue', { 'Fn::ImportValue': 'b' }, []],
  ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'SecondName', OutputName: 'Out' } }, []],
  ['a dependency of stacks', {}, ['Second']],
])('a circle between stacks over %s is found', (_, X, dependencies) => {
  const cycle = (back: unknown) => cycleBetween(new Stacks({
    First: { template: exporting('a', X), dependencies },
    Second: { template: exporting('b', back), stackName: 'SecondName' },
  }));
  expect(cycle({ 'Fn::ImportValue': 'a' })).toEqual(expect.arrayContaining(['end of First', 'end of Second']));
  expect(cycle({})).toBeUndefined();
});

const nested = (parameters: object): CfnTemplate => ({
  Resources: {
    Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: parameters } },
    Outside: resource({ Properties: { X: { 'Fn::GetAtt': ['Nested', 'Outputs.Out'] } } }),
  },
});

test.each([
  ['what it is given', { P: { Ref: 'Outside' } }, true],
  ['nothing', {}, false],
])('a circle of a nested stack over %s is found', (_, parameters, found) => {
  const cycle = cycleBetween(new Stacks({
    Parent: { template: nested(parameters) },
    Inner: { template: { Resources: { A: resource({}) } }, nestedAs: { stack: 'Parent', logicalId: 'Nested' } },
  }));
  expect(cycle !== undefined).toBe(found);
});
