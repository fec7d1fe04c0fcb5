import { fairnessStretch } from './fairness.js';
import { london, someRoutingInputs } from './routing-inputs.builder.js';
import { searches } from './searches.js';

/** The target is Friday 5 March. */
const TARGET_ENDS = london('2027-03-06', 0);
const NOW = london('2027-03-01', 9);

const meetsTarget = (start: number) =>
  searches(someRoutingInputs([], { only: { consultantId: null, start } }))
    .flat()
    .map((round) => round.meetsTarget);

describe('the times that are tried', () => {
  it('meet the target to the last minute of its day', () => {
    expect(meetsTarget(TARGET_ENDS - 1)).toEqual([true]);
    expect(meetsTarget(TARGET_ENDS)).toEqual([false]);
    for (const [start, expected] of [
      [TARGET_ENDS - 1, true],
      [TARGET_ENDS, false],
    ] as const) {
      const rounds = searches(someRoutingInputs([], { request: { preferredStarts: [start] } })).flat();
      expect(rounds.find(({ kind }) => kind === 'preferred')?.meetsTarget).toBe(expected);
    }
  });

  it('are still to come: of a lead’s choice and of the window alike', () => {
    expect(meetsTarget(NOW)).toEqual([]);
    expect(meetsTarget(NOW + 1)).toEqual([true]);
    const window = { from: NOW - 60, to: london('2027-04-26', 0) };
    const [[soonest] = []] = searches(someRoutingInputs([], { window }));
    expect(soonest).toEqual({
      kind: 'soonest',
      within: { from: NOW + 1, to: TARGET_ENDS },
      meetsTarget: true,
    });
  });

  it('are tried once, however often they are named', () => {
    const start = london('2027-03-03', 10);
    const rounds = searches(
      someRoutingInputs([], { sameStart: start, request: { preferredStarts: [start, start + 60, start] } }),
    ).flat();
    expect(rounds.map(({ kind }) => kind)).toEqual(['same-time', 'preferred', 'soonest']);
  });
});

describe('the weeks over which fairness looks', () => {
  it.each([
    [1, 7, 0],
    [2, 7, 7],
    [8, 49, 7],
  ])('%s: %s days back and %s ahead', (weeks, daysBack, daysAhead) => {
    expect(fairnessStretch(weeks)).toEqual({ daysBack, daysAhead });
  });
});
