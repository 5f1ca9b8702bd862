/** The values of a minute, by variable. What is missing is undefined. */
export interface Minute {
  readonly [variable: string]: number | undefined;
}

type Value = number | undefined;
type Function = (...args: Value[]) => Value;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html says what becomes of what is missing. */
const OPERATORS: { [operator: string]: (a: number, b: number) => Value } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => b === 0 ? undefined : a / b,
};

const FUNCTIONS: { [name: string]: Function } = {
  FILL: (value, filling) => value ?? filling,
  IF: (condition, then, otherwise) => condition === undefined ? undefined : condition !== 0 ? then ?? 0 : otherwise,
};

/** What a formula of CloudWatch gives for a minute: undefined, where the minute has no value. */
export function evaluate(expression: string, minute: Minute): Value {
  const tokens = expression.match(/[A-Za-z]\w*|[\d.]+|\S/g) ?? [];
  const next = () => tokens.shift() ?? '';
  const isNext = (...wanted: string[]) => wanted.includes(tokens[0] ?? '');

  const comparison = (): Value => {
    const left = sum();
    if (!isNext('<')) { return left; }
    next();
    const right = sum();
    return left === undefined || right === undefined ? undefined : Number(left < right);
  };
  const sum = () => chain(product, '+', '-');
  const product = () => chain(atom, '*', '/');
  const chain = (part: () => Value, ...operators: string[]): Value => {
    let left = part();
    while (isNext(...operators)) {
      const operator = OPERATORS[next()];
      const right = part();
      left = left === undefined && right === undefined ? undefined : operator(left ?? 0, right ?? 0);
    }
    return left;
  };
  const list = (): Value[] => {
    const values = [comparison()];
    while (isNext(',')) { next(); values.push(comparison()); }
    expectNext(')');
    return values;
  };
  const expectNext = (wanted: string) => { if (next() !== wanted) { throw new Error(`${wanted} is missing in ${expression}`); } };
  const atom = (): Value => {
    const token = next();
    if (token === '(') { return list()[0]; }
    if (isNext('(')) { next(); return FUNCTIONS[token](...list()); }
    if (/^[\d.]+$/.test(token)) { return Number(token); }
    if (!(token in minute)) { throw new Error(`${token} is no variable of ${JSON.stringify(minute)}`); }
    return minute[token];
  };
  return comparison();
}
