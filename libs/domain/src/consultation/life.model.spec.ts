import fc from 'fast-check';
import { DomainError, type ErrorCode } from '../errors.js';
import { type Actor, isLead } from '../people/person.js';
import { historyFaults, inconsistencies, statusesPassed } from './consistency.js';
import { aConsultation, aNewOffer, anActor, IDS, MOMENTS } from './consultation.builder.js';
import { type Booking, type Consultation, type Status } from './consultation.js';
import {
  ALLOWED_CHANGES,
  DECLINE_REASONS,
  NOT_HELD_REASONS,
  type Outcome,
  WITH_LEAD_REASONS,
} from './events.js';
import * as rules from './index.js';
import { type RuleName } from './support/rule-calls.js';

/**
 * Any rule, by anybody, at any time, with any arguments, in any order: what may never happen, does not. Most calls are refused,
 * which must change nothing; enough go through for every allowed change to be seen many times, which is checked at the end.
 */
const SEQUENCES = 10_000;
const SHORTEST = 8;
const LONGEST = 40;
const HOUR = 3_600_000;

const PERSONS = [IDS.requester, IDS.champion, IDS.otherChampion, IDS.lead, IDS.deputy, IDS.stranger] as const;
const REASONS = ['A reason', 'A reason', ' ', '', 'x'.repeat(500), 'x'.repeat(501)] as const;

/** Numbers that an argument is chosen by; see `pick`. */
interface Step {
  rule: number;
  actor: number;
  when: number;
  whom: number;
  reason: number;
  detail: number;
  yes: boolean;
}

const byte = fc.nat({ max: 255 });
const step: fc.Arbitrary<Step> = fc.record(
  { rule: byte, actor: byte, when: byte, whom: byte, reason: byte, detail: byte, yes: fc.boolean() },
  { noNullPrototype: true },
);
const people: fc.Arbitrary<readonly Actor[]> = fc
  .tuple(fc.boolean(), fc.boolean())
  .map(([requesterLeads, strangerLeads]) => [
    anActor({ personId: IDS.requester, roles: requesterLeads ? ['practitioner', 'lead'] : ['practitioner'] }),
    anActor({ personId: IDS.champion, roles: ['champion'] }),
    anActor({ personId: IDS.otherChampion, roles: ['practitioner', 'champion'] }),
    anActor({ personId: IDS.lead, roles: ['lead'] }),
    anActor({ personId: IDS.deputy, roles: ['champion', 'lead'] }),
    anActor({
      personId: IDS.stranger,
      roles: strangerLeads ? ['steering', 'lead'] : ['administrator', 'auditor'],
    }),
    anActor({ personId: null, roles: [] }),
  ]);

/** Everything a call may depend on. `n` makes ids that were never used before. */
interface Call {
  c: Consultation;
  step: Step;
  actor: Actor;
  now: Date;
  n: number;
}

const reasonOf = ({ step }: Call): string => pick(REASONS, step.reason);
const personOf = ({ step }: Call): string => pick(PERSONS, step.whom);
const wishOf = ({ step, now }: Call): { preferredTimes: Date[]; soonest: boolean } => ({
  preferredTimes: Array.from(
    { length: step.detail % 5 },
    (_, i) => new Date(now.getTime() + (i + 1 - (step.whom % 9 === 0 ? 2 : 0)) * HOUR),
  ),
  soonest: step.yes,
});
const offerOf = (call: Call): rules.NewOffer => {
  const startsAt = new Date(call.now.getTime() + ((call.step.detail % 50) - 2) * HOUR);
  return aNewOffer({
    bookingId: `booking-${call.n}`,
    uid: `uid-${call.n}`,
    autoAccept: call.step.yes,
    offer: {
      id: `offer-${call.n}`,
      consultantId: call.step.reason % 3 === 0 ? (call.actor.personId ?? personOf(call)) : personOf(call),
      startsAt,
      madeAt: call.now,
      remindAt: new Date(call.now.getTime() + 2 * HOUR),
      expiresAt: new Date(call.now.getTime() + 4 * HOUR),
    },
  });
};
const offerIdOf = ({ c, step }: Call): string =>
  step.detail % 8 === 0 ? 'another' : (c.offer?.id ?? 'none');

