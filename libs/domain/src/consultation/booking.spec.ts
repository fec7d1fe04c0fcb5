import { codeOf, refusalOf } from '../refusal.js';
import { accessTo } from './access.js';
import { cancelBooking, mayMove, reassign, recordHeld, recordNotHeld, reschedule } from './booking.js';
import { aConsultation, IDS, MOMENTS, PEOPLE } from './consultation.builder.js';
import { clearConflict } from './offer.js';

const { requester, champion, otherChampion, lead } = PEOPLE;
const booked = aConsultation({ status: 'booked' });
const now = MOMENTS.answeredAt;
const shifted = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);
const hourAt = (startsAt: Date): { startsAt: Date; endsAt: Date; freeAgainAt: Date } => ({
  startsAt,
  endsAt: shifted(startsAt, 3_600_000),
  freeAgainAt: shifted(startsAt, 4_500_000),
});

describe('who may move or cancel', () => {
  const unchecked = aConsultation({ status: 'booked', conflictClearedAt: null });
  const to = hourAt(new Date('2027-03-05T09:00:00Z'));
  const others = { preferredTimes: [to.startsAt], soonest: false };

  it.each([
    ['the requester', requester, true],
    ['its consultant', champion, true],
    ['a lead', lead, true],
    ['another champion', otherChampion, false],
  ])('%s, whether or not the conflict check is made: %#', (_, actor, may) => {
    for (const consultation of [booked, unchecked]) {
      expect(mayMove(consultation, actor, now)).toBe(may);
      expect(codeOf(() => reschedule(consultation, to, 'Why', actor, now)) === null).toBe(may);
      const wish = actor === requester ? others : null;
      expect(codeOf(() => cancelBooking(consultation, 'Why', wish, actor, now)) === null).toBe(may);
    }
  });

  it('until it begins, and only while it is booked', () => {
    expect(mayMove(booked, champion, MOMENTS.startsAt)).toBe(false);
    for (const status of ['waiting', 'offered', 'held'] as const)
      expect(mayMove(aConsultation({ status }), requester, now)).toBe(false);
  });
});

describe('another time', () => {
  const to = hourAt(new Date('2027-03-05T09:00:00Z'));

  it('moves the same event', () => {
    const { consultation, events } = reschedule(booked, to, ' A visit ', champion, now);
    expect(consultation).toEqual({ ...booked, booking: { ...booked.booking, ...to, sequence: 2 } });
    expect(events).toEqual([
      {
        type: 'rescheduled',
        booking: consultation.booking,
        from: { startsAt: MOMENTS.startsAt, endsAt: MOMENTS.endsAt },
        reason: 'A visit',
      },
    ]);
  });

  it.each([
    ['now', now, 'invalid-input'],
    ['a millisecond ahead', shifted(now, 1), null],
    ['the present one', MOMENTS.startsAt, 'invalid-input'],
  ])('may be %s: %s', (_, startsAt, code) => {
    expect(codeOf(() => reschedule(booked, hourAt(startsAt), 'Why', requester, now))).toBe(code);
  });

  it.each([
    [-1, null],
    [0, 'wrong-state'],
    [3_600_000, 'wrong-state'],
  ])('may come in until it begins: %d ms from it', (milliseconds, code) => {
    const at = shifted(MOMENTS.startsAt, milliseconds);
    for (const actor of [requester, champion, lead]) {
      expect(codeOf(() => reschedule(booked, to, 'Why', actor, at))).toBe(code);
    }
  });

  it('needs a reason', () => {
    expect(codeOf(() => reschedule(booked, to, ' ', lead, now))).toBe('reason-needed');
  });

  it('moves nothing but the time, whatever else comes with it', () => {
    const stray = { ...to, consultantId: IDS.stranger, uid: 'stray', status: 'tentative' };
    const { booking } = reschedule(booked, stray, 'Why', requester, now).consultation;
    expect(booking).toEqual({ ...booked.booking, ...to, sequence: 2 });
  });
});

