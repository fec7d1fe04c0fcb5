import {
  dayOf,
  formatDay,
  formatInstant,
  formatPeriod,
  type Mode,
  type RecordState,
  type Status,
} from '@case-consultation/domain';
import { type Moment } from './things-to-do.js';

/** How far a consultation has come, for the words that say so. */
export interface WhereFacts {
  status: Status;
  mode: Mode | null;
  time: { startsAt: Date; endsAt: Date } | null;
  targetOn: string | null;
  /** The lead finds who takes it, by rule. */
  restricted: boolean;
  /** Until when an offer can be answered, where the reader may know. */
  offer: { expiresAt: Date } | null;
  record: RecordState;
  openActions: number;
  heldAt: Date | null;
  reviewDueOn: string | null;
  reviewDone: boolean;
}

/** Who is concerned by it, as the reader may name them. */
export interface WhereNames {
  requester: string;
  /** Null for nobody, and for one the reader is not told of. */
  consultant: string | null;
}

/** Who reads: each is told what to do themselves, and who else is doing what. */
export type Reader = 'requester' | 'consultant' | 'lead';

/** Where a consultation stands, in plain words. */
export interface Where {
  /** What is so now. */
  says: string;
  /** What happens next. */
  next: string;
  /** Who must do something next; `you` for the reader, null once it is over. */
  who: string | null;
}

interface Telling {
  facts: WhereFacts;
  requester: string;
  consultant: string;
  reader: Reader;
  moment: Moment;
  when: string;
  zone: string;
}

/** Where it stands for this reader. @param zone the programme's */
export function whereItStands(
  facts: WhereFacts,
  names: WhereNames,
  reader: Reader,
  { zone, ...moment }: Moment & { zone: string },
): Where {
  const when = facts.time === null ? '' : formatPeriod(facts.time.startsAt, facts.time.endsAt, zone);
  const { requester, consultant } = names;
  return TELL[facts.status]({
    facts,
    requester,
    consultant: consultant ?? 'the consultant',
    reader,
    moment,
    when,
    zone,
  });
}

const TELL: Readonly<Record<Status, (telling: Telling) => Where>> = {
  draft: ({ requester, reader }) => ({
    says: 'This is a draft. Nobody else can see it.',
    next: 'Go on with it whenever you like, and send it when it is ready.',
    who: me(reader, 'requester', requester),
  }),
  waiting: ({ reader, facts, moment }) => ({
    says: 'We are looking for a consultant.',
    next:
      reader === 'requester'
        ? `${target(facts, moment)} We will email you as soon as a time is booked. There is nothing you need to do.`
        : `${target(facts, moment)} ${facts.restricted ? 'It is restricted, so only leads are asked. If none of them is free, the lead finds who takes it.' : 'Consultants who fit are asked one after another. If nobody can take it, it comes to the lead.'}`,
    who: 'The service',
  }),
  with_lead: ({ reader, facts, moment }) => ({
    says: reader === 'lead' ? 'This is with you, the lead.' : 'The lead is finding a consultant.',
    next:
      reader === 'lead'
        ? `${target(facts, moment)} ${facts.restricted ? 'It is restricted, so it is for you to find who takes it,' : 'Find who takes it,'} or turn it down with a place to turn instead.`
        : `${target(facts, moment)} ${facts.restricted ? 'It is restricted, so the lead finds who takes it and when.' : 'Nobody was free at once, so a person is looking at it.'} We will email you as soon as there is news.`,
    who: me(reader, 'lead', 'The lead'),
  }),
  offered: ({ reader, facts, when, consultant, zone }) => ({
    says:
      reader === 'requester'
        ? `A consultant has been asked for ${when}.`
        : `${consultant} has been asked for ${when}.`,
    next: `${facts.offer === null ? '' : `They have until ${formatInstant(facts.offer.expiresAt, zone)} to answer. `}If they cannot take it, somebody else is asked at once.${reader === 'requester' ? ' There is nothing you need to do.' : ''}`,
    who: reader === 'requester' ? 'The consultant who was asked' : consultant,
  }),
  booked: (telling) => (hasBegun(telling) ? begun(telling) : coming(telling)),
  held: held,
  closed: ({ facts, zone }) => ({
    says:
      facts.heldAt === null
        ? 'It did not take place, and is closed.'
        : `It took place on ${formatDay(dayOf(facts.heldAt, zone))}, and is closed.`,
    next:
      facts.heldAt === null
        ? 'There is nothing more to do. A new request can be made at any time.'
        : 'Everything that was agreed is settled. The record can still be read and printed.',
    who: null,
  }),
  turned_down: ({ reader }) => ({
    says: 'The lead could not offer a consultation for this.',
    next:
      reader === 'requester'
        ? 'Why, and where to turn instead, is said below. You can ask again when something changes.'
        : 'The person who asked has been told why, and where to turn instead.',
    who: null,
  }),
  withdrawn: ({ reader }) => ({
    says: reader === 'requester' ? 'You withdrew this request.' : 'This request was withdrawn.',
    next: 'There is nothing more to do. A new request can be made at any time.',
    who: null,
  }),
};

