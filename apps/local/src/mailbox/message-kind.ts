import { type CalendarPart } from './calendar-part.js';

export interface MessageKind {
  readonly words: string;
  readonly tone: 'go' | 'wait' | 'stop';
}

/** What a message's calendar part does to the reader's calendar, in two words; undefined without one. */
export function kindOf(
  calendar: Pick<CalendarPart, 'method' | 'status' | 'sequence'> | null | undefined,
): MessageKind | undefined {
  if (!calendar) return undefined;
  if (calendar.method === 'CANCEL') return { words: 'Removed from calendar', tone: 'stop' };
  if (calendar.status === 'TENTATIVE') return { words: 'Held in calendar', tone: 'wait' };
  return { words: calendar.sequence > 1 ? 'Updated in calendar' : 'In calendar', tone: 'go' };
}
