import { formatDay, formatInstant, formatPeriod, dayOf } from '@case-consultation/domain';
import {
  type ConsultingView,
  type HomeBooking,
  type OfferView,
  type PastConsultation,
} from '@case-consultation/features';
import { MODE_WORDS, PRIORITY_SHORT, STAGE_WORDS } from '../../words/words.js';

/** One line of a list: what it leads to, what it is about, and what is to be done about it. */
export interface ConsultingItem {
  readonly href: string;
  /** The words of the link. */
  readonly title: string;
  readonly lines: readonly string[];
  readonly tag: { readonly text: string; readonly classes: string } | null;
}

export type SectionName = 'offers' | 'conflict-checks' | 'attendance' | 'records' | 'coming-up' | 'past';

export interface ConsultingSection {
  readonly name: SectionName;
  readonly title: string;
  readonly items: readonly ConsultingItem[];
  /** Where there are more of them; null when these are all. */
  readonly moreHref: string | null;
}

export const SECTION_TITLES: Readonly<Record<SectionName, string>> = {
  offers: 'Offers to answer',
  'conflict-checks': 'Conflict checks',
  attendance: 'Say whether it took place',
  records: 'Records to write',
  'coming-up': 'Coming up',
  past: 'Past consultations',
};

const tag = (text: string, colour: string) => ({ text, classes: `govuk-tag--${colour}` });

export function offerItem(offer: OfferView, zone: string): ConsultingItem {
  const { id, startsAt, endsAt, expiresAt, priority, agency, stage } = offer;
  return {
    href: `/offers/${id}`,
    title: formatPeriod(startsAt, endsAt, zone),
    lines: [
      whatItIs(agency, stage, `priority ${PRIORITY_SHORT[priority]}`),
      `Answer by ${formatInstant(expiresAt, zone)}`,
    ],
    tag: tag('To answer', 'blue'),
  };
}

export function bookingItem(booking: HomeBooking, zone: string): ConsultingItem {
  const { code, startsAt, endsAt, mode, agency, isToday, conflictChecked } = booking;
  return {
    href: conflictChecked ? `/consultations/${code}` : `/consultations/${code}/no-conflict`,
    title: formatPeriod(startsAt, endsAt, zone),
    lines: [[MODE_WORDS[mode], agency].filter((word) => word !== null).join(', '), `Reference ${code}`],
    tag: isToday ? tag('Today', 'green') : null,
  };
}

export function conflictCheckItem(
  { code, startsAt }: { code: string; startsAt: Date },
  zone: string,
): ConsultingItem {
  return {
    href: `/consultations/${code}/no-conflict`,
    title: formatInstant(startsAt, zone),
    lines: [`Say whether you have a conflict: the case opens after that. Reference ${code}`],
    tag: tag('To say', 'blue'),
  };
}

export function attendanceItem(
  { code, startsAt, endsAt }: { code: string; startsAt: Date; endsAt: Date },
  zone: string,
): ConsultingItem {
  return {
    href: `/consultations/${code}/attendance`,
    title: formatPeriod(startsAt, endsAt, zone),
    lines: [`Reference ${code}`],
    tag: tag('To say', 'blue'),
  };
}

export function recordItem(
  { code, heldAt, started }: { code: string; heldAt: Date; started: boolean },
  zone: string,
): ConsultingItem {
  return {
    href: `/consultations/${code}/record`,
    title: `Held on ${formatDay(dayOf(heldAt, zone))}`,
    lines: [`Reference ${code}`],
    tag: started ? tag('Started', 'light-blue') : tag('To write', 'blue'),
  };
}

export function pastItem(past: PastConsultation, zone: string): ConsultingItem {
  const { code, heldAt, status, agency, stage, agreed, openActions } = past;
  const left = `${agreed ? 'Record agreed' : 'Record shared'}, ${openActionsWords(openActions)}`;
  return {
    href: `/consultations/${code}`,
    title: formatDay(dayOf(heldAt, zone)),
    lines: [whatItIs(agency, stage, `reference ${code}`), ...(status === 'closed' ? [] : [left])],
    tag: status === 'closed' ? tag('Closed', 'grey') : null,
  };
}

function openActionsWords(count: number): string {
  if (count === 0) return 'no open actions';
  return count === 1 ? '1 open action' : `${count} open actions`;
}

function whatItIs(agency: string | null, stage: OfferView['stage'], last: string): string {
  const words = [agency, stage && STAGE_WORDS[stage], last].filter((word) => word !== null).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface ConsultingPageView {
  /** What is to be done, most pressing first; only what there is. */
  readonly toDo: readonly ConsultingSection[];
  readonly comingUp: ConsultingSection;
  readonly past: ConsultingSection;
}

export function consultingView(view: ConsultingView, zone: string): ConsultingPageView {
  const section = <T>(
    name: SectionName,
    { items, more }: { items: readonly T[]; more: boolean },
    item: (one: T, zone: string) => ConsultingItem,
  ): ConsultingSection => ({
    name,
    title: SECTION_TITLES[name],
    items: items.map((one) => item(one, zone)),
    moreHref: more ? `/consulting/${name}` : null,
  });
  const toDo = [
    section('offers', view.offers, offerItem),
    section('conflict-checks', view.conflictChecks, conflictCheckItem),
    section('attendance', view.attendanceToSay, attendanceItem),
    section('records', view.recordsToWrite, recordItem),
  ];
  return {
    toDo: toDo.filter(({ items }) => items.length > 0),
    comingUp: section('coming-up', view.bookings, bookingItem),
    past: section('past', view.past, pastItem),
  };
}
