import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bookableWindow,
  changeInWords,
  consultantTimeOf,
  type Day,
  dayNumber,
  dayOf,
  epochMinutes,
  fromEpochMinutes,
  type Interval,
  isConsultant,
  leaveDays,
  localDay,
  mondayOf,
  pictureOf,
  PICTURE_WEEKS,
} from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { heldFrom, heldStatement } from '../collisions/held.js';
import { type Page, pageOf } from '../paging.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { closedDays } from '../routing/routing-inputs.js';
import {
  availabilityFrom,
  type ConsultantRow,
  consultantStatement,
  historyStatement,
  signedOffFrom,
} from './availability.statements.js';
import { type AvailabilityOverview, type AvailabilityView, type ChangeView } from './availability.view.js';
import { mustBeTheirs, noSuchConsultant } from './whose.js';

/** What consultants have said about their time; for themselves and the leads alone. */
@Injectable()
export class AvailabilityQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for somebody else's, and for who is no consultant */
  async of(actor: Actor, consultantId: string): Promise<AvailabilityView> {
    mustBeTheirs(actor, consultantId);
    const programme = await this.programmes.of(actor.programmeId);
    const range = rangeOf(programme, this.clock.now());
    const [row] = await this.database.read<ConsultantRow>(
      actor,
      consultantStatement(consultantId, range.since),
    );
    if (!row) throw noSuchConsultant(actor, consultantId);
    return viewOf(row, programme, range.now);
  }

  /** The same with a picture of this week and the seven after it, in one round trip. @throws DomainError `not-found` */
  async overview(actor: Actor, consultantId: string): Promise<AvailabilityOverview> {
    mustBeTheirs(actor, consultantId);
    const programme = await this.programmes.of(actor.programmeId);
    const range = rangeOf(programme, this.clock.now());
    const [rows, held] = await this.database.atOnce(
      actor,
      consultantStatement(consultantId, range.since),
      heldStatement(actor, consultantId, range.since),
    );
    const row = rows?.[0] as ConsultantRow | undefined;
    if (!row) throw noSuchConsultant(actor, consultantId);
    const availability = availabilityFrom(row);
    const spans = heldFrom(held ?? []);
    const taken = spans.map(({ start, freeAgain }) => ({ from: start, to: freeAgain }));
    const now = epochMinutes(range.now);
    return {
      availability: viewOf(row, programme, range.now),
      weeks: pictureOf({
        time: consultantTimeOf(availability, taken, programme.settings),
        held: spans,
        closed: closedDays(programme, range.weeks, null),
        paused: availability.paused,
        signedOff: signedOffFrom(row),
        active: row.active,
        now,
        window: bookableWindow(now, programme.settings, programme.calendar),
        zone: programme.settings.zone,
      }),
    };
  }

  /** Their own, when they are set up to consult at all: a lead need not be. */
  async mine(actor: Actor): Promise<AvailabilityOverview | null> {
    if (!isConsultant(actor) || actor.personId === null) return null;
    const [row] = await this.database.read(actor, {
      name: 'is-set-up-to-consult',
      text: 'SELECT 1 FROM consultant WHERE person_id = $1',
      values: [actor.personId],
    });
    return row ? this.overview(actor, actor.personId) : null;
  }

  /** Who changed what, newest first. @param page `before`: a version, not in it @throws DomainError `not-found` */
  async history(
    actor: Actor,
    consultantId: string,
    { limit, before }: { limit: number; before: number | null },
  ): Promise<Page<ChangeView>> {
    mustBeTheirs(actor, consultantId);
    const { settings } = await this.programmes.of(actor.programmeId);
    const [consultants, rows] = await this.database.atOnce(
      actor,
      consultantStatement(consultantId, this.clock.now()),
      historyStatement(consultantId, before, limit + 1),
    );
    if (!consultants?.[0]) throw noSuchConsultant(actor, consultantId);
    return pageOf(
      (rows ?? []).map((row) => changeViewOf(row as ChangeRow, settings.zone)),
      limit,
    );
  }
}

export interface ChangeRow extends Row {
  version: number;
  at: Date;
  by: string | null;
  on_behalf: boolean;
  change: ChangeView['change'];
  kept: number;
}

export function changeViewOf(row: ChangeRow, zone: string): ChangeView {
  const { version, at, by, on_behalf: onBehalf, change, kept } = row;
  return { version, at, by, onBehalf, change, kept, words: changeInWords(change, zone) };
}

/** From the Monday of this week to the end of the picture. */
function rangeOf({ settings: { zone } }: Programme, now: Date): { now: Date; since: Date; weeks: Interval } {
  const monday = dayNumber(mondayOf(dayOf(now, zone)));
  const from = localDay(zone, monday).start;
  return {
    now,
    since: fromEpochMinutes(from),
    weeks: { from, to: localDay(zone, monday + PICTURE_WEEKS * 7).start - 1 },
  };
}

function viewOf(row: ConsultantRow, { settings }: Programme, now: Date): AvailabilityView {
  const { zone } = settings;
  const today: Day = dayOf(now, zone);
  const at = epochMinutes(now);
  const { weeklyHours, oneOff, paused, ...rest } = availabilityFrom(row);
  return {
    consultant: { id: row.id, name: row.name },
    version: rest.version,
    today,
    active: row.active,
    signedOff: signedOffFrom(row),
    weeklyHours: weeklyHours.filter(
      ({ effectiveUntil }) => effectiveUntil === null || effectiveUntil >= today,
    ),
    oneOff: oneOff.flatMap(({ id, kind, from, to }) =>
      kind === 'leave' || to <= at
        ? []
        : [{ id, kind, startsAt: fromEpochMinutes(from), endsAt: fromEpochMinutes(to) }],
    ),
    leave: oneOff.filter(({ kind, to }) => kind === 'leave' && to > at).map((time) => leaveDays(time, zone)),
    paused: paused !== null && (paused.until === null || paused.until >= today) ? paused : null,
    preferences: rest.preferences,
    programme: {
      weeklyCap: settings.weeklyCap,
      weeklyCapMost: settings.weeklyCapMost,
      bufferAfterMinutes: settings.bufferAfterMinutes,
      sessionMinutes: settings.sessionMinutes,
    },
    neverMatch: row.never_match,
  };
}
