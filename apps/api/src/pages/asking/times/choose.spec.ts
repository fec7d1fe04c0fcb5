import { chosenOf, wishAfter } from './choose.js';

const at = (hour: number): Date => new Date(Date.UTC(2027, 2, 4, hour));
const free = [at(10), at(11), at(12), at(13)];
const wish = (times: readonly Date[], answer: string) =>
  wishAfter(chosenOf({ preferredTimes: times }, free), answer);

describe('choosing times', () => {
  it.each([
    ['the first', [], [at(10)]],
    ['a second', [at(12)], [at(12), at(10)]],
    ['in place of the first that went', [at(9), at(12)], [at(10), at(12)]],
    ['in place of the second that went', [at(12), at(9), at(13)], [at(12), at(10), at(13)]],
    ['in place of all that went', [at(8), at(9)], [at(10)]],
  ])('puts a time where it belongs: %s', (_, before, after) => {
    expect(wish(before, at(10).toISOString())).toEqual({ preferredTimes: after, soonest: false });
  });

  it('goes on with the others, or with the soonest', () => {
    expect(wish([at(9), at(12)], 'without')).toEqual({ preferredTimes: [at(12)], soonest: false });
    expect(wish([at(9), at(12)], 'soonest')).toEqual({ preferredTimes: [], soonest: true });
  });
});
