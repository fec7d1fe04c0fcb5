import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  checkPathway,
  type Day,
  dayOf,
  DomainError,
  formatDay,
  kindInWords,
  PATHWAY_CHECK_MONTHS,
  PATHWAY_KINDS,
  type PathwayGiven,
} from '@case-consultation/domain';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { Programmes } from '../programme/programmes.service.js';
import { changed } from './agencies.service.js';
import { type Remember } from '../people/idempotency.service.js';
import { keepChange, mustAdminister, reasonFor, refuseStale, type WordedChange } from './settings-history.js';

/** A ready-made pathway as those see it who look after it. */
export interface KeptPathway extends PathwayGiven {
  id: string;
  checkedOn: Day;
  /** Not checked for six months or more, and in use. */
  checkDue: boolean;
  /** False once it is retired: nobody chooses it any more, and actions that came of it keep it. */
  active: boolean;
  version: number;
}

interface PathwayRow extends Row, PathwayGiven {
  id: string;
  checkedOn: Day;
  active: boolean;
  version: number;
}

const COLUMNS = 'id, kind, name, guidance, contact, checked_on AS "checkedOn", active, version';

/** The ready-made pathways of a programme. */
@Injectable()
export class Pathways {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** All of them: in use and due to be checked first, retired ones last. There are few: not paged. */
  async list(actor: Actor): Promise<KeptPathway[]> {
    mustAdminister(actor);
    const today = await this.today(actor);
    return this.database.as(actor, async (tx) => {
      const rows = await tx.query<PathwayRow>(
        `SELECT ${COLUMNS} FROM pathway WHERE programme_id = $1 ORDER BY active DESC, checked_on, name, id`,
        [actor.programmeId],
      );
      return rows.map((row) => ({ ...row, checkDue: row.active && isLongAgo(row.checkedOn, today) }));
    });
  }

  /** @throws DomainError `not-your-task`, `not-found` */
  async one(actor: Actor, id: string): Promise<KeptPathway> {
    const found = (await this.list(actor)).find((pathway) => pathway.id === id);
    if (!found) throw noSuchPathway();
    return found;
  }

  /** Whoever adds one has checked it. @throws DomainError `not-your-task`, `invalid-input` */
  async add(actor: Actor, given: PathwayGiven, remember?: Remember): Promise<string> {
    mustAdminister(actor);
    const { kind, name, guidance, contact } = checkPathway(given);
    const today = await this.today(actor);
    const id = newId();
    await this.database.as(actor, async (tx) => {
      await tx.query(
        `INSERT INTO pathway (id, programme_id, kind, name, guidance, contact, checked_on, active)
         VALUES ($1, $2, $3, $4, $5, $6, $7, true)`,
        [id, actor.programmeId, kind, name, guidance, contact, today],
      );
      this.keep(tx, { id, name, version: 0 }, [{ path: 'active', from: 'None', to: 'Added' }], null);
      await remember?.(tx, id);
    });
    return id;
  }

  /**
   * Changes its words, retires it or takes it into use again. Actions that came of it are not changed: they have words of
   * their own.
   * @throws DomainError `not-your-task`, `not-found`, `changed-meanwhile`, `reason-needed`, `invalid-input`
   */
  async change(
    actor: Actor,
    id: string,
    change: Partial<PathwayGiven> & { active?: boolean },
    { reason, seen }: { reason: string; seen: number },
  ): Promise<void> {
    mustAdminister(actor);
    await this.database.as(actor, async (tx) => {
      const row = await lock(tx, id);
      if (row.version !== seen) await refuseStale(tx, id, seen);
      const { active = row.active, ...given } = change;
      const wanted = checkPathway({
        kind: given.kind ?? row.kind,
        name: given.name ?? row.name,
        guidance: given.guidance ?? row.guidance,
        contact: given.contact ?? row.contact,
      });
      const changes = changed([
        ['kind', kindInWords(PATHWAY_KINDS, row.kind), kindInWords(PATHWAY_KINDS, wanted.kind)],
        ['name', row.name, wanted.name],
        ['guidance', row.guidance, wanted.guidance],
        ['contact', row.contact, wanted.contact],
        ['active', row.active ? 'Yes' : 'No', active ? 'Yes' : 'No'],
      ]);
      if (changes.length === 0) return;
      const version = row.version + 1;
      const { kind, name, guidance, contact } = wanted;
      await tx.query(
        `UPDATE pathway SET kind = $2, name = $3, guidance = $4, contact = $5, active = $6, version = $7 WHERE id = $1`,
        [id, kind, name, guidance, contact, active, version],
      );
      this.keep(tx, { id, name, version }, changes, reasonFor(reason));
    });
  }

  /** Its contact and its words hold today. Saying so twice on a day changes nothing. @throws DomainError `not-your-task`, `not-found` */
  async checkedToday(actor: Actor, id: string): Promise<void> {
    mustAdminister(actor);
    const today = await this.today(actor);
    await this.database.as(actor, async (tx) => {
      const row = await lock(tx, id);
      if (row.checkedOn >= today) return;
      const version = row.version + 1;
      await tx.query('UPDATE pathway SET checked_on = $2, version = $3 WHERE id = $1', [id, today, version]);
      const change = { path: 'checkedOn', from: formatDay(row.checkedOn), to: formatDay(today) };
      this.keep(tx, { id, name: row.name, version }, [change], null);
    });
  }

  private keep(
    tx: Transaction,
    { id, name, version }: { id: string; name: string; version: number },
    changes: readonly WordedChange[],
    reason: string | null,
  ): void {
    const at = this.clock.now();
    keepChange(tx, { subject: 'pathway', subjectId: id, subjectName: name, version, at, changes, reason });
  }

  private async today(actor: Actor): Promise<Day> {
    const { settings } = await this.programmes.of(actor.programmeId);
    return dayOf(this.clock.now(), settings.zone);
  }
}

async function lock(tx: Transaction, id: string): Promise<PathwayRow> {
  const row = await tx.maybe<PathwayRow>(
    `SELECT ${COLUMNS} FROM pathway WHERE id = $1 AND programme_id = $2 FOR UPDATE`,
    [id, tx.actor.programmeId],
  );
  if (!row) throw noSuchPathway();
  return row;
}

/** Six months back, by the number of the month; the 31st counts from the end of a shorter month. */
function isLongAgo(checkedOn: Day, today: Day): boolean {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - PATHWAY_CHECK_MONTHS, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return checkedOn <= first.toISOString().slice(0, 10);
}

function noSuchPathway(): DomainError {
  return new DomainError('not-found', 'There is no such pathway. Open the list again.');
}
