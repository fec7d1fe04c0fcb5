import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { addDays } from '../time/day.js';
import { makeWorkingCalendar } from '../time/working-days.js';
import { PRIORITY_REASONS, priorityOf, priorityReasonSentence, targetDay } from './priority.js';
import { aCompleteForm } from './request-form.builder.js';
import { PRIORITIES, SAFETY_FLAGS, STAGES, type Priority, type RequestForm } from './request.js';

const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
const today = '2027-03-18'; // a Thursday; Good Friday is 26 March, Easter Monday 29 March
const context = { today, calendar, consultedBefore: false };
const gate = {
  immediateDanger: false,
  significantHarm: false,
  referralMade: false,
  highRiskLast14Days: false,
};
const priority = (given: Partial<RequestForm>, consultedBefore = false) =>
  priorityOf(aCompleteForm(given), { ...context, consultedBefore });

describe('the priority of a request', () => {
  it.each<[Priority, string[], string, Partial<RequestForm>]>([
    ['P3', ['nothing-urgent'], 'nothing said', {}],
    [
      'P1',
      ['safety-flag-with-referral'],
      'a flag with the referral made',
      { safetyFlags: { weapon: 'yes' }, safetyGate: { ...gate, referralMade: true } },
    ],
    [
      'P3',
      ['nothing-urgent'],
      'a flag without a referral',
      { safetyFlags: { weapon: 'yes' }, safetyGate: gate },
    ],
    [
      'P3',
      ['nothing-urgent'],
      'flags not known with the referral made',
      { safetyFlags: { weapon: 'not-known', stalking: 'no' }, safetyGate: { ...gate, referralMade: true } },
    ],
    ['P1', ['high-risk-lately'], 'high risk lately', { safetyGate: { ...gate, highRiskLast14Days: true } }],
    ['P1', ['decision-very-soon'], 'a decision today', { decisionOn: '2027-03-18' }],
    ['P1', ['decision-very-soon'], 'a decision in 3 working days', { decisionOn: '2027-03-23' }],
    ['P2', ['decision-soon'], 'a decision in 4 working days', { decisionOn: '2027-03-24' }],
    ['P2', ['decision-soon'], 'a decision in 10 working days, over Easter', { decisionOn: '2027-04-05' }],
    ['P3', ['nothing-urgent'], 'a decision in 11 working days', { decisionOn: '2027-04-06' }],
    ['P3', ['nothing-urgent'], 'a decision that has passed', { decisionOn: '2027-03-17' }],
    ['P2', ['urgent-stage'], 'section 47', { stage: 'section-47' }],
    ['P2', ['urgent-stage'], 'initial conference', { stage: 'initial-conference' }],
    ['P2', ['urgent-stage'], 'court', { stage: 'plo-court' }],
    ['P3', ['nothing-urgent'], 'a plan', { stage: 'child-protection-plan' }],
    [
      'P1',
      ['safety-flag-with-referral', 'decision-very-soon', 'high-risk-lately'],
      'every reason at once',
      {
        safetyFlags: { weapon: 'yes' },
        safetyGate: { ...gate, referralMade: true, highRiskLast14Days: true },
        decisionOn: '2027-03-19',
        stage: 'section-47',
      },
    ],
    [
      'P2',
      ['decision-soon', 'urgent-stage'],
      'two reasons',
      { decisionOn: '2027-03-30', stage: 'plo-court' },
    ],
    ['P3', ['nothing-urgent'], 'an unfinished draft', { safetyGate: null, safetyFlags: null, stage: null }],
  ])('%s because %j: %s', (expected, because, _name, given) => {
    expect(priority(given)).toEqual({ priority: expected, because });
  });

  it('is P2 for a case consulted on before', () => {
    expect(priority({}, true)).toEqual({ priority: 'P2', because: ['consulted-before'] });
    expect(priority({ decisionOn: today }, true)).toEqual({
      priority: 'P1',
      because: ['decision-very-soon'],
    });
  });

  it('counts decisions by the programme’s own numbers', () => {
    const decisionNear = { P1: 1, P2: 2 };
    const at = (decisionOn: string) =>
      priorityOf(aCompleteForm({ decisionOn }), { ...context, decisionNear }).priority;
    expect(['2027-03-19', '2027-03-22', '2027-03-23'].map(at)).toEqual(['P1', 'P2', 'P3']);
  });

  it('never falls when there is more to worry about', () => {
    const rank = (given: Partial<RequestForm>, before: boolean) =>
      PRIORITIES.indexOf(priority(given, before).priority);
    const form = fc.record({
      safetyGate: fc.record({
        immediateDanger: fc.constant(false),
        significantHarm: fc.boolean(),
        referralMade: fc.boolean(),
        highRiskLast14Days: fc.boolean(),
      }),
      stage: fc.constantFrom(...STAGES),
      decisionOn: fc.option(fc.integer({ min: 0, max: 60 }).map((days) => addDays(today, days))),
      safetyFlags: fc.dictionary(
        fc.constantFrom(...SAFETY_FLAGS),
        fc.constantFrom('yes' as const, 'no' as const),
      ),
    });
    fc.assert(
      fc.property(form, fc.boolean(), (given, before) => {
        const now = rank(given, before);
        expect(rank(given, true)).toBeLessThanOrEqual(now);
        expect(rank({ ...given, decisionOn: today }, before)).toBe(0);
        expect(
          rank({ ...given, safetyFlags: { ...given.safetyFlags, stalking: 'yes' } }, before),
        ).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('has a sentence for every reason', () => {
    const sentences = PRIORITY_REASONS.map((reason) => priorityReasonSentence(reason));
    expect(new Set(sentences).size).toBe(PRIORITY_REASONS.length);
    expect(priorityReasonSentence('decision-soon', { P1: 2, P2: 7 })).toBe(
      'A decision is due within 7 working days',
    );
  });
});

describe('the target', () => {
  it.each<[Priority, string, string]>([
    ['P1', '2026-12-23', '2026-12-30'],
    ['P2', '2027-03-24', '2027-04-02'],
    ['P3', '2027-03-19', '2027-04-06'],
    ['P3', '2027-03-20', '2027-04-06'],
  ])('of a %s submitted on %s is %s', (given, submitted, expected) => {
    expect(targetDay(given, submitted, calendar, DEFAULT_SETTINGS)).toBe(expected);
  });

  it('follows the programme’s settings and closure days', () => {
    const closed = makeWorkingCalendar({ ...DEFAULT_SETTINGS, closureDays: ['2027-03-19'] });
    const settings = { targetWorkingDays: { P1: 2, P2: 6, P3: 12 } };
    expect(targetDay('P1', today, closed, settings)).toBe('2027-03-23');
  });
});
