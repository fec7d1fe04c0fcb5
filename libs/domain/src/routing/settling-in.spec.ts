import fc from 'fast-check';
import { type ConsultantTime } from '../availability/consultant-time.js';
import { addDays } from '../time/day.js';
import { explain } from './explain.js';
import { mayTake } from './may-take.builder.js';
import { route } from './route.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';
import { aCandidate, london, someRoutingInputs } from './routing-inputs.builder.js';
import { firstWeeksAround, hasHadEnough } from './settling-in.js';

const ZONE = 'Europe/London';
const heldSince = london('2027-02-14', 9);
const tuesdayTen = london('2027-03-02', 10);

/** Sessions of an hour and a quarter at 3pm on those days. */
const heldOn = (...days: string[]): ConsultantTime['held'] =>
  days.map((day) => ({ from: london(day, 15), to: london(day, 16, 15) }));
/** First and last day. */
const leave = (from: string, until: string) => ({ from: london(from, 0), to: london(addDays(until, 1), 0) });

type Given = NonNullable<Parameters<typeof aCandidate>[1]>;

describe('the first two weeks', () => {
  const firstWeeks = (given: Given, start = tuesdayTen) =>
    firstWeeksAround(aCandidate('nia', given), start, ZONE);

  it.each<[string, Given, string | null]>([
    ['of somebody long here are none', {}, null],
    ['begin on the day of sign-off', signedOff('2027-03-02'), '2027-03-02'],
    ['have ended a fortnight after it', signedOff('2027-02-16'), null],
    ['last to the fourteenth day', signedOff('2027-02-17'), '2027-02-17'],
    ['begin on the day after leave', { time: { leave: [leave('2027-02-15', '2027-02-21')] } }, '2027-02-22'],
    ['do not follow four days off', { time: { leave: [leave('2027-02-15', '2027-02-18')] } }, null],
    ['follow five', { time: { leave: [leave('2027-02-15', '2027-02-19')] } }, '2027-02-20'],
    [
      'follow leave that came in two pieces',
      { time: { leave: [leave('2027-02-18', '2027-02-19'), leave('2027-02-15', '2027-02-17')] } },
      '2027-02-20',
    ],
    ['do not come before leave', { time: { leave: [leave('2027-03-03', '2027-03-30')] } }, null],
    ['follow a pause', { consultant: { paused: { from: '2027-02-20', until: '2027-02-28' } } }, '2027-03-01'],
    [
      'do not follow a pause without an end',
      { consultant: { paused: { from: '2027-04-01', until: null } } },
      null,
    ],
  ])('%s', (_, given, from) => {
    expect(firstWeeks(given)).toEqual(
      from === null ? null : { from: london(from, 0), to: london(addDays(from, 14), 0) },
    );
  });

  it('end with the last minute of the fourteenth day', () => {
    const end = london('2027-03-15', 0);
    expect(firstWeeks(signedOff('2027-03-01'), end - 1)).not.toBeNull();
    expect(firstWeeks(signedOff('2027-03-01'), end)).toBeNull();
  });

  it('are as many days when the clocks change in them', () => {
    expect(firstWeeks(signedOff('2027-03-22'), london('2027-04-04', 23))).toEqual({
      from: london('2027-03-22', 0),
      to: london('2027-04-05', 0),
    });
    const overTheChange = { time: { leave: [leave('2027-03-25', '2027-03-29')] } };
    expect(firstWeeks(overTheChange, london('2027-04-01', 10))?.from).toBe(london('2027-03-30', 0));
  });
});

function signedOff(from: string, until: string | null = null): Given {
  return { consultant: { signedOff: { from, until } } };
}

