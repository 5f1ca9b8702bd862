import { cycleIn } from '../support/cycles';

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
])('%s is no circle', (_, entries) => {
  expect(graph(entries)).toBeUndefined();
});
