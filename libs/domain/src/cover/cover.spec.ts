import { aCandidate, aRoutingRequest, london } from '../routing/routing-inputs.builder.js';
import { type CoverMove, CHOSEN_BY_LEAD } from './cover-plan.js';
import { coverOptions, coverProblems } from './change-cover.js';
import {
  COVER_WEIGHTS,
  costOfConsultant,
  costOfNobody,
  costOfOneMore,
  costOfStart,
  weightOf,
} from './cover-cost.js';
import { type CoverBooking, type CoverInputs } from './cover-problem.js';
import { explainMove } from './explain-cover.js';

const START = london('2027-03-03', 10);
const TARGET_ENDS = london('2027-03-06', 0);
const names = { away: 'Ada', bea: 'Bea', cal: 'Cal', dee: 'Dee' };
const explaining = { names, zone: 'Europe/London', fairnessWeeks: 8, chooser: 'You' as const };

function aBooking(given: Partial<CoverBooking> = {}): CoverBooking {
  return {
    consultationId: 'consultation-1',
    code: 'B-111111',
    kind: 'confirmed',
    consultantId: 'away',
    start: START,
    version: 1,
    request: aRoutingRequest(),
    known: {},
    ...given,
  };
}

function someInputs(given: Partial<CoverInputs> = {}): CoverInputs {
  return {
    now: london('2027-03-01', 9),
    zone: 'Europe/London',
    window: { from: london('2027-03-02', 9), to: london('2027-03-13', 0) },
    settings: { leadIsLastResort: true, fairnessWeeks: 8 },
    away: { consultantId: 'away', from: london('2027-03-03', 0), to: london('2027-03-06', 0) },
    bookings: [aBooking()],
    candidates: ['away', 'bea', 'cal'].map((id) => aCandidate(id)),
    ...given,
  };
}

describe('what a way to cover a booking costs', () => {
  const booking = aBooking();
  const cost = (start: number) => costOfStart(booking, start, TARGET_ENDS);

  it('goes by the order of the product: the same time, the nearest before the target, the nearest after, nobody', () => {
    const ordered = [
      cost(START),
      cost(london('2027-03-03', 10, 30)),
      cost(london('2027-03-03', 12)),
      cost(london('2027-03-05', 16)),
      cost(london('2027-03-08', 9)),
      cost(london('2027-04-26', 9)),
      costOfNobody(booking),
    ];
    expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
    expect(ordered[0]).toBe(0);
    expect(new Set(ordered).size).toBe(ordered.length);
  });

  it('is late from the first minute past the target', () => {
    expect(cost(TARGET_ENDS) - cost(TARGET_ENDS - 15)).toBe(
      weightOf(booking) * (COVER_WEIGHTS.late + COVER_WEIGHTS.quarterHour),
    );
  });

  it('of a person rises with everything that speaks against them', () => {
    const request = aRoutingRequest({
      purposes: ['documentation', 'intersecting-needs'],
      requesterAgencyId: 'social-care',
    });
    const costFor = (given: Parameters<typeof aCandidate>[1], leadIsLastResort = true) =>
      costOfConsultant({ request }, aCandidate('bea', given), { leadIsLastResort });
    const specialisms = [...request.purposes];
    const best = costFor({ consultedThisCaseOn: '2026-11-02', consultant: { specialisms } });
    const against = (given: Parameters<typeof aCandidate>[1]) => costFor(given) - best;
    const known = { consultedThisCaseOn: '2026-11-02' };
    expect(best).toBeLessThan(COVER_WEIGHTS.draw);
    expect(best).toBeGreaterThanOrEqual(0);
    expect(against({ consultant: { specialisms } })).toBeCloseTo(COVER_WEIGHTS.newToTheCase, 9);
    expect(against(known)).toBeCloseTo(2 * COVER_WEIGHTS.notTheirStrength, 9);
    expect(against({ ...known, consultant: { specialisms, agencyId: 'social-care' } })).toBeCloseTo(
      COVER_WEIGHTS.sameAgency,
      9,
    );
    const aLead = { ...known, consultant: { specialisms, isLead: true } };
    expect(against(aLead)).toBeCloseTo(COVER_WEIGHTS.lead, 9);
    expect(costFor(aLead, false)).toBe(best);
  });

  it('weighs more for what is urgent and for what is confirmed', () => {
    const of = (priority: 'P1' | 'P2' | 'P3', kind: CoverBooking['kind']) =>
      weightOf({ kind, request: aRoutingRequest({ priority }) });
    expect([of('P1', 'confirmed'), of('P2', 'confirmed'), of('P3', 'confirmed')]).toEqual([8, 4, 2]);
    expect([of('P1', 'tentative'), of('P3', 'tentative')]).toEqual([4, 1]);
  });

  it('of a person stays below one step of time, save for a lead as the last resort', () => {
    const settings = { leadIsLastResort: true };
    const worst = aCandidate('bea', { consultant: { agencyId: 'social-care' } });
    const all = aBooking({
      request: aRoutingRequest({ purposes: ['intersecting-needs', 'see-the-pattern'] }),
    });
    const endless = costOfOneMore({ recentWork: 10_000, capacity: 1 }, 40);
    expect(costOfConsultant(all, worst, settings) + endless).toBeLessThan(COVER_WEIGHTS.quarterHour);
    const lead = aCandidate('lead', { consultant: { isLead: true } });
    expect(costOfConsultant(all, lead, settings)).toBeGreaterThan(COVER_WEIGHTS.lead);
    expect(costOfConsultant(all, lead, { leadIsLastResort: false })).toBeLessThan(1);
    expect(COVER_WEIGHTS.lead).toBeLessThan(COVER_WEIGHTS.moved);
  });

  it('of one more rises with each', () => {
    const costs = [0, 1, 2, 3, 10].map((already) => costOfOneMore({ recentWork: 1, capacity: 16 }, already));
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(Math.max(...costs)).toBeLessThan(COVER_WEIGHTS.fairness);
  });
});

