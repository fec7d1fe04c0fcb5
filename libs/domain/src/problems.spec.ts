import { mustHaveNoProblems } from './problems.js';
import { refusalOf } from './refusal.js';

describe('what has problems', () => {
  it('is refused with the first, and with all of them, each with its code', () => {
    const refusal = refusalOf(() =>
      mustHaveNoProblems([
        { field: 'attendees/0', message: 'Enter a work address', code: 'email-not-allowed' },
        { field: 'decisionOn', message: 'Enter a real date' },
      ]),
    );
    expect(refusal).toMatchObject({
      code: 'email-not-allowed',
      message: 'Enter a work address',
      field: 'attendees/0',
      details: { problems: [{ code: 'email-not-allowed' }, { field: 'decisionOn', code: 'invalid-input' }] },
    });
  });

  it('is anything but nothing', () => {
    expect(refusalOf(() => mustHaveNoProblems([]))).toBeNull();
  });
});
