import fc from 'fast-check';
import { countOf, percentileOf, percentWords, type Tally } from './spread.js';

describe('a percentile by the nearest rank', () => {
  it.each<[string, Tally, number, number | null]>([
    ['of nothing', [], 0.5, null],
    ['of none of anything', [[3, 0]], 0.5, null],
    ['of one', [[3, 1]], 0.8, 3],
    // 1, 2, 3, 4: two of four are 2 or less.
    [
      'the lower of two in the middle',
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
      ],
      0.5,
      2,
    ],
    [
      'the fourth of five',
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
        [5, 1],
      ],
      0.8,
      4,
    ],
    [
      'in any order',
      [
        [9, 1],
        [2, 8],
        [5, 1],
      ],
      0.8,
      2,
    ],
    [
      'just above',
      [
        [9, 1],
        [2, 7],
        [5, 2],
      ],
      0.8,
      5,
    ],
    [
      'all of them',
      [
        [9, 1],
        [2, 7],
      ],
      1,
      9,
    ],
  ])('%s', (_name, tally, share, value) => {
    expect(percentileOf(tally, share)).toBe(value);
  });

  it('is what counting along the sorted list gives', () => {
    const tallies = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9 })));
    fc.assert(
      fc.property(tallies, fc.constantFrom(0.2, 0.5, 0.8, 0.95), (tally, share) => {
        const list = tally.flatMap(([value, count]) => Array.from({ length: count }, () => value));
        list.sort((a, b) => a - b);
        const value = percentileOf(tally, share);
        if (value === null) return list.length === 0;
        const upTo = list.filter((one) => one <= value).length;
        const below = list.filter((one) => one < value).length;
        const enough = (count: number): boolean => count / list.length > share - 1e-9;
        return countOf(tally) === list.length && enough(upTo) && !enough(below);
      }),
    );
  });
});

describe('a share in words', () => {
  it.each([
    [0, 0, 'not known'],
    [0, 5, '0%'],
    [1, 400, 'less than 1%'],
    [3, 8, '38%'],
    [399, 400, 'more than 99%'],
    [5, 5, '100%'],
    [6, 5, '120%'],
  ])('%i of %i is %s', (part, whole, words) => {
    expect(percentWords(part, whole)).toBe(words);
  });
});
