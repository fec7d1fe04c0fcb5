import { type Actor, isLead } from '@case-consultation/domain';
import { type HistoryEntry } from './consultation.queries.js';

/** How an offer went is between the one who was asked and the leads. */
const ABOUT_AN_OFFER: ReadonlySet<string> = new Set([
  'offer-made',
  'offer-declined',
  'offer-expired',
  'offer-withdrawn',
  'conflict-declared',
]);

/**
 * One entry as this reader may have it. Leads and whoever it is about read all of it; to others an offer that was not
 * taken says neither whose it was nor why, and a conflict reads like any other "no".
 */
export function asToldTo(actor: Actor, entry: HistoryEntry): HistoryEntry {
  if (isLead(actor) || !ABOUT_AN_OFFER.has(entry.event)) return entry;
  if (entry.by?.id === actor.personId || entry.detail['consultantId'] === actor.personId) return entry;
  const { startsAt, endsAt } = entry.detail;
  return { ...entry, event: eventTold(entry), detail: { startsAt, endsAt }, by: null, reason: null };
}

function eventTold({ event, from }: HistoryEntry): string {
  if (event !== 'conflict-declared') return event;
  return from === 'booked' ? 'booking-cancelled' : 'offer-declined';
}