const HOW: Readonly<Record<Mode, string>> = {
  video: 'It is a video call.',
  phone: 'It is a phone call.',
  'in-person': 'You meet in person.',
};

function coming({ facts, reader, when, requester, consultant }: Telling): Where {
  const how = facts.mode === null ? '' : `${HOW[facts.mode]} `;
  const whom = reader === 'requester' ? `with ${consultant}` : `with ${requester}`;
  return {
    says: `Booked for ${when}${reader === 'lead' ? `: ${consultant} with ${requester}` : `, ${whom}`}.`,
    next:
      reader === 'lead'
        ? `${facts.mode === null ? '' : HOW[facts.mode].replace('You meet', 'They meet')} It is in both calendars.`.trim()
        : `${how}It is in your calendar. If you cannot make it, move it or cancel it here, so that nobody waits.`,
    who: reader === 'lead' ? `${consultant} and ${requester}, at that time` : 'You both, at that time',
  };
}

function begun({ reader, when, consultant, requester }: Telling): Where {
  const says = `It was booked for ${when}${reader === 'consultant' ? `, with ${requester}` : `, with ${consultant}`}.`;
  if (reader === 'consultant')
    return { says, next: 'Say whether it took place. Then the record can be written.', who: 'You' };
  const next = `${consultant} says whether it took place, and then writes the record.`;
  return {
    says,
    next:
      reader === 'lead'
        ? `${next} You can say it for them.`
        : `${next} If it did not take place, you can say so.`,
    who: consultant,
  };
}

function held(telling: Telling): Where {
  const { facts, reader, consultant, requester, moment, zone } = telling;
  const on = facts.heldAt === null ? '' : ` on ${formatDay(dayOf(facts.heldAt, zone))}`;
  const whom = reader === 'requester' ? consultant : requester;
  const says = `It took place${on}, with ${reader === 'lead' ? `${consultant} and ${requester}` : whom}.`;
  if (facts.record === 'none' || facts.record === 'started') {
    const told = reader === 'requester' ? ' We will email you when you can read it.' : '';
    return reader === 'consultant'
      ? { says, next: 'Write the record and share it, while it is fresh.', who: 'You' }
      : { says, next: `${consultant} writes the record and shares it.${told}`, who: consultant };
  }
  if (facts.record === 'shared')
    return reader === 'requester'
      ? { says, next: 'The record is ready. Read it, and say that you agree.', who: 'You' }
      : { says, next: `${requester} reads the record and agrees it.`, who: requester };
  if (facts.openActions > 0)
    return {
      says,
      next: `The record is agreed. ${facts.openActions === 1 ? 'One action is' : `${facts.openActions} actions are`} still open.`,
      who: 'Whoever each open action is with',
    };
  if (facts.reviewDone || facts.reviewDueOn === null)
    return { says, next: 'The record is agreed and no action is open.', who: 'The lead' };
  const isDue = facts.reviewDueOn <= moment.today;
  const day = formatDay(facts.reviewDueOn);
  return {
    says,
    next: isDue
      ? `What has changed since? The look-back was due on ${day}.`
      : `The record is agreed and no action is open. On ${day} we ask what has changed.`,
    who: isDue ? me(reader, 'requester', requester) : `${me(reader, 'requester', requester)}, on ${day}`,
  };
}

function hasBegun({ facts, moment }: Telling): boolean {
  return facts.time !== null && facts.time.startsAt <= moment.now;
}

function target({ targetOn }: WhereFacts, { today }: Moment): string {
  if (targetOn === null) return '';
  return targetOn >= today
    ? `It should take place by ${formatDay(targetOn)}.`
    : `It should have taken place by ${formatDay(targetOn)}; we are sorry that it takes longer.`;
}

function me(reader: Reader, whose: Reader, name: string): string {
  return reader === whose ? 'You' : name;
}
