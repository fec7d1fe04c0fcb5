import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  type Day,
  dayNumber,
  dayOf,
  type DemandForecast,
  type DemandWeek,
  erlangC,
  forecastDemand,
  fromEpochMinutes,
  imagine,
  joiningNow,
  type JoiningRange,
  joiningRanges,
  littlesLaw,
  mondayOf,
  type Outlook,
  outlookOf,
  type Plan,
  PRIORITIES,
  type Priority,
  type SanityLine,
  seededRandom,
  type WhatIf,
} from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { Underway } from '../underway.js';
import { openAhead, publishedAhead } from './capacity-ahead.js';
import { consultantsTime, type ConsultantTimeRow } from './consultants-time.js';
import { DemandQueries, MOST_WEEKS } from './demand.queries.js';
import {
  askedByPriority,
  bookedAhead,
  type BookedAheadRow,
  type KeptRow,
  type PriorityRow,
  stillToCome,
  type StillToComeRow,
  timesKept,
} from './forecast.statements.js';
import { weeksOf, workingDaysIn } from './weeks.js';

/** Weeks that are forecast, and over which published slots are counted, from next Monday. */
export const WEEKS_AHEAD = 8;
/** Weeks from this one on in which somebody who joins now is looked for a slot. */
const WEEKS_SEARCHED = 26;
/** Days back over which no-shows, cancellations and priorities are counted, and over which the mean wait is. */
const HALF_A_YEAR = 26 * 7;
const TWO_MONTHS = 8 * 7;

/** So many of so many. */
export interface PartOf {
  n: number;
  of: number;
}

/** How long somebody who asks now waits for their consultation, in working days. */
export interface JoiningView {
  priority: Priority;
  /** In their own and higher priorities, with no time yet. */
  ahead: number;
  /** L₀ + 5 · ⌈(ahead + 1) ÷ slots⌉ − 2.5; null without slots. */
  formula: number | null;
  /** Played through over the slots that are published. */
  range: JoiningRange;
}

export interface ForecastView {
  today: Day;
  /** The weeks that it rests on, oldest first. */
  past: readonly DemandWeek[];
  demand: DemandForecast;
  /** In a week of five working days. */
  plan: Plan;
  /** What follows; null while there is not enough data. */
  outlook: Outlook | null;
  /** Booked times that were called off by a consultant or lead, and kept times that were not held, in half a year. */
  calledOff: PartOf;
  notHeld: PartOf;
  /** Everybody whose consultation is still to come, with or without a time. */
  stillToCome: number;
  /** Null when nobody asks. */
  sanity: SanityLine | null;
  joining: readonly JoiningView[];
  /** Erlang C, the pessimistic comparison to `outlook.settled.someLeft`; null while there is not enough data. */
  erlang: number | null;
}

/** One plan and what follows from it. */
export interface PlanView {
  plan: Plan;
  outlook: Outlook;
}

/** What is imagined: the programme, and the other borough where it has its own queue. */
export interface ImaginedView {
  own: PlanView;
  /** Null where there is no other borough, or one queue for both. */
  apart: PlanView | null;
}

export interface WhatIfView {
  today: PlanView;
  imagined: ImaginedView;
  /** The same with the other borough apart instead of in one queue, or the other way about; null without a borough. */
  instead: ImaginedView | null;
  /** Whether there are weeks enough to trust the rate of today. */
  enoughData: boolean;
  /** Minutes that a session takes with its buffer. */
  takes: number;
}

interface Facts extends Omit<ForecastView, 'outlook' | 'sanity' | 'joining' | 'erlang'> {
  now: Date;
  programme: Programme;
  kept: KeptRow;
  toCome: readonly StillToComeRow[];
  byPriority: readonly PriorityRow[];
  times: readonly ConsultantTimeRow[];
  booked: readonly BookedAheadRow[];
}

/** What is to be expected of demand and capacity, and what would be if. Only for leads. */
@Injectable()
export class ForecastQueries {
  private readonly forecasts = new Underway<ForecastView>();
  private readonly reading = new Underway<Facts>();

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly demand: DemandQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * The same all day unless something happens: what is played through is drawn with the day as its seed.
   * @throws DomainError `not-your-task`
   */
  forecast(actor: Actor): Promise<ForecastView> {
    return this.forecasts.of(actor, () => this.workedOut(actor));
  }

  private async workedOut(actor: Actor): Promise<ForecastView> {
    const facts = await this.reading.of(actor, () => this.facts(actor));
    const { today, past, demand, plan, calledOff, notHeld, kept } = facts;
    const outlook = demand.kind === 'forecast' ? outlookOf(plan) : null;
    const load = plan.requestsPerWeek;
    return {
      today,
      past,
      demand,
      plan,
      outlook,
      calledOff,
      notHeld,
      stillToCome: facts.stillToCome,
      sanity: littlesLaw(facts.stillToCome, load, kept.weeksWaited),
      joining: joiningOf(facts),
      erlang: outlook && erlangC(Math.floor(outlook.bookable), load),
    };
  }

