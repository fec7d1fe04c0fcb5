import { refusalOf } from '../refusal.js';
import { checkPathway, PATHWAY_LIMITS, type PathwayGiven, PLACE_NAME_LIMIT, placeName } from './agency.js';

const pathway: PathwayGiven = {
  kind: 'marac',
  name: ' MARAC ',
  guidance: 'Fill in the form.\nSend it by Tuesday.',
  contact: 'The coordinator\n020 7946 0000',
};
const problems = (given: Partial<PathwayGiven>): unknown =>
  (
    refusalOf(() => checkPathway({ ...pathway, ...given }))?.details?.['problems'] as
      { field: string }[] | undefined
  )?.map(({ field }) => field) ?? [];

describe('a pathway', () => {
  it('is kept without spaces around, with its lines', () => {
    expect(checkPathway(pathway)).toEqual({ ...pathway, name: 'MARAC' });
  });

  it.each<[string, Partial<PathwayGiven>, string[]]>([
    ['of no known kind', { kind: 'toString' }, ['kind']],
    ['without a name', { name: ' ' }, ['name']],
    ['with a name in two lines', { name: 'MARAC\nnorth' }, ['name']],
    ['without guidance', { guidance: '' }, ['guidance']],
    ['without a contact', { contact: '\n' }, ['contact']],
    ['with a control character', { guidance: 'Call\u0007' }, ['guidance']],
    [
      'with everything wrong',
      { kind: '', name: '', guidance: '', contact: '' },
      ['name', 'kind', 'guidance', 'contact'],
    ],
  ])('is refused %s', (_, given, wrong) => {
    expect(problems(given)).toEqual(wrong);
  });

  it.each(['name', 'guidance', 'contact'] as const)(
    'has a %s of so many characters, each counted once',
    (field) => {
      const most = PATHWAY_LIMITS[field];
      expect(problems({ [field]: '𝒳'.repeat(most) })).toEqual([]);
      expect(problems({ [field]: 'x'.repeat(most + 1) })).toEqual([field]);
    },
  );
});

describe('the name of an agency or team', () => {
  it('is one line of up to eighty characters', () => {
    expect(placeName(' Housing ')).toBe('Housing');
    expect(placeName('x'.repeat(PLACE_NAME_LIMIT))).toHaveLength(80);
    for (const wrong of ['', ' ', 'x'.repeat(81), 'a\nb', 'a\u0000']) {
      expect(refusalOf(() => placeName(wrong))).toMatchObject({ code: 'invalid-input', field: 'name' });
    }
  });
});
