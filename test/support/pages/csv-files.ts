import { parse } from 'csv-parse/sync';
import { pageFaults } from './page-faults.js';
import { type PageVisitor } from './page-visitor.js';
import { type ReadPage } from './read-page.js';

/** A file as a spreadsheet reads it. */
export interface CsvFile {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
}

/** The file at an address. */
export async function csvAt(visitor: PageVisitor, path: string): Promise<CsvFile> {
  const file = await visitor.get(path);
  const faults = pageFaults(file);
  const name = /filename="(.*)\.csv"/.exec(file.headers.get('content-disposition') ?? '')?.[1];
  if (file.status !== 200 || name === undefined || faults.length > 0)
    throw new Error(`${path} is no file: ${file.status} ${faults.join(', ')}`);
  return { name, lines: parse(file.html, { bom: true }) };
}

/** Every file that a page offers, in its order. */
export async function csvFilesOf(visitor: PageVisitor, page: ReadPage): Promise<CsvFile[]> {
  const files: CsvFile[] = [];
  for (const { href } of page.links.filter(({ text }) => text.startsWith('Download as CSV')))
    files.push(await csvAt(visitor, href));
  return files;
}
