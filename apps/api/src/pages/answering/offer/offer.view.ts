import {
  dayOf,
  formatInstant,
  formatMinuteOfDay,
  formatPeriod,
  minuteOfDay,
} from '@case-consultation/domain';
import { type OfferEnd, type OneOffer } from '@case-consultation/features';
import { type OutlineView, outlineView } from '../parts/outline.view.js';
import { type NotNow } from '../parts/not-now.js';

export interface OfferPageView {
  readonly outline: OutlineView;
  readonly outlineRows: readonly { key: string; value: string }[];
  readonly answerBy: string;
  readonly isToday: boolean;
  readonly declineHref: string;
  readonly conflictHref: string;
}

type Open = Extract<OneOffer, { state: 'open' }>;

/** What a consultant reads before they answer. */
export function offerView({ offer, sameDay }: Open, zone: string, now: Date): OfferPageView {
  return {
    outline: outlineView({ ...offer, time: offer }, zone),
    outlineRows: [{ key: 'Your calendar', value: calendarWords(sameDay, zone) }],
    answerBy: formatInstant(offer.expiresAt, zone),
    isToday: dayOf(offer.expiresAt, zone) === dayOf(now, zone),
    declineHref: `/offers/${offer.id}/decline`,
    conflictHref: `/offers/${offer.id}/conflict`,
  };
}

function calendarWords(sameDay: Open['sameDay'], zone: string): string {
  const held = 'This time is kept free for you until you answer.';
  if (sameDay.length === 0) return `${held} You have no other consultation that day.`;
  const times = sameDay.map(({ startsAt, endsAt, status }) => {
    const period = `${formatMinuteOfDay(minuteOfDay(startsAt, zone))} to ${formatMinuteOfDay(minuteOfDay(endsAt, zone))}`;
    return status === 'tentative' ? `${period} (not answered yet)` : period;
  });
  return `${held} That day you also have ${listed(times)}.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What is said of an offer that has ended. */
export const ENDED: Readonly<Record<OfferEnd, { title: string; paragraphs: readonly string[] }>> = {
  accepted: {
    title: 'You have accepted this offer',
    paragraphs: ['There is nothing more to answer.'],
  },
  declined: {
    title: 'You have declined this offer',
    paragraphs: [
      'It goes on to whoever fits next. That may be you again, for another time. There is nothing you need to do now.',
    ],
  },
  conflict: {
    title: 'You have said that you have a conflict',
    paragraphs: [
      'It goes on to somebody else, and this consultation is shut for you. There is nothing you need to do.',
    ],
  },
  expired: {
    title: 'The time to answer this offer is over',
    paragraphs: [
      'So that the practitioner does not have to wait, someone else is being asked. There is nothing you need to do.',
      'Nobody counts this against you. If such offers come at bad times, ask the lead to change your hours.',
    ],
  },
  withdrawn: {
    title: 'This offer is no longer open',
    paragraphs: [
      'It was withdrawn before you answered. The time is free again in your calendar. There is nothing you need to do.',
    ],
  },
};

/** An offer that is not this person's to answer any more, or never was. */
export function closedOfferView(offer: Exclude<OneOffer, Open>, zone: string): NotNow {
  const when = formatPeriod(offer.startsAt, offer.endsAt, zone);
  const seeIt = { text: 'See the consultation', href: `/consultations/${offer.code}` };
  if (offer.state === 'another-consultant') {
    return {
      title: `${offer.consultant} has been asked`,
      paragraphs: [`This offer is for ${when}. Only the consultant who was asked can answer it.`],
      link: seeIt,
    };
  }
  const { title, paragraphs } = ENDED[offer.how];
  return {
    title,
    paragraphs: [`It was for ${when}.`, ...paragraphs],
    link: offer.code === null ? { text: 'Go to my consultations', href: '/consulting' } : seeIt,
  };
}
