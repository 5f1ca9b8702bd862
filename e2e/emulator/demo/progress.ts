/** A step that was taken. */
interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly result: string;
}

const WIDTH = 36;

/** A line for each step with its seconds, and all of them as a table. */
export class Progress {
  private readonly steps: Step[] = [];

  /** Takes a step. It says in a few words what came of it, and in lines what there is to see. */
  public async step(name: string, take: () => Promise<{ result: string; lines?: readonly string[] }>): Promise<void> {
    const began = Date.now();
    process.stdout.write(`${String(this.steps.length + 1).padStart(2)}  ${name.padEnd(WIDTH)} `);
    const { result, lines = [] } = await take();
    const seconds = (Date.now() - began) / 1000;
    this.steps.push({ name, seconds, result });
    process.stdout.write(`${seconds.toFixed(1).padStart(5)} s  ${result}\n`);
    for (const line of lines) { process.stdout.write(`      ${line}\n`); }
  }

  public table(): string {
    const total = this.steps.reduce((sum, { seconds }) => sum + seconds, 0);
    const rows = [...this.steps.map(({ name, seconds, result }) => [name, seconds.toFixed(1), result]), ['together', total.toFixed(1), '']];
    const head = ['step', 'seconds', 'result'];
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
    const line = (cells: string[]) => `| ${cells.map((cell, column) => column === 1 ? cell.padStart(widths[1]) : cell.padEnd(widths[column])).join(' | ')} |`;
    return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
  }
}
