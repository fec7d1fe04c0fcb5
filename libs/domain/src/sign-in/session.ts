/** How long a session outlives the last that was done in it, in minutes. */
export const IDLE_MINUTES = 20;
/** How long a session lasts at most, whatever is done in it: a working day. */
export const LONGEST_SESSION_HOURS = 9;
/** "Last seen" is kept to the minute: a write for every page would be dear and tell nobody more. */
export const SEEN_EVERY_SECONDS = 60;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What decides how long a session goes on. */
export interface SessionTimes {
  lastSeenAt: Date;
  /** It ends then, whatever is done in it. */
  endsAt: Date;
}

/** The times of a session that begins now. */
export function sessionFrom(now: Date): SessionTimes {
  return { lastSeenAt: now, endsAt: new Date(now.getTime() + LONGEST_SESSION_HOURS * HOUR) };
}

/** When it is over unless something is done before: never later than its end. */
export function idleUntil({ lastSeenAt, endsAt }: SessionTimes): Date {
  return new Date(Math.min(lastSeenAt.getTime() + IDLE_MINUTES * MINUTE, endsAt.getTime()));
}

/** Whether it is over, by idleness or by age; at that very instant it is. */
export function isOver(session: SessionTimes, now: Date): boolean {
  return now >= idleUntil(session);
}

/** A session that was last seen then, or before, has been idle for too long. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - IDLE_MINUTES * MINUTE);
}

/** A session that was last seen then, or before, is noted to be seen again. */
export function seenLongAgo(now: Date): Date {
  return new Date(now.getTime() - SEEN_EVERY_SECONDS * SECOND);
}
