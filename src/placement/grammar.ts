/** What a comparison of a cluster query takes behind its operator. */
export type ArgumentKind = 'nothing' | 'value' | 'list' | 'pattern';

/** The operators by their names, with how they are written in signs and what they take. */
const OPERATORS = {
  equals: { sign: '==', takes: 'value' },
  not_equals: { sign: '!=', takes: 'value' },
  greater_than: { sign: '>', takes: 'value' },
  greater_than_equal: { sign: '>=', takes: 'value' },
  less_than: { sign: '<', takes: 'value' },
  less_than_equal: { sign: '<=', takes: 'value' },
  exists: { sign: 'exists', takes: 'nothing' },
  not_exists: { sign: '!exists', takes: 'nothing' },
  in: { sign: 'in', takes: 'list' },
  not_in: { sign: '!in', takes: 'list' },
  matches: { sign: '=~', takes: 'pattern' },
  not_matches: { sign: '!~', takes: 'pattern' },
} as const satisfies { [name: string]: { sign: string; takes: ArgumentKind } };

/** An operator, by its name. */
export type Operator = keyof typeof OPERATORS;

/** How the values of a field are written. */
interface Form {
  /** What they match. */
  readonly pattern: RegExp;
  /** As it reads in an error. */
  readonly like: string;
}

const NAMES = Object.keys(OPERATORS) as Operator[];
const IN_ORDER: Operator[] = ['equals', 'not_equals', 'greater_than', 'greater_than_equal', 'less_than', 'less_than_equal'];
const OF_A_CHOICE: Operator[] = ['equals', 'not_equals', 'in', 'not_in', 'matches', 'not_matches'];

/** What can be asked for beside attributes, with the operators that each takes. Of `task:group` the documents list none. */
const FIELDS: { readonly [field: string]: { readonly operators: readonly Operator[]; readonly form?: Form } | undefined } = {
  'agentConnected': { operators: OF_A_CHOICE },
  'agentVersion': { operators: IN_ORDER },
  'ec2InstanceId': { operators: OF_A_CHOICE },
  'registeredAt': {
    operators: IN_ORDER,
    form: { pattern: /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?$/, like: 'a time such as 2018-06-18 or 2018-06-18T22:28:28Z' },
  },
  'runningTasksCount': { operators: IN_ORDER, form: { pattern: /^\d+$/, like: 'a whole number' } },
  'task:group': { operators: NAMES },
};

/** What other languages write. */
const OTHER_WAYS: [Operator, string[]][] = [
  ['equals', ['=', '===', 'is']],
  ['not_equals', ['<>', '!==']],
  ['greater_than_equal', ['=>']],
  ['less_than_equal', ['=<']],
  ['matches', ['~', '~=', 'like']],
  ['not_in', ['not']],
];

/** What stands before the name of an attribute. */
export const ATTRIBUTE = 'attribute:';

/** What the API takes for the name of an attribute. */
export const ATTRIBUTE_NAME = /^[A-Za-z0-9\-_./\\]{1,128}$/;

/** The fields as they read in an error. */
export const FIELD_NAMES = Object.keys(FIELDS).join(', ');

/** The operator that is written so, as a name or in signs. */
export function operatorOf(text: string): Operator | undefined {
  return NAMES.find((name) => text === name || text === OPERATORS[name].sign);
}

export function argumentOf(operator: Operator): ArgumentKind {
  return OPERATORS[operator].takes;
}

/** The operators that go with a subject, or undefined where there is no such subject. */
export function operatorsFor(subject: string): readonly Operator[] | undefined {
  return subject.startsWith(ATTRIBUTE) ? NAMES : FIELDS[subject]?.operators;
}

/** How values of a subject are written, where only one form makes sense. */
export function formOf(subject: string): Form | undefined {
  return FIELDS[subject]?.form;
}

/** The field that someone meant who wrote it in other letters. */
export function similarField(text: string): string | undefined {
  return Object.keys(FIELDS).find((field) => field.toLowerCase() === text.toLowerCase());
}

/** Operators as they read in an error. */
export function written(operators: readonly Operator[]): string {
  return operators.map((name) => OPERATORS[name].sign).join(', ');
}

/** The ways to write the operator that someone meant. */
export function meantBy(text: string): string | undefined {
  const lowerCase = text.toLowerCase();
  const name = operatorOf(lowerCase) ?? OTHER_WAYS.find(([, ways]) => ways.includes(lowerCase))?.[0];
  return name && [...new Set([OPERATORS[name].sign, name])].join(' or ');
}
