import {
  type Day,
  dayOf,
  DEFAULT_SETTINGS,
  formatInstant,
  formatPeriod,
  makeWorkingCalendar,
  wallTimeToInstant,
} from '@case-consultation/domain';
import { expectThat } from './expect.js';

const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
const { zone } = calendar;

/** The clock of the service on this machine, which can be moved on. */
export class LocalTime {
  constructor(private readonly clockUrl: string) {}

  async now(): Promise<Date> {
    const response = await fetch(this.clockUrl);
    const { now } = (await response.json()) as { now: string };
    return new Date(now);
  }

  /** Moves on to an instant; the whole service follows. Stays where it is when that has passed already. */
  async moveTo(instant: Date): Promise<void> {
    if (instant <= (await this.now())) return;
    const response = await fetch(this.clockUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceTo: instant.toISOString() }),
    });
    const said = await response.text();
    expectThat(response.ok, `the clock can be moved to ${instant.toISOString()}`, said);
  }

  /** The day it is now. */
  async today(): Promise<Day> {
    return dayOf(await this.now(), zone);
  }
}

export function addWorkingDays(day: Day, days: number): Day {
  return calendar.addWorkingDays(day, days);
}

/** That working day, or the first one after a day that is none. */
export function workingDayFrom(day: Day): Day {
  return calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1);
}

/** @param time `HH:MM` by the wall clock */
export function instantOn(day: Day, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number);
  return wallTimeToInstant(day, (hours ?? 0) * 60 + (minutes ?? 0), zone);
}

export function inWords(instant: string | Date): string {
  return formatInstant(new Date(instant), zone);
}

export function periodInWords(start: string, end: string): string {
  return formatPeriod(new Date(start), new Date(end), zone);
}
