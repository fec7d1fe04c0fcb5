import { DomainError } from '@case-consultation/domain';
import {
  isAfterTarget,
  type TimesShown,
  timeWords,
  type WeekOfTimes,
  weekOfTimes,
} from '../../asking/times/times.view.js';
import { AFTER_TARGET } from '../../words/words.js';

/** One week of free times to choose from, with what is chosen from other weeks kept above it. */
export interface FreeTimesView {
  week: WeekOfTimes | null;
  /** Why there may be no time at all: the lead finds it, by rule. */
  restricted: boolean;
  /** Chosen already, in a week that is not shown. */
  kept: readonly { value: string; text: string; hint: Hint; checked: true }[];
}

type Hint = { readonly text: string } | undefined;

export interface FreeTimesShown extends TimesShown {
  /** Beside later times it is said that they are. */
  readonly targetOn: string | null;
  /** The lead finds who takes it and when, by rule. */
  readonly restricted: boolean;
}

/**
 * @param asked the Monday of the week to show, as it came from a browser
 * @param chosen the values that are selected
 */
export function freeTimesView(
  starts: readonly Date[],
  { targetOn, restricted, ...shown }: FreeTimesShown,
  asked: string | null,
  chosen: readonly string[],
): FreeTimesView {
  const week = weekOfTimes(starts, shown, asked ?? undefined, '');
  if (week === null) return { week, restricted, kept: [] };
  const hint = (start: Date): Hint =>
    isAfterTarget(start, targetOn, shown.zone) ? { text: `${AFTER_TARGET}.` } : undefined;
  const days = week.days.map((day, i) => {
    const items = day.items.map((item) => ({
      ...item,
      hint: hint(new Date(item.value)),
      checked: chosen.includes(item.value),
    }));
    return { ...day, items, open: i === 0 || items.some(({ checked }) => checked) };
  });
  const onPage = new Set(days.flatMap(({ items }) => items.map(({ value }) => value)));
  const kept = starts
    .map((start) => ({ start, value: start.toISOString() }))
    .filter(({ value }) => chosen.includes(value) && !onPage.has(value))
    .map(({ start, value }) => ({
      value,
      text: timeWords(start, shown),
      hint: hint(start),
      checked: true as const,
    }));
  return { week: { ...week, days }, restricted, kept };
}

/** @throws DomainError `time-not-offered` for a time that has gone, or never was there */
export function mustBeFree(times: readonly Date[], free: readonly Date[]): void {
  const starts = new Set(free.map((start) => start.getTime()));
  if (times.every((time) => starts.has(time.getTime()))) return;
  throw new DomainError('time-not-offered', 'A time you selected has just gone. Select another.', 'times');
}
