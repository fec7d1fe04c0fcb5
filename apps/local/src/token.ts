import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DomainError, formatInstant } from '@case-consultation/domain';
import { issueToken, type Scope, SCOPES, type TokenWish } from '@case-consultation/features';
import { AdjustableClock, type Clock } from '@case-consultation/platform';
import { LocalClock } from './clock/local-clock.js';
import { readKept } from './supervisor/keep-file.js';

const usage = `npm run token -- --programme elmbrook --email lowri.pendle@elmbrook-fallowmere.example.org
  --scopes   what it may be used for, with commas between: ${SCOPES.join(', ')}
             (consultations:read,consultations:write when left out)
  --days     how long it holds, 1 to 365 (30 when left out)
  --name     what it is for, in a few words
The database is the one in DATABASE_URL, else that of the service which runs from this folder.`;

const USUAL_DAYS = '30';
const ZONE = 'Europe/London';

/** What was asked for cannot be done; the message says what to do. */
class CannotDo extends Error {}

export interface TokenSurroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The folder's `.local`. */
  readonly localFolder: string;
}

/** Makes a token as the arguments say. The token alone goes to standard output. @returns the exit code */
export async function makeToken(args: string[], surroundings: TokenSurroundings): Promise<number> {
  try {
    const wish = readWish(args);
    if (!wish) {
      console.log(usage);
      return 0;
    }
    const { databaseUrl, clock } = await findDatabase(surroundings);
    const { token, expiresAt } = await issueToken(databaseUrl, clock, wish);
    console.error(`For ${wish.email} until ${formatInstant(expiresAt, ZONE)}. It is not shown again:`);
    console.log(token);
    return 0;
  } catch (error) {
    console.error(inWords(error));
    return 1;
  }
}

/** @returns undefined when only help was asked for */
function readWish(args: string[]): TokenWish | undefined {
  const options = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      programme: options,
      email: options,
      scopes: { ...options, default: 'consultations:read,consultations:write' },
      days: { ...options, default: USUAL_DAYS },
      name: { ...options, default: 'made by hand' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const { programme, email, scopes, days, name } = values;
  if (!programme || !email) throw new CannotDo(`Say which programme and whose token.\n\n${usage}`);
  return {
    programme,
    email,
    name,
    days: /^\d+$/.test(days) ? Number(days) : Number.NaN,
    // Which of them there are is for the use case to say.
    scopes: scopes.split(',').map((scope) => scope.trim() as Scope),
  };
}

const runningState = z.object({ databaseUrl: z.string() });

async function findDatabase({
  env,
  localFolder,
}: TokenSurroundings): Promise<{ databaseUrl: string; clock: Clock }> {
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

function inWords(error: unknown): string {
  if (error instanceof CannotDo || error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  return `The database did not answer as it should (${code || error.message}). Is DATABASE_URL right, and is it running?`;
}
