import fc from 'fast-check';
import { weekAround } from '../availability/slot-calendar.js';
import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { makeWorkingCalendar } from '../time/working-days.js';
import { offerWindow } from '../consultation/offer-window.js';
import { addDays } from '../time/day.js';
import { epochMinutes, fromEpochMinutes } from '../time/zone.js';
import { mayTake } from './may-take.builder.js';
import { Replay, replay } from './replay.js';
import { replaySentences, replaySummary } from './replay-figures.js';
import { type Answer, type RoutingRules, type ReplaySurroundings, type StoredRun } from './replay-inputs.js';
import { route } from './route.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';
import { aCandidate, london, someRoutingInputs } from './routing-inputs.builder.js';

const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
const rules: RoutingRules = {
  leadIsLastResort: true,
  fairnessWeeks: 8,
  weeklyCap: 2,
  noticeWorkingDays: 1,
  horizonWeeks: 8,
  targetWorkingDays: DEFAULT_SETTINGS.targetWorkingDays,
  offerWindowMinutes: DEFAULT_SETTINGS.offerWindowMinutes,
};
const surroundings = (after: Partial<RoutingRules> = {}): ReplaySurroundings => ({
  before: rules,
  after: { ...rules, ...after },
  settings: DEFAULT_SETTINGS,
  calendar,
  ownCaps: new Set(),
  until: london('2027-07-01', 9),
  work: [],
});

const PEOPLE = ['amara', 'ben', 'chidi', 'lena'];
const WEEK = 7 * 1440;

interface Asked {
  day: number;
  target: number;
  /** Of those who are asked first, one after another; whoever is asked after them accepts. */
  answers: readonly { kind: Answer['kind']; minutes: number }[];
}

/**
 * A programme in which requests come in one after another: whom each run chooses is held by them, until they decline or say
 * nothing if they do, and the next run sees it. Written from the words of the product, it shares nothing with the replay.
 */
function history(requests: readonly Asked[], leadIsLastResort = true): StoredRun[] {
  const held = new Map<string, { from: number; to: number }[]>(PEOPLE.map((id) => [id, []]));
  const declined = requests.map((): Candidate['declined'][number][] => []);
  const refused = requests.map((): string[] => []);
  const runs: StoredRun[] = [];
  const due = requests.map(({ day }, index) => ({
    now: london(calendar.addWorkingDays('2027-03-01', day), 9, index % 60),
    index,
    turn: 0,
    gone: null as { id: string; start: number } | null,
  }));
  while (due.length > 0) {
    const next = due.reduce((first, one) => (one.now < first.now ? one : first));
    due.splice(due.indexOf(next), 1);
    const { now, index, turn, gone } = next;
    const request = requests[index];
    if (!request) throw new Error('It was asked for');
    if (gone)
      held.set(
        gone.id,
        (held.get(gone.id) ?? []).filter(({ from }) => from !== gone.start),
      );
    const submittedOn = calendar.addWorkingDays('2027-03-01', request.day);
    const candidates = PEOPLE.map((id) =>
      candidateAt(
        id,
        now,
        held,
        (declined[index] ?? []).filter((_, at) => refused[index]?.[at] === id),
      ),
    );
    const inputs = someRoutingInputs(candidates, {
      now,
      window: { from: now + 1440, to: now + 8 * WEEK },
      settings: { leadIsLastResort, fairnessWeeks: 8 },
      sameStart: gone?.start ?? null,
      request: {
        consultationId: `consultation-${index}`,
        priority: 'P2',
        targetOn: addDays(submittedOn, request.target),
      },
    });
    const chosen = route(inputs).offer;
    const answer = chosen && answerOf(request.answers[turn], now, chosen.start);
    const letGo = answer && answer.kind !== 'accepted' ? { at: answer.at, ofTheChoice: true } : null;
    runs.push({ inputs, chosen, submittedOn, answer, letGo });
    if (chosen === null || answer === null) continue;
    held.get(chosen.consultantId)?.push({ from: chosen.start, to: chosen.start + 75 });
    if (letGo === null) continue;
    const because = answer.kind === 'refused' ? 'time-does-not-suit' : 'no-answer';
    declined[index]?.push({ start: chosen.start, because });
    refused[index]?.push(chosen.consultantId);
    const { consultantId: id, start } = chosen;
    due.push({ now: answer.at, index, turn: turn + 1, gone: { id, start } });
  }
  return runs;
}

