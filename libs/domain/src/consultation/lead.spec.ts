import { codeOf, refusalOf } from '../refusal.js';
import { accessTo } from './access.js';
import { shareRecord } from './after.js';
import {
  aConsultation,
  aNewOffer,
  type ConsultationSketch,
  IDS,
  MOMENTS,
  PEOPLE,
} from './consultation.builder.js';
import { assign, closeByLead, handOverRecord, take, turnDown } from './lead.js';
import { clearConflict } from './offer.js';

const { lead } = PEOPLE;
const now = MOMENTS.answeredAt;
const offered = aConsultation({ status: 'offered' });

describe('the lead assigns', () => {
  const toAnother = aNewOffer({ offer: { consultantId: IDS.otherChampion } });

  it('over an open offer, which is withdrawn first and leaves the calendar', () => {
    const { consultation, events, statuses } = assign(offered, toAnother, 'Nearer', lead);
    expect(events).toMatchObject([
      { type: 'offer-withdrawn', booking: { uid: offered.booking?.uid, sequence: 1 }, reason: 'Nearer' },
      { type: 'offer-made', booking: { uid: toAnother.uid, sequence: 0 } },
    ]);
    expect(statuses).toEqual(['waiting', 'offered']);
    expect(consultation).toMatchObject({ consultantId: IDS.otherChampion, offer: toAnother.offer });
  });

  it('with a reason where an offer is withdrawn by it', () => {
    expect(codeOf(() => assign(offered, toAnother, '', lead))).toBe('reason-needed');
    expect(codeOf(() => assign(aConsultation({ status: 'with_lead' }), toAnother, '', lead))).toBeNull();
  });

  it('and a consultant who chose it is booked in the same breath', () => {
    const made = { ...toAnother, autoAccept: true };
    expect(assign(offered, made, 'Nearer', lead).statuses).toEqual(['waiting', 'offered', 'booked']);
  });
});

describe('the lead takes it', () => {
  const forMyself = aNewOffer({ offer: { consultantId: IDS.lead } });

  it('having said that there is no conflict', () => {
    const before = aConsultation({ status: 'with_lead' });
    expect(codeOf(() => take(before, forMyself, false, '', lead, now))).toBe('conflict-check-first');
    const { consultation, events } = take(before, forMyself, true, '', lead, now);
    expect(consultation).toMatchObject({ status: 'booked', consultantId: IDS.lead, conflictClearedAt: now });
    expect(events.map(({ type }) => type)).toEqual(['offer-made', 'taken-by-lead']);
    expect(consultation.booking).toMatchObject({ status: 'confirmed', sequence: 1 });
  });

  it('even one who accepts automatically is told once', () => {
    const made = { ...forMyself, autoAccept: true };
    const { events } = take(offered, made, true, 'Urgent', lead, now);
    expect(events.map(({ type }) => type)).toEqual(['offer-withdrawn', 'offer-made', 'taken-by-lead']);
  });
});

describe('the lead hands the record over', () => {
  const { champion, otherChampion } = PEOPLE;
  const held = aConsultation({ status: 'held', record: 'started' });
  const to = (id: string, over: ConsultationSketch = {}) =>
    handOverRecord(aConsultation({ status: 'held', ...over }), id, 'Unwell', lead);

  it('to somebody who sees it once they have said that there is no conflict', () => {
    const { consultation, events } = handOverRecord(held, IDS.otherChampion, ' Unwell ', lead);
    expect(consultation).toEqual({ ...held, consultantId: IDS.otherChampion, conflictClearedAt: null });
    expect(events).toEqual([
      {
        type: 'record-handed-over',
        consultantId: IDS.otherChampion,
        fromConsultantId: IDS.champion,
        reason: 'Unwell',
      },
    ]);
    expect(accessTo(consultation, champion)).toBe('none');
    expect(accessTo(consultation, otherChampion)).toBe('outline');
    expect(codeOf(() => shareRecord(consultation, 2, otherChampion))).toBe('conflict-check-first');
    const cleared = clearConflict(consultation, otherChampion, now).consultation;
    expect(codeOf(() => shareRecord(cleared, 2, champion))).toBe('not-your-task');
    expect(shareRecord(cleared, 2, otherChampion).consultation).toMatchObject({ record: 'shared' });
  });

  it('to themselves, who check for conflict like anybody else', () => {
    expect(to(IDS.lead).consultation).toMatchObject({ consultantId: IDS.lead, conflictClearedAt: null });
  });

  it.each([
    ['the one it is with', IDS.champion],
    ['the requester', IDS.requester],
    ['somebody locked out', IDS.stranger],
  ])('never to %s', (_, id) => {
    const refusal = refusalOf(() => to(id, { lockedOut: [IDS.stranger] }));
    expect(refusal).toMatchObject({ code: 'consultant-not-eligible', field: 'consultantId' });
  });

  it.each([
    ['none', null],
    ['started', null],
    ['shared', 'record-shared-already'],
    ['agreed', 'record-shared-already'],
  ] as const)('while it is %s: %s', (record, code) => {
    expect(codeOf(() => to(IDS.otherChampion, { record }))).toBe(code);
  });

  it('with a reason', () => {
    expect(codeOf(() => handOverRecord(held, IDS.otherChampion, ' ', lead))).toBe('reason-needed');
  });
});

describe('the lead closes what was held', () => {
  const close = (over: ConsultationSketch, reason = 'The consultant has left') =>
    closeByLead(aConsultation({ status: 'held', ...over }), reason, lead);

  it.each([
    ['nothing written', {}],
    ['the record not shared', { record: 'started' }],
    ['the review not done', { record: 'agreed' }],
    ['nobody having said that there is no conflict', { conflictClearedAt: null }],
  ] as const)('with %s', (_, over) => {
    const { consultation, events, statuses } = close(over, ' They have left ');
    expect(consultation).toEqual({ ...aConsultation({ status: 'held', ...over }), status: 'closed' });
    expect(events).toEqual([{ type: 'closed-by-lead', reason: 'They have left' }, { type: 'closed' }]);
    expect(statuses).toEqual(['closed', 'closed']);
  });

  it('once no action is open', () => {
    expect(refusalOf(() => close({ openActions: 1 }))).toMatchObject({
      code: 'wrong-state',
      message: 'Settle the open actions first: say of each whether it is done, not done or no longer needed.',
      details: { openActions: 1 },
    });
  });

  it('with a reason', () => {
    expect(codeOf(() => close({}, ''))).toBe('reason-needed');
  });
});

describe('the lead turns it down', () => {
  const answer = { reason: 'Not a matter for us', signpost: 'The housing advice line' };

  it('with a reason and where to turn, having taken it over', () => {
    const { events, statuses } = turnDown(aConsultation(), answer, lead);
    expect(events).toEqual([
      { type: 'moved-to-lead', because: 'taken-over' },
      { type: 'turned-down', ...answer },
    ]);
    expect(statuses).toEqual(['with_lead', 'turned_down']);
    expect(turnDown(aConsultation({ status: 'with_lead' }), answer, lead).events).toHaveLength(1);
  });

  it.each([
    [{ reason: ' ' }, 'reason-needed'],
    [{ reason: 'x'.repeat(501) }, 'invalid-input'],
    [{ signpost: ' ' }, 'invalid-input'],
    [{ signpost: 'x'.repeat(501) }, 'invalid-input'],
    [{ reason: 'x'.repeat(500), signpost: 'x'.repeat(500) }, null],
  ])('%#: %j', (over, code) => {
    expect(codeOf(() => turnDown(aConsultation(), { ...answer, ...over }, lead))).toBe(code);
  });
});