const ANY_CALL: Readonly<Record<RuleName, (call: Call) => Outcome>> = {
  submit: (call) =>
    rules.submit(
      call.c,
      {
        priority: pick(['P1', 'P2', 'P3'], call.step.detail),
        targetOn: '2027-03-08',
        mode: 'video',
        restricted: call.step.yes,
        preferredTimes: call.step.yes ? [] : [MOMENTS.startsAt],
        soonest: call.step.yes,
        lockedOut: call.step.whom % 4 === 0 ? [personOf(call)] : [],
      },
      call.actor,
    ),
  changeTimes: (call) => rules.changeTimes(call.c, wishOf(call), call.actor, call.now),
  withdraw: (call) => rules.withdraw(call.c, reasonOf(call), call.actor),
  overridePriority: (call) =>
    rules.overridePriority(
      call.c,
      { priority: pick(['P1', 'P2', 'P3'], call.step.detail), targetOn: '2027-03-04' },
      reasonOf(call),
      call.actor,
    ),
  makeOffer: (call) => rules.makeOffer(call.c, offerOf(call), call.actor),
  acceptOffer: (call) => rules.acceptOffer(call.c, offerIdOf(call), call.step.yes, call.actor, call.now),
  declineOffer: (call) =>
    rules.declineOffer(
      call.c,
      offerIdOf(call),
      { because: pick(DECLINE_REASONS, call.step.detail), reason: call.step.yes ? reasonOf(call) : null },
      call.actor,
    ),
  expireOffer: (call) => rules.expireOffer(call.c, offerIdOf(call), call.now),
  withdrawOffer: (call) => rules.withdrawOffer(call.c, reasonOf(call), call.actor),
  declareConflict: (call) => rules.declareConflict(call.c, call.actor),
  clearConflict: (call) => rules.clearConflict(call.c, call.actor, call.now),
  moveToLead: (call) => rules.moveToLead(call.c, pick(WITH_LEAD_REASONS, call.step.detail), call.actor),
  reschedule: (call) => {
    const startsAt = new Date(call.now.getTime() + ((call.step.detail % 50) - 5) * HOUR);
    return rules.reschedule(
      call.c,
      {
        startsAt,
        endsAt: new Date(startsAt.getTime() + HOUR),
        freeAgainAt: new Date(startsAt.getTime() + HOUR),
      },
      reasonOf(call),
      call.actor,
      call.now,
    );
  },
  cancelBooking: (call) =>
    rules.cancelBooking(
      call.c,
      reasonOf(call),
      call.step.whom % 2 === 0 ? wishOf(call) : null,
      call.actor,
      call.now,
    ),
  reassign: (call) => {
    const freeAgainAt = call.c.booking?.freeAgainAt ?? call.now;
    return rules.reassign(call.c, personOf(call), freeAgainAt, reasonOf(call), call.actor, call.now);
  },
  recordHeld: (call) =>
    rules.recordHeld(
      call.c,
      {
        minutesLate: (call.step.detail % 64) - 2 + (call.step.whom % 16 === 0 ? 0.5 : 0),
        reviewDueOn: '2027-05-26',
      },
      call.actor,
      call.now,
    ),
  recordNotHeld: (call) =>
    rules.recordNotHeld(
      call.c,
      { because: pick(NOT_HELD_REASONS, call.step.detail), next: call.step.yes ? 'rebook' : 'close' },
      call.actor,
      call.now,
    ),
  assign: (call) => rules.assign(call.c, offerOf(call), reasonOf(call), call.actor),
  take: (call) => rules.take(call.c, offerOf(call), call.step.yes, reasonOf(call), call.actor, call.now),
  turnDown: (call) =>
    rules.turnDown(call.c, { reason: reasonOf(call), signpost: pick(REASONS, call.step.detail) }, call.actor),
  shareRecord: (call) => rules.shareRecord(call.c, call.step.detail % 7, call.actor),
  agreeRecord: (call) => rules.agreeRecord(call.c, call.actor),
  addAction: (call) => rules.addAction(call.c, `action-${call.n}`, call.actor),
  settleAction: (call) =>
    rules.settleAction(
      call.c,
      { id: `action-${call.n}`, ownerId: personOf(call), settled: call.step.detail % 4 === 0 },
      pick(['done', 'not-done', 'no-longer-needed'], call.step.detail),
      call.actor,
    ),
  completeReview: (call) => rules.completeReview(call.c, call.step.yes, call.actor),
  closeIfSettled: (call) => rules.closeIfSettled(call.c),
};
const RULES = Object.keys(ANY_CALL) as RuleName[];

