import { type BenchRow, reaches } from './rows.js';

const HEADINGS = ['what', 'must', 'aim for', 'measured', 'spread', 'met'] as const;

/** The rows as a table that reads well in a terminal and in Markdown alike. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    limit(row, 'must'),
    limit(row, 'aim'),
    `${shown(row.value)}${row.unit === '' ? '' : ` ${row.unit}`}`,
    spread(row),
    verdict(row),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEADINGS), rule, ...cells.map(line)].join('\n');
}

/** `must`: it misses what it must be; null: shown for information. */
export function verdict(row: BenchRow): 'aim' | 'must' | 'NO' | '' {
  const [must, aim] = [reaches(row, 'must'), reaches(row, 'aim')];
  if (must === null && aim === null) return '';
  if (must === false) return 'NO';
  return aim === false ? 'must' : 'aim';
}

function limit({ goal }: BenchRow, which: 'must' | 'aim'): string {
  const bound = goal?.[which] ?? null;
  if (goal === null || bound === null) return '';
  return `${goal.is === 'at least' ? '≥' : '≤'} ${bound}`;
}

function spread({ samples }: BenchRow): string {
  if (samples.length < 2) return '';
  return `${shown(Math.min(...samples))} to ${shown(Math.max(...samples))} (${samples.length})`;
}

function shown(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return value.toFixed(0);
  return value.toPrecision(3);
}
