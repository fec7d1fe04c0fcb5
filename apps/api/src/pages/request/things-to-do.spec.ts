import * as rules from '@case-consultation/domain';
import {
  accessTo,
  type Actor,
  type Consultation,
  DomainError,
  STATUSES,
  type Status,
} from '@case-consultation/domain';
import {
  aConsultation,
  aNewOffer,
  anActor,
  aStranger,
  type ConsultationSketch,
  IDS,
  MOMENTS,
  PEOPLE,
} from '@case-consultation/domain/testing';
import { mayDo, type Moment, type ThingsFacts, thingsToDo, type Verb, VERBS } from './things-to-do.js';

const BEFORE: Moment = { now: MOMENTS.answeredAt, today: '2027-03-01' };
const BEGUN: Moment = { now: new Date(MOMENTS.startsAt.getTime() + 60_000), today: '2027-03-03' };
const MONTHS_LATER: Moment = { now: new Date('2027-05-26T09:00:00Z'), today: '2027-05-26' };

const leadWhoAsked = anActor({ roles: ['practitioner', 'lead'] });
const leadWhoConsults = anActor({ personId: IDS.champion, roles: ['champion', 'lead'] });

/** What decides, as the queries give it; null for somebody who may not see the consultation at all. */
function factsOf(consultation: Consultation, actor: Actor): ThingsFacts | null {
  const access = accessTo(consultation, actor);
  if (access === 'none') return null;
  const { consultantId, booking } = consultation;
  return {
    ...consultation,
    access,
    isMine: consultation.requesterId === actor.personId,
    readerConsults: true,
    consultant: consultantId === null ? null : { id: consultantId },
    time: booking,
  };
}

function verbsOf(sketch: ConsultationSketch, actor: Actor, moment: Moment): Verb[] {
  const facts = factsOf(aConsultation(sketch), actor);
  return facts === null ? [] : thingsToDo(facts, actor, moment).map(({ verb }) => verb);
}

interface Row {
  when: string;
  sketch: ConsultationSketch;
  moment?: Moment;
  requester: string;
  consultant: string;
  lead: string;
}

const unchecked = { conflictClearedAt: null };

const TABLE: readonly Row[] = [
  { when: 'draft', sketch: { status: 'draft' }, requester: 'ask withdraw', consultant: '', lead: '' },
  {
    when: 'waiting',
    sketch: { status: 'waiting' },
    requester: 'change-times attendees withdraw',
    consultant: '',
    lead: 'assign take turn-down attendees priority routing',
  },
  {
    when: 'offered',
    sketch: { status: 'offered' },
    requester: 'change-times attendees withdraw',
    consultant: 'answer',
    lead: 'assign take attendees priority routing',
  },
  {
    when: 'with the lead',
    sketch: { status: 'with_lead' },
    requester: 'change-times attendees withdraw',
    consultant: '',
    lead: 'assign take turn-down attendees priority routing',
  },
  {
    when: 'booked',
    sketch: { status: 'booked' },
    requester: 'reschedule attendees cancel withdraw',
    consultant: 'reschedule conflict cancel',
    lead: 'reschedule reassign swap attendees priority cancel routing',
  },
  {
    when: 'booked automatically',
    sketch: { status: 'booked', ...unchecked },
    requester: 'reschedule attendees cancel withdraw',
    consultant: 'no-conflict reschedule conflict cancel',
    lead: 'reschedule reassign swap attendees priority cancel routing',
  },
  {
    when: 'booked, and begun',
    sketch: { status: 'booked' },
    moment: BEGUN,
    requester: 'attendance',
    consultant: 'attendance conflict',
    lead: 'attendance priority routing',
  },
  {
    when: 'held',
    sketch: { status: 'held' },
    moment: BEGUN,
    requester: 'add-action feedback',
    consultant: 'record add-action',
    lead: 'add-action hand-over close routing',
  },
  {
    when: 'held, the record handed over',
    sketch: { status: 'held', record: 'started', ...unchecked },
    moment: BEGUN,
    requester: 'add-action feedback',
    consultant: 'no-conflict',
    lead: 'add-action hand-over close routing',
  },
  {
    when: 'held, the record shared, an action open',
    sketch: { status: 'held', record: 'shared', openActions: 1 },
    moment: BEGUN,
    requester: 'agree add-action print feedback',
    consultant: 'add-action print',
    lead: 'review add-action print routing',
  },
  {
    when: 'held, agreed, the day of the review',
    sketch: { status: 'held', record: 'agreed' },
    moment: MONTHS_LATER,
    requester: 'review add-action print feedback',
    consultant: 'review add-action print',
    lead: 'review add-action print close routing',
  },
  {
    when: 'closed',
    sketch: { status: 'closed' },
    moment: MONTHS_LATER,
    requester: 'print feedback',
    consultant: 'print',
    lead: 'print routing',
  },
  { when: 'turned down', sketch: { status: 'turned_down' }, requester: '', consultant: '', lead: 'routing' },
  { when: 'withdrawn', sketch: { status: 'withdrawn' }, requester: '', consultant: '', lead: 'routing' },
];

