import fc from 'fast-check';
import { MODES, PRIORITIES, type Purpose, PURPOSES } from '../asking/request.js';
import { type Interval } from '../availability/intervals.js';
import { whoIsFree } from '../availability/free-times.js';
import { DECLINE_REASONS } from '../consultation/events.js';
import { londonClock } from '../availability/london-clock.builder.js';
import { addDays } from '../time/day.js';
import { explain } from './explain.js';
import { mayTake } from './may-take.builder.js';
import { offerableTimes } from './offerable-times.js';
import { route, type RoutingOutcome } from './route.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';
import { aCandidate, london, someRoutingInputs } from './routing-inputs.builder.js';

/** Monday 22 March 2027, 9am: the clocks change on the Sunday that follows. */
const now = london('2027-03-22', 9);
const DAY = 1440;
const days = Array.from({ length: 16 }, (_, index) => addDays('2027-03-20', index));
const people = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];

const someDay = fc.constantFrom(...days);
const someHalfHour = fc.nat(14 * 48).map((index) => now - 9 * 60 + index * 30);
const mostly = (yes: boolean) => fc.integer({ min: 0, max: 9 }).map((roll) => (roll < 9 ? yes : !yes));
const seldom = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

function intervals(most: number, longest: number): fc.Arbitrary<Interval[]> {
  return fc.array(
    fc
      .record({ from: someHalfHour, length: fc.integer({ min: 1, max: longest }) })
      .map(({ from, length }) => ({
        from,
        to: from + length,
      })),
    { maxLength: most },
  );
}

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  startMinute: 9 * 60,
  endMinute: 17 * 60,
  effectiveFrom: '2026-01-01',
  effectiveUntil: null,
}));

