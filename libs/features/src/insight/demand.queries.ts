import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  type Day,
  dayOf,
  type DemandWeek,
  DomainError,
  fromEpochMinutes,
  type Interval,
  isLead,
  mondayOf,
  periodOf,
  type PeriodWish,
} from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { Underway } from '../underway.js';
import { type DemandFilter, inZone, NO_FILTER, type Stretch } from './asked.js';
import { consultantsTime, type ConsultantTimeRow, slotsPublishedBy } from './consultants-time.js';
import {
  actionsOverdue,
  conflictsAndNoShows,
  type EventRow,
  type OfferRow,
  offersAnswered,
  type OverdueRow,
  unmetDemand,
  type UnmetRow,
} from './demand-events.statements.js';
import {
  conflictsFigure,
  type DemandFigures,
  heldFigures,
  notHeldFigure,
  offersFigure,
  SIGN_OFF_ENDS_SOON_DAYS,
  trainingFigures,
} from './demand-figures.js';
import {
  agenciesWithPeople,
  type AgencyRow,
  bookedByConsultant,
  bookedByWeek,
  type BookedRow,
  firstRequest,
  held,
  type HeldRow,
  submitted,
  submittedByWeek,
  type SubmittedRow,
  waitingNow,
  type WaitingRow,
} from './demand.statements.js';
import { weeksOf, type WeekSpan, workingDaysIn } from './weeks.js';

/** Demand and capacity in one whole week, Monday to Sunday of the programme's zone. */
export interface WeekOfDemand extends DemandWeek {
  /**
   * How many consultations the consultants could have held in it: see `publishedSlots`. Leave, pauses, blocked time, closed
   * days and weekly caps are taken off already; cancellations and no-shows are not.
   */
  slotsPublished: number;
  /** Consultations that were booked to begin in it and stayed booked, in published hours or beside them. */
  slotsUsed: number;
}

interface WeeksBegun {
  readonly programme: Programme;
  readonly spans: readonly WeekSpan[];
  readonly over: Interval;
}

/** Which period, and of it only what matches the filter. */
export interface DemandWish {
  period: PeriodWish;
  filter?: DemandFilter;
}

/** How far back a wait is followed, in days: one that began earlier counts as having begun then. */
const LONGEST_WAIT_DAYS = 3 * 366;
/** An action is long overdue after so many working days. */
const A_WEEK = 5;
const A_MONTH = 20;

/** The most weeks that `weekly` looks back over: three years. */
export const MOST_WEEKS = 156;

/**
 * Demand and capacity of a programme as exact figures. Only for leads, who count nothing that they are locked out of, and
 * for the service itself.
 */
@Injectable()
export class DemandQueries {
  private readonly underway = new Underway<DemandFigures>();

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * The last `weeks` whole weeks, oldest first: up to last Sunday, and not before the week of the programme's first request,
   * so that there may be fewer, and none at all. A week without requests is there, with 0.
   *
   * @param weeks 1 to 156
   * @throws DomainError `not-your-task` for anybody but a lead, `invalid-input` for another number of weeks
   */
  async weekly(actor: Actor, { weeks }: { weeks: number }): Promise<readonly WeekOfDemand[]> {
    const begun = await this.weeksBegun(actor, weeks);
    if (!begun) return [];
    const { spans, over, programme } = begun;
    const range = stretchOf(over);
    const [, submitted, booked, consultants] = await this.database.atOnce(
      actor,
      inZone(programme.settings.zone),
      submittedByWeek(actor, range),
      bookedByWeek(actor, range),
      consultantsTime(actor.programmeId, over),
    );
    const used = byMonday(booked);
    const published = slotsPublishedBy(rowsOf<ConsultantTimeRow>(consultants), spans, programme);
    return demandOf(begun, submitted).map((demand, week) => ({
      ...demand,
      slotsPublished: published.reduce((sum, { byWeek }) => sum + (byWeek[week] ?? 0), 0),
      slotsUsed: used.get(demand.monday) ?? 0,
    }));
  }

