import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  AGENCY_KINDS,
  DomainError,
  kindInWords,
  checkAgency,
  mustBeKindOf,
  placeName,
} from '@case-consultation/domain';
import { Database, type Row, sqlState, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Remember } from '../people/idempotency.service.js';
import { Names } from '../programme/names.service.js';
import { Programmes } from '../programme/programmes.service.js';
import { keepChange, mustAdminister, reasonFor, refuseStale, type WordedChange } from './settings-history.js';

export interface TeamView {
  id: string;
  name: string;
  agencyId: string;
  version: number;
  /** Null while it is open. */
  closedAt: Date | null;
  /** Active people in it. */
  people: number;
}

export interface AgencyView {
  id: string;
  name: string;
  kind: string;
  version: number;
  closedAt: Date | null;
  people: number;
  teams: readonly TeamView[];
}

/** What somebody wants to change of an agency or team; what is left out stays. */
export interface PlaceChange {
  name?: string;
  /** Of an agency. */
  kind?: string;
  open?: boolean;
}

interface Wish {
  reason: string;
  /** The version that whoever changes it had before them. */
  seen: number;
}

type Place = 'agency' | 'team';

interface PlaceRow extends Row {
  id: string;
  name: string;
  kind: string | null;
  version: number;
  closed_at: Date | null;
}

/**
 * Agencies and their teams. What was ever used is never deleted, for requests name it: it is closed, and nobody new chooses
 * it then. Requests that name it keep it.
 */
