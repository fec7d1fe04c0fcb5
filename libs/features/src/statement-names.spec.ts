import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const libs = join(import.meta.dirname, '../..');
/** A statement, or what is read further in one, where it is written. */
const DECLARED = /\bname: [`']([^`']+)[`'],\s*(?:text|columns)\b/g;

describe('prepared statements', () => {
  it('each have a name of their own: two of one name fail once they meet on a connection', () => {
    const files = ['features/src', 'database/src'].flatMap((folder) =>
      readdirSync(join(libs, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
        .map((file) => join(libs, folder, file)),
    );
    const names = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(DECLARED)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
