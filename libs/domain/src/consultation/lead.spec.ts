import { codeOf } from '../refusal.js';
import { aConsultation, aNewOffer, IDS, MOMENTS, PEOPLE } from './consultation.builder.js';
import { assign, take, turnDown } from './lead.js';

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
