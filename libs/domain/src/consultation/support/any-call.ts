import fc from 'fast-check';
import { type Day } from '../../people/consultant.js';
import { type Actor } from '../../people/person.js';
import { aNewOffer, anActor, IDS, MOMENTS } from '../consultation.builder.js';
import { type Consultation } from '../consultation.js';
import { DECLINE_REASONS, NOT_HELD_REASONS, type Outcome, WITH_LEAD_REASONS } from '../events.js';
import * as rules from '../index.js';
import { REVIEW_DAY, type RuleName } from './rule-calls.js';

/** Any rule called by anybody, at any time, with any arguments, good and bad, for the model-based test. */
const HOUR = 3_600_000;

const PERSONS = [IDS.requester, IDS.champion, IDS.otherChampion, IDS.lead, IDS.deputy, IDS.stranger] as const;
const REASONS = ['A reason', 'A reason', ' ', '', 'x'.repeat(500), 'x'.repeat(501)] as const;

/** Numbers that an argument is chosen by; see `pick`. */
export interface Step {
  rule: number;
  actor: number;
  when: number;
  whom: number;
  reason: number;
  detail: number;
  yes: boolean;
}

const byte = fc.nat({ max: 255 });
export const step: fc.Arbitrary<Step> = fc.record(
  { rule: byte, actor: byte, when: byte, whom: byte, reason: byte, detail: byte, yes: fc.boolean() },
  { noNullPrototype: true },
);
export const people: fc.Arbitrary<readonly Actor[]> = fc
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
export interface Call {
  c: Consultation;
  step: Step;
  actor: Actor;
  now: Date;
  n: number;
}

const reasonOf = ({ step }: Call): string => pick(REASONS, step.reason);
export const personOf = ({ step }: Call): string => pick(PERSONS, step.whom);
/** What somebody who cancels says they want next, if they do. */
export const newWishOf = (call: Call): rules.Wish | null => (call.step.whom % 2 === 0 ? wishOf(call) : null);
/** Around the day of the review. */
export const todayOf = ({ step }: Call): Day =>
  pick(['2027-05-25', REVIEW_DAY, '2027-05-27', '2028-01-01'], step.detail);
const wishOf = ({ step, now }: Call): rules.Wish => ({
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

export const ANY_CALL: Readonly<Record<RuleName, (call: Call) => Outcome>> = {
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
  changeAttendees: (call) => {
    const lists = [
      [],
      ['ann@elmbrook.example.org'],
      ['ann@elmbrook.example.org', 'bob@elmbrook.example.org'],
    ];
    return rules.changeAttendees(
      call.c,
      { before: pick(lists, call.step.detail), after: pick(lists, call.step.reason) },
      call.actor,
      call.now,
    );
  },
  withdraw: (call) => rules.withdraw(call.c, reasonOf(call), call.actor, call.now),
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
  cancelBooking: (call) => rules.cancelBooking(call.c, reasonOf(call), newWishOf(call), call.actor, call.now),
  reassign: (call) => {
    const freeAgainAt = call.c.booking?.freeAgainAt ?? call.now;
    return rules.reassign(call.c, personOf(call), freeAgainAt, reasonOf(call), call.actor, call.now);
  },
  reassignAt: (call) => {
    const { startsAt } = call.c.booking ?? { startsAt: call.now };
    const moved = new Date(startsAt.getTime() + (call.step.detail % 5) * HOUR);
    const to = {
      startsAt: moved,
      endsAt: new Date(moved.getTime() + HOUR),
      freeAgainAt: new Date(moved.getTime() + HOUR),
    };
    return rules.reassignAt(call.c, personOf(call), to, reasonOf(call), call.actor, call.now);
  },
  giveUpToLead: (call) => rules.giveUpToLead(call.c, reasonOf(call), call.actor, call.now),
  recordHeld: (call) =>
    rules.recordHeld(
      call.c,
      {
        minutesLate: (call.step.detail % 64) - 2 + (call.step.whom % 16 === 0 ? 0.5 : 0),
        reviewDueOn: REVIEW_DAY,
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
  handOverRecord: (call) => rules.handOverRecord(call.c, personOf(call), reasonOf(call), call.actor),
  closeByLead: (call) => rules.closeByLead(call.c, reasonOf(call), call.actor),
  shareRecord: (call) => rules.shareRecord(call.c, call.step.detail % 7, call.actor),
  agreeRecord: (call) => rules.agreeRecord(call.c, call.actor),
  addAction: (call) =>
    rules.addAction(call.c, { id: `action-${call.n}`, ownerId: personOf(call) }, call.actor),
  settleAction: (call) =>
    rules.settleAction(
      call.c,
      { id: `action-${call.n}`, ownerId: personOf(call), settled: call.step.detail % 4 === 0 },
      pick(['done', 'not-done', 'no-longer-needed'], call.step.detail),
      call.actor,
    ),
  completeReview: (call) => rules.completeReview(call.c, call.step.yes, call.actor, todayOf(call)),
  closeIfSettled: (call) => rules.closeIfSettled(call.c),
};

/** Mostly somebody whose task it could be; otherwise anybody. */
export function actorFor({ actor }: Step, { consultantId }: Consultation, actors: readonly Actor[]): Actor {
  const [requester, , , lead] = actors as [Actor, Actor, Actor, Actor];
  const consultant = actors.find(({ personId }) => personId !== null && personId === consultantId);
  const likely = [consultant ?? lead, requester, lead];
  return likely[actor % 4] ?? pick(actors, actor >> 2);
}

/** Around the instants that matter to a consultation, the instants themselves included. */
export function momentFor({ when }: Step, { offer, booking }: Consultation): Date {
  const base = offer?.expiresAt ?? booking?.startsAt ?? MOMENTS.offeredAt;
  const around = [-HOUR, -HOUR, -1, 0, 1, HOUR, 48 * HOUR];
  return new Date((when % 2 === 0 ? base : (booking?.startsAt ?? base)).getTime() + pick(around, when >> 1));
}
export function pick<T>(list: readonly T[], by: number): T {
  return list[by % list.length] as T;
}
