import {
  formatDay,
  formatMinuteOfDay,
  fromEpochMinutes,
  minuteOfDay,
  type PictureDay,
  type PictureSpan,
  type PictureWeek,
  type SpanKind,
} from '@case-consultation/domain';
import { type HeldFor } from '@case-consultation/features';
import { type WhoWords } from '../kit/whose.js';

/** Each as a label that stands by itself. */
const SPAN_WORDS: Readonly<Record<SpanKind, string>> = {
  booked: 'Booked',
  offered: 'Offered, not answered yet',
  bookable: 'Can be booked',
  over: 'Over',
  leave: 'Leave',
  closed: 'Closed day',
  paused: 'Paused',
  'not-signed-off': 'Not signed off',
  blocked: 'Blocked',
  busy: 'Busy elsewhere',
  break: 'Kept free after',
  'weekly-cap': 'The week is full',
  'too-soon': 'Too soon to book',
  'too-far': 'Not open yet',
  'too-short': 'Too short to book',
};

/** How they look beside their words: held, free, or neither. */
const SPAN_LOOKS: Readonly<Record<SpanKind, 'held' | 'free' | 'shut'>> = {
  booked: 'held',
  offered: 'held',
  bookable: 'free',
  over: 'shut',
  leave: 'shut',
  closed: 'shut',
  paused: 'shut',
  'not-signed-off': 'shut',
  blocked: 'shut',
  busy: 'shut',
  break: 'shut',
  'weekly-cap': 'shut',
  'too-soon': 'shut',
  'too-far': 'shut',
  'too-short': 'shut',
};

export interface PictureWeekView {
  readonly title: string;
  readonly count: string;
  readonly days: readonly {
    readonly name: string;
    readonly isToday: boolean;
    readonly spans: readonly {
      readonly when: string;
      readonly what: string;
      readonly look: string;
      readonly href: string | null;
    }[];
    /** Where there is nothing else to say. */
    readonly nothing: string | null;
    /** The days from this one on that say the same nothing, as one line where there is no room; null but on the first. */
    readonly quiet: { readonly names: string; readonly words: string } | null;
    /** Nothing to book and nothing booked: said in the line of the first such day where there is no room. */
    readonly isQuiet: boolean;
  }[];
}

/** Weeks as a calendar that reads as a list, too. Weekends are left out when there is never anything on them. */
export function pictureView(
  weeks: readonly PictureWeek<HeldFor>[],
  today: string,
  { toYou }: WhoWords,
  zone: string,
): PictureWeekView[] {
  const weekends = weeks.some(({ days }) => days.slice(5).some(({ spans }) => spans.length > 0));
  return weeks.map(({ monday, days, held, weeklyCap }) => ({
    title: `Week of ${formatDay(monday)}`,
    count: `${held} of ${weeklyCap} ${weeklyCap === 1 ? 'consultation' : 'consultations'} held for ${toYou}`,
    days: withQuietDays(
      days.slice(0, weekends ? 7 : 5).map((day) => ({
        name: formatDay(day.day).replace(/ \d{4}$/, ''),
        isToday: day.day === today,
        spans: day.spans.map((span) => spanView(span, zone)),
        nothing: day.spans.length > 0 ? null : nothingWords(day),
      })),
    ),
  }));
}

type PictureDayView = PictureWeekView['days'][number];

/**
 * Days one after the other that say nothing but the same thing share a line where there is no room for a block each. Today
 * keeps its own, and so does a day on which anything can be booked or is.
 */
function withQuietDays(days: readonly Omit<PictureDayView, 'quiet' | 'isQuiet'>[]): PictureDayView[] {
  const said = days.map(({ isToday, spans, nothing }) =>
    isToday || spans.some(({ look }) => look !== 'shut') ? null : (nothing ?? wordsOf(spans)),
  );
  return days.map((day, at) => {
    const words = said[at] ?? null;
    if (words === null) return { ...day, quiet: null, isQuiet: false };
    if (at > 0 && said[at - 1] === words) return { ...day, quiet: null, isQuiet: true };
    const after = said.findIndex((other, index) => index > at && other !== words);
    const last = days[(after === -1 ? days.length : after) - 1] ?? day;
    const names = last === day ? day.name : `${day.name} to ${last.name}`;
    return { ...day, quiet: { names, words }, isQuiet: true };
  });
}

/** What stands on a shut day, each thing once. */
function wordsOf(spans: PictureDayView['spans']): string {
  return [...new Set(spans.map(({ what }) => what))].join(', ');
}

function spanView({ from, to, kind, held }: PictureSpan<HeldFor>, zone: string) {
  const time = (at: number) => formatMinuteOfDay(minuteOfDay(fromEpochMinutes(at), zone));
  return {
    when: `${time(from)} to ${time(to)}`,
    what: [SPAN_WORDS[kind], held?.code].filter((word) => word != null).join(', '),
    look: SPAN_LOOKS[kind],
    href: held?.code == null ? null : `/consultations/${held.code}`,
  };
}

function nothingWords({ onLeave, closed, paused }: PictureDay<HeldFor>): string {
  if (onLeave) return SPAN_WORDS.leave;
  if (closed) return SPAN_WORDS.closed;
  return paused ? SPAN_WORDS.paused : 'No hours';
}
