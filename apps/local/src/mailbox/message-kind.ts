import { type MessageSummary } from './message.js';

/** What a message's calendar part does, in a word or two and a sentence. */
export interface MessageKind {
  /** For a marker in a list. */
  readonly words: string;
  readonly sentence: string;
  readonly tone: 'go' | 'wait' | 'stop';
}

/** What a message does to its reader's calendar; undefined without a calendar part. */
export function kindOf(calendar: MessageSummary['calendar']): MessageKind | undefined {
  if (!calendar) return undefined;
  const { method, status, isUpdate } = calendar;
  if (method === 'CANCEL')
    return { words: 'Cancelled', sentence: 'Takes the event out of the reader’s calendar', tone: 'stop' };
  if (method !== 'REQUEST')
    return { words: 'Calendar', sentence: 'Neither invites nor cancels', tone: 'wait' };
  if (status === 'TENTATIVE')
    return isUpdate
      ? {
          words: 'Update, time held',
          sentence: 'Changes a time that is held, not yet confirmed',
          tone: 'wait',
        }
      : { words: 'Invite, time held', sentence: 'Holds a time that is not yet confirmed', tone: 'wait' };
  return isUpdate
    ? { words: 'Update', sentence: 'Changes the event that is already in the reader’s calendar', tone: 'go' }
    : { words: 'Invite', sentence: 'Puts the event in the reader’s calendar', tone: 'go' };
}