describe('whoever is new', () => {
  /** Two a week; new on 1 March. The others: two a week each as well, unless said otherwise. */
  const newcomer = (...days: string[]) =>
    aCandidate('nia', { ...signedOff('2027-03-01'), time: { held: heldOn(...days) } });
  const colleague = (given: Given['time'], consultant: Given['consultant'] = {}) =>
    aCandidate('omar', { time: given, consultant });
  const three = heldOn('2027-03-02', '2027-03-05', '2027-03-09');

  it.each<[string, string[], Candidate[], boolean]>([
    ['waits while nobody has any', [], [colleague({})], true],
    ['may have one beside one', [], [colleague({ held: heldOn('2027-03-02') })], false],
    ['may not have two beside one', ['2027-03-04'], [colleague({ held: heldOn('2027-03-02') })], true],
    ['may have three beside two', ['2027-03-04', '2027-03-05'], [colleague({ held: three.slice(1) })], false],
    [
      'may not have three beside one and a half',
      ['2027-03-04', '2027-03-05'],
      [colleague({ held: three }), colleague({})],
      true,
    ],
    ['is not held to what was before they came', [], [colleague({ held: heldOn('2027-02-26') })], true],
    ['is not held to what comes after the two weeks', [], [colleague({ held: heldOn('2027-03-15') })], true],
    [
      'may have more beside somebody who takes half as many',
      ['2027-03-04'],
      [colleague({ held: heldOn('2027-03-02'), weeklyCap: 1 })],
      false,
    ],
    [
      'may have more beside somebody who is there half the time',
      ['2027-03-04'],
      [colleague({ held: heldOn('2027-03-02'), leave: [leave('2027-03-08', '2027-03-14')] })],
      false,
    ],
    [
      'may have more beside somebody who leaves at half-time',
      ['2027-03-04'],
      [colleague({ held: heldOn('2027-03-02') }, { signedOff: { from: '2026-01-01', until: '2027-03-07' } })],
      false,
    ],
    [
      'may have more beside somebody who pauses at half-time',
      ['2027-03-04'],
      [colleague({ held: heldOn('2027-03-02') }, { paused: { from: '2027-03-08', until: null } })],
      false,
    ],
    [
      'is not compared with somebody who is not active',
      ['2027-03-04'],
      [colleague({}, { active: false }), colleague({ held: heldOn('2027-03-02'), weeklyCap: 1 })],
      false,
    ],
    ['has nobody to be compared with', ['2027-03-04'], [colleague({}, { active: false })], false],
  ])('%s', (_, own, colleagues, enough) => {
    const nia = newcomer(...own);
    expect(hasHadEnough(nia, tuesdayTen, [nia, ...colleagues], ZONE)).toBe(enough);
    expect(hasHadEnough(nia, london('2027-03-15', 10), [nia, ...colleagues], ZONE)).toBe(false);
  });

  const inputs = (given: Partial<RoutingInputs> = {}, omar: Given = {}) =>
    someRoutingInputs([newcomer(), aCandidate('omar', { recentWork: 5, time: { held: [] }, ...omar })], {
      heldSince,
      ...given,
    });

  it('is asked after the others, and the lead is told why', () => {
    const outcome = route(inputs());
    expect(outcome.offer?.consultantId).toBe('omar');
    expect(outcome.why?.runnerUp).toEqual({ consultantId: 'nia', step: 'settling-in' });
    expect(explain(outcome, { nia: 'Nia Testname', omar: 'Omar Testname' })).toContain(
      'Omar Testname goes before Nia Testname, the next in line, because the other is new or just back, and has as much for these two weeks as they should.',
    );
  });

  it('is asked when nobody else can take it, and for a case they know', () => {
    expect(route(inputs({}, { time: { weeklyCap: 0 } })).offer?.consultantId).toBe('nia');
    const [nia, omar] = inputs().candidates as [Candidate, Candidate];
    const known = inputs({ candidates: [{ ...nia, consultedThisCaseOn: '2026-11-02' }, omar] });
    expect(route(known).offer?.consultantId).toBe('nia');
  });

  it('goes by share alone in runs that were stored before', () => {
    const stored = inputs();
    delete stored.heldSince;
    expect(route(stored).why).toMatchObject({ runnerUp: { consultantId: 'omar', step: 'fairness' } });
  });

  it('never has more than half as many again but for what nobody settled could have taken', () => {
    const days = ['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04', '2027-03-08', '2027-03-10'];
    const aPerson = fc.record({
      cap: fc.integer({ min: 1, max: 4 }),
      isNew: fc.boolean(),
      free: fc.subarray(days, { minLength: 1 }),
    });
    const requests = fc.array(fc.constantFrom(...days.slice(1)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(aPerson, { minLength: 2, maxLength: 6 }), requests, (people, wanted) => {
        const held = people.map((): ConsultantTime['held'] => []);
        const beyond = people.map(() => 0);
        for (const [n, day] of wanted.entries()) {
          const start = london(day, 10);
          const candidates = people.map(({ cap, isNew, free }, at) =>
            aCandidate(`c${at}`, {
              consultant: { signedOff: { from: isNew ? '2027-03-01' : '2026-01-01', until: null } },
              time: {
                weeklyCap: cap,
                weeklyHours: [],
                extra: free.map((one) => ({ from: london(one, 9), to: london(one, 17) })),
                held: held[at] ?? [],
              },
              recentWork: held[at]?.length ?? 0,
              capacity: 8 * cap,
            }),
          );
          const given = {
            now: london('2027-03-01', 8),
            heldSince,
            window: { from: london('2027-03-01', 9), to: london('2027-04-26', 0) },
          };
          const request = {
            consultationId: `consultation-${n}`,
            targetOn: '2027-03-12',
            preferredStarts: [start],
          };
          const all = someRoutingInputs(candidates, { ...given, request });
          const { offer } = route(all);
          if (offer?.start !== start) continue;
          const asked = candidates.findIndex(({ consultant }) => consultant.id === offer.consultantId);
          const settled = candidates.filter((_, at) => at !== asked && people[at]?.isNew === false);
          if (!settled.some((other) => mayTake(other, all, start))) beyond[asked] = (beyond[asked] ?? 0) + 1;
          held[asked] = [...(held[asked] ?? []), { from: start, to: start + 75 }];
        }
        for (const [at, { cap, isNew }] of people.entries()) {
          if (!isNew) continue;
          const others = people.map((_, other) => other).filter((other) => other !== at);
          const work = others.reduce((sum, other) => sum + (held[other]?.length ?? 0), 0);
          const caps = others.reduce((sum, other) => sum + (people[other]?.cap ?? 0), 0);
          expect((held[at]?.length ?? 0) - (beyond[at] ?? 0)).toBeLessThanOrEqual((1.5 * work * cap) / caps);
        }
      }),
      { numRuns: 300 },
    );
  });
});
