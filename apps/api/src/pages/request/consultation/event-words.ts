import { z } from 'zod';
import {
  type DeclineReason,
  type EventType,
  formatPeriod,
  type NotHeldReason,
  PRIORITIES,
  type Settlement,
} from '@case-consultation/domain';
import { PRIORITY_WORDS, WITH_LEAD_WORDS } from '../../words/words.js';

/** What a history entry may hold beside its kind, as it comes back from the database. */
const detailShape = z.object({
  startsAt: z.coerce.date().optional().catch(undefined),
  endsAt: z.coerce.date().optional().catch(undefined),
  consultantId: z.string().optional().catch(undefined),
  fromConsultantId: z.string().optional().catch(undefined),
  automatically: z.boolean().optional().catch(undefined),
  because: z.string().optional().catch(undefined),
  next: z.string().optional().catch(undefined),
  as: z.string().optional().catch(undefined),
  completed: z.boolean().optional().catch(undefined),
  minutesLate: z.int().min(0).optional().catch(undefined),
  added: z.array(z.string()).optional().catch(undefined),
  removed: z.array(z.string()).optional().catch(undefined),
  /** A priority, or the times before a move. */
  from: z
    .union([z.enum(PRIORITIES), z.object({ startsAt: z.coerce.date(), endsAt: z.coerce.date() })])
    .optional()
    .catch(undefined),
  to: z.enum(PRIORITIES).optional().catch(undefined),
});
type EventDetail = z.output<typeof detailShape>;

/** What an event says: a title, and a sentence more where there is one. */
export interface EventTold {
  title: string;
  text: string;
}

interface Telling extends EventDetail {
  /** The time it is about; empty where there is none. */
  when: string;
  consultant: string | null;
  fromConsultant: string | null;
  zone: string;
}

/** One event of the history in plain words. An event there are no words for yet is told as a change. */
export function tellEvent(
  event: string,
  detail: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
  zone: string,
): EventTold {
  const read = detailShape.parse(detail);
  const telling: Telling = {
    ...read,
    when: read.startsAt && read.endsAt ? formatPeriod(read.startsAt, read.endsAt, zone) : '',
    consultant: names.get(read.consultantId ?? '') ?? null,
    fromConsultant: names.get(read.fromConsultantId ?? '') ?? null,
    zone,
  };
  const tell = Object.hasOwn(EVENTS, event) ? EVENTS[event as EventType] : () => told('Something changed');
  return tell(telling);
}

/** The people whom an event names by their ids. */
export function peopleIn(detail: Readonly<Record<string, unknown>>): string[] {
  const { consultantId, fromConsultantId } = detailShape.parse(detail);
  return [consultantId, fromConsultantId].filter((id) => id !== undefined);
}

function told(title: string, ...sentences: readonly string[]): EventTold {
  return { title, text: sentences.filter((sentence) => sentence !== '').join(' ') };
}

const forWhen = ({ when }: Telling) => (when === '' ? '' : `For ${when}.`);

/** From when to when, as far as it is known. */
function movedWords({ when, from, zone }: Telling): string {
  const before = typeof from === 'object' ? `From ${formatPeriod(from.startsAt, from.endsAt, zone)}` : '';
  const after = when === '' ? '' : `${before === '' ? 'To' : 'to'} ${when}.`;
  return [before, after].filter((part) => part !== '').join(' ');
}

