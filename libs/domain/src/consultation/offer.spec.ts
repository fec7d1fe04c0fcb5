import { codeOf, refusalOf } from '../refusal.js';
import { accessTo } from './access.js';
import { aConsultation, aNewOffer, anOffer, IDS, MOMENTS, PEOPLE } from './consultation.builder.js';
import {
  acceptOffer,
  clearConflict,
  declareConflict,
  declineOffer,
  expireOffer,
  hasExpired,
  makeOffer,
  offerEndsAt,
} from './offer.js';

const { champion, service } = PEOPLE;
const offered = aConsultation({ status: 'offered' });
const shifted = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);

describe('the end of an offer', () => {
  it.each([
    [-1, false, null, 'wrong-state'],
    [0, true, 'offer-expired', null],
    [1, true, 'offer-expired', null],
  ])('%d ms from its expiry: expired %s', (milliseconds, expired, onAccept, onExpire) => {
    const now = shifted(MOMENTS.expiresAt, milliseconds);
    expect(hasExpired(anOffer(), now)).toBe(expired);
    expect(codeOf(() => acceptOffer(offered, IDS.offer, true, champion, now))).toBe(onAccept);
    expect(codeOf(() => expireOffer(offered, IDS.offer, now))).toBe(onExpire);
  });

  it('comes with the hour itself, when the window reaches beyond it', () => {
    const startsAt = shifted(MOMENTS.expiresAt, -1000);
    const before = aConsultation({ status: 'offered', startsAt });
    expect(offerEndsAt(anOffer({ startsAt }))).toEqual(startsAt);
    expect(codeOf(() => acceptOffer(before, IDS.offer, true, champion, shifted(startsAt, -1)))).toBeNull();
    expect(codeOf(() => acceptOffer(before, IDS.offer, true, champion, startsAt))).toBe('offer-expired');
    expect(expireOffer(before, IDS.offer, startsAt).consultation.status).toBe('waiting');
  });

  it('may still be answered with a conflict or a decline after its time', () => {
    const answer = { because: 'other', reason: null } as const;
    expect(codeOf(() => declineOffer(offered, IDS.offer, answer, champion))).toBeNull();
    expect(codeOf(() => declareConflict(offered, champion))).toBeNull();
  });

  it('leaves an offer that was replaced alone', () => {
    const now = MOMENTS.expiresAt;
    expect(codeOf(() => expireOffer(offered, IDS.nextOffer, now))).toBe('offer-closed');
    expect(codeOf(() => acceptOffer(offered, IDS.nextOffer, true, champion, now))).toBe('offer-closed');
  });
});

describe('making an offer', () => {
  it('holds the hour, tentatively, with the detail shut', () => {
    const made = aNewOffer();
    const { consultation, events } = makeOffer(aConsultation(), made, service);
    expect(consultation).toMatchObject({
      consultantId: IDS.champion,
      offer: made.offer,
      conflictClearedAt: null,
    });
    expect(consultation.booking).toEqual({
      id: made.bookingId,
      uid: made.uid,
      sequence: 0,
      consultantId: IDS.champion,
      startsAt: MOMENTS.startsAt,
      endsAt: MOMENTS.endsAt,
      freeAgainAt: MOMENTS.freeAgainAt,
      status: 'tentative',
    });
    expect(events).toEqual([{ type: 'offer-made', offer: made.offer, booking: consultation.booking }]);
    expect(accessTo(consultation, champion)).toBe('outline');
  });

  it('books at once for a consultant who chose it, with the detail shut until the conflict check', () => {
    const { consultation, events } = makeOffer(aConsultation(), aNewOffer({ autoAccept: true }), service);
    expect(events.map(({ type }) => type)).toEqual(['offer-made', 'offer-accepted']);
    expect(events[1]).toMatchObject({ automatically: true });
    expect(consultation.booking).toMatchObject({ status: 'confirmed', sequence: 1 });
    expect(accessTo(consultation, champion)).toBe('outline');
    const cleared = clearConflict(consultation, champion, MOMENTS.answeredAt);
    expect(accessTo(cleared.consultation, champion)).toBe('detail');
  });

  it('is for a time still to come', () => {
    const at = (startsAt: Date): unknown => {
      const refusal = refusalOf(() =>
        makeOffer(aConsultation(), aNewOffer({ offer: { startsAt } }), service),
      );
      return refusal && [refusal.code, refusal.field];
    };
    expect(at(shifted(MOMENTS.offeredAt, 1))).toBeNull();
    expect(at(MOMENTS.offeredAt)).toEqual(['invalid-input', 'startsAt']);
    expect(at(shifted(MOMENTS.offeredAt, -1))).toEqual(['invalid-input', 'startsAt']);
  });
});

describe('answering an offer', () => {
  it('accepts only after the conflict check, and books what was held', () => {
    const now = MOMENTS.answeredAt;
    const refusal = refusalOf(() => acceptOffer(offered, IDS.offer, false, champion, now));
    expect(refusal).toMatchObject({ code: 'conflict-check-first', field: 'noConflict' });
    const { consultation, events } = acceptOffer(offered, IDS.offer, true, champion, now);
    expect(consultation).toMatchObject({ status: 'booked', offer: null, conflictClearedAt: now });
    expect(consultation.booking).toEqual({ ...offered.booking, status: 'confirmed', sequence: 1 });
    expect(events).toEqual([
      { type: 'offer-accepted', offer: offered.offer, booking: consultation.booking, automatically: false },
    ]);
  });

  it.each([
    [null, null],
    ['  ', null],
    [' On a course ', 'On a course'],
  ])('declines with the reason %j kept as %j', (given, kept) => {
    const answer = { because: 'other', reason: given } as const;
    const { consultation, events } = declineOffer(offered, IDS.offer, answer, champion);
    expect(events).toEqual([
      {
        type: 'offer-declined',
        offer: offered.offer,
        booking: { ...offered.booking, sequence: 1 },
        because: 'other',
        reason: kept,
      },
    ]);
    expect(consultation).toMatchObject({ consultantId: null, offer: null, booking: null, lockedOut: [] });
  });

  it('declines with at most 500 characters', () => {
    const answer = { because: 'other', reason: 'x'.repeat(501) } as const;
    expect(codeOf(() => declineOffer(offered, IDS.offer, answer, champion))).toBe('invalid-input');
  });
});

describe('a conflict', () => {
  it.each(['offered', 'booked'] as const)(
    'while %s sends it on, and locks the consultant out for good',
    (status) => {
      const before = aConsultation({ status, lockedOut: [IDS.stranger] });
      const { consultation, events } = declareConflict(before, champion);
      expect(consultation).toMatchObject({ status: 'waiting', lockedOut: [IDS.stranger, IDS.champion] });
      expect(events).toMatchObject([
        { type: 'conflict-declared', consultantId: IDS.champion, offer: before.offer },
      ]);
      expect(accessTo(consultation, champion)).toBe('none');
      expect(codeOf(() => makeOffer(consultation, aNewOffer(), service))).toBe('consultant-not-eligible');
    },
  );

  it('is cleared once, and saying so again changes nothing', () => {
    const before = aConsultation({ status: 'booked', conflictClearedAt: null });
    const first = clearConflict(before, champion, MOMENTS.answeredAt);
    expect(first.events).toEqual([{ type: 'conflict-cleared', consultantId: IDS.champion }]);
    const second = clearConflict(first.consultation, champion, MOMENTS.startsAt);
    expect(second).toEqual({ consultation: first.consultation, events: [], statuses: [] });
  });
});