function answerOf(given: Asked['answers'][number] | undefined, now: number, start: number): Answer {
  const { kind, minutes } = given ?? { kind: 'accepted', minutes: 60 };
  const [made, startsAt] = [fromEpochMinutes(now), fromEpochMinutes(start)];
  const { expiresAt } = offerWindow(made, startsAt, 'P2', DEFAULT_SETTINGS, calendar);
  const ends = epochMinutes(expiresAt);
  const answered = epochMinutes(calendar.addWorkingMinutes(made, minutes));
  return { kind, at: kind === 'no-answer' ? ends : Math.min(ends, answered) };
}

function candidateAt(
  id: string,
  now: number,
  held: ReadonlyMap<string, { from: number; to: number }[]>,
  declined: Candidate['declined'],
): Candidate {
  const mine = held.get(id) ?? [];
  return aCandidate(id, {
    consultant: { isLead: id === 'lena' },
    time: { held: [...mine] },
    recentWork: mine.filter(({ to }) => to > now - 8 * WEEK).length,
    declined,
  });
}

const anAnswer = fc.record({
  kind: fc.constantFrom<Answer['kind']>('accepted', 'refused', 'no-answer'),
  minutes: fc.integer({ min: 0, max: 480 }),
});
const someRequests = fc
  .array(
    fc.record({
      day: fc.nat(12),
      target: fc.integer({ min: 2, max: 14 }),
      answers: fc.array(anAnswer, { maxLength: 2 }),
    }),
    {
      maxLength: 30,
    },
  )
  .map((requests) => [...requests].sort((a, b) => a.day - b.day));

type Change = Pick<
  RoutingRules,
  'leadIsLastResort' | 'fairnessWeeks' | 'weeklyCap' | 'targetWorkingDays' | 'offerWindowMinutes'
>;

/** Somebody was in two places in them: what was known at one time was taken for what is known at another. */
const FOUND_WRONG_ONCE: [Asked[], Change][] = [
  [
    [
      { day: 0, target: 2, answers: [] },
      { day: 0, target: 2, answers: [{ kind: 'accepted', minutes: 61 }] },
      { day: 7, target: 2, answers: [{ kind: 'no-answer', minutes: 0 }] },
      { day: 7, target: 2, answers: [] },
      { day: 8, target: 2, answers: [] },
      { day: 11, target: 2, answers: [] },
      { day: 11, target: 2, answers: [{ kind: 'no-answer', minutes: 0 }] },
      { day: 11, target: 2, answers: [{ kind: 'no-answer', minutes: 0 }] },
    ],
    {
      leadIsLastResort: false,
      fairnessWeeks: 12,
      weeklyCap: 1,
      targetWorkingDays: { P1: 3, P2: 5, P3: 10 },
      offerWindowMinutes: { P1: 240, P2: 60, P3: 960 },
    },
  ],
  [
    [
      { day: 0, target: 2, answers: [{ kind: 'no-answer', minutes: 0 }] },
      { day: 0, target: 2, answers: [] },
      { day: 0, target: 2, answers: [] },
      { day: 4, target: 3, answers: [] },
      { day: 5, target: 2, answers: [{ kind: 'no-answer', minutes: 0 }] },
      { day: 5, target: 2, answers: [] },
      { day: 5, target: 2, answers: [{ kind: 'refused', minutes: 59 }] },
    ],
    {
      leadIsLastResort: false,
      fairnessWeeks: 2,
      weeklyCap: 1,
      targetWorkingDays: { P1: 3, P2: 5, P3: 10 },
      offerWindowMinutes: { P1: 240, P2: 60, P3: 960 },
    },
  ],
];

