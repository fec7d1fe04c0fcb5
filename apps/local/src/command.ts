import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '@case-consultation/domain';
import { AdjustableClock, type Clock } from '@case-consultation/platform';
import { LocalClock } from './clock/local-clock.js';
import { readKept } from './supervisor/keep-file.js';

/** What was asked for cannot be done; the message says what to do. */
export class CannotDo extends Error {}

/** Where a command line finds what it works on. */
export interface CommandSurroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The folder's `.local`. */
  readonly localFolder: string;
}

const runningState = z.object({ databaseUrl: z.string() });

/** The database in DATABASE_URL, else that of the service which runs from this folder; and its clock. */
export async function findDatabase({
  env,
  localFolder,
}: CommandSurroundings): Promise<{ databaseUrl: string; clock: Clock }> {
  const given = env['DATABASE_URL'];
  if (given) return { databaseUrl: given, clock: new AdjustableClock() };
  const running = await readKept(join(localFolder, 'running.json'), runningState);
  if (!running) {
    throw new CannotDo(
      'No service runs from this folder. Start it with npm start in another terminal, or set DATABASE_URL.',
    );
  }
  const { offsetMs } = await LocalClock.open(join(localFolder, 'clock.json'));
  return { databaseUrl: running.databaseUrl, clock: new AdjustableClock(offsetMs) };
}

/** What went wrong, for the person at the keyboard. */
export function inWords(error: unknown, usage: string): string {
  if (error instanceof CannotDo || error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  return `The database did not answer as it should (${code || error.message}). Is DATABASE_URL right, and is it running?`;
}