function someCandidate(id: string): fc.Arbitrary<Candidate> {
  return fc
    .record({
      consultant: fc.record({
        programmeId: seldom('borough', fc.constant('next-borough')),
        agencyId: fc.constantFrom('health', 'social-care', 'police'),
        teamId: seldom(`team-of-${id}`, fc.constant('assessment-north')),
        isLead: mostly(false),
        active: mostly(true),
        signedOff: seldom<Candidate['consultant']['signedOff']>(
          { from: '2026-01-01', until: null },
          fc.record({ from: someDay, until: fc.option(someDay) }),
        ),
        paused: seldom<Candidate['consultant']['paused']>(
          null,
          fc.record({ from: someDay, until: fc.option(someDay) }),
        ),
        priorities: seldom([...PRIORITIES], fc.subarray([...PRIORITIES])),
        modes: seldom([...MODES], fc.subarray([...MODES])),
        specialisms: fc.subarray<Purpose>([...PURPOSES], { maxLength: 3 }),
        neverMatch: seldom<string[]>([], fc.subarray(people)),
      }),
      time: fc.record({
        weeklyHours: fc.subarray(weekdays),
        extra: intervals(2, 300),
        blocked: intervals(1, 300),
        leave: intervals(1, 2 * DAY),
        busy: intervals(6, 240),
        held: intervals(2, 75),
        bufferAfterMinutes: fc.constantFrom(0, 15),
        weeklyCap: fc.constantFrom(0, 1, 2, 2, 2),
      }),
      recentWork: fc.nat(4),
      capacity: fc.constantFrom(2, 8, 16),
      consultedThisCaseOn: seldom<string | null>(null, someDay),
      declined: seldom<Candidate['declined']>(
        [],
        fc.array(
          fc.record({
            start: someHalfHour,
            because: fc.constantFrom(...DECLINE_REASONS, 'no-answer' as const),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      ),
    })
    .map((given) => aCandidate(id, given));
}

const someInputs: fc.Arbitrary<RoutingInputs> = fc
  .record({
    candidates: fc
      .integer({ min: 0, max: 6 })
      .chain((count) => fc.tuple(...people.slice(0, count).map(someCandidate))),
    notice: fc.nat(2 * DAY),
    leadIsLastResort: fc.boolean(),
    sameStart: seldom<number | null>(null, someHalfHour),
    only: seldom<RoutingInputs['only']>(
      null,
      fc.record({ consultantId: fc.option(fc.constantFrom(...people)), start: fc.option(someHalfHour) }),
    ),
    request: fc.record({
      consultationId: fc.string({ minLength: 1, maxLength: 8 }),
      coveringProgrammeIds: fc.constantFrom([], ['next-borough']),
      requesterId: seldom('requester', fc.constantFrom(...people)),
      requesterManagerId: fc.option(fc.constantFrom(...people)),
      priority: fc.constantFrom(...PRIORITIES),
      targetOn: someDay,
      mode: fc.constantFrom(...MODES),
      purposes: fc.subarray<Purpose>([...PURPOSES], { minLength: 1, maxLength: 3 }),
      restricted: mostly(false),
      namedConsultantId: fc.option(fc.constantFrom(...people)),
      familyAgencyIds: fc.subarray(['health', 'police']),
      conflictPersonIds: seldom<string[]>([], fc.subarray(people)),
      lockedOutPersonIds: seldom<string[]>([], fc.subarray(people)),
      preferredStarts: fc.array(someHalfHour, { maxLength: 3 }),
    }),
  })
  .map(({ candidates, notice, leadIsLastResort, sameStart, only, request }) =>
    someRoutingInputs(candidates, {
      now,
      window: { from: now + notice, to: now + 14 * DAY },
      settings: { leadIsLastResort, fairnessWeeks: 8 },
      sameStart,
      only,
      request,
    }),
  );

const numRuns = 10_000;

describe('over many random runs', () => {
  it('nobody is offered what they may not take, and what could be offered is not left lying', () => {
    let offers = 0;
    let left = 0;
    fc.assert(
      fc.property(someInputs, fc.nat(14 * 48), (inputs, at) => {
        const { offer } = route(inputs);
        const asked = inputs.candidates.filter(
          ({ consultant }) => inputs.only?.consultantId == null || consultant.id === inputs.only.consultantId,
        );
        if (offer === null) {
          left += 1;
          const start = inputs.only?.start ?? null;
          const could =
            start === null
              ? inputs.request.preferredStarts.filter((at) => at >= inputs.window.from)
              : [start];
          const open = could.filter((at) => at > now && (start !== null || at < inputs.window.to));
          const anyTime = Math.ceil(inputs.window.from / 30) * 30 + at * 30;
          const inTarget = start === null && londonClock(anyTime).day <= inputs.request.targetOn;
          if (inTarget && anyTime > now && anyTime < inputs.window.to) open.push(anyTime);
          for (const time of open) expect(asked.filter((one) => mayTake(one, inputs, time))).toEqual([]);
        } else {
          offers += 1;
          const candidate = asked.find(({ consultant }) => consultant.id === offer.consultantId);
          expect(candidate !== undefined && mayTake(candidate, inputs, offer.start)).toBe(true);
          expect(offer.start).toBeGreaterThan(now);
          if (inputs.only?.start == null) {
            expect(offer.start).toBeGreaterThanOrEqual(inputs.window.from);
            expect(offer.start).toBeLessThan(inputs.window.to);
          } else {
            expect(offer.start).toBe(inputs.only.start);
          }
        }
      }),
      { numRuns },
    );
    expect(offers).toBeGreaterThan(numRuns / 5);
    expect(left).toBeGreaterThan(numRuns / 20);
  });

  it('stored inputs replay to the same answer, in whatever order the candidates come', () => {
    const shuffled = someInputs.chain((inputs) =>
      fc.tuple(
        fc.constant(inputs),
        fc.shuffledSubarray([...inputs.candidates], { minLength: inputs.candidates.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([inputs, candidates]) => {
        const stored = JSON.stringify(inputs);
        const outcome = route(inputs);
        expect(JSON.stringify(inputs)).toBe(stored);
        expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
        expect(JSON.stringify(route(JSON.parse(stored) as RoutingInputs))).toBe(JSON.stringify(outcome));
        expect(JSON.stringify(route({ ...inputs, candidates }))).toBe(JSON.stringify(outcome));
      }),
      { numRuns },
    );
  });

  it('one more consultant who may not be asked changes neither the offer nor the reason', () => {
    fc.assert(
      fc.property(someInputs, someCandidate('p9'), (inputs, other) => {
        const shutOut = { ...inputs, request: { ...inputs.request, lockedOutPersonIds: ['p9'] } };
        const before = route(shutOut);
        const after = route({ ...shutOut, candidates: [other, ...inputs.candidates] });
        expect(after.offer).toEqual(before.offer);
        expect(after.why).toEqual(before.why);
      }),
      { numRuns },
    );
  });

  it('every consultant is accounted for, and every run can be read', () => {
    fc.assert(
      fc.property(someInputs, (inputs) => {
        const outcome: RoutingOutcome = route(inputs);
        const only = inputs.only?.consultantId ?? null;
        const ids = inputs.candidates.map(({ consultant }) => consultant.id);
        const asked = ids.filter((id) => only === null || id === only);
        expect(outcome.considered.map(({ consultantId }) => consultantId)).toEqual(asked.sort());
        for (const { consultantId, ruledOutAlways, ruledOutIn, scores } of outcome.considered) {
          if (scores !== null) expect(ruledOutAlways).toEqual([]);
          const rules = [...ruledOutAlways, ...ruledOutIn.flatMap((round) => round.rules)];
          if (consultantId === outcome.offer?.consultantId) expect(scores).not.toBeNull();
          else if (outcome.offer === null && outcome.rounds.length > 0) expect(rules).not.toEqual([]);
        }
        const sentences = explain(outcome, {});
        expect(sentences.every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
        expect(sentences.join(' ')).not.toMatch(/undefined|null|NaN|\[object/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the times a practitioner can choose from are those at which somebody may be asked', () => {
    let times = 0;
    fc.assert(
      fc.property(someInputs, fc.nat(14 * 48), (inputs, at) => {
        const candidates = inputs.candidates.map((candidate) => ({ ...candidate, declined: [] }));
        const offerable = offerableTimes({ ...inputs, candidates });
        const freeAt = (start: number): string[] =>
          candidates.filter((one) => mayTake(one, inputs, start)).map(({ consultant }) => consultant.id);
        for (const start of offerable.starts.slice(at, at + 3)) {
          times += 1;
          expect(whoIsFree(offerable, start).filter((id) => !freeAt(start).includes(id))).toEqual([]);
        }
        const start = Math.ceil(inputs.window.from / 30) * 30 + at * 30;
        // A session into the next day may end in a pause that the rules, which look at the day of the start, allow.
        if (start < inputs.window.to && londonClock(start).day === londonClock(start + 75).day) {
          expect(whoIsFree(offerable, start)).toEqual(freeAt(start));
        }
      }),
      { numRuns: 5_000 },
    );
    expect(times).toBeGreaterThan(1_000);
  });
});