@Injectable()
export class Agencies {
  constructor(
    private readonly database: Database,
    private readonly names: Names,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** All of them, open ones first, by name. There are few: not paged. */
  async list(actor: Actor): Promise<AgencyView[]> {
    mustAdminister(actor);
    return this.database.as(actor, async (tx) => {
      const [agencies, teams] = await Promise.all([
        tx.query<Row & Omit<AgencyView, 'teams'>>(
          `SELECT g.id, g.name, g.kind, g.version, g.closed_at AS "closedAt",
             (SELECT count(*) FROM person p WHERE p.programme_id = $1 AND p.agency_id = g.id AND p.active) AS people
           FROM agency g WHERE g.programme_id = $1 ORDER BY g.closed_at IS NOT NULL, g.name, g.id`,
          [actor.programmeId],
        ),
        tx.query<Row & TeamView>(
          `SELECT t.id, t.name, t.agency_id AS "agencyId", t.version, t.closed_at AS "closedAt",
             (SELECT count(*) FROM person p WHERE p.programme_id = $1 AND p.agency_id = t.agency_id AND p.team_id = t.id AND p.active) AS people
           FROM team t WHERE t.programme_id = $1 ORDER BY t.closed_at IS NOT NULL, t.name, t.id`,
          [actor.programmeId],
        ),
      ]);
      return agencies.map((agency) => ({
        ...agency,
        teams: teams.filter(({ agencyId }) => agencyId === agency.id),
      }));
    });
  }

  /** @throws DomainError `not-your-task`, `not-found` */
  async one(actor: Actor, id: string): Promise<AgencyView> {
    const found = (await this.list(actor)).find((agency) => agency.id === id);
    if (!found) throw noSuchPlace();
    return found;
  }

  /** @throws DomainError `not-your-task`, `not-found` */
  async team(actor: Actor, id: string): Promise<{ team: TeamView; agency: AgencyView }> {
    for (const agency of await this.list(actor)) {
      const team = agency.teams.find((one) => one.id === id);
      if (team) return { team, agency };
    }
    throw noSuchPlace();
  }

  /** @throws DomainError `not-your-task`, `invalid-input` for `name` (taken or malformed) or `kind` */
  async add(actor: Actor, given: { name: string; kind: string }, remember?: Remember): Promise<string> {
    mustAdminister(actor);
    const { name, kind } = checkAgency(given);
    const id = newId();
    await this.write(actor, async (tx) => {
      await tx.query('INSERT INTO agency (id, programme_id, name, kind) VALUES ($1, $2, $3, $4)', [
        id,
        actor.programmeId,
        name,
        kind,
      ]);
      this.keep(tx, 'agency', { id, name, version: 0 }, [{ path: 'open', from: 'None', to: 'Added' }], null);
      await remember?.(tx, id);
    });
    return id;
  }

  /** @throws DomainError `not-your-task`, `not-found`, `invalid-input` for `name`; `wrong-state` in a closed agency */
  async addTeam(
    actor: Actor,
    agencyId: string,
    given: { name: string },
    remember?: Remember,
  ): Promise<string> {
    mustAdminister(actor);
    const name = placeName(given.name);
    const id = newId();
    await this.write(actor, async (tx) => {
      const agency = await lock(tx, 'agency', agencyId);
      if (agency.closed_at !== null) {
        throw new DomainError('wrong-state', 'Open the agency again before you add a team to it.');
      }
      await tx.query('INSERT INTO team (id, programme_id, agency_id, name) VALUES ($1, $2, $3, $4)', [
        id,
        actor.programmeId,
        agencyId,
        name,
      ]);
      this.keep(tx, 'team', { id, name, version: 0 }, [{ path: 'open', from: 'None', to: 'Added' }], null);
      await remember?.(tx, id);
    });
    return id;
  }

  /**
   * Renames, closes or opens again. The version rises with it.
   * @throws DomainError `not-your-task`, `not-found`, `changed-meanwhile`, `reason-needed`, `invalid-input`; `wrong-state`
   *   while active people are in what is to be closed
   */
  async change(actor: Actor, id: string, change: PlaceChange, wish: Wish): Promise<void> {
    await this.changePlace(actor, 'agency', id, change, wish);
  }

  /** The same for a team, which has no kind. */
  async changeTeam(actor: Actor, id: string, change: Omit<PlaceChange, 'kind'>, wish: Wish): Promise<void> {
    await this.changePlace(actor, 'team', id, change, wish);
  }

  private async changePlace(actor: Actor, place: Place, id: string, change: PlaceChange, wish: Wish) {
    mustAdminister(actor);
    await this.write(actor, async (tx) => {
      const row = await lock(tx, place, id);
      if (row.version !== wish.seen) await refuseStale(tx, id, wish.seen);
      const name = change.name === undefined ? row.name : placeName(change.name);
      const kind = place === 'agency' ? (change.kind ?? row.kind) : null;
      if (kind !== null && kind !== row.kind) mustBeKindOf(AGENCY_KINDS, kind);
      const isOpen = row.closed_at === null;
      const open = change.open ?? isOpen;
      if (isOpen && !open) await mustBeEmpty(tx, place, id);
      const changes = changed([
        ['name', row.name, name],
        ['kind', kindInWords(AGENCY_KINDS, row.kind ?? ''), kindInWords(AGENCY_KINDS, kind ?? '')],
        ['open', isOpen ? 'Yes' : 'No', open ? 'Yes' : 'No'],
      ]);
      if (changes.length === 0) return;
      const now = this.clock.now();
      const closedAt = open ? null : (row.closed_at ?? now);
      const version = row.version + 1;
      await tx.query(
        place === 'agency'
          ? 'UPDATE agency SET name = $2, kind = $5, closed_at = $3, version = $4 WHERE id = $1'
          : 'UPDATE team SET name = $2, closed_at = $3, version = $4 WHERE id = $1',
        [id, name, closedAt, version, ...(place === 'agency' ? [kind] : [])],
      );
      this.keep(tx, place, { id, name, version }, changes, reasonFor(wish.reason));
    });
  }

  private keep(
    tx: Transaction,
    subject: Place,
    { id, name, version }: { id: string; name: string; version: number },
    changes: readonly WordedChange[],
    reason: string | null,
  ): void {
    const at = this.clock.now();
    keepChange(tx, { subject, subjectId: id, subjectName: name, version, at, changes, reason });
  }

  private async write(actor: Actor, work: (tx: Transaction) => Promise<void>): Promise<void> {
    try {
      await this.database.as(actor, work);
      this.names.forget(actor.programmeId);
      this.programmes.forgetAll();
    } catch (error) {
      if (sqlState(error) !== '23505') throw error;
      throw new DomainError(
        'invalid-input',
        'Enter another name: there is one with this name already.',
        'name',
      );
    }
  }
}

/** Only what differs. */
export function changed(all: readonly (readonly [path: string, from: string, to: string])[]): WordedChange[] {
  return all.filter(([, from, to]) => from !== to).map(([path, from, to]) => ({ path, from, to }));
}

async function lock(tx: Transaction, place: Place, id: string): Promise<PlaceRow> {
  const row = await tx.maybe<PlaceRow>(
    place === 'agency'
      ? 'SELECT id, name, kind, version, closed_at FROM agency WHERE id = $1 AND programme_id = $2 FOR UPDATE'
      : 'SELECT id, name, NULL AS kind, version, closed_at FROM team WHERE id = $1 AND programme_id = $2 FOR UPDATE',
    [id, tx.actor.programmeId],
  );
  if (!row) throw noSuchPlace();
  return row;
}

async function mustBeEmpty(tx: Transaction, place: Place, id: string): Promise<void> {
  const column = place === 'agency' ? 'agency_id' : 'team_id';
  const row = await tx.maybe<{ people: number }>(
    `SELECT count(*) AS people FROM person WHERE programme_id = $1 AND ${column} = $2 AND active`,
    [tx.actor.programmeId, id],
  );
  const people = row?.people ?? 0;
  if (people === 0) return;
  const who = people === 1 ? '1 person is' : `${people} people are`;
  throw new DomainError(
    'wrong-state',
    `It cannot be closed yet: ${who} in it. Move them to another team first.`,
  );
}

function noSuchPlace(): DomainError {
  return new DomainError('not-found', 'There is no such agency or team. Open the list again.');
}
