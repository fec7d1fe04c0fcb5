import { formatDay } from '@case-consultation/domain';
import { type AvailabilityOverview, type AvailabilityView } from '@case-consultation/features';
import { MODE_WORDS, PRIORITY_SHORT, PURPOSE_WORDS } from '../../words/words.js';
import { type WhoWords } from '../kit/whose.js';
import { daysWords, hoursWords, singleTimeWords } from '../kit/said.view.js';
import { pictureView, type PictureWeekView } from './picture.view.js';

interface SummaryRow {
  readonly key: { readonly text: string };
  readonly value: { readonly html: string } | { readonly text: string };
  readonly actions: { readonly items: readonly { href: string; text: string; visuallyHiddenText: string }[] };
}

export interface OverviewPageView {
  readonly who: WhoWords;
  /** Where one came from, when it is not one’s own. */
  readonly personHref: string | null;
  readonly seen: number;
  /** The pause that holds or is to come. */
  readonly paused: string | null;
  /** Why nothing can be booked at all, if so. */
  readonly shut: string | null;
  readonly rows: readonly (Omit<SummaryRow, 'value'> & { readonly lines: readonly string[] })[];
  readonly weeks: readonly PictureWeekView[];
}

export function overviewView(
  { availability: said, weeks }: AvailabilityOverview,
  who: WhoWords,
  zone: string,
): OverviewPageView {
  const { now, ahead } = hoursWords(said);
  const { base, You, toYou } = who;
  return {
    who,
    personHref: who.own ? null : `/people/${said.consultant.id}`,
    seen: said.version,
    paused:
      said.paused && `${You} are paused ${daysWords(said.paused)}. Nobody asks ${toYou} for those days.`,
    shut: shutWords(said, who),
    rows: [
      row('Weekly hours', [now, ...ahead], `${base}/hours`),
      row(
        'Single times',
        listedOrNone(said.oneOff.map((time) => singleTimeWords(time, zone))),
        `${base}/one-off`,
      ),
      row('Leave', listedOrNone(said.leave.map((leave) => capital(daysWords(leave)))), `${base}/leave`),
      row(`What ${who.you} take, and how much`, takesWords(said, who), `${base}/limits`),
      row('Never matched with', listedOrNone(said.neverMatch.map(({ name }) => name)), `${base}/never`),
    ],
    weeks: pictureView(weeks, said.today, who, zone),
  };
}

function row(text: string, lines: readonly string[], href: string): OverviewPageView['rows'][number] {
  return {
    key: { text },
    lines,
    actions: { items: [{ href, text: 'Change', visuallyHiddenText: text.toLowerCase() }] },
  };
}

/** So many are told here; the rest is on the page behind. */
const SHOWN = 5;

function listedOrNone(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return ['None'];
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `and ${more} more`] : lines;
}

function takesWords({ preferences, programme }: AvailabilityView, { You }: WhoWords): string[] {
  const { weeklyCap, bufferAfterMinutes, priorities, modes, specialisms, autoAccept } = preferences;
  const cap = weeklyCap ?? programme.weeklyCap;
  return [
    `Up to ${cap} ${cap === 1 ? 'consultation' : 'consultations'} a week, ${bufferAfterMinutes ?? programme.bufferAfterMinutes} minutes kept free after each`,
    `Priority ${priorities.map((priority) => PRIORITY_SHORT[priority]).join('; ')}`,
    modes.map((mode) => MODE_WORDS[mode]).join(', '),
    ...(specialisms.length === 0
      ? []
      : [`Knows most about: ${specialisms.map((one) => PURPOSE_WORDS[one]).join('; ')}`]),
    autoAccept ? 'Offers are taken at once' : `${You} are asked each time`,
  ];
}

function shutWords(
  { active, signedOff, today }: AvailabilityView,
  { own, You, toYou, Your }: WhoWords,
): string | null {
  const ask = (about: string): string => (own ? ` Ask the lead ${about}.` : '');
  if (!active) {
    return `${You} are not active as a consultant just now, so nobody asks ${toYou}.${ask('if that is wrong')}`;
  }
  if (signedOff.from > today) return `${You} are signed off to consult from ${formatDay(signedOff.from)} on.`;
  if (signedOff.until !== null && signedOff.until < today)
    return `${Your} sign-off ended on ${formatDay(signedOff.until)}, so nobody asks ${toYou}.${ask('about the next training')}`;
  return null;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
