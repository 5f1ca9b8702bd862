import { fail } from '../private/fail';

/** How much of an expression an error shows on each side of the position. */
const SHOWN = 40;
const SPACE = /\s*/y;
const PIECE = /[^\s()[\],]+|[^]/y;

/** Goes through the text of an expression, and fails with the position where it is. */
export class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  public get position(): number {
    return this.at;
  }

  public get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  public skipSpace(): void {
    this.take(SPACE);
  }

  /** What stands next, if it is of this form. */
  public peek(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    return form.exec(this.text)?.[0];
  }

  /** Passes what stands next, if it is of this form. */
  public take(form: RegExp): string | undefined {
    const taken = this.peek(form);
    this.at += taken?.length ?? 0;
    return taken;
  }

  /** Passes this text, if it stands next. */
  public eat(text: string): boolean {
    const found = this.text.startsWith(text, this.at);
    this.at += found ? text.length : 0;
    return found;
  }

  /** What stands next as it reads in an error. */
  public get piece(): string {
    return `'${this.peek(PIECE)?.slice(0, SHOWN) ?? ''}'`;
  }

  /** Fails where something else stands than what is expected, or nothing. */
  public failMissing(expected: string, allowed: string, remedy: string): never {
    return this.fail(this.atEnd ? `it ends where ${expected} is expected` : `${this.piece} stands where ${expected} is expected`, allowed, remedy);
  }

  public fail(problem: string, allowed: string, remedy: string, position: number = this.at): never {
    return fail('R123', { given: `The expression '${this.excerpt(position)}' is wrong at character ${position + 1}: ${problem}`, allowed, remedy });
  }

  private excerpt(position: number): string {
    const [start, end] = [Math.max(0, position - SHOWN), position + SHOWN];
    return `${start > 0 ? '…' : ''}${this.text.slice(start, end)}${end < this.text.length ? '…' : ''}`;
  }
}