describe('what can be done', () => {
  it('has a row for every status', () => {
    expect(new Set(TABLE.map(({ sketch }) => sketch.status))).toEqual(new Set<Status>(STATUSES));
  });

  it.each(TABLE)('when $when', ({ sketch, moment = BEFORE, requester, consultant, lead }) => {
    expect(verbsOf(sketch, PEOPLE.requester, moment).join(' ')).toBe(requester);
    expect(verbsOf(sketch, PEOPLE.champion, moment).join(' ')).toBe(consultant);
    expect(verbsOf(sketch, PEOPLE.lead, moment).join(' ')).toBe(lead);
    expect(verbsOf(sketch, aStranger('practitioner', 'champion'), moment)).toEqual([]);
  });

  it('is both for a lead who asked, who never takes their own', () => {
    const verbs = verbsOf({ status: 'waiting' }, leadWhoAsked, BEFORE);
    expect(verbs).toContain('change-times');
    expect(verbs).toContain('assign');
    expect(verbs).not.toContain('take');
  });

  it('lets a lead who has yet to say whether they have a conflict give it to somebody else', () => {
    const verbs = verbsOf({ status: 'booked', ...unchecked }, leadWhoConsults, BEFORE);
    expect(verbs).toEqual([
      'no-conflict',
      'reschedule',
      'reassign',
      'swap',
      'priority',
      'conflict',
      'cancel',
    ]);
  });

  it('leads to the page of each verb', () => {
    const facts = factsOf(aConsultation({ status: 'offered' }), PEOPLE.champion);
    expect(facts && thingsToDo(facts, PEOPLE.champion, BEFORE)).toEqual([
      { verb: 'answer', text: 'Answer the offer', href: `/offers/${IDS.offer}` },
    ]);
    const held = factsOf(aConsultation({ status: 'held', record: 'started' }), PEOPLE.champion);
    expect(
      held && thingsToDo(held, PEOPLE.champion, BEGUN).map(({ text, href }) => `${text}: ${href}`),
    ).toEqual([
      'Go on with the record: /consultations/B-7F3K2Q/record',
      'Add an action: /consultations/B-7F3K2Q/actions/new',
    ]);
  });
});

type Try = (consultation: Consultation, actor: Actor, moment: Moment) => unknown;

const TIME = {
  startsAt: new Date('2027-06-10T14:00:00Z'),
  endsAt: new Date('2027-06-10T15:00:00Z'),
  freeAgainAt: new Date('2027-06-10T15:15:00Z'),
};
const wish = { preferredTimes: [], soonest: true };