describe('a replay', () => {
  it('with nothing changed gives every stored choice back', () => {
    fc.assert(
      fc.property(someRequests, fc.boolean(), (requests, lastResort) => {
        const runs = history(requests, lastResort);
        const whole = new Replay(surroundings());
        for (const run of runs) expect(whole.add(run)).toEqual(run.chosen);
        for (const { before, after, targetBefore, targetAfter } of whole.result()) {
          expect([after, targetAfter]).toEqual([before, targetBefore]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives nobody two places at once, nothing that they may not take, and no more than their cap', () => {
    const changes = fc.record({
      leadIsLastResort: fc.boolean(),
      fairnessWeeks: fc.constantFrom(2, 8, 12),
      weeklyCap: fc.integer({ min: 1, max: 3 }),
      targetWorkingDays: fc.constantFrom(rules.targetWorkingDays, { P1: 2, P2: 3, P3: 8 }),
      offerWindowMinutes: fc
        .constantFrom(60, 240, 480, 960)
        .map((P2) => ({ ...rules.offerWindowMinutes, P2 })),
    });
    let different = 0;
    fc.assert(
      fc.property(someRequests, changes, (requests, change) => {
        const runs = history(requests);
        const results = replay(runs, surroundings(change));
        const last = new Map<string, RoutingInputs>(
          runs.map(({ inputs }) => [inputs.request.consultationId, inputs]),
        );
        const held = new Map<string, { from: number; to: number }[]>(PEOPLE.map((id) => [id, []]));
        for (const { consultationId, before, after } of results) {
          if (before?.consultantId !== after?.consultantId) different += 1;
          if (after === null) continue;
          const mine = held.get(after.consultantId) ?? [];
          const inputs = last.get(consultationId);
          const candidate = inputs?.candidates.find(({ consultant }) => consultant.id === after.consultantId);
          if (!inputs || !candidate) throw new Error('It was among those considered');
          const time = { ...candidate.time, held: mine, weeklyCap: change.weeklyCap };
          expect(mayTake({ ...candidate, time, declined: [] }, inputs, after.start)).toBe(true);
          const week = weekAround(after.start, inputs.zone);
          mine.push({ from: after.start, to: after.start + 75 });
          expect(mine.filter(({ from }) => from >= week.from && from < week.to).length).toBeLessThanOrEqual(
            change.weeklyCap,
          );
        }
      }),
      { numRuns: 300, examples: FOUND_WRONG_ONCE },
    );
    expect(different).toBeGreaterThan(100);
  });

  it('carries its own consequences: what goes to the lead leaves the champion free for the next', () => {
    const monday = london('2027-03-01', 9);
    const run = (index: number, chosen: string, lena: number, amara: number): StoredRun => {
      const at = { from: london('2027-03-02', 10), to: london('2027-03-02', 11, 15) };
      const busy = (was: number) => (was > 0 ? [at] : []);
      const candidates = [
        aCandidate('lena', { consultant: { isLead: true }, time: { held: busy(lena) }, recentWork: lena }),
        aCandidate('amara', { time: { held: busy(amara) }, recentWork: amara + 1 }),
      ];
      return {
        inputs: someRoutingInputs(candidates, {
          now: monday + index,
          request: { consultationId: `c${index}`, preferredStarts: [at.from] },
        }),
        chosen: { consultantId: chosen, start: at.from },
        answer: null,
        letGo: null,
        submittedOn: '2027-03-01',
      };
    };
    // Champions first: Amara at ten, and then Lena at ten, for Amara is taken.
    const runs = [run(0, 'amara', 0, 0), run(1, 'lena', 0, 1)];
    expect(runs.map(({ inputs }) => route(inputs).offer?.start)).toEqual([
      london('2027-03-02', 10),
      london('2027-03-02', 11, 30),
    ]);
    const results = replay(runs, surroundings({ leadIsLastResort: false }));
    expect(results.map(({ after }) => after?.consultantId)).toEqual(['lena', 'amara']);
  });

  it('drops a run that came of an answer nobody would have given, and keeps one that the requester asked for', () => {
    const withLead = { P1: 3, P2: 5, P3: 10 };
    const candidates = [
      aCandidate('amara', { recentWork: 1 }),
      aCandidate('lena', { consultant: { isLead: true } }),
    ];
    const first = someRoutingInputs(candidates);
    const second = someRoutingInputs(candidates, { now: first.now + 60 });
    const start = route(first).offer?.start ?? 0;
    const runs = (ofTheChoice: boolean): StoredRun[] => [
      {
        inputs: first,
        chosen: { consultantId: 'amara', start },
        answer: { at: first.now + 30, kind: ofTheChoice ? 'refused' : 'accepted' },
        letGo: { at: first.now + 60, ofTheChoice },
        submittedOn: '2027-03-01',
      },
      { inputs: second, chosen: null, answer: null, letGo: null, submittedOn: '2027-03-01' },
    ];
    const change = surroundings({ leadIsLastResort: false, targetWorkingDays: withLead });
    expect(replay(runs(true), change)[0]).toMatchObject({
      before: null,
      after: { consultantId: 'lena', start },
    });
    const whole = new Replay(change);
    const asked = runs(false).map((run) => whole.add(run));
    expect(asked.map((choice) => choice?.consultantId)).toEqual(['lena', 'lena']);
  });

  it('counts work over other weeks from what was held, and leaves caps of their own alone', () => {
    const candidates = [
      aCandidate('amara', { recentWork: 0 }),
      aCandidate('ben', { recentWork: 0, time: { weeklyCap: 0 } }),
    ];
    const inputs = someRoutingInputs(candidates, { request: { consultationId: 'x' } });
    const offer = route(inputs).offer;
    expect(offer?.consultantId).toBe('amara');
    const run: StoredRun = { inputs, chosen: offer, answer: null, letGo: null, submittedOn: '2027-03-01' };
    const work = [{ consultantId: 'amara', freeAgainAt: inputs.now - 10 * WEEK }];
    const raised = { ...surroundings({ weeklyCap: 3, fairnessWeeks: 12 }), work };
    expect(replay([run], raised)[0]?.after?.consultantId).toBe('ben');
    expect(replay([run], { ...raised, ownCaps: new Set(['ben']) })[0]?.after?.consultantId).toBe('amara');
  });
});

describe('a replay with other times to answer', () => {
  /** Offered on Monday 1 March 2027 at nine; P2 has a working day of eight hours to answer. */
  const monday = london('2027-03-01', 9);
  const at = (day: string, hour: number): number => london(day, hour);
  const tenOn = (day: string) => at(day, 10);
  const first = (answer: Answer | null, letGo: StoredRun['letGo'] = null): StoredRun => ({
    inputs: someRoutingInputs(
      [aCandidate('amara'), aCandidate('ben', { recentWork: 1 }), aCandidate('chidi', { recentWork: 2 })],
      { now: monday, request: { preferredStarts: [tenOn('2027-03-04')], targetOn: '2027-03-05' } },
    ),
    chosen: { consultantId: 'amara', start: tenOn('2027-03-04') },
    submittedOn: '2027-03-01',
    answer,
    letGo,
  });
  /** The one that came of no answer, with Ben. */
  const next = (now: number): StoredRun => {
    const { inputs } = first(null);
    const [amara, ...others] = inputs.candidates;
    if (!amara) throw new Error('Amara is asked first');
    const declined = [{ start: tenOn('2027-03-04'), because: 'no-answer' as const }];
    return {
      inputs: {
        ...inputs,
        now,
        window: { from: now + 1440, to: now + 8 * WEEK },
        candidates: [{ ...amara, declined }, ...others],
        sameStart: tenOn('2027-03-04'),
      },
      chosen: { consultantId: 'ben', start: tenOn('2027-03-04') },
      submittedOn: '2027-03-01',
      answer: { at: now + 60, kind: 'accepted' },
      letGo: null,
    };
  };
  const windowOf = (hours: number, more: Partial<ReplaySurroundings> = {}) => ({
    ...surroundings({ offerWindowMinutes: { ...rules.offerWindowMinutes, P2: hours * 60 } }),
    ...more,
  });
  const afterOf = (runs: readonly StoredRun[], by: ReplaySurroundings) => replay(runs, by)[0]?.after;
  const amara = { consultantId: 'amara', start: tenOn('2027-03-04') };
  const ben = { ...amara, consultantId: 'ben' };

  it.each([
    ['stays with who would have answered in time', 'accepted', 12, 4, amara],
    ['goes on to the next when the answer would have come too late', 'accepted', 14, 4, ben],
    ['stays when there is more time', 'accepted', 14, 12, amara],
  ] as const)('%s', (_, kind, hour, hours, expected) => {
    expect(afterOf([first({ kind, at: at('2027-03-01', hour) })], windowOf(hours))).toEqual(expected);
  });

  it('asks the next of what is open still only when the window would be over', () => {
    const until = at('2027-03-01', 12);
    expect(afterOf([first(null)], windowOf(4, { until }))).toEqual(amara);
    expect(afterOf([first(null)], windowOf(2, { until }))).toEqual(ben);
    const withdrawn = { at: at('2027-03-01', 10), ofTheChoice: false };
    expect(afterOf([first(null, withdrawn)], windowOf(2))).toEqual(amara);
  });

  it('asks the next sooner, or later, when nobody answered', () => {
    const expired: StoredRun[] = [
      first({ kind: 'no-answer', at: at('2027-03-02', 9) }, { at: at('2027-03-02', 9), ofTheChoice: true }),
      next(at('2027-03-02', 9)),
    ];
    expect(afterOf(expired, surroundings())).toEqual(ben);
    expect(afterOf(expired, windowOf(2))).toEqual(ben);
    // Three working days pass until Thursday at nine: ten o'clock is too near, and all of Friday is not.
    expect(afterOf(expired, windowOf(24))).toEqual({ consultantId: 'ben', start: at('2027-03-05', 9) });
  });

  it('asks the next as soon after a refusal as it came, however long there was to answer', () => {
    const refused = { kind: 'refused', at: at('2027-03-01', 13) } as const;
    const runs = [first(refused, { at: refused.at, ofTheChoice: true }), next(refused.at)];
    expect(afterOf(runs, windowOf(24))).toEqual(ben);
    expect(afterOf(runs, windowOf(2))).toEqual(ben);
  });

  it('leaves what a later run came of to whoever still has it', () => {
    // Amara accepted too late, and could not keep it two days after: Ben has it since, and that run is none.
    const letGo = { at: at('2027-03-03', 9), ofTheChoice: true };
    const runs = [first({ kind: 'accepted', at: at('2027-03-01', 16) }, letGo), next(letGo.at)];
    const [only] = replay(runs, windowOf(2));
    expect(only).toMatchObject({ before: ben, after: ben });
  });

  it('changes nothing where another priority has other times to answer', () => {
    const by = surroundings({ offerWindowMinutes: { ...rules.offerWindowMinutes, P3: 60 } });
    expect(afterOf([first({ kind: 'accepted', at: at('2027-03-01', 16) })], by)).toEqual(amara);
  });
});

describe('what a replay comes to', () => {
  const at = (day: string) => ({ consultantId: 'amara', start: london(day, 10) });
  const request = {
    priority: 'P2',
    submittedOn: '2027-03-01',
    targetBefore: '2027-03-05',
    targetAfter: '2027-03-05',
  } as const;
  const summary = replaySummary(
    [
      {
        ...request,
        consultationId: '1',
        before: at('2027-03-02'),
        after: { ...at('2027-03-03'), consultantId: 'ben' },
      },
      { ...request, consultationId: '2', before: at('2027-03-08'), after: at('2027-03-04') },
      { ...request, consultationId: '3', before: null, after: at('2027-03-05') },
    ],
    calendar,
  );

  it('is waits by the nearest rank, targets met of all, and what everybody would have got', () => {
    expect(summary).toEqual({
      requests: 3,
      different: 3,
      before: { asked: 2, withLead: 1, medianWait: 1, wait80: 5, metTarget: 1 },
      after: { asked: 3, withLead: 0, medianWait: 3, wait80: 4, metTarget: 3 },
      load: [
        { consultantId: 'ben', before: 0, after: 1 },
        { consultantId: 'amara', before: 2, after: 2 },
      ],
    });
  });

  it('is said in sentences', () => {
    expect(replaySentences(summary, { ben: 'Ben Ashdown' })).toEqual([
      '3 of 3 requests would have gone to somebody else, or at another time.',
      'Half would have waited 3 working days or less instead of 1 working day.',
      '3 would have met their target instead of 1.',
      '0 would have gone to the lead unanswered instead of 1.',
      'Ben Ashdown would have got 1 instead of 0.',
    ]);
    expect(replaySentences(replaySummary([], calendar), {})).toEqual(['There is no request to replay yet.']);
  });
});
