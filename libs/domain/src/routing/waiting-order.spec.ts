import fc from 'fast-check';
import { PRIORITIES } from '../asking/request.js';
import { STATUSES } from '../consultation/consultation.js';
import { WITH_LEAD_REASONS } from '../consultation/events.js';
import { compareWaiting, type Waiting, waitsForTime } from './waiting-order.js';

const asked = (id: string, targetOn: string, priority: Waiting['priority'], at: string): Waiting => ({
  id,
  targetOn,
  priority,
  submittedAt: new Date(`2027-03-01T${at}Z`),
});

describe('whose turn it is', () => {
  it('is by target, then priority, then who asked first, then id', () => {
    const inTurn = [
      asked('d', '2027-03-04', 'P3', '12:00'),
      asked('c', '2027-03-05', 'P1', '12:00'),
      asked('e', '2027-03-05', 'P2', '09:00'),
      asked('a', '2027-03-05', 'P2', '09:01'),
      asked('b', '2027-03-05', 'P2', '09:01'),
      asked('f', '2027-03-08', 'P1', '08:00'),
    ];
    expect([...inTurn].reverse().sort(compareWaiting)).toEqual(inTurn);
  });

  it('is the same in whatever order they are read', () => {
    const some = fc.record({
      id: fc.uuid(),
      targetOn: fc.constantFrom('2027-03-04', '2027-03-05', '2027-03-08'),
      priority: fc.constantFrom(...PRIORITIES),
      submittedAt: fc.constantFrom(new Date(0), new Date(1), new Date(2)),
    });
    const twice = fc
      .uniqueArray(some, { selector: ({ id }) => id, maxLength: 12 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(twice, ([all, shuffled]) => {
        const inTurn = [...all].sort(compareWaiting);
        expect(shuffled.sort(compareWaiting)).toEqual(inTurn);
        inTurn.slice(1).forEach((next, n) => {
          const before = inTurn[n] as Waiting;
          expect(before.targetOn <= next.targetOn).toBe(true);
          if (before.targetOn === next.targetOn) expect(before.priority <= next.priority).toBe(true);
        });
      }),
    );
  });

  it('comes only to what waits, or is with the lead because no time suited', () => {
    const all = STATUSES.flatMap((status) =>
      [null, ...WITH_LEAD_REASONS].map((because) => [status, because] as const),
    );
    expect(all.filter(([status, because]) => status !== 'waiting' && waitsForTime(status, because))).toEqual([
      ['with_lead', 'nobody-fits'],
      ['with_lead', 'target-at-risk'],
    ]);
    expect(waitsForTime('waiting', null)).toBe(true);
  });
});