/** Rules with something to do in a status: most steps choose among these, so that sequences get somewhere. */
const LIKELY: Readonly<Record<Status, readonly RuleName[]>> = {
  draft: ['submit'],
  waiting: ['makeOffer', 'assign', 'take', 'moveToLead', 'turnDown', 'changeTimes', 'withdraw'],
  offered: [
    'acceptOffer',
    'declineOffer',
    'expireOffer',
    'withdrawOffer',
    'declareConflict',
    'assign',
    'take',
    'withdraw',
  ],
  booked: [
    'recordHeld',
    'recordHeld',
    'recordNotHeld',
    'reschedule',
    'reassign',
    'clearConflict',
    'cancelBooking',
    'withdraw',
  ],
  held: ['clearConflict', 'shareRecord', 'agreeRecord', 'addAction', 'settleAction', 'completeReview'],
  closed: ['agreeRecord'],
  with_lead: ['assign', 'take', 'makeOffer', 'turnDown', 'changeTimes', 'withdraw'],
  turned_down: RULES,
  withdrawn: RULES,
};

describe('the rules, in any order', () => {
  const changesSeen = new Map<string, number>();
  const rulesSeen = new Map<RuleName, number>();
  const refusalsSeen = new Map<ErrorCode, number>();

  it(`keep what must always be true, over ${SEQUENCES.toLocaleString('en-GB')} sequences`, () => {
    fc.assert(
      fc.property(
        people,
        fc.array(step, { minLength: SHORTEST, maxLength: LONGEST, size: 'max' }),
        (actors, steps) => {
          let consultation = deepFrozen(aConsultation({ status: 'draft' }));
          const facts = new Facts();
          steps.forEach((step, n) => {
            const rule =
              step.rule % 4 === 0
                ? pick(RULES, step.rule >> 2)
                : pick(LIKELY[consultation.status], step.rule >> 2);
            const call = {
              c: consultation,
              step,
              actor: actorFor(step, consultation, actors),
              now: momentFor(step, consultation),
              n,
            };
            const before = JSON.stringify(consultation);
            const result = tried(() => ANY_CALL[rule](call));
            expectSame(JSON.stringify(consultation), before, `${rule} changed what it was given`);
            if (typeof result === 'string') return count(refusalsSeen, result);
            expectNone(historyFaults(consultation, result), rule);
            expectNone(inconsistencies(result.consultation), rule);
            facts.follow(rule, call, result);
            count(rulesSeen, rule);
            const passed = statusesPassed(consultation, result);
            passed.slice(1).forEach((to, i) => count(changesSeen, `${passed[i]} → ${to}`));
            consultation = deepFrozen(result.consultation);
          });
        },
      ),
      { numRuns: SEQUENCES },
    );
  });

  it('have all been seen to do something, and every allowed change with them', () => {
    const allowed = Object.entries(ALLOWED_CHANGES).flatMap(([from, to]) =>
      to.map((status) => `${from} → ${status}`),
    );
    expect([...changesSeen.keys()].sort()).toEqual(allowed.sort());
    expect([...rulesSeen.keys()].sort()).toEqual([...RULES].sort());
    expect(Math.min(...changesSeen.values(), ...rulesSeen.values())).toBeGreaterThan(20);
    expect([...refusalsSeen.keys()].sort()).toEqual([
      'action-settled-already',
      'changed-meanwhile',
      'conflict-check-first',
      'consultant-not-eligible',
      'invalid-input',
      'not-started-yet',
      'not-your-task',
      'offer-closed',
      'offer-expired',
      'reason-needed',
      'record-incomplete',
      'record-shared-already',
      'wrong-state',
    ]);
  });
});

/** What one consultation's life so far makes certain about what comes next. */
class Facts {
  private readonly lastSequence = new Map<string, number>();

