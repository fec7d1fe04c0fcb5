import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  DomainError,
  fingerprintOf,
  type ImportLine,
  type ImportPlan,
  type ImportProblem,
  isConsultant,
  mustManagePeople,
  type PlannedLine,
  tableFrom,
} from '@case-consultation/domain';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { Clock, type Place } from '@case-consultation/platform';
import { Names } from '../../programme/names.service.js';
import { type Programme, Programmes } from '../../programme/programmes.service.js';
import { type Remember } from '../idempotency.service.js';
import { tellLeadsOfLeaving } from '../leaving.js';
import { addHistory, changePeopleAlone, savePeople } from '../people-rows.js';
import { owePersonMails } from '../person-mails.js';
import { type PlannedNow, planNow } from './plan-now.js';
import { recordsOf } from './read-csv.js';

/** A preview is kept this long, in minutes. */
export const PREVIEW_MINUTES = 120;

/** What a file would do, as things stand now. */
export interface ImportPreview {
  id: string;
  expiresAt: Date;
  counts: { add: number; change: number; same: number };
  lines: readonly PlannedLine[];
  problems: readonly ImportProblem[];
  /** Names exactly this plan; to be given back when it is confirmed. */
  seen: string;
  /** Lines that would do something else than when the file was given. */
  otherwise: readonly number[];
}

/** What a file has done. */
export interface ImportDone {
  id: string;
  confirmedAt: Date;
  added: number;
  changed: number;
}

interface ImportRow extends Row {
  id: string;
  expires_at: Date;
  content: Buffer | null;
  confirmed_at: Date | null;
  added: number;
  changed: number;
}

/** What is kept, sealed, while a file waits to be confirmed. */
interface Kept {
  lines: readonly ImportLine[];
  /** What each line would have done when it was given. */
  first: Readonly<Record<number, string>>;
}