  /** @throws DomainError `not-your-task`; `invalid-input` with a line for each field that makes no sense */
  async whatIf(actor: Actor, whatIf: WhatIf): Promise<WhatIfView> {
    const { plan, demand, programme } = await this.reading.of(actor, () => this.facts(actor));
    const { sessionMinutes, bufferAfterMinutes } = programme.settings;
    const takes = sessionMinutes + bufferAfterMinutes;
    const { borough } = whatIf;
    const followed = (each: Plan): PlanView => ({ plan: each, outlook: outlookOf(each) });
    const view = (what: WhatIf): ImaginedView => {
      const { own, apart } = imagine(plan, what, takes);
      return { own: followed(own), apart: apart && followed(apart) };
    };
    return {
      today: followed(plan),
      imagined: view(whatIf),
      instead: borough && view({ ...whatIf, borough: { ...borough, together: !borough.together } }),
      enoughData: demand.kind === 'forecast',
      takes,
    };
  }

  private async facts(actor: Actor): Promise<Facts> {
    const past = await this.demand.requestsByWeek(actor, { weeks: MOST_WEEKS });
    const programme = await this.programmes.of(actor.programmeId);
    const { zone } = programme.settings;
    const now = this.clock.now();
    const today = dayOf(now, zone);
    const monday = mondayOf(today);
    const search = weeksOf(monday, addDays(monday, WEEKS_SEARCHED * 7 - 1), zone);
    const ahead = search.slice(1, WEEKS_AHEAD + 1);
    const over = { from: search[0]?.from ?? 0, to: search.at(-1)?.to ?? 0 };
    const before = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60_000);
    const lately = { from: before(HALF_A_YEAR), to: now };
    const rows = await this.database.atOnce(
      actor,
      consultantsTime(programme.id, over),
      bookedAhead(programme.id, fromEpochMinutes(over.from)),
      stillToCome(actor),
      askedByPriority(actor, lately),
      timesKept(actor, lately, before(TWO_MONTHS)),
    );
    const times = (rows[0] ?? []) as ConsultantTimeRow[];
    const booked = (rows[1] ?? []) as unknown as BookedAheadRow[];
    const toCome = (rows[2] ?? []) as unknown as StillToComeRow[];
    const byPriority = (rows[3] ?? []) as unknown as PriorityRow[];
    const kept = rows[4]?.[0] as unknown as KeptRow;
    const demand = forecastDemand(
      past,
      ahead.map((week) => ({ monday: week.monday, workingDays: workingDaysIn(programme.calendar, week) })),
    );
    const notHeld = { n: kept.notHeld, of: kept.held + kept.notHeld };
    const calledOff = { n: kept.calledOff, of: notHeld.of + kept.calledOff };
    const requestsPerWeek = rateAhead(demand);
    const { champions, slotsOfChampions, otherSlots } = publishedAhead(times, booked, ahead, programme);
    const plan: Plan = {
      requestsPerWeek,
      urgentPerWeek: requestsPerWeek * shareOf(countOf(byPriority, ['P1'])),
      waiting: sum(toCome.filter(({ hasTime }) => !hasTime)),
      champions,
      slotsEach: champions === 0 ? 0 : slotsOfChampions / champions,
      otherSlots: champions === 0 ? slotsOfChampions + otherSlots : otherSlots,
      leaveShare: shareOf(calledOff),
      noShowShare: shareOf(notHeld),
    };
    return {
      now,
      today,
      programme,
      past,
      demand,
      plan,
      kept,
      calledOff,
      notHeld,
      toCome,
      stillToCome: sum(toCome),
      byPriority,
      times,
      booked,
    };
  }
}

/** Requests in a week of five working days, over the weeks to come; so far, where there is no forecast. */
function rateAhead(demand: DemandForecast): number {
  if (demand.kind === 'not-enough-data') return demand.rate.perWeek;
  const days = demand.weeks.reduce((total, { workingDays }) => total + workingDays, 0);
  return days === 0 ? demand.perWeek : (demand.total.mean * 5) / days;
}

function joiningOf(facts: Facts): JoiningView[] {
  const { programme, plan, today, now, toCome, byPriority, times, booked } = facts;
  const { zone, noticeWorkingDays } = programme.settings;
  const monday = mondayOf(today);
  const weeks = weeksOf(monday, addDays(monday, WEEKS_SEARCHED * 7 - 1), zone);
  const open = openAhead(times, booked, weeks, { programme, now, today });
  const kept = (1 - plan.leaveShare) * (1 - plan.noShowShare);
  const bookable = (plan.champions * plan.slotsEach + plan.otherSlots) * kept;
  const joining = PRIORITIES.map((priority, place) => {
    const before = PRIORITIES.slice(0, place + 1);
    const ahead = sum(toCome.filter((row) => !row.hasTime && before.includes(row.priority)));
    const overtaking = shareOf(countOf(byPriority, PRIORITIES.slice(0, place)));
    return { priority, ahead, overtakers: (plan.requestsPerWeek * overtaking) / 5 };
  });
  return joiningRanges(joining, { open, kept }, seededRandom(dayNumber(today))).map(
    ({ priority, ahead, range }) => ({
      priority,
      ahead,
      formula: joiningNow(noticeWorkingDays, ahead, bookable),
      range,
    }),
  );
}

function countOf(rows: readonly PriorityRow[], of: readonly Priority[]): PartOf {
  return { n: sum(rows.filter(({ priority }) => of.includes(priority))), of: sum(rows) };
}

function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}

function shareOf({ n, of }: PartOf): number {
  return of === 0 ? 0 : n / of;
}
