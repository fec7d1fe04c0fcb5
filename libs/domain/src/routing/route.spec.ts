import { type Candidate, type RoutingInputs } from './routing-inputs.js';
import { aCandidate, london, someRoutingInputs } from './routing-inputs.builder.js';
import { route } from './route.js';

type Given = Parameters<typeof someRoutingInputs>[1];

const tuesdayTen = london('2027-03-02', 10);
const wednesdayTwo = london('2027-03-03', 14);
/** The target is Friday 5 March. */
const nextTuesday = london('2027-03-09', 10);
const nextThursday = london('2027-03-11', 11);

/** Free only at these starts. */
function freeAt(...starts: number[]): Candidate['time'] {
  const extra = starts.map((start) => ({ from: start, to: start + 60 }));
  return { ...aCandidate('').time, weeklyHours: [], extra };
}

function champion(id: string, ...starts: number[]): Candidate {
  return aCandidate(id, { time: { ...freeAt(...starts), consultantId: id } });
}

function lead(id: string, ...starts: number[]): Candidate {
  return aCandidate(id, { consultant: { isLead: true }, time: { ...freeAt(...starts), consultantId: id } });
}

const all = [tuesdayTen, wednesdayTwo, nextTuesday, nextThursday];

interface Case {
  because: string;
  candidates: Candidate[];
  given?: Given;
  offer: [id: string, start: number] | null;
}