/** People from a file: first what would come of it, then, once that is confirmed, all of it in one transaction. */
@Injectable()
export class PeopleImports {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a file and keeps it for two hours, for whoever gave it alone. No person is changed by it. An earlier file of theirs
   * that was not confirmed is forgotten.
   * @throws DomainError `not-your-task`; `invalid-input` for `file` when it cannot be read at all
   */
  async read(by: Actor, csv: string, remember?: Remember): Promise<{ id: string }> {
    mustManagePeople(by);
    const lines = tableFrom(recordsOf(csv));
    const programme = await this.programmes.of(by.programmeId);
    const now = this.clock.now();
    const id = newId();
    await this.database.as(by, async (tx) => {
      const { plan } = await planNow(tx, programme, lines, { now });
      const content = programme.keys.seal(
        placeOf(id),
        JSON.stringify({ lines, first: digests(plan) } satisfies Kept),
      );
      await tx.query(
        `DELETE FROM people_import WHERE programme_id = $1
           AND (expires_at <= $3 OR (made_by = $2 AND confirmed_at IS NULL))`,
        [by.programmeId, by.personId, now],
      );
      await tx.query(
        `INSERT INTO people_import (id, programme_id, made_by, made_at, expires_at, content) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, by.programmeId, by.personId, now, new Date(now.getTime() + PREVIEW_MINUTES * 60_000), content],
      );
      await remember?.(tx, id);
    });
    return { id };
  }

  /** @throws DomainError `not-your-task`, `not-found` for another's, and for one that was kept too long */
  async view(by: Actor, id: string): Promise<ImportPreview | ImportDone> {
    mustManagePeople(by);
    const programme = await this.programmes.of(by.programmeId);
    return this.database.as(by, async (tx) => {
      const row = await this.own(tx, id);
      const done = doneOf(row);
      if (done) return done;
      const { lines, first } = kept(programme, row);
      const { plan } = await planNow(tx, programme, lines, { now: this.clock.now() });
      return previewOf(row, plan, first);
    });
  }

  /**
   * Does what the preview said, or nothing. Confirming again changes nothing.
   * @param seen of the preview that was read
   * @param invite whether those who are added are sent a mail that says so
   * @throws DomainError `not-your-task`, `not-found`; `changed-meanwhile` when it would no longer do exactly that;
   *   `wrong-state` while there are problems
   */
  async confirm(
    by: Actor,
    id: string,
    { seen, invite }: { seen: string; invite: boolean },
  ): Promise<ImportDone> {
    mustManagePeople(by);
    const programme = await this.programmes.of(by.programmeId);
    const confirmed = await this.database.as(by, async (tx) => {
      await changePeopleAlone(tx);
      const row = await this.own(tx, id);
      const already = doneOf(row);
      if (already) return already;
      const now = this.clock.now();
      const lines = kept(programme, row).lines;
      const { plan, people, teams } = await planNow(tx, programme, lines, { now, toWrite: true });
      if (fingerprintOf(plan) !== seen) {
        throw new DomainError(
          'changed-meanwhile',
          'Something here has changed since you saw this preview, so nothing was done. See below what the file would do now.',
        );
      }
      if (plan.problems.length > 0)
        throw new DomainError('wrong-state', 'Put right what is wrong in the file, then give it again.');
      const counts = await apply(tx, plan, { people, teams, programme, now, invite });
      await tx.query(
        'UPDATE people_import SET content = NULL, confirmed_at = $2, added = $3, changed = $4 WHERE id = $1',
        [id, now, counts.added, counts.changed],
      );
      return { id, confirmedAt: now, ...counts };
    });
    this.names.forget(by.programmeId);
    return confirmed;
  }

  private async own(tx: Transaction, id: string): Promise<ImportRow> {
    const row = await tx.maybe<ImportRow>(
      `SELECT id, expires_at, content, confirmed_at, added, changed FROM people_import
       WHERE programme_id = $1 AND id = $2 AND made_by = $3 AND expires_at > $4`,
      [tx.actor.programmeId, id, tx.actor.personId, this.clock.now()],
    );
    if (row) return row;
    throw new DomainError(
      'not-found',
      'There is no such preview, or it was kept too long. Give the file again.',
    );
  }
}

function placeOf(id: string): Place {
  return { table: 'people_import', column: 'content', rowId: id };
}

function kept({ keys }: Programme, { id, content }: ImportRow): Kept {
  if (content === null) throw new Error('What was confirmed is not kept');
  return JSON.parse(keys.open(placeOf(id), content)) as Kept;
}

function doneOf({ id, confirmed_at, added, changed }: ImportRow): ImportDone | null {
  return confirmed_at === null ? null : { id, confirmedAt: confirmed_at, added, changed };
}

function previewOf(
  { id, expires_at: expiresAt }: ImportRow,
  plan: ImportPlan,
  first: Kept['first'],
): ImportPreview {
  const count = (outcome: PlannedLine['outcome']): number =>
    plan.lines.filter((line) => line.outcome === outcome).length;
  const now = digests(plan);
  return {
    id,
    expiresAt,
    counts: { add: count('add'), change: count('change'), same: count('same') },
    ...plan,
    seen: fingerprintOf(plan),
    otherwise: Object.keys(now)
      .map(Number)
      .filter((line) => now[line] !== first[line])
      .sort((a, b) => a - b),
  };
}

/** What each line would do, short, to see later which do something else. */
function digests({ lines, problems }: ImportPlan): Record<number, string> {
  const all = new Set([...lines, ...problems].map(({ line }) => line));
  return Object.fromEntries(
    [...all].map((number) => {
      const of = ({ line }: { line: number }): boolean => line === number;
      return [number, fingerprintOf({ lines: lines.filter(of), problems: problems.filter(of) })];
    }),
  );
}

interface ApplyFacts extends Omit<PlannedNow, 'plan'> {
  programme: Programme;
  now: Date;
  invite: boolean;
}

async function apply(
  tx: Transaction,
  { lines }: ImportPlan,
  { people, teams, programme, now, invite }: ApplyFacts,
): Promise<{ added: number; changed: number }> {
  const versionOf = new Map([...people.values()].map(({ id, version }) => [id, version]));
  const toSave = lines.flatMap((line) => {
    if (line.outcome === 'same') return [];
    const { details, changes } = line;
    return line.outcome === 'add'
      ? [{ id: newId(), details, changes, version: 1 }]
      : [{ id: line.personId, details, changes, version: (versionOf.get(line.personId) ?? 0) + 1 }];
  });
  await savePeople(tx, toSave, { now, teams, imported: true });
  const added = toSave.filter(({ version }) => version === 1);
  const changed = toSave.filter(({ version }) => version > 1);
  for (const { id, details } of changed) {
    const before = people.get(details.email);
    if (before && isConsultant(before) && !isConsultant(details))
      await tellLeadsOfLeaving(tx, id, { asRequester: false }, now);
  }
  if (invite) {
    await owePersonMails(
      tx,
      'invitation',
      added.map(({ id, details: { email } }) => ({ id, email })),
      {
        programme,
        now,
      },
    );
    const invited = added.map(({ id }) => ({
      personId: id,
      version: 1,
      event: 'invited' as const,
      changes: [],
    }));
    await addHistory(tx, invited, { now, imported: true });
  }
  return { added: added.length, changed: changed.length };
}
