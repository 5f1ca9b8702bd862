import { readValues } from './arguments';
import { ATTRIBUTE, ATTRIBUTE_NAME, FIELD_NAMES, meantBy, Operator, operatorOf, operatorsFor, similarField, written } from './grammar';
import { Comparison, Junction, Query } from './query';
import { Scanner } from './scanner';

/** What reads as one word, so that an error can name it. */
const WORD = /[^\s()[\],=!<>~&|'"]+/y;
const SIGNS = /[=!<>~]+/y;
/** `!exists` and `!in` are operators, where `!` alone negates what follows. */
const NEGATED_WORD = /!(?:exists|in)(?![^\s()[\]'"&|])/y;
/** Nobody nests so deep; it keeps the stack from overflowing. */
const MAX_DEPTH = 100;

/**
 * Reads an expression, or fails with the position of what is wrong. `and` binds its operands before `or` does; the documents leave that open.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
 */
export function parseQuery(text: string): Query {
  return new Parser(new Scanner(text)).parse();
}

class Parser {
  private depth = 0;

  constructor(private readonly scanner: Scanner) {}

  public parse(): Query {
    const query = this.disjunction();
    return this.scanner.atEnd ? query : this.failUnjoined();
  }

  private disjunction(): Query {
    return this.junction('or', '||', () => this.junction('and', '&&', () => this.term()));
  }

  private junction(kind: Junction['kind'], sign: string, readOperand: () => Query): Query {
    const operands = [readOperand()];
    while (this.eatJoint(kind, sign)) { operands.push(readOperand()); }
    return operands.length === 1 ? operands[0] : { kind, operands };
  }

  private eatJoint(word: string, sign: string): boolean {
    this.scanner.skipSpace();
    return this.scanner.eat(sign) || this.eatWord(word);
  }

  private eatWord(word: string): boolean {
    return this.scanner.peek(WORD) === word && this.scanner.eat(word);
  }

  private term(): Query {
    this.scanner.skipSpace();
    const start = this.scanner.position;
    if (this.scanner.eat('(')) { return this.nested(() => this.group(start)); }
    if (this.scanner.eat('!') || this.eatWord('not')) { return this.nested(() => ({ kind: 'not', operand: this.term() })); }
    return this.comparison();
  }

  private nested(read: () => Query): Query {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      this.scanner.fail(`here it is nested more than ${MAX_DEPTH} deep`, 'Groups and negations nest less deep', 'Leave out what changes nothing');
    }
    const query = read();
    this.depth -= 1;
    return query;
  }

  private group(start: number): Query {
    const query = this.disjunction();
    if (this.scanner.eat(')')) { return query; }
    return this.scanner.atEnd ? this.scanner.fail("'(' is not closed", 'Each parenthesis has its counterpart', "Write ')' where the group ends", start) : this.failUnjoined();
  }

  private comparison(): Comparison {
    const { subject, operators } = this.subject();
    const operator = this.operator(subject, operators);
    return { kind: 'comparison', subject, operator, values: readValues(this.scanner, subject, operator) };
  }

  private subject(): { subject: string; operators: readonly Operator[] } {
    const start = this.scanner.position;
    const next = this.scanner.peek(WORD);
    if (next === undefined || next === 'and' || next === 'or') {
      this.scanner.failMissing('a comparison', `One begins with ${ATTRIBUTE}… or a field`, `Write one such as ${ATTRIBUTE}stack == prod`);
    }
    const subject = this.scanner.take(WORD)!;
    const operators = operatorsFor(subject);
    if (operators === undefined) { return this.failUnknown(subject, start); }
    if (subject.startsWith(ATTRIBUTE) && !ATTRIBUTE_NAME.test(subject.slice(ATTRIBUTE.length))) {
      return this.scanner.fail(
        `'${subject}' names no attribute`,
        'A name has 1 to 128 letters, digits, hyphens, underscores, dots and slashes', `Write ${ATTRIBUTE} and the name without a space`, start,
      );
    }
    return { subject, operators };
  }

  private failUnknown(subject: string, start: number): never {
    const field = similarField(subject);
    const attribute = ATTRIBUTE_NAME.test(subject) ? `${ATTRIBUTE}${subject} for an attribute` : `${ATTRIBUTE} and the name of an attribute`;
    const allowed = `What can be asked for is ${ATTRIBUTE}…, ${FIELD_NAMES}`;
    return this.scanner.fail(`'${subject}' is neither an attribute nor a field`, allowed, `Write ${field ?? attribute}`, start);
  }

  private operator(subject: string, operators: readonly Operator[]): Operator {
    this.scanner.skipSpace();
    const start = this.scanner.position;
    const allowed = `Behind ${subject} comes one of ${written(operators)}`;
    const text = this.scanner.take(NEGATED_WORD) ?? this.scanner.take(SIGNS) ?? this.scanner.take(WORD);
    const operator = text === undefined ? undefined : operatorOf(text);
    if (text === undefined) { return this.scanner.failMissing('an operator', allowed, 'Write one'); }
    if (operator === undefined) { return this.scanner.fail(`'${text}' is no operator`, allowed, `Write ${meantBy(text) ?? 'one of them'}`, start); }
    return operators.includes(operator) ? operator : this.scanner.fail(`'${text}' does not go with ${subject}`, allowed, 'Write one of them', start);
  }

  private failUnjoined(): never {
    if (this.scanner.peek(/\)/y)) { return this.scanner.fail("')' closes nothing", 'Each parenthesis has its counterpart', 'Leave it out'); }
    return this.scanner.fail(
      `${this.scanner.piece} follows a comparison`, 'Comparisons are joined by and, &&, or, ||',
      'Write one of these between them, and put a value with spaces in single quotes',
    );
  }
}