const EVENTS: Readonly<Record<EventType, (telling: Telling) => EventTold>> = {
  submitted: () => told('Request sent'),
  'times-changed': () => told('Other times asked for'),
  'attendees-changed': ({ added = [], removed = [] }) =>
    told(
      'Who else attends was changed',
      added.length === 0 ? '' : `Added: ${added.join(', ')}.`,
      removed.length === 0 ? '' : `Taken off: ${removed.join(', ')}.`,
    ),
  'priority-overridden': ({ from, to }) =>
    told(
      'Priority changed',
      typeof from === 'string' && to ? `From “${PRIORITY_WORDS[from]}” to “${PRIORITY_WORDS[to]}”.` : '',
    ),
  'offer-made': (event) =>
    told(event.consultant ? `${event.consultant} was asked` : 'A consultant was asked', forWhen(event)),
  'offer-accepted': (event) =>
    told(
      event.consultant ? `Booked with ${event.consultant}` : 'Booked',
      forWhen(event),
      event.automatically ? 'They have chosen to accept automatically.' : '',
    ),
  'offer-declined': (event) =>
    told(
      event.consultant ? `${event.consultant} could not take it` : 'They could not take it',
      isDeclineReason(event.because) ? DECLINED[event.because] : '',
      'The search goes on.',
    ),
  'offer-expired': (event) =>
    told(
      event.consultant ? `${event.consultant} had no chance to answer` : 'Nobody answered in time',
      'The search goes on.',
    ),
  'offer-withdrawn': (event) =>
    told(
      event.consultant ? `${event.consultant} is no longer asked` : 'They are no longer asked',
      forWhen(event),
    ),
  'conflict-declared': (event) =>
    told(
      event.consultant ? `${event.consultant} has a conflict` : 'A conflict was declared',
      'Somebody else is found, and they can no longer see it.',
    ),
  'conflict-cleared': (event) =>
    told(event.consultant ? `${event.consultant} has no conflict` : 'There is no conflict'),
  'moved-to-lead': ({ because }) =>
    told('Passed to the lead', isWithLeadReason(because) ? `${WITH_LEAD_WORDS[because]}.` : ''),
  'taken-by-lead': (event) =>
    told(
      event.consultant ? `Booked with ${event.consultant}, the lead` : 'Booked with the lead',
      forWhen(event),
    ),
  reassigned: (event) =>
    told(
      event.consultant ? `Given to ${event.consultant}` : 'Given to another consultant',
      event.fromConsultant ? `Before, it was with ${event.fromConsultant}.` : '',
      typeof event.from === 'object' ? `It moved, too. ${movedWords(event)}` : 'The time stays the same.',
    ),
  rescheduled: (event) => told('Moved to another time', movedWords(event)),
  'booking-cancelled': ({ when }) =>
    told('The time was cancelled', when === '' ? '' : `It was booked for ${when}.`, 'The search goes on.'),
  withdrawn: ({ when }) => told('Request withdrawn', when === '' ? '' : `A time was held: ${when}.`),
  'turned-down': () => told('Turned down'),
  held: ({ when, minutesLate = 0 }) =>
    told(
      'It took place',
      when === '' ? '' : `It was booked for ${when}.`,
      minutesLate === 0 ? '' : `It began ${minutesLate} ${minutesLate === 1 ? 'minute' : 'minutes'} late.`,
    ),
  'not-held': ({ because, next }) =>
    told(
      'It did not take place',
      isNotHeldReason(because) ? NOT_HELD[because] : '',
      next === 'rebook' ? 'Another time is being found.' : '',
    ),
  'record-shared': () => told('Record shared'),
  'record-agreed': () => told('Record agreed'),
  'action-added': () => told('An action was added'),
  'action-settled': ({ as }) => told(isSettlement(as) ? SETTLED[as] : 'An action was settled'),
  'review-done': ({ completed }) =>
    told(completed === false ? 'The look-back could not be done' : 'Looked back at what has changed'),
  'record-handed-over': (event) =>
    told(
      event.consultant ? `The record was handed over to ${event.consultant}` : 'The record was handed over',
      event.fromConsultant ? `Before, it was with ${event.fromConsultant}.` : '',
    ),
  'closed-by-lead': () => told('Closed by the lead'),
  closed: () => told('Closed'),
};

const DECLINED: Readonly<Record<DeclineReason, string>> = {
  'time-does-not-suit': 'The time did not suit.',
  'no-room-this-week': 'There was no room that week.',
  'not-the-right-person': 'They were not the right person for this.',
  other: '',
};

const NOT_HELD: Readonly<Record<NotHeldReason, string>> = {
  requester: 'The practitioner could not come.',
  consultant: 'The consultant could not come.',
  logistics: 'Something else got in the way.',
};

const SETTLED: Readonly<Record<Settlement, string>> = {
  done: 'An action is done',
  'not-done': 'An action was not done',
  'no-longer-needed': 'An action is no longer needed',
};

const isDeclineReason = (text = ''): text is DeclineReason => Object.hasOwn(DECLINED, text);
const isNotHeldReason = (text = ''): text is NotHeldReason => Object.hasOwn(NOT_HELD, text);
const isSettlement = (text = ''): text is Settlement => Object.hasOwn(SETTLED, text);
const isWithLeadReason = (text = ''): text is keyof typeof WITH_LEAD_WORDS =>
  Object.hasOwn(WITH_LEAD_WORDS, text);
