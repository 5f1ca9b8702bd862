import { argumentOf, formOf, Operator } from './grammar';
import { Scanner } from './scanner';

/** What a value without quotes consists of: what the value of an attribute can have but spaces, and the `+` of a time zone. */
const VALUE = /[A-Za-z0-9\-_.@/\\:+]+/y;
const END_OF_VALUE = /\s|[),\]]|&&|\|\||$/y;
const QUOTED = /'[^']*'/y;
/** What a pattern without quotes consists of, up to the next parenthesis. Within parentheses, `||` is part of it. */
const PATTERN = /(?:\\\S|(?!&&|\|\|)[^\s()\\])+/y;
const IN_PARENTHESES = /(?:\\\S|[^\s()\\])+/y;

/** Reads what stands behind an operator. */
export function readValues(scanner: Scanner, subject: string, operator: Operator): string[] {
  scanner.skipSpace();
  switch (argumentOf(operator)) {
    case 'nothing': return [];
    case 'list': return readList(scanner, subject);
    case 'pattern': return [readPattern(scanner)];
    case 'value': return [readValue(scanner, subject)];
  }
}

function readList(scanner: Scanner, subject: string): string[] {
  const start = scanner.position;
  if (!scanner.eat('[')) { scanner.failMissing('a list', 'A list is written as [a, b]', 'Put the values in brackets'); }
  const values: string[] = [];
  do {
    scanner.skipSpace();
    values.push(readValue(scanner, subject));
    scanner.skipSpace();
  } while (scanner.eat(','));
  if (scanner.eat(']')) { return values; }
  return scanner.atEnd
    ? scanner.fail("'[' is not closed", 'A list is written as [a, b]', "Write ']' behind the last value", start)
    : scanner.fail(`${scanner.piece} follows a value`, 'The values of a list are separated by commas', "Write ',' or ']'");
}

function readValue(scanner: Scanner, subject: string): string {
  const start = scanner.position;
  const value = readQuoted(scanner) ?? scanner.take(VALUE) ?? failMissing(scanner);
  if (scanner.peek(END_OF_VALUE) === undefined) {
    scanner.fail(
      `${scanner.piece} cannot be part of a value`, 'Without quotes a value has letters, digits and -_.@/\\:+',
      'Put the value in single quotes, or use =~ for a pattern',
    );
  }
  const form = formOf(subject);
  if (form && !form.pattern.test(value)) {
    scanner.fail(`'${value}' cannot be compared with ${subject}`, `It is compared with ${form.like}`, 'Write one', start);
  }
  return value;
}

function readQuoted(scanner: Scanner): string | undefined {
  if (scanner.peek(/"/y)) { scanner.fail('a quote is double', 'The documents of ECS have single quotes', 'Use these'); }
  const quoted = scanner.take(QUOTED);
  if (quoted === "''") { scanner.fail('the value is empty', 'A value has 1 to 128 characters', 'Use exists or !exists', scanner.position - 2); }
  if (quoted === undefined && scanner.peek(/'/y)) { scanner.fail('the quote is not closed', 'Quotes come in pairs', "Write ' behind the value"); }
  return quoted?.slice(1, -1);
}

function failMissing(scanner: Scanner): never {
  return scanner.failMissing('a value', 'A value stands alone or in single quotes', 'Write one');
}

/** A regular expression of Java, which has no counterpart here that could tell whether it is right. */
function readPattern(scanner: Scanner): string {
  const start = scanner.position;
  const pattern = readQuoted(scanner) ?? readBarePattern(scanner);
  if (pattern === '') { failMissing(scanner); }
  if (/^[*+?]/.test(pattern)) {
    scanner.fail(`the pattern begins with '${pattern[0]}', which repeats nothing`, 'A pattern is a regular expression of Java', 'Write .* for any text', start);
  }
  return pattern;
}

/** Parentheses belong to the pattern where they come in pairs: one that closes a group of the expression ends it. */
function readBarePattern(scanner: Scanner, form: RegExp = PATTERN): string {
  const text = scanner.take(form) ?? '';
  const start = scanner.position;
  if (!scanner.eat('(')) { return text; }
  const inner = readBarePattern(scanner, IN_PARENTHESES);
  if (scanner.eat(')')) { return `${text}(${inner})${readBarePattern(scanner, form)}`; }
  return scanner.fail(
    "'(' is not closed in the pattern", 'A pattern without quotes has no spaces, and parentheses in pairs', 'Close it, or put the pattern in single quotes', start,
  );
}
