import { v7 as newId } from 'uuid';
import {
  checkAgency,
  DEFAULT_SETTINGS,
  mustHaveNoProblems,
  placeName,
  plainEmail,
  plainName,
  problemsOf,
  settingProblems,
  theService,
} from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { type Clock, type KeyRing } from '@case-consultation/platform';
import { keepAgency, keepPerson, keepProgramme, programmeRefused } from './programme-rows.js';

/** A programme to begin with: the lead sets up the rest in the service. */
export interface FirstProgramme {
  /** Small letters, digits and dashes; in commands, never shown to families. */
  code: string;
  name: string;
  /** Where mail may go, such as `council.gov.uk`. */
  mailDomains: readonly string[];
  /** The agency that the lead belongs to, one of `AGENCY_KINDS`, and their team in it. */
  agency: { name: string; kind: string };
  team: string;
  lead: { name: string; email: string };
}

/**
 * Makes a programme from a command line, with nothing else of the service running: its key, one agency with one team, and its
 * first lead, who looks after the settings and the people too. All of it or nothing.
 * @param databaseUrl as the application's role
 * @returns their ids
 * @throws DomainError `invalid-input` with every problem in `details.problems`; whatever the database's driver says when it
 *   cannot be reached
 */
export async function beginProgramme(
  databaseUrl: string,
  { keyRing, clock }: { keyRing: KeyRing; clock: Clock },
  wish: FirstProgramme,
): Promise<{ programmeId: string; leadId: string }> {
  const { programme, agency, team, lead } = checked(wish);
  const id = newId();
  const createdAt = clock.now();
  const database = await Database.connect({ url: databaseUrl, poolSize: 1, name: 'programme' });
  try {
    return await database.as(theService(id), async (tx) => {
      await keepProgramme(tx, keyRing, { id, ...programme, createdAt });
      const { id: agencyId, teams } = await keepAgency(tx, id, { ...agency, teams: [team] });
      const leadId = await keepPerson(tx, id, { ...lead, agencyId, teamId: teams[0]?.id ?? '' }, createdAt);
      return { programmeId: id, leadId };
    });
  } catch (error) {
    throw programmeRefused(error);
  } finally {
    await database.close();
  }
}

const CODE = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const NAME_LIMIT = 80;

/** Everything as it is kept. */
function checked(wish: FirstProgramme) {
  const { code } = wish;
  const name = plainName(wish.name);
  const settings = { allowedMailDomains: wish.mailDomains.map(plainEmail) };
  const lead = {
    name: plainName(wish.lead.name),
    email: plainEmail(wish.lead.email),
    roles: ['lead' as const, 'administrator' as const],
  };
  mustHaveNoProblems([
    ...(CODE.test(code)
      ? []
      : [{ field: 'code', message: 'Give a code of small letters, digits and dashes, such as elmbrook' }]),
    ...(name !== '' && name.length <= NAME_LIMIT
      ? []
      : [{ field: 'name', message: `Give the programme a name of up to ${NAME_LIMIT} characters` }]),
    ...settingProblems({ ...DEFAULT_SETTINGS, ...settings }, new Set(['allowedMailDomains'])),
  ]);
  const agency = checkAgency(wish.agency);
  const team = placeName(wish.team);
  const details = { ...lead, teamId: '', managerEmail: null, signedOffFrom: null, signedOffUntil: null };
  const facts = {
    teams: [{ id: '', name: team, agency: agency.name, closed: false }],
    allowedMailDomains: settings.allowedMailDomains,
    personWith: () => undefined,
  };
  mustHaveNoProblems(problemsOf(details, null, facts));
  return { programme: { code, name, settings }, agency, team, lead };
}
