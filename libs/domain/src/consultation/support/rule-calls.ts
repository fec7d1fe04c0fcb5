import { type Actor } from '../../people/person.js';
import { aNewOffer, IDS, MOMENTS } from '../consultation.builder.js';
import { type Consultation } from '../consultation.js';
import { type Outcome } from '../events.js';
import * as rules from '../index.js';

type Rules = typeof rules;

/** Everything exported here that takes a consultation and says what becomes of it; `unchanged` says that nothing does. */
export type RuleName = Exclude<NamesOfRules, 'unchanged'>;
type NamesOfRules = {
  [Name in keyof Rules]: Rules[Name] extends (consultation: Consultation, ...rest: never[]) => Outcome
    ? Name
    : never;
}[keyof Rules];

/** A minute after a built booking began: late enough to say that it was held. */
export const JUST_BEGUN = new Date(MOMENTS.startsAt.getTime() + 60_000);

/** The day after a built booking. */
const LATER = {
  startsAt: new Date(MOMENTS.startsAt.getTime() + 24 * 60 * 60_000),
  endsAt: new Date(MOMENTS.endsAt.getTime() + 24 * 60 * 60_000),
  freeAgainAt: new Date(MOMENTS.freeAgainAt.getTime() + 24 * 60 * 60_000),
};

/** Twelve weeks after a built booking: the day of its review. */
export const REVIEW_DAY = '2027-05-26';

/**
 * Each rule called as it should be, at a good moment and with good arguments; the consultation and the actor are what a
 * test varies. A rule that is not here does not compile.
 */
export const GOOD_CALLS: Readonly<Record<RuleName, (consultation: Consultation, actor: Actor) => Outcome>> = {
  submit: (c, actor) =>
    rules.submit(
      c,
      {
        priority: 'P1',
        targetOn: '2027-03-04',
        mode: 'phone',
        restricted: false,
        preferredTimes: [MOMENTS.startsAt],
        soonest: false,
        lockedOut: [],
      },
      actor,
    ),
  changeTimes: (c, actor) =>
    rules.changeTimes(c, { preferredTimes: [MOMENTS.startsAt], soonest: true }, actor, MOMENTS.offeredAt),
  changeAttendees: (c, actor) =>
    rules.changeAttendees(
      c,
      { before: ['ann@elmbrook.example.org'], after: ['bob@elmbrook.example.org'] },
      actor,
      MOMENTS.answeredAt,
    ),
  withdraw: (c, actor) => rules.withdraw(c, 'The plan has changed', actor, MOMENTS.answeredAt),
  overridePriority: (c, actor) =>
    rules.overridePriority(
      c,
      { priority: 'P1', targetOn: '2027-03-04' },
      'A hearing was brought forward',
      actor,
    ),
  makeOffer: (c, actor) => rules.makeOffer(c, aNewOffer(), actor),
  acceptOffer: (c, actor) => rules.acceptOffer(c, IDS.offer, true, actor, MOMENTS.answeredAt),
  declineOffer: (c, actor) =>
    rules.declineOffer(c, IDS.offer, { because: 'no-room-this-week', reason: null }, actor),
  expireOffer: (c) => rules.expireOffer(c, IDS.offer, MOMENTS.expiresAt),
  withdrawOffer: (c, actor) => rules.withdrawOffer(c, 'Someone nearer is free', actor),
  declareConflict: (c, actor) => rules.declareConflict(c, actor),
  clearConflict: (c, actor) => rules.clearConflict(c, actor, MOMENTS.answeredAt),
  moveToLead: (c, actor) => rules.moveToLead(c, 'nobody-fits', actor),
  reschedule: (c, actor) =>
    rules.reschedule(
      c,
      {
        startsAt: new Date('2027-03-04T14:00:00Z'),
        endsAt: new Date('2027-03-04T15:00:00Z'),
        freeAgainAt: new Date('2027-03-04T15:15:00Z'),
      },
      'A visit came up',
      actor,
      MOMENTS.answeredAt,
    ),
  cancelBooking: (c, actor) => {
    const wish = actor.personId === c.requesterId ? { preferredTimes: [], soonest: true } : null;
    return rules.cancelBooking(c, 'Unwell', wish, actor, MOMENTS.answeredAt);
  },
  reassign: (c, actor) =>
    rules.reassign(c, IDS.otherChampion, MOMENTS.freeAgainAt, 'Unwell', actor, MOMENTS.answeredAt),
  reassignAt: (c, actor) =>
    rules.reassignAt(c, IDS.otherChampion, LATER, 'Unwell', actor, MOMENTS.answeredAt),
  giveUpToLead: (c, actor) => rules.giveUpToLead(c, 'Unwell', actor, MOMENTS.answeredAt),
  recordHeld: (c, actor) =>
    rules.recordHeld(c, { minutesLate: 0, reviewDueOn: REVIEW_DAY }, actor, JUST_BEGUN),
  recordNotHeld: (c, actor) =>
    rules.recordNotHeld(c, { because: 'logistics', next: 'rebook' }, actor, JUST_BEGUN),
  assign: (c, actor) => rules.assign(c, aNewOffer(), 'You know this agency well', actor),
  take: (c, actor) =>
    rules.take(
      c,
      aNewOffer({ offer: { consultantId: actor.personId ?? IDS.lead } }),
      true,
      'It cannot wait',
      actor,
      MOMENTS.offeredAt,
    ),
  turnDown: (c, actor) =>
    rules.turnDown(c, { reason: 'Not a matter for us', signpost: 'The housing advice line' }, actor),
  handOverRecord: (c, actor) => rules.handOverRecord(c, IDS.otherChampion, 'Unwell for a while', actor),
  closeByLead: (c, actor) => rules.closeByLead(c, 'The consultant has left', actor),
  shareRecord: (c, actor) => rules.shareRecord(c, 2, actor),
  agreeRecord: (c, actor) => rules.agreeRecord(c, actor),
  addAction: (c, actor) => rules.addAction(c, { id: IDS.action, ownerId: IDS.deputy }, actor),
  settleAction: (c, actor) =>
    rules.settleAction(c, { id: IDS.action, ownerId: IDS.deputy, settled: false }, 'done', actor),
  completeReview: (c, actor) => rules.completeReview(c, true, actor, REVIEW_DAY),
  closeIfSettled: (c) => rules.closeIfSettled(c),
};
