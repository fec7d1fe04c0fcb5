import { refusalOf } from '../refusal.js';
import { checkRecord, HEADING_LIMIT, HEADING_WORDS, HEADINGS, headingsFilled } from './record.js';

describe('the headings of a record', () => {
  it('are worded, every one, and blame nobody', () => {
    expect(Object.keys(HEADING_WORDS)).toEqual([...HEADINGS]);
    expect(Object.values(HEADING_WORDS).join(' ')).not.toMatch(/victim|fail|allow|refus/i);
  });

  it('count as filled in when something is written', () => {
    expect(headingsFilled({})).toBe(0);
    expect(headingsFilled({ 'harm-to-the-children': ' \n', 'language-agreed': '' })).toBe(0);
    expect(headingsFilled({ 'harm-to-the-children': 'x', 'language-agreed': ' y ' })).toBe(2);
    expect(headingsFilled(Object.fromEntries(HEADINGS.map((heading) => [heading, 'x'])))).toBe(
      HEADINGS.length,
    );
  });

  it.each(HEADINGS)('%s takes text up to its limit', (heading) => {
    const full = { [heading]: 'x'.repeat(HEADING_LIMIT) };
    expect(checkRecord(full)).toEqual(full);
    const refusal = refusalOf(() => checkRecord({ [heading]: 'x'.repeat(HEADING_LIMIT + 1) }));
    expect(refusal).toMatchObject({ code: 'invalid-input', field: `headings/${heading}` });
    expect(refusal?.message).toBe(`Shorten “${HEADING_WORDS[heading]}” to 5,000 characters or fewer.`);
  });

  it.each(['actions', '', 'constructor', 'toString'])('do not include %j', (heading) => {
    expect(refusalOf(() => checkRecord({ [heading]: 'x' }))).toMatchObject({ code: 'invalid-input' });
  });

  it('may all be empty while it is being written', () => {
    expect(checkRecord({})).toEqual({});
  });
});