const cases: Case[] = [
  {
    because: 'the first preferred time at which somebody can be asked',
    candidates: [champion('amara', wednesdayTwo), champion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['amara', wednesdayTwo],
  },
  {
    because: 'the next preferred time when nobody can at the first',
    candidates: [champion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['ben', tuesdayTen],
  },
  {
    because: 'a preferred time within the target before one after it, whatever their order',
    candidates: [champion('amara', ...all)],
    given: { request: { preferredStarts: [nextTuesday, wednesdayTwo] } },
    offer: ['amara', wednesdayTwo],
  },
  {
    because: 'the soonest within the target before a preferred time after it',
    candidates: [champion('amara', tuesdayTen), champion('ben', nextTuesday)],
    given: { request: { preferredStarts: [wednesdayTwo, nextTuesday] } },
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'a preferred time after the target rather than nothing',
    candidates: [champion('ben', nextTuesday)],
    given: { request: { preferredStarts: [wednesdayTwo, nextTuesday] } },
    offer: ['ben', nextTuesday],
  },
  {
    because: 'the first of the preferred times if all are after the target, though sooner would do',
    candidates: [champion('amara', ...all)],
    given: { request: { preferredStarts: [nextThursday, nextTuesday] } },
    offer: ['amara', nextThursday],
  },
  {
    because: 'the soonest if the requester wants only later times and nobody has them',
    candidates: [champion('amara', tuesdayTen)],
    given: { request: { preferredStarts: [nextThursday, nextTuesday] } },
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'the soonest within the target',
    candidates: [champion('amara', ...all), champion('ben', wednesdayTwo)],
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'the person further below their share before the sooner one',
    candidates: [{ ...champion('amara', ...all), recentWork: 1 }, champion('ben', wednesdayTwo)],
    offer: ['ben', wednesdayTwo],
  },
  {
    because: 'a start late on the day of the target',
    candidates: [champion('amara', london('2027-03-05', 23, 30))],
    offer: ['amara', london('2027-03-05', 23, 30)],
  },
  {
    because: 'nobody: the soonest is not after the target',
    candidates: [champion('amara', london('2027-03-06', 0), nextTuesday)],
    offer: null,
  },
  {
    because: 'nobody: the week before the target is too short notice',
    candidates: [champion('amara', london('2027-03-01', 15), london('2027-03-02', 8, 30))],
    given: { request: { preferredStarts: [london('2027-03-01', 15)] } },
    offer: null,
  },
  {
    because: 'nobody: the target has passed',
    candidates: [champion('amara', ...all)],
    given: { request: { targetOn: '2027-02-26' } },
    offer: null,
  },
  {
    because: 'nobody: the preferred time lies beyond the horizon',
    candidates: [champion('amara', london('2027-04-27', 10))],
    given: { request: { preferredStarts: [london('2027-04-27', 10)] } },
    offer: null,
  },
  {
    because: 'somebody else at the same time again, before the requester’s first time',
    candidates: [
      { ...champion('amara', ...all), declined: [{ start: wednesdayTwo, because: 'time-does-not-suit' }] },
      { ...champion('ben', wednesdayTwo), recentWork: 9 },
    ],
    given: { sameStart: wednesdayTwo, request: { preferredStarts: [tuesdayTen, wednesdayTwo] } },
    offer: ['ben', wednesdayTwo],
  },
  {
    because: 'the one who declined, at the next preferred time',
    candidates: [
      { ...champion('amara', ...all), declined: [{ start: wednesdayTwo, because: 'time-does-not-suit' }] },
    ],
    given: { sameStart: wednesdayTwo, request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'the soonest that was not declined',
    candidates: [
      { ...champion('amara', ...all), declined: [{ start: tuesdayTen, because: 'time-does-not-suit' }] },
    ],
    given: { sameStart: tuesdayTen },
    offer: ['amara', wednesdayTwo],
  },
  {
    because: 'a champion at a later preferred time before the lead at the first',
    candidates: [lead('lena', ...all), champion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['ben', tuesdayTen],
  },
  {
    because: 'a champion at the soonest before the lead at a preferred time',
    candidates: [lead('lena', ...all), champion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo] } },
    offer: ['ben', tuesdayTen],
  },
  {
    because: 'the lead within the target before a champion after it',
    candidates: [lead('lena', ...all), champion('ben', nextTuesday)],
    given: { request: { preferredStarts: [wednesdayTwo, nextTuesday] } },
    offer: ['lena', wednesdayTwo],
  },
  {
    because: 'the lead when no champion fits',
    candidates: [lead('lena', wednesdayTwo), aCandidate('ben', { consultant: { active: false } })],
    offer: ['lena', wednesdayTwo],
  },
  {
    because: 'the lead like anybody else when the programme does not keep the lead for last',
    candidates: [lead('lena', ...all), { ...champion('ben', ...all), recentWork: 1 }],
    given: { settings: { leadIsLastResort: false, fairnessWeeks: 8 } },
    offer: ['lena', tuesdayTen],
  },
  {
    because: 'the lead alone for what is restricted',
    candidates: [lead('lena', ...all), champion('ben', ...all)],
    given: { request: { restricted: true } },
    offer: ['lena', tuesdayTen],
  },
  {
    because: 'the consultant the lead chose, and nobody else',
    candidates: [champion('amara', ...all), { ...champion('ben', wednesdayTwo), recentWork: 9 }],
    given: { only: { consultantId: 'ben', start: null } },
    offer: ['ben', wednesdayTwo],
  },
  {
    because: 'the lead at once if they chose themselves',
    candidates: [lead('lena', ...all), champion('ben', ...all)],
    given: { only: { consultantId: 'lena', start: null } },
    offer: ['lena', tuesdayTen],
  },
  {
    because: 'nobody: whom the lead chose may not be asked',
    candidates: [champion('amara', ...all), aCandidate('ben')],
    given: { only: { consultantId: 'ben', start: null }, request: { lockedOutPersonIds: ['ben'] } },
    offer: null,
  },
  {
    because: 'the start the lead chose, at shorter notice than others and after the target',
    candidates: [champion('amara', london('2027-03-01', 15))],
    given: { only: { consultantId: null, start: london('2027-03-01', 15) } },
    offer: ['amara', london('2027-03-01', 15)],
  },
  {
    because: 'nobody: the start the lead chose has passed',
    candidates: [champion('amara', london('2027-03-01', 9))],
    given: { only: { consultantId: null, start: london('2027-03-01', 9) } },
    offer: null,
  },
  { because: 'nobody: there are no consultants', candidates: [], offer: null },
];

describe('routing offers', () => {
  it.each(cases)('$because', ({ candidates, given, offer }) => {
    const outcome = route(someRoutingInputs(candidates, given));
    expect(outcome.offer).toEqual(offer === null ? null : { consultantId: offer[0], start: offer[1] });
    expect(outcome.why === null).toBe(offer === null);
  });
});

describe('the explanation of a run', () => {
  const inputs: RoutingInputs = someRoutingInputs(
    [
      lead('lena', ...all),
      champion('chidi', tuesdayTen),
      aCandidate('ben', { consultant: { active: false, modes: [] } }),
      { ...champion('amara', tuesdayTen), recentWork: 2 },
    ],
    { request: { preferredStarts: [wednesdayTwo, tuesdayTen, tuesdayTen] } },
  );

  it('holds every consultant, every rule, every round, the scores and the step that decided', () => {
    expect(route(inputs)).toEqual({
      offer: { consultantId: 'chidi', start: tuesdayTen },
      why: {
        round: { kind: 'preferred', place: 2, start: tuesdayTen, meetsTarget: true },
        pool: 'champions',
        runnerUp: { consultantId: 'amara', step: 'fairness' },
      },
      rounds: [
        {
          round: { kind: 'preferred', place: 1, start: wednesdayTwo, meetsTarget: true },
          pool: 'champions',
          contenders: 0,
        },
        {
          round: { kind: 'preferred', place: 2, start: tuesdayTen, meetsTarget: true },
          pool: 'champions',
          contenders: 2,
        },
      ],
      considered: [
        {
          consultantId: 'amara',
          isLead: false,
          ruledOutAlways: [],
          ruledOutIn: [{ round: 0, rules: ['not-free'] }],
          scores: {
            start: tuesdayTen,
            meetsTarget: true,
            continuity: null,
            fit: { specialisms: 0, otherAgency: null },
            fairness: { recentWork: 2, capacity: 16 },
            tieBreak: expect.any(Number),
          },
        },
        {
          consultantId: 'ben',
          isLead: false,
          ruledOutAlways: ['not-active', 'mode-not-taken'],
          ruledOutIn: [],
          scores: null,
        },
        {
          consultantId: 'chidi',
          isLead: false,
          ruledOutAlways: [],
          ruledOutIn: [{ round: 0, rules: ['not-free'] }],
          scores: expect.objectContaining({ fairness: { recentWork: 0, capacity: 16 } }),
        },
        { consultantId: 'lena', isLead: true, ruledOutAlways: [], ruledOutIn: [], scores: null },
      ],
      at: london('2027-03-01', 9),
      zone: 'Europe/London',
      targetOn: '2027-03-05',
      fairnessWeeks: 8,
    });
  });

  it('says every rule that took away a start when there is none up to the target', () => {
    const day = (from: string, to: string) => ({ from: london(from, 0), to: london(to, 0) });
    const { considered } = route(
      someRoutingInputs([
        aCandidate('amara', {
          consultant: { paused: { from: '2027-03-05', until: null } },
          time: { leave: [day('2027-03-02', '2027-03-04')], busy: [day('2027-03-04', '2027-03-05')] },
        }),
        champion('ben'),
      ]),
    );
    expect(considered.map(({ ruledOutIn }) => ruledOutIn)).toEqual([
      [{ round: 0, rules: ['not-free', 'on-leave', 'paused'] }],
      [{ round: 0, rules: ['not-free'] }],
    ]);
  });
});