  follow(rule: RuleName, { c: before, actor, now }: Call, { consultation: after, events }: Outcome): void {
    const must = (holds: boolean, what: string): void => {
      if (!holds) throw new Error(`${rule}: ${what}`);
    };
    for (const key of ['id', 'programmeId', 'code', 'requesterId', 'version'] as const) {
      must(after[key] === before[key], `${key} never changes by a rule`);
    }
    must(
      before.status === 'draft' || before.lockedOut.every((id) => after.lockedOut.includes(id)),
      'locked out is for good',
    );
    must(events.length > 0 || equal(before, after), 'what changes is in the history');

    for (const event of events) {
      const booking: Booking | null = 'booking' in event ? event.booking : null;
      if (booking === null) continue;
      const last = this.lastSequence.get(booking.uid) ?? -1;
      const says = event.type !== 'held' && event.type !== 'not-held';
      must(says ? booking.sequence > last : booking.sequence === last, 'a sequence rises with every message');
      this.lastSequence.set(booking.uid, booking.sequence);
    }
    if (after.booking !== null) {
      must(
        after.booking.sequence === this.lastSequence.get(after.booking.uid),
        'the booking is as last sent',
      );
    }
    if (before.booking !== null && after.booking === null && rule !== 'recordNotHeld') {
      must((this.lastSequence.get(before.booking.uid) ?? -1) > before.booking.sequence, 'its end is sent');
    }

    const holder = after.consultantId;
    const checkedNow =
      after.conflictClearedAt !== null &&
      (before.conflictClearedAt === null || holder !== before.consultantId);
    if (checkedNow)
      must(actor.personId === holder && after.conflictClearedAt === now, 'a conflict check is one’s own');

    if (after.status === 'booked' && before.status !== 'booked' && after.booking !== null) {
      must(after.booking.startsAt > now, 'nobody is booked for a time that has gone');
    }
    if (after.status === 'held' && before.status === 'booked') {
      must(before.booking !== null && now >= before.booking.startsAt, 'held only once it has begun');
    }
    if (rule === 'expireOffer')
      must(before.offer !== null && rules.hasExpired(before.offer, now), 'no early expiry');
    if (after.status !== before.status) {
      must(
        after.status !== 'withdrawn' || actor.personId === before.requesterId,
        'only the requester withdraws',
      );
      must(after.status !== 'turned_down' || isLead(actor), 'only a lead turns down');
    }
  }
}

/** Mostly somebody whose task it could be; otherwise anybody. */
function actorFor({ actor }: Step, { consultantId }: Consultation, actors: readonly Actor[]): Actor {
  const [requester, , , lead] = actors as [Actor, Actor, Actor, Actor];
  const consultant = actors.find(({ personId }) => personId !== null && personId === consultantId);
  const likely = [consultant ?? lead, requester, lead];
  return likely[actor % 4] ?? pick(actors, actor >> 2);
}

/** Around the instants that matter to a consultation, the instants themselves included. */
function momentFor({ when }: Step, { offer, booking }: Consultation): Date {
  const base = offer?.expiresAt ?? booking?.startsAt ?? MOMENTS.offeredAt;
  const around = [-HOUR, -HOUR, -1, 0, 1, HOUR, 48 * HOUR];
  return new Date((when % 2 === 0 ? base : (booking?.startsAt ?? base)).getTime() + pick(around, when >> 1));
}

function tried(call: () => Outcome): Outcome | ErrorCode {
  try {
    return call();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function pick<T>(list: readonly T[], by: number): T {
  return list[by % list.length] as T;
}

function count<K>(seen: Map<K, number>, key: K): void {
  seen.set(key, (seen.get(key) ?? 0) + 1);
}

function equal(a: Consultation, b: Consultation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function expectNone(wrong: readonly string[], rule: RuleName): void {
  if (wrong.length > 0) throw new Error(`${rule}: ${wrong.join('; ')}`);
}

function expectSame(after: string, before: string, what: string): void {
  if (after !== before) throw new Error(what);
}

function deepFrozen(consultation: Consultation): Consultation {
  for (const part of [
    consultation.offer,
    consultation.booking,
    consultation.lockedOut,
    consultation.preferredTimes,
  ]) {
    if (part !== null) Object.freeze(part);
  }
  return Object.freeze(consultation);
}
