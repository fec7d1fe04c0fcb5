import { mustPassSafetyGate, safetyGateDecision } from './safety-gate.js';

const contacts = [{ name: 'MASH', phone: '020 7946 0018', when: 'Monday to Friday, 9:00am to 5:00pm' }];
const settings = { localContacts: contacts };
const answers = (given: string) => ({
  immediateDanger: given.includes('danger'),
  significantHarm: given.includes('harm'),
  referralMade: given.includes('referred'),
  highRiskLast14Days: given.includes('high'),
});

describe('the safety gate', () => {
  it.each([
    ['', 'go'],
    ['high', 'go'],
    ['referred', 'go'],
    ['harm, referred', 'go'],
    ['harm, referred, high', 'go'],
    ['harm', 'refer-first'],
    ['harm, high', 'refer-first'],
    ['danger', 'emergency'],
    ['danger, referred', 'emergency'],
    ['danger, harm', 'emergency'],
    ['danger, harm, referred, high', 'emergency'],
  ])('on [%s] says %s', (given, expected) => {
    const decision = safetyGateDecision(answers(given), settings);
    expect(decision.go ? 'go' : decision.stop).toBe(expected);
  });

  it('gives 999 first, and the local contacts', () => {
    expect(safetyGateDecision(answers('danger'), settings)).toMatchObject({
      message: expect.stringContaining('999'),
      contacts: [expect.objectContaining({ phone: '999' }), ...contacts],
    });
    expect(safetyGateDecision(answers('harm'), settings)).toMatchObject({ contacts });
  });

  it('stops a submission, and only then throws', () => {
    expect(() => mustPassSafetyGate(answers('harm, referred'), settings)).not.toThrow();
    expect(() => mustPassSafetyGate(answers('harm'), settings)).toThrow(
      expect.objectContaining({
        code: 'safety-gate-stops',
        field: 'safetyGate',
        details: { stop: 'refer-first', contacts },
      }),
    );
    expect(() => mustPassSafetyGate(answers('danger'), settings)).toThrow(
      expect.objectContaining({ code: 'safety-gate-stops' }),
    );
    expect(() => mustPassSafetyGate(null, settings)).toThrow(
      expect.objectContaining({ code: 'request-incomplete', field: 'safetyGate' }),
    );
  });
});
