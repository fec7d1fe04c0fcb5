import fc from 'fast-check';
import { MODES, PRIORITIES, type Purpose, PURPOSES } from '../asking/request.js';
import { type Interval } from '../availability/intervals.js';
import { Temporal } from 'temporal-polyfill';
import { whoIsFree } from '../availability/free-times.js';
import { DECLINE_REASONS } from '../consultation/events.js';
import { explain } from './explain.js';
import { offerableTimes } from './offerable-times.js';
import { route, type RoutingOutcome } from './route.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';
import { aCandidate, london, someRoutingInputs } from './routing-inputs.builder.js';

const zone = 'Europe/London';
/** Monday 22 March 2027, 9am: the clocks change on the Sunday that follows. */
const now = london('2027-03-22', 9);
const DAY = 1440;
const days = Array.from({ length: 16 }, (_, index) =>
  Temporal.PlainDate.from('2027-03-20').add({ days: index }).toString(),
);
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

interface Shown {
  day: string;
  weekday: number;
  minute: number;
  monday: string;
}
const shown = new Map<number, Shown>();

/** What the clocks of London show, asked of another source than the code under test. */
function clock(at: number): Shown {
  const known = shown.get(at);
  if (known !== undefined) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at * 60_000).toZonedDateTimeISO(zone);
  const date = zoned.toPlainDate();
  const asked = {
    day: date.toString(),
    weekday: zoned.dayOfWeek,
    minute: zoned.hour * 60 + zoned.minute,
    monday: date.subtract({ days: zoned.dayOfWeek - 1 }).toString(),
  };
  shown.set(at, asked);
  return asked;
}

/** The hard rules once more, written from the words of the product and sharing nothing with the code under test. */
function mayTake(
  { consultant, time, declined }: Candidate,
  { request }: RoutingInputs,
  start: number,
): boolean {
  const holds = (range: { from: string; until: string | null } | null): boolean => {
    const { day } = clock(start);
    return range !== null && range.from <= day && day <= (range.until ?? '9999-12-31');
  };
  const working = (at: number): boolean =>
    time.extra.some(({ from, to }) => from <= at && at < to) ||
    time.weeklyHours.some(
      (row) =>
        row.weekday === clock(at).weekday &&
        row.startMinute <= clock(at).minute &&
        clock(at).minute < row.endMinute,
    );
  for (let at = start; at < start + time.sessionMinutes; at += 1) if (!working(at)) return false;
  const until = start + time.sessionMinutes + time.bufferAfterMinutes;
  const taken = [...time.blocked, ...time.leave, ...time.busy, ...time.held];
  if (taken.some(({ from, to }) => from < until && to > start)) return false;
  if (time.held.filter(({ from }) => clock(from).monday === clock(start).monday).length >= time.weeklyCap)
    return false;

  if (!consultant.active || !holds(consultant.signedOff) || holds(consultant.paused)) return false;
  if (![request.programmeId, ...request.coveringProgrammeIds].includes(consultant.programmeId)) return false;
  if (!consultant.priorities.includes(request.priority) || !consultant.modes.includes(request.mode))
    return false;
  const itself = [request.requesterId, request.requesterManagerId, ...request.conflictPersonIds];
  if ([...itself, ...request.lockedOutPersonIds].includes(consultant.id)) return false;
  if (consultant.teamId === request.requesterTeamId) return false;
  if (consultant.neverMatch.includes(request.requesterId)) return false;
  if (request.restricted && !consultant.isLead) {
    if (consultant.id !== request.namedConsultantId) return false;
    if ([request.requesterAgencyId, ...request.familyAgencyIds].includes(consultant.agencyId)) return false;
  }
  for (const offer of declined) {
    if (offer.start === start) return false;
    if (offer.because === 'no-answer' || offer.because === 'not-the-right-person') return false;
    if (offer.because === 'no-room-this-week' && clock(offer.start).monday === clock(start).monday)
      return false;
  }
  return true;
}

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
          const inTarget = start === null && clock(anyTime).day <= inputs.request.targetOn;
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
        if (start < inputs.window.to && clock(start).day === clock(start + 75).day) {
          expect(whoIsFree(offerable, start)).toEqual(freeAt(start));
        }
      }),
      { numRuns: 5_000 },
    );
    expect(times).toBeGreaterThan(1_000);
  });
});

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
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 60 }), (count, requests) => {
        const work = loads(
          Array.from({ length: count }, () => 16),
          requests,
        );
        expect(work.reduce((sum, each) => sum + each, 0)).toBe(requests);
        expect(Math.max(...work) - Math.min(...work)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('unequal ones share by the time they give: no consultation would have been fairer elsewhere', () => {
    const capacities = fc.array(fc.integer({ min: 1, max: 32 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(capacities, fc.integer({ min: 1, max: 60 }), (given, requests) => {
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
      { numRuns: 200 },
    );
  });
});
