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
    title: `Week of ${formatDay(monday).replace(/^Monday /, '')}`,
    count: `${held} of ${weeklyCap} ${weeklyCap === 1 ? 'consultation' : 'consultations'} held for ${toYou}`,
    days: days.slice(0, weekends ? 7 : 5).map((day) => ({
      name: formatDay(day.day).replace(/ \d{4}$/, ''),
      isToday: day.day === today,
      spans: day.spans.map((span) => spanView(span, zone)),
      nothing: day.spans.length > 0 ? null : nothingWords(day),
    })),
  }));
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
