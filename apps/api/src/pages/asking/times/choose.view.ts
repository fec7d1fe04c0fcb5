import { type SavedDraft } from '@case-consultation/features';
import { askPath } from '../kit/ask-pages.js';
import { type Chosen } from './choose.js';
import { NONE_SUITS, SOONEST, WITHOUT } from './times.form.js';
import { type TimesShown, timeWords, type WeekOfTimes, weekOfTimes } from './times.view.js';

export interface ChooseView {
  readonly heading: string;
  /** Times that were chosen and have gone since. */
  readonly gone: readonly string[];
  /** Times that were chosen and are still free. */
  readonly kept: readonly string[];
  readonly week: WeekOfTimes | null;
  /** Why there may be no time at all: the lead finds it, by rule. */
  readonly restricted: boolean;
  /** Answers that are no time, before and after the times. */
  readonly first: readonly Answer[];
  readonly last: readonly Answer[];
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  readonly backTo: string;
}

interface Answer {
  readonly id?: string;
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
}

const PLACES = ['first', 'second', 'third'] as const;

export function headingOf({ kept, gone, place }: Chosen): string {
  if (gone.length > 0) return 'A time you chose has gone';
  return kept.length === 0
    ? 'Which time suits you best?'
    : `Which time is your ${PLACES[place] ?? 'next'} choice?`;
}

export function chooseView(
  { code, form }: SavedDraft,
  {
    free,
    chosen,
    shown,
    typed,
    asked,
  }: {
    free: readonly Date[];
    chosen: Chosen;
    shown: TimesShown;
    typed: string;
    asked: { week?: unknown; from?: unknown };
  },
): ChooseView {
  const fromCheck = asked.from === 'check';
  const { kept, gone } = chosen;
  const week = weekOfTimes(
    free.filter((start) => !kept.some((time) => time.getTime() === start.getTime())),
    shown,
    asked.week,
    typed,
  );
  const here = (monday: string | null): string | null =>
    monday === null
      ? null
      : `${askPath(code, 'times/choose')}?week=${monday}${fromCheck ? '&from=check' : ''}`;
  return {
    heading: headingOf(chosen),
    gone: gone.map((time) => timeWords(time, shown)),
    kept: kept.map((time) => timeWords(time, shown)),
    week,
    restricted: form.familyWorksForAgency === true,
    first: firstAnswers(chosen, typed),
    last: [{ value: NONE_SUITS, text: 'None of these times suit me', checked: typed === NONE_SUITS }],
    earlierHref: here(week?.earlier ?? null),
    laterHref: here(week?.later ?? null),
    backTo: backOf(code, chosen, fromCheck),
  };
}

/** Whoever has chosen no time yet may leave it to the soonest; whoever lost one may go on with the others. */
function firstAnswers({ kept, gone }: Chosen, typed: string): Answer[] {
  const soonest = {
    value: SOONEST,
    text: 'The soonest time there is',
    hint: { text: 'We look for whoever fits and is free first, and tell you the time by email.' },
    checked: typed === SOONEST,
  };
  const without = {
    value: WITHOUT,
    text: 'Go on with the other times I chose',
    checked: typed === WITHOUT,
  };
  const answers: Answer[] = [
    ...(gone.length > 0 && kept.length > 0 ? [without] : []),
    ...(kept.length === 0 ? [soonest] : []),
  ];
  return answers.map((answer, i) => (i === 0 ? { id: 'time', ...answer } : answer));
}

function backOf(code: string, { kept, gone }: Chosen, fromCheck: boolean): string {
  if (gone.length === 0 && kept.length > 0)
    return `${askPath(code, 'times/chosen')}${fromCheck ? '?from=check' : ''}`;
  return askPath(code, fromCheck ? 'check' : 'times/access');
}
