import { type CalendarMethod, type MessageKind } from './message-kinds.js';

export type MessageState = 'owed' | 'sent' | 'skipped';

/** One message of one person's stream for one booking. */
export interface StreamMessage {
  id: string;
  /** Order in which the messages came to be owed; unique within the stream. */
  position: number;
  kind: MessageKind;
  method: CalendarMethod | null;
  state: MessageState;
  /**
   * Set before the SMTP dialogue begins, and cleared only when it was surely refused. A message that is still `owed` (or
   * was skipped) with this set may have arrived: the process died, or the connection was cut after the text had gone.
   */
  mayHaveArrived: boolean;
}

export type StreamStep =
  /** These will never be sent; mark them, then ask again. */
  | { step: 'skip'; ids: readonly string[] }
  /** Send this one (again, if it may have arrived already), mark it, then ask again. */
  | { step: 'send'; id: string }
  | { step: 'done' };

/**
 * What to do next with one person's messages of one booking, so that a CANCEL never overtakes its REQUEST.
 *
 * Messages leave in order. A REQUEST that a later calendar message has superseded is skipped. A CANCEL is sent as soon as
 * anything with a calendar part went before it, or may have; when nothing did, there is nothing to take back, and it is
 * skipped. Plain mails stay in their place, save that a reminder of an offer which has moved on since is skipped.
 *
 * The caller holds a lock on the stream from asking to marking: two workers on one stream would undo the order.
 *
 * @param stream all messages of the stream, in any order, the sent and skipped ones too
 */
export function nextStep(stream: readonly StreamMessage[]): StreamStep {
  const ordered = [...stream].sort((a, b) => a.position - b.position);
  const moot = ordered.filter((message, at) => isOwed(message) && isMoot(message, at, ordered));
  if (moot.length > 0) return { step: 'skip', ids: moot.map(({ id }) => id) };

  const next = ordered.find(isOwed);
  return next ? { step: 'send', id: next.id } : { step: 'done' };
}

function isMoot(message: StreamMessage, at: number, ordered: readonly StreamMessage[]): boolean {
  if (message.method === 'CANCEL') return !ordered.slice(0, at).some(mayHaveReachedTheCalendar);
  if (message.method === 'REQUEST' || message.kind === 'offer-reminder') {
    return ordered.slice(at + 1).some(({ method }) => method !== null);
  }
  return false;
}

function isOwed({ state }: StreamMessage): boolean {
  return state === 'owed';
}

function mayHaveReachedTheCalendar({ method, state, mayHaveArrived }: StreamMessage): boolean {
  return method !== null && (state === 'sent' || mayHaveArrived);
}