describe('a plan that the lead changed', () => {
  const moved = (consultantId: string, start = START, consultationId = 'consultation-1') => ({
    consultationId,
    fate: { kind: 'moved' as const, to: { consultantId, start } },
  });
  const rulesOf = (...settled: Parameters<typeof coverProblems>[1]) =>
    coverProblems(someInputs(), settled).flatMap(({ rules }) => rules);

  it('keeps to every hard rule, to the horizon and to what is still to come', () => {
    expect(rulesOf(moved('bea'))).toEqual([]);
    expect(rulesOf(moved('away'))).toEqual(['on-leave']);
    expect(rulesOf(moved('away', london('2027-03-08', 10)))).toEqual([]);
    expect(rulesOf(moved('bea', london('2027-02-26', 10)))).toEqual(['time-passed']);
    expect(rulesOf(moved('bea', london('2027-03-15', 10)))).toEqual(['past-horizon']);
    expect(rulesOf(moved('nobody'))).toEqual(['not-active']);
    expect(rulesOf({ consultationId: 'consultation-1', fate: { kind: 'left' } })).toEqual([]);
  });

  it('has its horizon where starts end: the first minute past it is past it, except at its own time', () => {
    const rulesAt = (start: number, given: Partial<CoverInputs> = {}) =>
      coverProblems(someInputs(given), [
        { consultationId: 'consultation-1', fate: { kind: 'moved', to: { consultantId: 'bea', start } } },
      ]).flatMap(({ rules }) => rules);
    const end = london('2027-03-12', 10);
    const window = { from: london('2027-03-02', 9), to: end };
    expect(rulesAt(end, { window })).toEqual(['past-horizon']);
    expect(rulesAt(end - 30, { window })).toEqual([]);
    expect(rulesAt(START, { window: { ...window, to: START } })).toEqual([]);
    expect(rulesAt(START, { now: START })).toEqual(['time-passed']);
    expect(rulesAt(START, { now: START - 1 })).toEqual([]);
  });

  it('counts in what the rest of the plan adds: no two places, and the weekly cap', () => {
    const later = london('2027-03-04', 10);
    const latest = london('2027-03-05', 10);
    const bookings = [START, later, latest].map((start, at) =>
      aBooking({ consultationId: `consultation-${at + 1}`, code: `B-${at + 1}`, start }),
    );
    const problems = (...settled: Parameters<typeof coverProblems>[1]) =>
      coverProblems(someInputs({ bookings }), settled).map(({ code, rules }) => [code, ...rules]);
    expect(problems(moved('bea', START), moved('bea', later, 'consultation-2'))).toEqual([]);
    expect(problems(moved('bea', START), moved('bea', START + 60, 'consultation-2'))).toEqual([
      ['B-1', 'not-free'],
      ['B-2', 'not-free'],
    ]);
    const full = ['B-1', 'B-2', 'B-3'].map((code) => [code, 'weekly-cap-reached']);
    const three = [
      moved('bea'),
      moved('bea', later, 'consultation-2'),
      moved('bea', latest, 'consultation-3'),
    ];
    expect(problems(...three)).toEqual(full);
  });

  it('offers a restricted one to a champion of another agency whom the lead may name', () => {
    const bookings = [aBooking({ request: aRoutingRequest({ restricted: true }) })];
    const candidates = [aCandidate('bea'), aCandidate('cal', { consultant: { agencyId: 'social-care' } })];
    const inputs = someInputs({ bookings, candidates });
    const options = coverOptions(inputs, [], { consultationId: 'consultation-1' }, 3, TARGET_ENDS);
    expect(new Set(options.map(({ consultantId }) => consultantId))).toEqual(new Set(['bea']));
    expect(options[0]).toEqual({ consultantId: 'bea', start: START, late: false });
    expect(coverProblems(inputs, [moved('bea')])).toEqual([]);
  });
});

