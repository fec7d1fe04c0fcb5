import { isDay } from '@case-consultation/domain';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** 24 December 2027, with or without its weekday; the month may be short. */
const IN_WORDS = /^(?:[a-z]+day,? )?(\d{1,2}) ([a-z]{3,}) (\d{4})$/i;
const IN_FIGURES = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;

/** A day as people write it, as `YYYY-MM-DD`; what is no day stays as it was typed. */
export function dayTyped(text: string): string {
  const words = IN_WORDS.exec(text);
  const figures = IN_FIGURES.exec(text);
  const [, day = '', month = '', year = ''] = words ?? figures ?? [];
  if (year === '') return text;
  const named = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase())) + 1;
  const written = [year, String(words ? named : month).padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isDay(written) ? written : text;
}

const TIME = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/i;

/** A time of the day as people write it, in minutes after midnight; NaN for what is none. */
export function timeTyped(text: string): number {
  if (/^midday$/i.test(text)) return 12 * 60;
  if (/^midnight$/i.test(text)) return 24 * 60;
  const found = TIME.exec(text);
  if (!found) return Number.NaN;
  const [, hours = '', minutes = '0', half] = found;
  const hour = Number(hours);
  const minute = Number(minutes);
  if (minute > 59 || hour > (half === undefined ? 24 : 12) || (half !== undefined && hour === 0))
    return Number.NaN;
  if (half === undefined) return hour * 60 + minute;
  return ((hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)) * 60 + minute;
}