  /** As `weekly`, without what capacity there was: that takes longer to work out. */
  async requestsByWeek(actor: Actor, { weeks }: { weeks: number }): Promise<readonly DemandWeek[]> {
    const begun = await this.weeksBegun(actor, weeks);
    if (!begun) return [];
    const { over, programme } = begun;
    const [, submitted] = await this.database.atOnce(
      actor,
      inZone(programme.settings.zone),
      submittedByWeek(actor, stretchOf(over)),
    );
    return demandOf(begun, submitted);
  }

  /** The last whole weeks from that of the first request on; null before there are any. */
  private async weeksBegun(actor: Actor, weeks: number): Promise<WeeksBegun | null> {
    mustBeLead(actor);
    if (!Number.isInteger(weeks) || weeks < 1 || weeks > MOST_WEEKS) {
      throw new DomainError('invalid-input', `Ask for 1 to ${MOST_WEEKS} weeks.`, 'weeks');
    }
    const programme = await this.programmes.of(actor.programmeId);
    const { zone } = programme.settings;
    const thisMonday = mondayOf(dayOf(this.clock.now(), zone));
    const [began] = await this.database.atOnce(actor, firstRequest(actor));
    const first = began?.[0] as { at: Date } | undefined;
    if (!first) return null;
    const begins = [mondayOf(dayOf(first.at, zone)), addDays(thisMonday, -7 * weeks)].sort().at(-1) ?? '';
    const spans = weeksOf(begins, addDays(thisMonday, -1), zone);
    const [from] = spans;
    const to = spans.at(-1);
    return from && to ? { programme, spans, over: { from: from.from, to: to.to } } : null;
  }

  /**
   * All figures of a period, read at one moment.
   * @throws DomainError `not-your-task` for anybody but a lead; `invalid-input` for a period or a filter that is none
   */
  figures(actor: Actor, wish: DemandWish): Promise<DemandFigures> {
    return this.underway.of([actor, wish], () => this.figuresNow(actor, wish));
  }