/** The rule behind each verb, with arguments it has nothing against. Reading has no rule beside who may see the case. */
const RULES: Partial<Record<Verb, Try>> = {
  // One that is over, and not ended yet, may still be declined; accepting it is refused on its own page.
  answer: (c, actor) => rules.declineOffer(c, IDS.offer, { because: 'other', reason: null }, actor),
  'no-conflict': (c, actor, { now }) => rules.clearConflict(c, actor, now),
  conflict: (c, actor) => rules.declareConflict(c, actor),
  attendance: (c, actor, { now }) =>
    rules.recordNotHeld(c, { because: 'logistics', next: 'rebook' }, actor, now),
  record: (c, actor) => rules.mustBeAbleToWriteRecord(c, actor),
  agree: (c, actor) => rules.agreeRecord(c, actor),
  review: (c, actor, { today }) => rules.completeReview(c, true, actor, today),
  assign: (c, actor) =>
    rules.assign(c, aNewOffer({ offer: { consultantId: IDS.otherChampion } }), 'Why', actor),
  take: (c, actor, { now }) =>
    rules.take(c, aNewOffer({ offer: { consultantId: actor.personId ?? '' } }), true, 'Why', actor, now),
  'turn-down': (c, actor) => rules.turnDown(c, { reason: 'Why', signpost: 'Where' }, actor),
  'change-times': (c, actor, { now }) => rules.changeTimes(c, wish, actor, now),
  reschedule: (c, actor, { now }) => rules.reschedule(c, TIME, 'Why', actor, now),
  reassign: (c, actor, { now }) => rules.reassign(c, IDS.otherChampion, TIME.freeAgainAt, 'Why', actor, now),
  attendees: (c, actor, { now }) =>
    rules.changeAttendees(c, { before: [], after: ['ann@elmbrook.example.org'] }, actor, now),
  'add-action': (c, actor) => rules.addAction(c, { id: IDS.action, ownerId: IDS.deputy }, actor),
  feedback: (c, actor, { now }) => rules.mustBeAbleToGiveFeedback(c, null, actor, now),
  priority: (c, actor) => rules.overridePriority(c, { priority: 'P1', targetOn: '2027-03-04' }, 'Why', actor),
  'hand-over': (c, actor) => rules.handOverRecord(c, IDS.otherChampion, 'Why', actor),
  cancel: (c, actor, { now }) =>
    rules.cancelBooking(c, 'Why', c.requesterId === actor.personId ? wish : null, actor, now),
  withdraw: (c, actor, { now }) => rules.withdraw(c, 'Why', actor, now),
  close: (c, actor) => rules.closeByLead(c, 'Why', actor),
};

/** Verbs that are not shown although the rule would let them pass, and why. */
const KEPT_BACK: Readonly<Partial<Record<Verb, (consultation: Consultation, actor: Actor) => boolean>>> = {
  // The conflict check comes first.
  attendees: (c, actor) => accessTo(c, actor) === 'outline',
  // Said twice it changes nothing.
  'no-conflict': (c) => c.conflictClearedAt !== null,
  agree: (c) => c.record === 'agreed',
  // An offer has its own page, on which a conflict can be declared.
  conflict: (c) => c.status === 'offered',
};

function passes(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

it('is taken only by a lead who holds consultations', () => {
  const facts = factsOf(aConsultation({ status: 'with_lead' }), PEOPLE.lead);
  const mayTake = (readerConsults: boolean) =>
    facts && mayDo('take', { ...facts, readerConsults }, PEOPLE.lead, BEFORE);
  expect([mayTake(true), mayTake(false)]).toEqual([true, false]);
});

describe('what is shown', () => {
  const people: [string, Actor][] = [
    ['the requester', PEOPLE.requester],
    ['the consultant', PEOPLE.champion],
    ['the lead', PEOPLE.lead],
    ['a lead who asked', leadWhoAsked],
    ['a lead who consults', leadWhoConsults],
  ];
  const states = STATUSES.flatMap((status) =>
    (['none', 'started', 'shared', 'agreed'] as const).flatMap((record) =>
      [null, MOMENTS.answeredAt].map((conflictClearedAt): ConsultationSketch => {
        const isAfter = status === 'held' || status === 'closed';
        const hasConsultant = isAfter || status === 'booked';
        return { status, ...(isAfter ? { record } : {}), ...(hasConsultant ? { conflictClearedAt } : {}) };
      }),
    ),
  );

  it.each(VERBS.filter((verb) => RULES[verb]))('%s is what the rules allow', (verb) => {
    for (const [, actor] of people)
      for (const sketch of states)
        for (const moment of [BEFORE, BEGUN, MONTHS_LATER]) {
          const consultation = aConsultation(sketch);
          const facts = factsOf(consultation, actor);
          if (facts === null) continue;
          const shown = mayDo(verb, facts, actor, moment);
          const allowed = passes(() => RULES[verb]?.(consultation, actor, moment));
          const isKeptBack = KEPT_BACK[verb]?.(consultation, actor) ?? false;
          expect({ verb, sketch, actor, moment, shown }).toEqual({
            verb,
            sketch,
            actor,
            moment,
            shown: allowed && !isKeptBack,
          });
        }
  });
});
