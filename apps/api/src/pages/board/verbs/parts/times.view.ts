import { type LeadTime, type LeadTimes } from '@case-consultation/features';
import { isAfterTarget, timeWords } from '../../../asking/times/times.view.js';
import { type FormState } from '../../../kit/form-state.js';
import { type FreeTimesView, freeTimesView } from '../../../request/moving/free-times.view.js';
import { weekWanted } from '../../../request/moving/wish.form.js';
import { AFTER_TARGET } from '../../../words/words.js';

interface WishedTime {
  readonly value: string;
  readonly text: string;
  readonly hint: { readonly text: string } | undefined;
  readonly checked: boolean;
}

export interface TimesView {
  readonly wished: readonly WishedTime[];
  /** Wished times that are no choice, because this lead is not free. */
  readonly notFree: readonly string[];
  readonly soonest: boolean;
  /** One week of the others; the first, or the one that was asked for. */
  readonly times: FreeTimesView;
  readonly hasAny: boolean;
}

export interface TimesShown {
  readonly zone: string;
  readonly sessionMinutes: number;
  readonly targetOn: string | null;
  readonly form: FormState;
  /** Whether it matters how many are free, or only whether somebody is. */
  readonly own: boolean;
}

/** The wished times first, then every other free one, a week at a time. */
export function timesView({ wished, soonest, free }: LeadTimes, shown: TimesShown): TimesView {
  const { form, own } = shown;
  const chosen = form.text('time');
  const isChoice = ({ free: able }: LeadTime): boolean => !own || able > 0;
  const hint = ({ startsAt, free: able }: LeadTime, isWish: boolean) => {
    const words = hintOf(able, startsAt, shown, isWish);
    return words === null ? undefined : { text: words };
  };
  const wishes = wished.filter(isChoice).map((time) => ({
    value: time.startsAt.toISOString(),
    text: timeWords(time.startsAt, shown),
    hint: hint(time, true),
    checked: time.startsAt.toISOString() === chosen,
  }));
  const others = new Map(free.map((time) => [time.startsAt.toISOString(), time]));
  for (const { startsAt } of wished) others.delete(startsAt.toISOString());
  const starts = [...others.values()].map(({ startsAt }) => startsAt);
  const found = freeTimesView(starts, { ...shown, restricted: false }, weekWanted(form.typed), [chosen]);
  const days = found.week?.days.map((day) => ({
    ...day,
    // What was asked for comes first: the rest opens when it is wanted.
    open: wishes.length === 0 ? day.open : day.items.some(({ checked }) => checked),
    items: day.items.map((item) => {
      const time = others.get(item.value);
      return { ...item, hint: time && hint(time, false) };
    }),
  }));
  return {
    wished: wishes,
    notFree: wished.filter((time) => !isChoice(time)).map(({ startsAt }) => timeWords(startsAt, shown)),
    soonest,
    times: { ...found, week: found.week && { ...found.week, days: days ?? [] } },
    hasAny: starts.length > 0 || wishes.length > 0,
  };
}

function hintOf(
  able: number,
  start: Date,
  { own, targetOn, zone }: TimesShown,
  isWish: boolean,
): string | null {
  const late = isAfterTarget(start, targetOn, zone) ? AFTER_TARGET : null;
  const who = own ? null : ableWords(able, isWish);
  const words = [who, late].filter((one) => one !== null);
  return words.length === 0 ? null : `${words.join('. ')}.`;
}

function ableWords(able: number, isWish: boolean): string {
  if (able === 0) return isWish ? 'Nobody is free then; you can see why' : 'Nobody is free then';
  return able === 1 ? 'One consultant can' : `${able} consultants can`;
}