describe('a cancelled booking', () => {
  const later = new Date('2027-03-09T10:00:00Z');
  const past = shifted(now, -1);
  const wished = aConsultation({ status: 'booked', preferredTimes: [past, MOMENTS.startsAt, later] });

  it.each([
    ['the requester', requester, [later]],
    ['the consultant', champion, [MOMENTS.startsAt, later]],
    ['the lead', lead, [MOMENTS.startsAt, later]],
  ])('by %s goes on with the wishes that still hold', (_, actor, preferredTimes) => {
    const { consultation } = cancelBooking(wished, 'Unwell', null, actor, now);
    expect(consultation).toMatchObject({ status: 'waiting', preferredTimes, soonest: false, booking: null });
  });

  it.each([
    ['the consultant', champion],
    ['the lead', lead],
  ])('by %s goes on with the soonest when no wish is left', (_, actor) => {
    const before = aConsultation({ status: 'booked', preferredTimes: [past] });
    const { consultation } = cancelBooking(before, 'Unwell', null, actor, now);
    expect(consultation).toMatchObject({ preferredTimes: [], soonest: true });
  });

  it.each([
    ['no wish, and only the cancelled time', booked, null],
    ['no wish, and only a time that has gone', { ...booked, preferredTimes: [past] }, null],
    ['a wish for nothing', wished, { preferredTimes: [], soonest: false }],
  ])('by the requester is refused with %s', (_, before, wish) => {
    expect(refusalOf(() => cancelBooking(before, 'Unwell', wish, requester, now))).toMatchObject({
      code: 'invalid-input',
      field: 'preferredTimes',
      message: 'Select a time, or select the soonest. If you no longer need it, withdraw the request.',
    });
  });

  it('by the requester needs no new wish where the soonest was asked for already', () => {
    const before = aConsultation({ status: 'booked', soonest: true });
    const { consultation } = cancelBooking(before, 'Unwell', null, requester, now);
    expect(consultation).toMatchObject({ preferredTimes: [], soonest: true });
  });

  it.each([
    ['the consultant', champion],
    ['the lead', lead],
  ])('by %s says no times for the requester', (_, actor) => {
    const wish = { preferredTimes: [later], soonest: false };
    const refusal = refusalOf(() => cancelBooking(booked, 'Unwell', wish, actor, now));
    expect(refusal).toMatchObject({ code: 'invalid-input', field: 'preferredTimes' });
  });

  it.each([
    [-1, null],
    [0, 'wrong-state'],
    [3_600_000, 'wrong-state'],
  ])('may be so until it begins: %d ms from it', (milliseconds, code) => {
    const at = shifted(MOMENTS.startsAt, milliseconds);
    for (const actor of [requester, champion, lead]) {
      expect(codeOf(() => cancelBooking(wished, 'Unwell', null, actor, at))).toBe(code);
    }
  });

  it('goes on with new wishes, which must hold', () => {
    const wish = { preferredTimes: [later], soonest: false };
    expect(cancelBooking(booked, 'Unwell', wish, requester, now).consultation).toMatchObject(wish);
    const gone = { preferredTimes: [past], soonest: true };
    expect(codeOf(() => cancelBooking(booked, 'Unwell', gone, requester, now))).toBe('invalid-input');
    const stray = { ...wish, openActions: 3, requesterId: IDS.stranger };
    expect(cancelBooking(booked, 'Unwell', stray, requester, now).consultation).toMatchObject({
      openActions: 0,
      requesterId: IDS.requester,
    });
  });

  it('needs a reason, and ends the event in the calendars', () => {
    expect(codeOf(() => cancelBooking(booked, '', null, champion, now))).toBe('reason-needed');
    expect(cancelBooking(booked, 'Unwell', null, champion, now).events).toEqual([
      {
        type: 'booking-cancelled',
        booking: { ...booked.booking, sequence: 2 },
        reason: 'Unwell',
        by: 'consultant',
      },
    ]);
  });
});

