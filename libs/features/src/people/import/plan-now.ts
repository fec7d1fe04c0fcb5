import {
  type Actor,
  epochMinutes,
  type HeldSpan,
  type ImportLine,
  type ImportPlan,
  isConsultant,
  type KnownPerson,
  mustManagePeople,
  plainEmail,
  planImport,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { heldNow } from '../../collisions/held.js';
import { type Programme } from '../../programme/programmes.service.js';
import { oneAtATime } from '../../routing/one-at-a-time.js';
import { actorNow, peopleWith, type TeamRow, teamsOf } from '../people-rows.js';

/** What a file would do, and what that was worked out from. */
export interface PlannedNow {
  plan: ImportPlan;
  people: ReadonlyMap<string, KnownPerson>;
  teams: readonly TeamRow[];
}

interface When {
  now: Date;
  /** What is found is done in this transaction: until it ends nobody gives anything to the consultants of the file. */
  toWrite?: boolean;
}

/** What the lines of a file would do as things stand now. @throws DomainError `not-your-task` */
export async function planNow(
  tx: Transaction,
  { settings }: Programme,
  lines: readonly ImportLine[],
  when: When,
): Promise<PlannedNow> {
  const actor = await actorNow(tx);
  mustManagePeople(actor);
  const people = await peopleWith(tx);
  const teams = await teamsOf(tx);
  const held = await heldBy(tx, actor, consultantsIn(lines, people), when);
  const { allowedMailDomains, zone } = settings;
  const moment = { now: epochMinutes(when.now), zone };
  return {
    plan: planImport(lines, { actor, people, teams, allowedMailDomains, held, moment }),
    people,
    teams,
  };
}

function consultantsIn(lines: readonly ImportLine[], people: ReadonlyMap<string, KnownPerson>): string[] {
  return lines.flatMap(({ cells }) => {
    const known = people.get(plainEmail(cells.email ?? ''));
    return known && isConsultant(known) ? [known.id] : [];
  });
}

async function heldBy(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
  { now, toWrite = false }: When,
): Promise<ReadonlyMap<string, readonly HeldSpan[]>> {
  if (ids.length === 0) return new Map();
  if (toWrite) await oneAtATime(tx);
  const held = await heldNow(tx, actor, ids, now);
  return new Map(ids.map((id) => [id, held.filter(({ consultant }) => consultant.id === id)]));
}
