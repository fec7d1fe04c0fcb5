import { parseArgs } from 'node:util';
import { ConfigError, readProgrammeConfig } from '@case-consultation/config';
import { AGENCY_KINDS } from '@case-consultation/domain';
import { beginProgramme, type FirstProgramme } from '@case-consultation/features';
import { KeyRing, SystemClock } from '@case-consultation/platform';
import { CannotDo, type CommandSurroundings, inWords } from './command.js';

const usage = `npm run programme -- --code elmbrook --name "Elmbrook practice programme" --domains elmbrook.gov.uk \\
    --agency "Elmbrook children’s social care" --kind children-social-care --team "Practice team" \\
    --lead "Lowri Pendle" --email lowri.pendle@elmbrook.gov.uk
  --code     small letters, digits and dashes; in commands, never shown to families
  --domains  where mail may go, with commas between; the lead can add more
  --agency   the agency that the lead belongs to, with --kind and --team; the lead adds the others
  --kind     ${Object.keys(AGENCY_KINDS).join(', ')}
  --lead     the first lead, who also looks after settings and people, with --email
It works on DATABASE_URL and CASE_KEYS, as api has them.`;

const NEEDED = ['code', 'name', 'domains', 'agency', 'kind', 'team', 'lead', 'email'] as const;
type Given = Record<(typeof NEEDED)[number], string>;

/** Makes the first of a programme as the arguments say. @returns the exit code */
export async function makeFirstProgramme(
  args: string[],
  { env }: Pick<CommandSurroundings, 'env'>,
): Promise<number> {
  try {
    const given = readArguments(args);
    if (!given) {
      console.log(usage);
      return 0;
    }
    const { databaseUrl, caseKeys } = readProgrammeConfig(env);
    const keyRing = new KeyRing(caseKeys);
    await beginProgramme(databaseUrl, { keyRing, clock: new SystemClock() }, wishOf(given));
    console.log(`${given.name} is there. ${given.lead} can sign in with ${given.email}.`);
    return 0;
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : inWords(error, usage));
    return 1;
  }
}

/** @returns undefined when only help was asked for */
function readArguments(args: string[]): Given | undefined {
  const option = { type: 'string' } as const;
  const options = Object.fromEntries(NEEDED.map((name) => [name, option]));
  const { help, ...values } = parseArgs({ args, options: { ...options, help: { type: 'boolean' } } })
    .values as Partial<Given> & { help?: boolean };
  if (help) return undefined;
  const missing = NEEDED.filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    throw new CannotDo(`Say ${missing.map((name) => `--${name}`).join(', ')} too.\n\n${usage}`);
  }
  return values as Given;
}

function wishOf({ code, name, domains, agency, kind, team, lead, email }: Given): FirstProgramme {
  return {
    code,
    name,
    mailDomains: domains.split(',').map((domain) => domain.trim()),
    agency: { name: agency, kind },
    team,
    lead: { name: lead, email },
  };
}
