import {
  bookableWindow,
  type Day,
  dayFromNumber,
  dayNumber,
  type EpochMinute,
  epochMinutes,
  type Interval,
  localDayAt,
  openSlots,
  type OpenWeek,
  type WorkingCalendar,
} from '@case-consultation/domain';
import { type Programme } from '../programme/programmes.service.js';
import { closedDays } from '../routing/routing-inputs.js';
import { type ConsultantTimeRow, slotsPublishedBy, timeOf } from './consultants-time.js';
import { type BookedAheadRow } from './forecast.statements.js';
import { workingDaysIn, type WeekSpan } from './weeks.js';

/** What consultants publish in a week of five working days, on average over the weeks to come. */
export interface Published {
  /** Champions who may be asked in these weeks. */
  champions: number;
  slotsOfChampions: number;
  /** Slots of the leads. */
  otherSlots: number;
}

export function publishedAhead(
  rows: readonly ConsultantTimeRow[],
  booked: readonly BookedAheadRow[],
  weeks: readonly WeekSpan[],
  programme: Programme,
): Published {
  const leads = new Set(booked.filter(({ isLead }) => isLead).map(({ id }) => id));
  const days = weeks.reduce((sum, week) => sum + workingDaysIn(programme.calendar, week), 0);
  const published = slotsPublishedBy(rows, weeks, programme).map(({ id, active, byWeek }) => ({
    isLead: leads.has(id),
    active,
    perWeek: days === 0 ? 0 : (byWeek.reduce((sum, slots) => sum + slots, 0) * 5) / days,
  }));
  const sum = (ofLeads: boolean): number =>
    published.filter(({ isLead }) => isLead === ofLeads).reduce((total, { perWeek }) => total + perWeek, 0);
  return {
    champions: published.filter(({ isLead, active }) => active && !isLead).length,
    slotsOfChampions: sum(false),
    otherSlots: sum(true),
  };
}

/** What can still be booked, week by week, in working days from `today`, as somebody who joins now finds it. */
export function openAhead(
  rows: readonly ConsultantTimeRow[],
  booked: readonly BookedAheadRow[],
  weeks: readonly WeekSpan[],
  { programme, now, today }: { programme: Programme; now: Date; today: Day },
): OpenWeek[][] {
  const { settings, calendar } = programme;
  const over: Interval = { from: weeks[0]?.from ?? 0, to: weeks.at(-1)?.to ?? 0 };
  const closed = closedDays(programme, over, null);
  const { from } = bookableWindow(epochMinutes(now), settings, calendar);
  const heldBy = new Map(booked.map(({ id, held }) => [id, held]));
  const ahead = workingDaysAhead(calendar, today, weeks.at(-1)?.last ?? today);
  const dayZero = dayNumber(today);
  const dayOfStart = (start: EpochMinute): number =>
    ahead[localDayAt(start, settings.zone).number - dayZero] ?? 0;
  const byConsultant = rows.map((row) => {
    const held = (heldBy.get(row.id) ?? []).map(([start, end]) => ({ from: start, to: end }));
    return openSlots({ ...timeOf(row, over, closed, programme), held }, weeks, from, settings.zone);
  });
  return weeks.map((_, week) =>
    byConsultant.flatMap((open) => {
      const { starts = [], most = 0 } = open[week] ?? {};
      return most === 0 ? [] : [{ days: starts.map(dayOfStart), most }];
    }),
  );
}

/** For each day from `today` on, how many working days it lies ahead. */
function workingDaysAhead(calendar: WorkingCalendar, today: Day, last: Day): number[] {
  const ahead: number[] = [];
  let count = 0;
  for (let number = dayNumber(today); number <= dayNumber(last); number += 1) {
    if (ahead.length > 0 && calendar.isWorkingDay(dayFromNumber(number))) count += 1;
    ahead.push(count);
  }
  return ahead;
}
