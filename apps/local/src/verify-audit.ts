import { parseArgs } from 'node:util';
import { verifyAudit } from '@case-consultation/features';
import { CannotDo, type CommandSurroundings, findDatabase, inWords } from './command.js';

const usage = `npm run verify-audit -- --programme elmbrook
Hashes the log of who read case text anew, entry by entry, and says whether it is as it was written.
The database is the one in DATABASE_URL, else that of the service which runs from this folder.`;

/** Verifies one programme's read audit. @returns the exit code: 0 intact, 1 could not be checked, 2 broken */
export async function checkAudit(args: string[], surroundings: CommandSurroundings): Promise<number> {
  try {
    const options = { programme: { type: 'string' }, help: { type: 'boolean' } } as const;
    const { programme, help } = parseArgs({ args, options }).values;
    if (help) {
      console.log(usage);
      return 0;
    }
    if (!programme) throw new CannotDo(`Say which programme.\n\n${usage}`);
    const { databaseUrl } = await findDatabase(surroundings);
    const { entries, intact, firstBroken } = await verifyAudit(databaseUrl, programme);
    if (intact) {
      console.log(`The log is intact: ${entries.toLocaleString('en-GB')} entries.`);
      return 0;
    }
    console.error(
      `The log is broken at entry ${firstBroken}. Keep the database as it is and tell information governance.`,
    );
    return 2;
  } catch (error) {
    console.error(inWords(error, usage));
    return 1;
  }
}
