import { codeOf, refusalOf } from '../refusal.js';
import {
  addAction,
  agreeRecord,
  closeIfSettled,
  completeReview,
  mustBeAbleToWriteRecord,
  settleAction,
  shareRecord,
} from './after.js';
import { aConsultation, type ConsultationSketch, IDS, PEOPLE } from './consultation.builder.js';
import { type Consultation, type RecordState } from './consultation.js';
import { REVIEW_DAY } from './support/rule-calls.js';

const { requester, champion, lead } = PEOPLE;
const held = (over: ConsultationSketch = {}): Consultation => aConsultation({ status: 'held', ...over });
const added = { id: IDS.action, ownerId: IDS.requester };
const action = { ...added, settled: false };

describe('closing', () => {
  const every = (['none', 'started', 'shared', 'agreed'] as const).flatMap((record: RecordState) =>
    [0, 1, 2].flatMap((openActions) =>
      [false, true].map((reviewDone) => ({ record, openActions, reviewDone })),
    ),
  );
  const settled = [
    { record: 'shared', openActions: 0, reviewDone: true },
    { record: 'agreed', openActions: 0, reviewDone: true },
  ];

  it('takes a shared record, no open action, and the review: all three', () => {
    const closed = every.filter((over) => closeIfSettled(held(over)).consultation.status === 'closed');
    expect(closed).toEqual(settled);
  });

  it('comes with the last action', () => {
    const before = held({ record: 'shared', openActions: 2, reviewDone: true });
    const first = settleAction(before, action, 'done', requester);
    expect(first.consultation).toMatchObject({ status: 'held', openActions: 1 });
    const second = settleAction(first.consultation, action, 'no-longer-needed', requester);
    expect(second.consultation).toMatchObject({ status: 'closed', openActions: 0 });
    expect(second.events).toEqual([
      { type: 'action-settled', actionId: IDS.action, as: 'no-longer-needed' },
      { type: 'closed' },
    ]);
  });

  it.each([true, false])('comes with the review, when it was last: completed %s', (completed) => {
    const { consultation, events } = completeReview(
      held({ record: 'agreed' }),
      completed,
      champion,
      REVIEW_DAY,
    );
    expect(consultation).toMatchObject({ status: 'closed', reviewDone: true });
    expect(events).toEqual([{ type: 'review-done', completed }, { type: 'closed' }]);
    const waits = completeReview(held({ record: 'agreed', openActions: 1 }), completed, champion, REVIEW_DAY);
    expect(waits.consultation).toMatchObject({ status: 'held', reviewDone: true });
  });
});

describe('the record', () => {
  it.each([
    [0, 'record-incomplete'],
    [1, 'record-incomplete'],
    [2, null],
    [6, null],
  ])('with %d headings filled in: %s', (headings, code) => {
    expect(codeOf(() => shareRecord(held(), headings, champion))).toBe(code);
  });

  it('is shared once', () => {
    for (const record of ['shared', 'agreed'] as const) {
      expect(codeOf(() => shareRecord(held({ record }), 2, champion))).toBe('record-shared-already');
    }
  });

  it.each([
    ['none', 'wrong-state'],
    ['started', 'wrong-state'],
    ['shared', null],
    ['agreed', null],
  ] as const)('that is %s, agreed to: %s', (record, code) => {
    expect(codeOf(() => agreeRecord(held({ record }), requester))).toBe(code);
  });

  it('is agreed once, after closing too', () => {
    const first = agreeRecord(aConsultation({ status: 'closed', record: 'shared' }), requester);
    expect(first.consultation).toMatchObject({ status: 'closed', record: 'agreed' });
    expect(agreeRecord(first.consultation, requester).events).toEqual([]);
  });
});

describe('actions and the review', () => {
  it('counts what is added', () => {
    expect(addAction(held({ openActions: 3 }), added, lead).consultation.openActions).toBe(4);
  });

  it('gives no action to somebody who must not see the case', () => {
    const before = held({ lockedOut: [IDS.stranger] });
    const toThem = { id: IDS.action, ownerId: IDS.stranger };
    for (const actor of [requester, champion, lead]) {
      expect(refusalOf(() => addAction(before, toThem, actor))).toMatchObject({
        code: 'invalid-input',
        field: 'ownerId',
        message: 'Select someone else: this person must not see this case.',
      });
      expect(codeOf(() => addAction(before, added, actor))).toBeNull();
    }
  });

  it('settles an action once', () => {
    const again = { ...action, settled: true };
    const before = held({ openActions: 1 });
    expect(codeOf(() => settleAction(before, again, 'done', requester))).toBe('action-settled-already');
    const closed = aConsultation({ status: 'closed' });
    expect(codeOf(() => settleAction(closed, again, 'done', requester))).toBe('action-settled-already');
  });

  it('never settles more than are open', () => {
    expect(codeOf(() => settleAction(held(), action, 'done', requester))).toBe('changed-meanwhile');
  });

  it('reviews after the record is shared, and once', () => {
    for (const record of ['none', 'started'] as const) {
      expect(codeOf(() => completeReview(held({ record }), true, requester, REVIEW_DAY))).toBe('wrong-state');
    }
    const done = held({ record: 'shared', openActions: 1, reviewDone: true });
    expect(codeOf(() => completeReview(done, true, requester, REVIEW_DAY))).toBe('wrong-state');
  });
});

describe('the day of the review', () => {
  const shared = held({ record: 'shared' });

  it.each([true, false])('is waited for, save by the lead: completed %s', (completed) => {
    const on = (day: string) =>
      [requester, champion, lead].map((actor) => codeOf(() => completeReview(shared, completed, actor, day)));
    expect(on('2027-03-03')).toEqual(['wrong-state', 'wrong-state', null]);
    expect(on('2027-05-25')).toEqual(['wrong-state', 'wrong-state', null]);
    expect(on(REVIEW_DAY)).toEqual([null, null, null]);
    expect(on('2028-01-01')).toEqual([null, null, null]);
  });

  it('is named', () => {
    expect(refusalOf(() => completeReview(shared, true, requester, '2027-05-25'))).toMatchObject({
      message: 'The review can be done from Wednesday 26 May 2027. Come back then, or ask the lead.',
      details: { reviewDueOn: REVIEW_DAY },
    });
  });
});

describe('a consultant who has not said whether there is a conflict', () => {
  const unchecked = (over: ConsultationSketch = {}): Consultation =>
    held({ conflictClearedAt: null, openActions: 1, ...over });

  it.each([
    ['writes no record', () => mustBeAbleToWriteRecord(unchecked(), champion)],
    ['shares no record', () => shareRecord(unchecked(), 2, champion)],
    ['adds no action', () => addAction(unchecked(), added, champion)],
    ['settles no action', () => settleAction(unchecked(), action, 'done', champion)],
    ['does no review', () => completeReview(unchecked({ record: 'shared' }), true, champion, REVIEW_DAY)],
  ])('%s', (_, call) => {
    expect(refusalOf(call)).toMatchObject({ code: 'conflict-check-first' });
  });

  it('holds nobody else up', () => {
    expect(codeOf(() => addAction(unchecked(), added, requester))).toBeNull();
    expect(codeOf(() => addAction(unchecked(), added, lead))).toBeNull();
  });
});
