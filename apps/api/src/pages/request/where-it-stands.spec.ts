import { STATUSES } from '@case-consultation/domain';
import { aConsultation, type ConsultationSketch, MOMENTS } from '@case-consultation/domain/testing';
import { type Reader, whereItStands } from './where-it-stands.js';

const NAMES = { requester: 'Pia', consultant: 'Ada' };
const zone = 'Europe/London';
const BEFORE = { now: MOMENTS.answeredAt, today: '2027-03-01', zone };
const BEGUN = { now: MOMENTS.startsAt, today: '2027-03-03', zone };

function whoActs(sketch: ConsultationSketch, moment = BEFORE): (string | null)[] {
  const consultation = aConsultation(sketch);
  return (['requester', 'consultant', 'lead'] as const).map(
    (reader) => whereItStands({ ...consultation, time: consultation.booking }, NAMES, reader, moment).who,
  );
}

describe('where it stands', () => {
  it.each([
    ['a draft', { status: 'draft' }, BEFORE, ['You', 'Pia', 'Pia']],
    ['waiting', { status: 'waiting' }, BEFORE, ['The service', 'The service', 'The service']],
    ['with the lead', { status: 'with_lead' }, BEFORE, ['The lead', 'The lead', 'You']],
    ['offered', { status: 'offered' }, BEFORE, ['The consultant who was asked', 'Ada', 'Ada']],
    ['begun', { status: 'booked' }, BEGUN, ['Ada', 'You', 'Ada']],
    ['held', { status: 'held' }, BEGUN, ['Ada', 'You', 'Ada']],
    ['shared', { status: 'held', record: 'shared' }, BEGUN, ['You', 'Pia', 'Pia']],
    ['closed', { status: 'closed' }, BEGUN, [null, null, null]],
    ['turned down', { status: 'turned_down' }, BEFORE, [null, null, null]],
    ['withdrawn', { status: 'withdrawn' }, BEFORE, [null, null, null]],
  ] satisfies [string, ConsultationSketch, typeof BEFORE, (string | null)[]][])(
    'says who acts next when it is %s',
    (_, sketch, moment, expected) => {
      expect(whoActs(sketch, moment)).toEqual(expected);
    },
  );

  it('is told whole, in every state and to every reader', () => {
    for (const status of STATUSES)
      for (const record of ['none', 'shared', 'agreed'] as const)
        for (const reader of ['requester', 'consultant', 'lead'] satisfies Reader[])
          for (const moment of [BEFORE, BEGUN, { ...BEGUN, today: '2027-05-26' }]) {
            const consultation = aConsultation({ status, ...(status === 'held' ? { record } : {}) });
            const { says, next } = whereItStands(
              { ...consultation, time: consultation.booking },
              NAMES,
              reader,
              moment,
            );
            for (const words of [says, next]) {
              expect(words).toMatch(/^[A-Z].*[.?]$/);
              expect(words).not.toMatch(/undefined|null|NaN|\d{4}-\d{2}|_| {2}/);
            }
          }
  });

  it('never names to the requester whom it is offered to', () => {
    const consultation = aConsultation({ status: 'offered' });
    const told = whereItStands({ ...consultation, time: consultation.booking }, NAMES, 'requester', BEFORE);
    expect(JSON.stringify(told)).not.toContain('Ada');
  });

  it('has begun from the first instant on', () => {
    const consultation = aConsultation({ status: 'booked' });
    const facts = { ...consultation, time: consultation.booking };
    const justBefore = { ...BEGUN, now: new Date(MOMENTS.startsAt.getTime() - 1) };
    expect(whereItStands(facts, NAMES, 'requester', justBefore).says).toMatch(/^Booked for/);
    expect(whereItStands(facts, NAMES, 'requester', BEGUN).says).toMatch(/^It was booked for/);
  });
});
