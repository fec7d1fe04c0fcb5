import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  addOneOff,
  type Availability,
  type AvailabilityOutcome,
  changeNeverMatch,
  changePreferences,
  changeWeeklyHours,
  collisionsOf,
  type Day,
  dayOf,
  DomainError,
  epochMinutes,
  type HoursWish,
  mayFreeTime,
  type OneOffWish,
  pauseThisWeek,
  type Preferences,
  type ProgrammeSettings,
  removeOneOff,
  resume,
  takeLeave,
  takeLeaveBack,
} from '@case-consultation/domain';
import { Database, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { refuseUnlessStartsKept } from '../collisions/refuse-unless-kept.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { FreedTime } from '../routing/freed-time.service.js';
import { type ChangeRow, changeViewOf } from './availability.queries.js';
import { historyStatement } from './availability.statements.js';
import { lockAvailability } from './lock-availability.js';
import { saveAvailability } from './save-availability.js';
import { tellLeads } from './tell-leads.js';
import { mustBeTheirs } from './whose.js';

/** How a change is to be made. */
export interface ChangeTerms {
  /** The version that was seen and decided on; when it has changed since, nothing is overwritten. Left out, nothing is compared. */
  seen?: number;
  /** The starts of bookings and offers that collide, were shown, and are kept all the same. */
  keeping?: readonly Date[];
}

interface Moment {
  now: Date;
  today: Day;
  zone: string;
  settings: ProgrammeSettings;
  isWorkingDay: (day: Day) => boolean;
}

type Rule = (present: Availability, moment: Moment) => AvailabilityOutcome;

/** Told of, so that nobody has to read more than a screen. */
const MOST_TOLD = 5;

/**
 * What consultants say about their time, said by themselves or by a lead for them. Every change is one transaction with its
 * entry in the history; @returns the version there is now, the same as before when nothing had to change.
 *
 * All of them throw `not-found` for who is no consultant of theirs to change (`not-your-task` for oneself), `changed-meanwhile` with what was changed, and
 * `collides-with-bookings` with `collisions` that were not in `keeping`: nothing is ever cancelled by a change.
 */
@Injectable()
export class AvailabilityChanges {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly freedTime: FreedTime,
    private readonly clock: Clock,
  ) {}

  changeHours(actor: Actor, consultantId: string, wish: HoursWish, terms: ChangeTerms = {}): Promise<number> {
    return this.change(actor, consultantId, terms, (present, { today, settings: { sessionMinutes } }) =>
      changeWeeklyHours(present, wish, { today, sessionMinutes }),
    );
  }

  addTime(
    actor: Actor,
    consultantId: string,
    wish: Omit<OneOffWish, 'id'>,
    terms: ChangeTerms = {},
  ): Promise<number> {
    return this.change(actor, consultantId, terms, (present, { now, settings: { sessionMinutes } }) =>
      addOneOff(present, { id: newId(), ...wish }, { now, sessionMinutes }),
    );
  }

  removeTime(actor: Actor, consultantId: string, id: string, terms: ChangeTerms = {}): Promise<number> {
    return this.change(actor, consultantId, terms, (present, { now }) => removeOneOff(present, id, now));
  }

  takeLeave(
    actor: Actor,
    consultantId: string,
    days: { from: Day; until: Day },
    terms: ChangeTerms = {},
  ): Promise<number> {
    return this.change(actor, consultantId, terms, (present, moment) =>
      takeLeave(present, { id: newId(), ...days }, moment),
    );
  }

  takeLeaveBack(actor: Actor, consultantId: string, id: string, terms: ChangeTerms = {}): Promise<number> {
    return this.change(actor, consultantId, terms, (present, moment) => takeLeaveBack(present, id, moment));
  }

  notThisWeek(actor: Actor, consultantId: string, terms: ChangeTerms = {}): Promise<number> {
    return this.change(actor, consultantId, terms, (present, { today, isWorkingDay }) =>
      pauseThisWeek(present, today, isWorkingDay),
    );
  }

  resume(actor: Actor, consultantId: string, terms: ChangeTerms = {}): Promise<number> {
    return this.change(actor, consultantId, terms, (present, { today }) => resume(present, today));
  }

  changePreferences(
    actor: Actor,
    consultantId: string,
    wish: Preferences,
    terms: ChangeTerms = {},
  ): Promise<number> {
    return this.change(actor, consultantId, terms, (present, { settings }) =>
      changePreferences(present, wish, settings),
    );
  }

  /** The whole list. @throws DomainError `invalid-input` for who is nobody of the programme */
  changeNeverMatch(
    actor: Actor,
    consultantId: string,
    personIds: readonly string[],
    terms: ChangeTerms = {},
  ): Promise<number> {
    return this.change(actor, consultantId, terms, (present) => changeNeverMatch(present, personIds));
  }

  private async change(actor: Actor, consultantId: string, terms: ChangeTerms, rule: Rule): Promise<number> {
    mustBeTheirs(actor, consultantId);
    const programme = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const now = this.clock.now();
      const { present, held } = await lockAvailability(tx, consultantId, programme, now);
      if (terms.seen !== undefined && terms.seen !== present.version) {
        throw await this.changedSince(tx, present, terms.seen, programme);
      }
      const { settings, calendar } = programme;
      const moment: Moment = {
        now,
        today: dayOf(now, settings.zone),
        zone: settings.zone,
        settings,
        isWorkingDay: (day) => calendar.isWorkingDay(day),
      };
      const { next, change } = rule(present, moment);
      if (change === null) return present.version;
      if (change.kind === 'never-match-changed') await mustBePeople(tx, change.added);
      const at = { now: epochMinutes(now), zone: settings.zone, settings };
      const collisions = collisionsOf(present, next, held, at);
      refuseUnlessStartsKept(collisions, terms.keeping ?? []);
      const kept = collisions.length;
      const version = await saveAvailability(tx, { before: present, after: next, change, kept, actor, now });
      if (mayFreeTime(change)) this.freedTime.note(tx);
      if (change.kind === 'leave-taken' && kept > 0) {
        await tellLeads(tx, { kind: 'leave-collides', subject: consultantId, consultation: null }, now);
      }
      for (const { held } of collisions.filter(({ reasons }) => reasons.includes('never-match'))) {
        const id = held.consultationId;
        await tellLeads(tx, { kind: 'never-match-kept', subject: id, consultation: id }, now);
      }
      return version;
    });
  }

  private async changedSince(
    tx: Transaction,
    { consultantId, version }: Availability,
    seen: number,
    { settings: { zone } }: Programme,
  ): Promise<DomainError> {
    const statement = historyStatement(consultantId, null, Math.min(MOST_TOLD, Math.max(1, version - seen)));
    const rows = await tx.query<ChangeRow>(statement.text, statement.values, statement.name);
    const told = rows
      .map((row) => changeViewOf(row, zone))
      .reverse()
      .map(({ by, words }) => `${by ?? 'The service'}: ${words}.`);
    const message = `This was changed while you had it open, so nothing was saved yet. ${told.join(' ')} Check what you want, then send it again.`;
    return new DomainError('changed-meanwhile', message, undefined, { version });
  }
}

/** A foreign key looks past row-level security; this does not. */
async function mustBePeople(tx: Transaction, ids: readonly string[]): Promise<void> {
  const found = await tx.query('SELECT 1 FROM person WHERE id = ANY ($1::uuid[])', [ids]);
  if (found.length < ids.length) {
    throw new DomainError('invalid-input', 'Select people of your programme', 'personIds');
  }
}