describe('another consultant', () => {
  const freeAgainAt = shifted(MOMENTS.endsAt, 1_800_000);

  it('takes over the same event, and checks for conflict before the detail opens', () => {
    const { consultation, events } = reassign(booked, IDS.otherChampion, freeAgainAt, 'Unwell', lead, now);
    expect(consultation.booking).toEqual({
      ...booked.booking,
      consultantId: IDS.otherChampion,
      freeAgainAt,
      sequence: 2,
    });
    expect(accessTo(consultation, otherChampion)).toBe('outline');
    expect(accessTo(consultation, champion)).toBe('none');
    expect(events).toMatchObject([{ type: 'reassigned', fromConsultantId: IDS.champion, reason: 'Unwell' }]);
  });

  it('checks for conflict even where it is the lead who took it over', () => {
    const { consultation } = reassign(booked, IDS.lead, freeAgainAt, 'Unwell', lead, now);
    expect(consultation).toMatchObject({ consultantId: IDS.lead, conflictClearedAt: null });
    expect(accessTo(consultation, lead)).toBe('outline');
    expect(accessTo(clearConflict(consultation, lead, now).consultation, lead)).toBe('detail');
  });

  it.each([
    ['the one it is with', IDS.champion],
    ['the requester', IDS.requester],
    ['somebody locked out', IDS.stranger],
  ])('is never %s', (_, id) => {
    const before = aConsultation({ status: 'booked', lockedOut: [IDS.stranger] });
    const refusal = refusalOf(() => reassign(before, id, freeAgainAt, 'Unwell', lead, now));
    expect(refusal).toMatchObject({ code: 'consultant-not-eligible', field: 'consultantId' });
  });

  it.each([
    [-1, null],
    [0, 'wrong-state'],
  ])('may come in until it begins: %d ms from it', (milliseconds, code) => {
    const at = shifted(MOMENTS.startsAt, milliseconds);
    expect(codeOf(() => reassign(booked, IDS.otherChampion, freeAgainAt, 'Unwell', lead, at))).toBe(code);
  });
});

describe('whether it was held', () => {
  const held = { minutesLate: 0, reviewDueOn: '2027-05-26' };
  const notHeld = { because: 'requester', next: 'rebook' } as const;

  it.each([
    [-1, 'not-started-yet'],
    [0, null],
    [86_400_000, null],
  ])('can be said %d ms from its beginning: %s', (milliseconds, code) => {
    const at = shifted(MOMENTS.startsAt, milliseconds);
    expect(codeOf(() => recordHeld(booked, held, champion, at))).toBe(code);
    expect(codeOf(() => recordNotHeld(booked, notHeld, champion, at))).toBe(code);
  });

  it.each([
    [0, null],
    [60, null],
    [61, 'invalid-input'],
    [-1, 'invalid-input'],
    [1.5, 'invalid-input'],
    [Number.NaN, 'invalid-input'],
  ])('%d minutes late: %s', (minutesLate, code) => {
    expect(codeOf(() => recordHeld(booked, { ...held, minutesLate }, champion, MOMENTS.endsAt))).toBe(code);
  });

  it('is held when it began, with the day of its review', () => {
    const { consultation } = recordHeld(booked, held, lead, MOMENTS.endsAt);
    expect(consultation).toEqual({
      ...booked,
      status: 'held',
      heldAt: MOMENTS.startsAt,
      reviewDueOn: '2027-05-26',
    });
  });

  it('was not, says the requester too, but not that it was', () => {
    const again = recordNotHeld(booked, notHeld, requester, MOMENTS.endsAt);
    expect(again.consultation).toMatchObject({ status: 'waiting', consultantId: null });
    expect(codeOf(() => recordHeld(booked, held, requester, MOMENTS.endsAt))).toBe('not-your-task');
  });

  it('is looked for again, or closed, when it was not', () => {
    const again = recordNotHeld(booked, notHeld, champion, MOMENTS.endsAt);
    expect(again.consultation).toMatchObject({ status: 'waiting', soonest: true, consultantId: null });
    expect(again.events.map(({ type }) => type)).toEqual(['not-held']);
    const over = recordNotHeld(booked, { ...notHeld, next: 'close' }, champion, MOMENTS.endsAt);
    expect(over.consultation).toMatchObject({ status: 'closed', consultantId: null, booking: null });
    expect(over.events.map(({ type }) => type)).toEqual(['not-held', 'closed']);
  });
});
