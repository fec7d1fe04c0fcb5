import { parseArgs } from 'node:util';
import { formatInstant } from '@case-consultation/domain';
import { issueToken, type Scope, SCOPES, type TokenWish } from '@case-consultation/features';
import { CannotDo, type CommandSurroundings, findDatabase, inWords } from './command.js';

const usage = `npm run token -- --programme elmbrook --email lowri.pendle@elmbrook-fallowmere.example.org
  --scopes   what it may be used for, with commas between: ${SCOPES.join(', ')}
             (consultations:read,consultations:write when left out)
  --days     how long it holds, 1 to 365 (30 when left out)
  --name     what it is for, in a few words
The database is the one in DATABASE_URL, else that of the service which runs from this folder.`;

const USUAL_DAYS = '30';
const ZONE = 'Europe/London';

/** Makes a token as the arguments say. The token alone goes to standard output. @returns the exit code */
export async function makeToken(args: string[], surroundings: CommandSurroundings): Promise<number> {
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
    console.error(inWords(error, usage));
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
