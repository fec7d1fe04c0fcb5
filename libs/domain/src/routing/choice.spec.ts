import { type Purpose } from '../asking/request.js';
import { choose, type ChoiceStep, compareContenders, type Contender, scoresOf } from './choice.js';
import { capacityOver, compareShares } from './fairness.js';
import { type Candidate, type RoutingRequest } from './routing-inputs.js';
import { aCandidate, aRoutingRequest, london } from './routing-inputs.builder.js';

const start = london('2027-03-02', 10);

function contender(
  id: string,
  given: Parameters<typeof aCandidate>[1] = {},
  request: Partial<RoutingRequest> = {},
  at = start,
): Contender {
  const candidate: Candidate = aCandidate(id, given);
  return { consultantId: id, scores: scoresOf(candidate, aRoutingRequest(request), at, true) };
}

const asked: Purpose[] = ['documentation', 'intersecting-needs'];

/** Each time the first goes before the second, and would lose at every later step. */
const steps: { step: ChoiceStep; because: string; first: Contender; second: Contender }[] = [
  {
    step: 'continuity',
    because: 'has consulted on this case',
    first: contender(
      'a',
      { consultedThisCaseOn: '2026-11-02', recentWork: 9, consultant: { agencyId: 'social-care' } },
      { purposes: asked },
      start + 60,
    ),
    second: contender('b', { consultant: { specialisms: asked } }, { purposes: asked }),
  },
  {
    step: 'continuity',
    because: 'was the last to consult on this case',
    first: contender('a', { consultedThisCaseOn: '2026-11-02', recentWork: 9 }, {}, start + 60),
    second: contender('b', { consultedThisCaseOn: '2026-11-01' }),
  },
  {
    step: 'specialisms',
    because: 'is strong in more of what is asked',
    first: contender(
      'a',
      { consultant: { specialisms: asked, agencyId: 'social-care' }, recentWork: 9 },
      { purposes: asked },
      start + 60,
    ),
    second: contender(
      'b',
      { consultant: { specialisms: ['documentation', 'reflection', 'contact-or-court'] } },
      { purposes: asked },
    ),
  },
  {
    step: 'other-agency',
    because: 'comes from another agency where that helps',
    first: contender('a', { recentWork: 9 }, { purposes: asked }, start + 60),
    second: contender('b', { consultant: { agencyId: 'social-care' } }, { purposes: asked }),
  },
  {
    step: 'fairness',
    because: 'has had less, another agency being no help here',
    first: contender('a', { recentWork: 1, consultant: { agencyId: 'social-care' } }, {}, start + 60),
    second: contender('b', { recentWork: 2 }),
  },
  {
    step: 'fairness',
    because: 'has had more but gives much more time',
    first: contender('a', { recentWork: 2, capacity: 16 }, {}, start + 60),
    second: contender('b', { recentWork: 1, capacity: 4 }),
  },
  {
    step: 'soonest',
    because: 'is free sooner',
    first: contender('a'),
    second: contender('b', {}, {}, start + 30),
  },
];

describe('the choice', () => {
  it.each(steps)('by $step: goes to who $because', ({ step, first, second }) => {
    expect(compareContenders(first, second)).toEqual({ order: expect.any(Number), step });
    expect(compareContenders(first, second).order).toBeLessThan(0);
    expect(compareContenders(second, first).order).toBeGreaterThan(0);
    expect(choose([second, first])).toEqual({
      best: first,
      runnerUp: { consultantId: second.consultantId, step },
    });
  });

  it('falls to the draw when all else is equal, and a second look gives the same', () => {
    const pair = [contender('a'), contender('b')];
    const chosen = choose(pair);
    expect(chosen?.runnerUp?.step).toBe('tie-break');
    expect(choose([...pair].reverse())).toEqual(chosen);
  });

  it('draws evenly over many consultations', () => {
    const names = ['c-1', 'c-2', 'c-3', 'c-4', 'c-5'];
    const won = new Map<string, number>();
    const draws = 10_000;
    for (let i = 0; i < draws; i += 1) {
      const best = choose(
        names.map((id) => contender(id, {}, { consultationId: `consultation-${i}` })),
      )?.best;
      won.set(best?.consultantId ?? '', (won.get(best?.consultantId ?? '') ?? 0) + 1);
    }
    // Chi-square with 4 degrees of freedom: above 18.5 once in a thousand fair draws of this many.
    const expected = draws / names.length;
    const chiSquare = names.reduce((sum, name) => sum + ((won.get(name) ?? 0) - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(18.5);
  });

  it('is settled by the ids should two draws ever fall alike', () => {
    const one = contender('a');
    const other = { ...one, consultantId: 'b' };
    expect(compareContenders(one, other).order).toBeLessThan(0);
    expect(compareContenders(other, one).order).toBeGreaterThan(0);
  });

  it('has no best of nobody and no runner-up of one', () => {
    expect(choose([])).toBeNull();
    expect(choose([contender('a')])?.runnerUp).toBeNull();
  });
});

describe('shares of the work', () => {
  it.each([
    [{ recentWork: 0, capacity: 2 }, { recentWork: 0, capacity: 16 }, 'second'],
    [{ recentWork: 0, capacity: 2 }, { recentWork: 3, capacity: 16 }, 'second'],
    [{ recentWork: 0, capacity: 2 }, { recentWork: 4, capacity: 16 }, 'first'],
    [{ recentWork: 1, capacity: 3 }, { recentWork: 4, capacity: 9 }, 'level'],
  ])('of %j and %j: %s is further below', (a, b, whom) => {
    const order = { first: -1, level: 0, second: 1 }[whom];
    expect(Math.sign(compareShares(a, b))).toBe(order);
  });

  it.each([
    ['full weeks', 2, 8, 0, 16],
    ['a week away', 2, 8, 7, 14],
    ['half a week away', 2, 8, 3.5, 15],
    ['all of it away', 2, 8, 56, 2],
    ['no cap to speak of', 0, 8, 0, 8],
  ])('have a capacity of %s', (_, cap, weeks, away, capacity) => {
    expect(capacityOver(cap, weeks, away)).toBe(capacity);
  });
});
