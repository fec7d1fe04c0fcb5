import fc from 'fast-check';
import { aCandidate, someRoutingInputs } from './routing-inputs.builder.js';
import { route } from './route.js';

/** Each some requests one after another, to some consultants. */
const RUNS = 5_000;

describe('fairness over a long sequence of requests', () => {
  /** Sends requests one after another through the run; the work of whoever is asked grows by one. */
  function loads(capacities: readonly number[], requests: number): number[] {
    const work = capacities.map(() => 0);
    for (let n = 0; n < requests; n += 1) {
      const candidates = capacities.map((capacity, index) =>
        aCandidate(`c${index}`, { capacity, recentWork: work[index] ?? 0 }),
      );
      const { offer } = route(
        someRoutingInputs(candidates, { request: { consultationId: `consultation-${n}` } }),
      );
      const chosen = candidates.findIndex(({ consultant }) => consultant.id === offer?.consultantId);
      work[chosen] = (work[chosen] ?? 0) + 1;
    }
    return work;
  }

  it('equal consultants never differ by more than one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 12 }), (count, requests) => {
        const work = loads(
          Array.from({ length: count }, () => 16),
          requests,
        );
        expect(work.reduce((sum, each) => sum + each, 0)).toBe(requests);
        expect(Math.max(...work) - Math.min(...work)).toBeLessThanOrEqual(1);
      }),
      { numRuns: RUNS },
    );
  });

  it('unequal ones share by the time they give: no consultation would have been fairer elsewhere', () => {
    const capacities = fc.array(fc.integer({ min: 1, max: 32 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(capacities, fc.integer({ min: 1, max: 12 }), (given, requests) => {
        const work = loads(given, requests);
        work.forEach((mine, i) => {
          work.forEach((theirs, j) => {
            // Sainte-Laguë: the last one given to i was due to i no later than the next to j.
            expect((2 * mine - 1) / (given[i] ?? 1)).toBeLessThanOrEqual(
              (2 * theirs + 1) / (given[j] ?? 1) + 1e-12,
            );
          });
        });
      }),
      { numRuns: RUNS },
    );
  });
});
