import { type LeadTaskView } from '@case-consultation/features';

interface TaskWords {
  readonly title: string;
  /** What to do about it. */
  readonly next: string;
}

export const TASK_WORDS: Readonly<Record<LeadTaskView['kind'], TaskWords>> = {
  'request-with-lead': {
    title: 'A request has come to the lead',
    next: 'Find who takes it, or turn it down. Then this task goes away.',
  },
  'message-refused': {
    title: 'An email could not be delivered',
    next: 'See who was to get it, and tell them in another way. Check their address.',
  },
  'job-failed': {
    title: 'The service could not finish something',
    next: 'It goes on trying. See whether everybody has heard, and tell those who run the service.',
  },
  'action-overdue': {
    title: 'An action has been overdue for a while',
    next: 'Ask its owner what would help.',
  },
  'record-owed': {
    title: 'A record has been owed for a while',
    next: 'Ask its consultant what would help, or hand the record over.',
  },
  'leave-collides': {
    title: 'Leave meets consultations',
    next: 'They stay booked until you move them. See what is affected, and who could cover it.',
  },
  'never-match-kept': {
    title: 'A consultant keeps a consultation for somebody they are never to be matched with',
    next: 'Ask them what would help. If they are not to meet, ask another consultant.',
  },
  'requester-left': {
    title: 'The person who asked for this has left',
    next: 'Find out who works with the family now. Turn it down or close it if nobody needs it any more.',
  },
  'consultant-left': {
    title: 'Somebody who consults has left, and still has consultations',
    next: 'See what is affected, and who could take it on. Once nothing is left with them, mark this as dealt with.',
  },
};

/** Those that somebody may not have heard because of. */
export const FAILURES: readonly LeadTaskView['kind'][] = ['message-refused', 'job-failed'];
