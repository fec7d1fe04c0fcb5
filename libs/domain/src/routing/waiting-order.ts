import { type Priority } from '../asking/request.js';
import { type Status } from '../consultation/consultation.js';
import { type WithLeadReason } from '../consultation/events.js';
import { type Day } from '../people/consultant.js';

/** What decides whose turn it is when time becomes free. */
export interface Waiting {
  id: string;
  /** The day by which it should be held. */
  targetOn: Day;
  priority: Priority;
  submittedAt: Date;
}

/**
 * Whose turn it is first when time becomes free: the earlier target, then the higher priority, then who asked first. The id
 * tells apart those who asked in the same instant, so that the order is the same whoever looks.
 */
export function compareWaiting(a: Waiting, b: Waiting): number {
  return (
    compare(a.targetOn, b.targetOn) ||
    compare(a.priority, b.priority) ||
    a.submittedAt.getTime() - b.submittedAt.getTime() ||
    compare(a.id, b.id)
  );
}

/**
 * Whether a request takes its turn when time becomes free: it waits, or it is with the lead only because no time suited.
 * What a lead took over, or what is restricted, is for a lead to decide.
 * @param because why it came to the lead; null while it did not
 */
export function waitsForTime(status: Status, because: WithLeadReason | null): boolean {
  if (status === 'with_lead') return because === 'nobody-fits' || because === 'target-at-risk';
  return status === 'waiting';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
