import { formatInstant } from '@case-consultation/domain';
import { type HistoryEntry } from '@case-consultation/features';
import { tellEvent } from './event-words.js';

/** One thing that happened, as MOJ's timeline shows it. */
export interface TimelineItem {
  title: string;
  text: string;
  /** Who did it; null for the service itself, and for one the reader is not told of. */
  by: string | null;
  at: string;
  /** For machines. */
  datetime: string;
  /** What the person gave as their reason, where the reader may have it. */
  reason: string | null;
}

/** What happened, newest first, with the reasons and names that the history gives this reader. */
export function timelineOf(
  history: readonly HistoryEntry[],
  names: ReadonlyMap<string, string>,
  zone: string,
): TimelineItem[] {
  return history
    .map(({ event, detail, by, at, reason }) => ({
      ...tellEvent(event, detail, names, zone),
      by: by?.name ?? null,
      at: formatInstant(at, zone),
      datetime: at.toISOString(),
      reason,
    }))
    .reverse();
}
