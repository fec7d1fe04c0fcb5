import { type RoutingInputs } from './routing-inputs.js';
import { aCandidate, aChampion, aLead, london, someRoutingInputs } from './routing-inputs.builder.js';
import { route } from './route.js';

const tuesdayTen = london('2027-03-02', 10);
const wednesdayTwo = london('2027-03-03', 14);

describe('the explanation of a run', () => {
  const inputs: RoutingInputs = someRoutingInputs(
    [
      aLead('lena', tuesdayTen, wednesdayTwo),
      aChampion('chidi', tuesdayTen),
      aCandidate('ben', { consultant: { active: false, modes: [] } }),
      { ...aChampion('amara', tuesdayTen), recentWork: 2 },
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
            hadEnough: false,
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
        aChampion('ben'),
      ]),
    );
    expect(considered.map(({ ruledOutIn }) => ruledOutIn)).toEqual([
      [{ round: 0, rules: ['not-free', 'on-leave', 'paused'] }],
      [{ round: 0, rules: ['not-free'] }],
    ]);
  });
});
