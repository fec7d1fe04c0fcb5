import { codeOf, refusalOf } from '../refusal.js';
import { changeTimes, mustBeTimes, overridePriority, submit, withdraw } from './asking.js';
import { aConsultation, IDS, MOMENTS, PEOPLE } from './consultation.builder.js';
import { STATUSES } from './consultation.js';

const now = MOMENTS.offeredAt;
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const { requester, lead } = PEOPLE;

describe('times wished for', () => {
  it.each([
    ['one', [1], false, null],
    ['three', [1, 2, 3], false, null],
    ['three and the soonest', [1, 2, 3], true, null],
    ['none, the soonest', [], true, null],
    ['none at all', [], false, 'Select a time, or select the soonest.'],
    ['four', [1, 2, 3, 4], false, 'Select up to three different times.'],
    ['the same twice', [1, 1], false, 'Select up to three different times.'],
    ['this very instant', [0], false, 'Select times that are still to come.'],
    ['one that has gone among others', [1, -1], true, 'Select times that are still to come.'],
  ])('%s', (_, minutes, soonest, message) => {
    const refusal = refusalOf(() => mustBeTimes({ preferredTimes: minutes.map(inMinutes), soonest }, now));
    expect(refusal?.message ?? null).toBe(message);
    if (message !== null) expect(refusal).toMatchObject({ code: 'invalid-input', field: 'preferredTimes' });
  });

  it('may come a millisecond from now', () => {
    const wish = { preferredTimes: [new Date(now.getTime() + 1)], soonest: false };
    expect(codeOf(() => mustBeTimes(wish, now))).toBeNull();
  });

  it('replace the earlier ones', () => {
    const { consultation } = changeTimes(
      aConsultation({ soonest: true }),
      { preferredTimes: [inMinutes(90)], soonest: false },
      requester,
      now,
    );
    expect(consultation).toMatchObject({ preferredTimes: [inMinutes(90)], soonest: false });
  });
});

describe('withdrawing', () => {
  const without = (reason: string): unknown[] =>
    STATUSES.map((status) => codeOf(() => withdraw(aConsultation({ status }), reason, requester, now)));
  const [no, needs, long] = ['wrong-state', 'reason-needed', 'invalid-input'];

  it('needs a reason, save for a draft', () => {
    expect(without('  ')).toEqual([null, needs, needs, needs, no, no, needs, no, no]);
  });

  it('takes a reason of 500 characters and no more, a draft’s too', () => {
    expect(without('x'.repeat(500))).toEqual([null, null, null, null, no, no, null, no, no]);
    expect(without('x'.repeat(501))).toEqual([long, long, long, long, no, no, long, no, no]);
  });

  it('lets go of the time held, and says so to the calendar', () => {
    const before = aConsultation({ status: 'booked' });
    const { consultation, events } = withdraw(before, ' The plan has changed ', requester, now);
    expect(consultation).toMatchObject({ consultantId: null, booking: null, conflictClearedAt: null });
    expect(events).toEqual([
      { type: 'withdrawn', reason: 'The plan has changed', booking: { ...before.booking, sequence: 2 } },
    ]);
  });
});

describe('withdrawing a draft', () => {
  it('takes its wishes with it', () => {
    const draft = {
      ...aConsultation({ status: 'draft' }),
      mode: 'phone',
      preferredTimes: [new Date(0)],
    } as const;
    expect(withdraw(draft, '', requester, now).consultation).toMatchObject({
      status: 'withdrawn',
      mode: null,
      preferredTimes: [],
      soonest: false,
    });
  });
});

describe('withdrawing what is booked', () => {
  const at = (milliseconds: number) => new Date(MOMENTS.startsAt.getTime() + milliseconds);

  it.each([
    [-1, null],
    [0, 'wrong-state'],
    [86_400_000, 'wrong-state'],
  ])('%d ms from its beginning: %s', (milliseconds, code) => {
    const booked = aConsultation({ status: 'booked' });
    const refusal = refusalOf(() => withdraw(booked, 'No need', requester, at(milliseconds)));
    expect(refusal?.code ?? null).toBe(code);
    if (code !== null) expect(refusal?.message).toBe('It has started already. Say whether it was held.');
  });

  it('holds up nobody whose time is only offered or wished for', () => {
    for (const status of ['draft', 'waiting', 'with_lead', 'offered'] as const) {
      expect(codeOf(() => withdraw(aConsultation({ status }), 'No need', requester, at(1)))).toBeNull();
    }
  });
});

describe('another priority', () => {
  const to = { priority: 'P1', targetOn: '2027-03-04' } as const;

  it('brings its target, and keeps what it was', () => {
    const { consultation, events } = overridePriority(aConsultation(), to, ' A hearing ', lead);
    expect(consultation).toMatchObject(to);
    expect(events).toEqual([{ type: 'priority-overridden', from: 'P2', to: 'P1', reason: 'A hearing' }]);
  });

  it('is another one, with a reason', () => {
    const code = (over: object, reason: string): unknown =>
      codeOf(() => overridePriority(aConsultation(over), to, reason, lead));
    expect(code({ priority: 'P1' }, 'A hearing')).toBe('invalid-input');
    expect(code({}, '\n')).toBe('reason-needed');
    expect(code({}, 'x'.repeat(501))).toBe('invalid-input');
  });
});

describe('what a caller hands over beside what is asked for', () => {
  const stray = { status: 'closed', requesterId: IDS.stranger, openActions: 7 };

  it('reaches nothing', () => {
    const submission = {
      priority: 'P2',
      targetOn: '2027-03-08',
      mode: 'video',
      restricted: false,
      preferredTimes: [MOMENTS.startsAt],
      soonest: false,
      lockedOut: [],
    } as const;
    const wish = { preferredTimes: [MOMENTS.startsAt], soonest: false };
    const draft = aConsultation({ status: 'draft' });
    const after = [
      submit(draft, { ...stray, ...submission }, requester),
      changeTimes(aConsultation(), { ...stray, ...wish }, requester, now),
      overridePriority(aConsultation(), { ...stray, priority: 'P1', targetOn: '2027-03-04' }, 'Why', lead),
    ];
    for (const { consultation } of after) {
      expect(consultation).toMatchObject({ status: 'waiting', requesterId: IDS.requester, openActions: 0 });
    }
  });
});
