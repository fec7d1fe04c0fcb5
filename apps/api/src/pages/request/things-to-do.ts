import {
  type Access,
  type Actor,
  isLead,
  mayMove,
  type RecordState,
  type Status,
} from '@case-consultation/domain';

/** Everything that a person may do to a consultation in the browser, whichever area has its page. */
export const VERBS = [
  'ask',
  'answer',
  'no-conflict',
  'attendance',
  'record',
  'agree',
  'review',
  'assign',
  'take',
  'turn-down',
  'change-times',
  'reschedule',
  'reassign',
  'swap',
  'attendees',
  'add-action',
  'print',
  'feedback',
  'priority',
  'hand-over',
  'conflict',
  'cancel',
  'withdraw',
  'close',
  'routing',
] as const;
export type Verb = (typeof VERBS)[number];

/** What decides what can be done, all of it without case text. */
export interface ThingsFacts {
  code: string;
  status: Status;
  access: Exclude<Access, 'none'>;
  requesterId: string;
  /** Whether the reader asked for it. */
  isMine: boolean;
  /** Whether the reader holds consultations. */
  readerConsults: boolean;
  consultant: { id: string } | null;
  offer: { id: string } | null;
  time: { startsAt: Date } | null;
  record: RecordState;
  openActions: number;
  heldAt: Date | null;
  reviewDueOn: string | null;
  reviewDone: boolean;
}

export interface ThingToDo {
  verb: Verb;
  text: string;
  href: string;
}

/** When somebody looks: an instant, and the programme's day. */
export interface Moment {
  now: Date;
  today: string;
}

/**
 * What this person may do to this consultation now, the most pressing first. Mirrors the rules of the domain, which have
 * the last word; a test holds the two against each other.
 */
export function thingsToDo(facts: ThingsFacts, actor: Actor, moment: Moment): ThingToDo[] {
  const situation = situationOf(facts, actor, moment);
  return VERBS.filter((verb) => MAY[verb](situation)).map((verb) => ({
    verb,
    text: verb === 'record' && facts.record === 'started' ? 'Go on with the record' : TEXTS[verb],
    href: hrefOf(verb, facts),
  }));
}

export function mayDo(verb: Verb, facts: ThingsFacts, actor: Actor, moment: Moment): boolean {
  return MAY[verb](situationOf(facts, actor, moment));
}

interface Situation extends ThingsFacts {
  isLead: boolean;
  /** The consultant it is with. */
  isItsConsultant: boolean;
  /** May see the case: a consultant has said that there is no conflict. */
  seesCase: boolean;
  /** Booked for a time that has begun. */
  hasBegun: boolean;
  /** Booked for a time that is still to come. */
  isComing: boolean;
  /** May be moved or cancelled by this person. */
  mayMove: boolean;
  recordIsShared: boolean;
  reviewIsDue: boolean;
}

function situationOf(facts: ThingsFacts, actor: Actor, { now, today }: Moment): Situation {
  const { status, time, reviewDueOn, requesterId } = facts;
  const isBooked = status === 'booked' && time !== null;
  return {
    ...facts,
    isLead: isLead(actor),
    isItsConsultant: facts.consultant !== null && facts.consultant.id === actor.personId,
    seesCase: facts.access === 'detail',
    hasBegun: isBooked && time.startsAt <= now,
    isComing: isBooked && time.startsAt > now,
    mayMove: mayMove(
      { status, requesterId, consultantId: facts.consultant?.id ?? null, booking: time },
      actor,
      now,
    ),
    recordIsShared: facts.record === 'shared' || facts.record === 'agreed',
    reviewIsDue: reviewDueOn === null || reviewDueOn <= today,
  };
}

const isOneOf = (status: Status, ...list: readonly Status[]): boolean => list.includes(status);

const isSearched = ({ status }: Situation) => isOneOf(status, 'waiting', 'with_lead', 'offered');
const isBeforeIt = (s: Situation) => isSearched(s) || s.isComing;

const MAY: Readonly<Record<Verb, (situation: Situation) => boolean>> = {
  ask: (s) => s.isMine && s.status === 'draft',
  answer: (s) => s.isItsConsultant && s.offer !== null,
  'no-conflict': (s) => s.isItsConsultant && !s.seesCase && isOneOf(s.status, 'booked', 'held'),
  attendance: (s) => s.hasBegun,
  record: (s) => s.isItsConsultant && s.seesCase && s.status === 'held' && !s.recordIsShared,
  agree: (s) => s.isMine && isOneOf(s.status, 'held', 'closed') && s.record === 'shared',
  review: (s) =>
    s.seesCase && s.status === 'held' && s.recordIsShared && !s.reviewDone && (s.isLead || s.reviewIsDue),
  assign: (s) => s.isLead && isSearched(s),
  take: (s) => s.isLead && s.readerConsults && !s.isMine && isSearched(s),
  'turn-down': (s) => s.isLead && isOneOf(s.status, 'waiting', 'with_lead'),
  'change-times': (s) => s.isMine && isSearched(s),
  reschedule: (s) => s.mayMove,
  reassign: (s) => s.isLead && s.isComing,
  swap: (s) => s.isLead && s.isComing,
  attendees: (s) => (s.isMine || s.isLead) && s.seesCase && isBeforeIt(s),
  'add-action': (s) => s.seesCase && s.status === 'held',
  print: (s) => s.seesCase && s.recordIsShared,
  feedback: (s) => s.isMine && isOneOf(s.status, 'held', 'closed') && s.heldAt !== null,
  priority: (s) => s.isLead && isOneOf(s.status, 'waiting', 'with_lead', 'offered', 'booked'),
  'hand-over': (s) => s.isLead && s.status === 'held' && !s.recordIsShared,
  conflict: (s) => s.isItsConsultant && s.status === 'booked',
  cancel: (s) => s.mayMove,
  withdraw: (s) => s.isMine && (s.status === 'draft' || isBeforeIt(s)),
  close: (s) => s.isLead && s.status === 'held' && s.openActions === 0,
  routing: (s) => s.isLead && s.seesCase && s.status !== 'draft',
};

const TEXTS: Readonly<Record<Verb, string>> = {
  ask: 'Go on with your request',
  answer: 'Answer the offer',
  'no-conflict': 'Say that you have no conflict',
  attendance: 'Say whether it took place',
  record: 'Write the record',
  agree: 'Read and agree the record',
  review: 'Look back at what has changed',
  assign: 'Ask a consultant',
  take: 'Take it yourself',
  'turn-down': 'Turn it down',
  'change-times': 'Change the times you asked for',
  reschedule: 'Move it to another time',
  reassign: 'Give it to another consultant',
  swap: 'Swap it with another booking',
  attendees: 'Change who else attends',
  'add-action': 'Add an action',
  print: 'Read or print the record',
  feedback: 'Say how it went',
  priority: 'Change the priority',
  'hand-over': 'Hand the record over',
  conflict: 'Say that you have a conflict',
  cancel: 'Cancel this time',
  withdraw: 'Withdraw your request',
  close: 'Close it',
  routing: 'See how it was routed',
};

/** Where each verb's page is, when it is not at its own name. */
const ELSEWHERE: Partial<Record<Verb, string>> = { 'add-action': 'actions/new' };

function hrefOf(verb: Verb, { code, offer }: ThingsFacts): string {
  if (verb === 'answer') return `/offers/${offer?.id ?? ''}`;
  return `/consultations/${code}/${ELSEWHERE[verb] ?? verb}`;
}