describe('a move as sentences', () => {
  const aMove = (over: Partial<CoverMove>): CoverMove => ({
    consultationId: 'consultation-1',
    code: 'B-111111',
    kind: 'confirmed',
    version: 1,
    from: { consultantId: 'away', start: START },
    fate: { kind: 'moved', to: { consultantId: 'bea', start: START } },
    late: false,
    targetOn: '2027-03-05',
    reasons: { time: 'kept', nearest: false, also: [], because: null, facts: null, inTheWay: [] },
    ...over,
  });
  const facts = { consultedOn: '2026-11-02', specialisms: 1, recentWork: 2, capacity: 16 };

  it('says why this time, why this person, and who else was considered', () => {
    const kept = aMove({});
    const reasons = { ...kept.reasons, also: ['cal', 'dee'], because: 'continuity' as const, facts };
    expect(explainMove({ ...kept, reasons }, explaining)).toEqual({
      why: [
        'It keeps its time.',
        'Bea goes before Cal because they consulted on the same case on Monday 2 November 2026.',
      ],
      others: ['Could have taken it then too: Cal, Dee.'],
    });
    expect(explainMove(kept, explaining).why[1]).toBe('Bea is the only one who can take it then.');
  });

  it('says where it goes when nobody can keep its time, and what stood in the way', () => {
    const move = aMove({
      fate: { kind: 'moved', to: { consultantId: 'bea', start: london('2027-03-08', 10) } },
      late: true,
      reasons: {
        time: 'nobody-free',
        nearest: true,
        also: [],
        because: null,
        facts: null,
        inTheWay: [{ consultantId: 'cal', rules: ['not-free', 'weekly-cap-reached'] }],
      },
    });
    expect(explainMove(move, explaining)).toEqual({
      why: [
        'It moves to Monday 8 March 2027, 10:00am, because nobody who may take it can at its own time. ' +
          'That is the nearest time there is, after the target, Friday 5 March 2027.',
        'Bea is the only one who can take it then.',
      ],
      others: [
        'At its own time Cal is not free for the whole session and the time after it, and has as many consultations that week as they take.',
      ],
    });
  });

  it('says what the lead chose, and what comes to the lead', () => {
    const mine = { reasons: CHOSEN_BY_LEAD };
    const whyOf = (move: CoverMove, chooser: 'You' | 'The lead' = 'You') =>
      explainMove(move, { ...explaining, chooser }).why;
    expect(whyOf(aMove({ ...mine, fate: { kind: 'left' } }))).toEqual(['You left it as it is.']);
    expect(whyOf(aMove({ ...mine, fate: { kind: 'to-lead' } }))).toEqual([
      'You chose that it comes to the lead, and its time is given up.',
    ]);
    expect(whyOf(aMove(mine))[1]).toBe('You chose Bea.');
    expect(whyOf(aMove(mine), 'The lead')[1]).toBe('The lead chose Bea.');
    const { reasons } = aMove({});
    const nobody = aMove({ fate: { kind: 'to-lead' }, reasons: { ...reasons, time: 'nobody-free' } });
    expect(explainMove(nobody, explaining)).toEqual({
      why: ['Nobody who may take it has a time for it up to the horizon, so it comes to the lead.'],
      others: [],
    });
  });
});
