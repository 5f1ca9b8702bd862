const SIZE = { font: 13, column: 8, line: 18, margin: 16 };
/** What the details of a step may be wide, to be shown. */
const COLUMNS = 112;
const COLOURS = { background: '#0d1117', text: '#e6edf3', detail: '#9198a1', prompt: '#3fb950' };

interface Line {
  readonly text: string;
  readonly colour: string;
}

/** A picture of what the demo printed: each step, and its details where they are not too wide. What is left out is counted. */
export function drawDemo(printed: string): string {
  const lines = [{ text: '$ npm run demo', colour: COLOURS.prompt }, ...stepsOf(printed).flatMap(({ line, details }) => [
    { text: line, colour: COLOURS.text },
    ...shown(details).map((text) => ({ text, colour: COLOURS.detail })),
  ])];
  return svgOf(lines);
}

/** The steps that were printed, without the table of them that follows. */
export function stepsOf(printed: string): { line: string; name: string; details: string[] }[] {
  const steps: { line: string; name: string; details: string[] }[] = [];
  for (const line of printed.split('\n\n')[0].split('\n')) {
    const name = /^ ?\d+ {2}(\S.*?) {2,}/.exec(line)?.[1];
    if (name) {
      steps.push({ line, name, details: [] });
    } else if (line.startsWith('      ')) {
      steps.at(-1)!.details.push(line);
    }
  }
  return steps;
}

function shown(details: string[]): string[] {
  const fits = details.every((line) => line.length <= COLUMNS);
  return fits ? details : [`      … ${details.length} lines`];
}

function svgOf(lines: Line[]): string {
  const { font, column, line, margin } = SIZE;
  const width = Math.ceil(Math.max(...lines.map(({ text }) => text.length)) * column) + 2 * margin;
  const height = lines.length * line + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>What npm run demo prints</title>',
    `<rect width="${width}" height="${height}" rx="8" fill="${COLOURS.background}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${font}">`,
    ...lines.map(({ text, colour }, index) => textOf(text, colour, margin + index * line + font)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Whatever the font: each column begins where it does in a terminal, and is as wide. */
function textOf(text: string, colour: string, y: number): string {
  const columns = [...text.matchAll(/\S+(?: \S+)*/g)];
  return columns.map(({ 0: column, index }) => {
    const [x, width] = [SIZE.margin + index * SIZE.column, column.length * SIZE.column].map((number) => number.toFixed(1));
    return `<text x="${x}" y="${y}" fill="${colour}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escaped(column)}</text>`;
  }).join('\n');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
