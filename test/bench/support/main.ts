import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineFacts } from './machine.js';
import { type Bench, type BenchDetail, type BenchRow } from './rows.js';
import { tableOf, verdict } from './table.js';

const folder = join(import.meta.dirname, '..');
const SUFFIX = '.bench.ts';

/** Cheap and steady ones first; what starts the whole service last. */
const ORDER = [
  'free-times',
  'cover',
  'replay',
  'queue',
  'outbox',
  'mail',
  'sending',
  'lists',
  'times',
  'read',
  'accept',
  'race',
  'pages',
  'pages-time',
  'demand',
  'memory',
  'start',
];

const names = readdirSync(folder)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort((a, b) => place(a) - place(b));

process.exitCode = await main(process.argv.slice(2));

async function main(wanted: string[]): Promise<number> {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
    return 2;
  }
  const facts = machineFacts();
  const rows: BenchRow[] = [];
  const details: BenchDetail[] = [];
  const failed: string[] = [];
  for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
    const started = performance.now();
    process.stdout.write(`${name} … `);
    try {
      const { run } = (await import(`../${name}${SUFFIX}`)) as { run: Bench };
      const figures = await run();
      rows.push(...figures.rows);
      details.push(...(figures.details ?? []));
      console.log(`${((performance.now() - started) / 1_000).toFixed(0)} s`);
    } catch (error) {
      console.log('failed');
      console.error(error);
      failed.push(name);
    }
  }
  if (rows.length > 0) console.log(`\n${tableOf(rows)}\n`);
  for (const { title, text } of details) console.log(`${title}\n\n${text}\n`);
  if (wanted.length === 0 && failed.length === 0) console.log(`Kept as ${await keep(rows, details, facts)}`);
  const missed = rows.filter((row) => verdict(row) === 'NO');
  for (const { name } of missed) console.log(`Not as it must be: ${name}`);
  for (const name of failed) console.log(`Could not be measured: ${name}`);
  return missed.length + failed.length > 0 ? 1 : 0;
}

async function keep(
  rows: readonly BenchRow[],
  details: readonly BenchDetail[],
  facts: Record<string, string>,
): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const results = join(folder, 'results');
  await mkdir(results, { recursive: true });
  const lines = [
    `# Figures of ${day}`,
    '',
    'Medians; ratios are of interleaved pairs in one run. “met” says which of the two goals was reached.',
    '',
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
    '',
    tableOf(rows),
    '',
    ...details.flatMap(({ title, text }) => [`## ${title}`, '', text, '']),
  ];
  await writeFile(join(results, `${day}.md`), lines.join('\n'));
  await writeFile(
    join(results, `${day}.json`),
    `${JSON.stringify({ day, machine: facts, rows }, null, 2)}\n`,
  );
  return `test/bench/results/${day}.md and .json`;
}

function place(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}