  private async figuresNow(
    actor: Actor,
    { period: wish, filter = NO_FILTER }: DemandWish,
  ): Promise<DemandFigures> {
    mustBeLead(actor);
    if (filter.agencyId !== null && !UUID.test(filter.agencyId)) {
      throw new DomainError('invalid-input', 'Select an agency of the list', 'agency');
    }
    const programme = await this.programmes.of(actor.programmeId);
    const { settings, calendar } = programme;
    const today = dayOf(this.clock.now(), settings.zone);
    const period = periodOf(wish, today);
    const spans = weeksOf(period.first, period.last, settings.zone);
    const over = { from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 };
    const range = stretchOf(over);
    const since = addDays(period.first, -LONGEST_WAIT_DAYS);
    const back = (days: number): Day => calendar.addWorkingDays(today, -days);
    const isFiltered = Object.values(filter).some((wanted) => wanted !== null);
    const [, askedFor, waiting, waits, bookings, offers, happened, notMet, overdue, time, names, ofAll] =
      await this.database.atOnce(
        actor,
        inZone(settings.zone),
        submitted(actor, range, filter),
        waitingNow(actor, filter),
        held(actor, range, filter, { since, working: calendar.workingDaysUpToEach(since, period.last) }),
        bookedByConsultant(actor, range),
        offersAnswered(actor, range, filter),
        conflictsAndNoShows(actor, range, filter),
        unmetDemand(actor, range, filter),
        actionsOverdue(actor, filter, { today, aWeekAgo: back(A_WEEK), aMonthAgo: back(A_MONTH) }),
        consultantsTime(actor.programmeId, over),
        agenciesWithPeople(actor, today, addDays(today, SIGN_OFF_ENDS_SOON_DAYS)),
        ...(isFiltered ? [submittedByWeek(actor, range)] : []),
      );
    const asked = rowsOf<SubmittedRow>(askedFor);
    const requests = byMonday(asked.filter(({ by }) => by === 'week'));
    const allRequests = isFiltered ? byMonday(ofAll) : requests;
    const booked = rowsOf<BookedRow>(bookings);
    const published = slotsPublishedBy(rowsOf<ConsultantTimeRow>(time), spans, programme);
    const events = rowsOf<EventRow>(happened);
    const agencyRows = rowsOf<AgencyRow>(names);
    const agencies = new Map(agencyRows.map(({ id, name }) => [id, name]));
    const agencyOf = (id: string | null): string => agencies.get(id ?? '') ?? 'Not said';
    const all = asked.find(({ by }) => by === 'all');
    const unmet = new Map(rowsOf<UnmetRow>(notMet).map(({ kind, n }) => [kind, n]));
    return {
      period,
      filter,
      today,
      weeks: spans.map((span, week) => {
        const used = new Map(
          booked
            .filter(({ monday }) => monday === span.monday)
            .map(({ consultantId, n }) => [consultantId, n]),
        );
        return {
          monday: span.monday,
          first: span.first,
          last: span.last,
          workingDays: workingDaysIn(calendar, span),
          requests: requests.get(span.monday) ?? 0,
          allRequests: allRequests.get(span.monday) ?? 0,
          slotsPublished: published.reduce((sum, { byWeek }) => sum + (byWeek[week] ?? 0), 0),
          slotsUsed: [...used.values()].reduce((sum, n) => sum + n, 0),
          // Of each consultant by themselves: an hour given beside the published ones uses nobody else's.
          slotsUnused: published.reduce(
            (sum, { id, byWeek }) => sum + Math.max(0, (byWeek[week] ?? 0) - (used.get(id) ?? 0)),
            0,
          ),
        };
      }),
      waitingNow: rowsOf<WaitingRow>(waiting).map(({ priority, targetOn, n }) => ({
        priority,
        workingDaysLeft: calendar.workingDaysBetween(today, targetOn),
        n,
      })),
      held: heldFigures(rowsOf<HeldRow>(waits)),
      shares: published
        .map(({ id, name, active, byWeek }) => ({
          consultantId: id,
          name,
          active,
          slotsPublished: byWeek.reduce((sum, n) => sum + n, 0),
          booked: booked.filter(({ consultantId }) => consultantId === id).reduce((sum, { n }) => sum + n, 0),
        }))
        .filter(({ active, slotsPublished, booked: taken }) => active || slotsPublished + taken > 0),
      training: trainingFigures(
        agencyRows.filter(({ id }) => filter.agencyId === null || id === filter.agencyId),
        asked.filter(({ by }) => by === 'kind'),
      ),
      offers: offersFigure(rowsOf<OfferRow>(offers)),
      conflicts: conflictsFigure(events),
      notHeld: notHeldFigure(events),
      unmet: {
        'no-acceptable-time': unmet.get('no-acceptable-time') ?? 0,
        abandoned: unmet.get('abandoned') ?? 0,
        'nobody-eligible': unmet.get('nobody-eligible') ?? 0,
        'out-of-area': unmet.get('out-of-area') ?? 0,
        'turned-down': unmet.get('turned-down') ?? 0,
      },
      overdue: rowsOf<OverdueRow>(overdue)
        .map(({ agencyId, ...figures }) => ({ agency: agencyOf(agencyId), ...figures }))
        .sort((a, b) => (a.agency < b.agency ? -1 : 1)),
      kinds: asked
        .filter(({ by }) => by === 'kind')
        .map(({ agencyId, stage, n }) => ({ agency: agencyOf(agencyId), stage, n })),
      requests: { n: all?.n ?? 0, repeats: all?.repeats ?? 0 },
    };
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function stretchOf({ from, to }: Interval): Stretch {
  return { from: fromEpochMinutes(from), to: fromEpochMinutes(to) };
}

function demandOf({ spans, programme }: WeeksBegun, submitted: readonly object[] | undefined): DemandWeek[] {
  const requests = byMonday(submitted);
  return spans.map((span) => ({
    monday: span.monday,
    requests: requests.get(span.monday) ?? 0,
    workingDays: workingDaysIn(programme.calendar, span),
  }));
}

/** The rows of a statement as it tells them. */
function rowsOf<R extends object>(rows: readonly object[] | undefined): readonly R[] {
  return (rows ?? []) as readonly R[];
}

function byMonday(rows: readonly object[] | undefined): ReadonlyMap<Day, number> {
  return new Map(rowsOf<{ monday: Day; n: number }>(rows).map(({ monday, n }) => [monday, n]));
}

function mustBeLead(actor: Actor): void {
  if (isLead(actor) || actor.personId === null) return;
  throw new DomainError('not-your-task', 'Only the lead can see demand and capacity.');
}
