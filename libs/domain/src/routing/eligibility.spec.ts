import { ELIGIBILITY_RULES, type EligibilityRule, ruledOut } from './eligibility.js';
import { type Candidate, type RoutingRequest } from './routing-inputs.js';
import { aCandidate, aRoutingRequest, london } from './routing-inputs.builder.js';

/** Tuesday 2 March 2027, 10:00am. */
const start = london('2027-03-02', 10);
const around = (from: number, to: number) => [{ from: start + from, to: start + to }];

interface Case {
  because: string;
  candidate?: Parameters<typeof aCandidate>[1];
  request?: Partial<RoutingRequest>;
  rules: EligibilityRule[];
}

function rulesOf({ candidate, request }: Omit<Case, 'rules' | 'because'>): EligibilityRule[] {
  const someone: Candidate = aCandidate('amara', candidate);
  return ruledOut(someone, aRoutingRequest(request), start, 'Europe/London');
}

const restricted: Partial<RoutingRequest> = { restricted: true, familyAgencyIds: ['police'] };
const declined = (because: Candidate['declined'][number]['because'], at = start) => ({
  declined: [{ start: at, because }],
});

const cases: Case[] = [
  { because: 'nothing stands in the way', rules: [] },

  { because: 'they have left', candidate: { consultant: { active: false } }, rules: ['not-active'] },

  {
    because: 'they belong to another programme',
    candidate: { consultant: { programmeId: 'next-borough' } },
    rules: ['another-programme'],
  },
  {
    because: 'a partner programme covers',
    candidate: { consultant: { programmeId: 'next-borough' } },
    request: { coveringProgrammeIds: ['next-borough'] },
    rules: [],
  },

  {
    because: 'sign-off begins the day after',
    candidate: { consultant: { signedOff: { from: '2027-03-03', until: null } } },
    rules: ['not-signed-off'],
  },
  {
    because: 'sign-off ended the day before',
    candidate: { consultant: { signedOff: { from: '2026-01-01', until: '2027-03-01' } } },
    rules: ['not-signed-off'],
  },
  {
    because: 'sign-off holds for that one day',
    candidate: { consultant: { signedOff: { from: '2027-03-02', until: '2027-03-02' } } },
    rules: [],
  },

  { because: 'they are on leave', candidate: { time: { leave: around(-600, 600) } }, rules: ['on-leave'] },
  {
    because: 'leave begins in the buffer',
    candidate: { time: { leave: around(74, 600) } },
    rules: ['on-leave'],
  },
  { because: 'leave begins after the buffer', candidate: { time: { leave: around(75, 600) } }, rules: [] },

  {
    because: 'they paused from that day on',
    candidate: { consultant: { paused: { from: '2027-03-02', until: null } } },
    rules: ['paused'],
  },
  {
    because: 'their pause was over the day before',
    candidate: { consultant: { paused: { from: '2027-02-22', until: '2027-03-01' } } },
    rules: [],
  },

  { because: 'they do not work then', candidate: { time: { weeklyHours: [] } }, rules: ['not-free'] },
  { because: 'they blocked it', candidate: { time: { blocked: around(30, 40) } }, rules: ['not-free'] },
  {
    because: 'their own calendar is busy',
    candidate: { time: { busy: around(-10, 1) } },
    rules: ['not-free'],
  },
  { because: 'busy time ends as it starts', candidate: { time: { busy: around(-10, 0) } }, rules: [] },
  {
    because: 'another booking is in the buffer',
    candidate: { time: { held: around(74, 149) } },
    rules: ['not-free'],
  },
  {
    because: 'another booking follows the buffer',
    candidate: { time: { held: around(75, 150) } },
    rules: [],
  },

  {
    because: 'the week is full',
    candidate: { time: { weeklyCap: 1, held: around(1440, 1515) } },
    rules: ['weekly-cap-reached'],
  },
  {
    because: 'the week before was full',
    candidate: { time: { weeklyCap: 1, held: around(-3 * 1440, -3 * 1440 + 75) } },
    rules: [],
  },

  {
    because: 'they do not take the priority',
    candidate: { consultant: { priorities: ['P1', 'P3'] } },
    rules: ['priority-not-taken'],
  },
  {
    because: 'they do not take the mode',
    candidate: { consultant: { modes: ['phone', 'in-person'] } },
    rules: ['mode-not-taken'],
  },

  { because: 'they ask themselves', request: { requesterId: 'amara' }, rules: ['is-requester'] },
  { because: 'they share the team', request: { requesterTeamId: 'health-visiting' }, rules: ['same-team'] },
  { because: 'they share only the agency', request: { requesterAgencyId: 'health' }, rules: [] },
  { because: 'they manage the requester', request: { requesterManagerId: 'amara' }, rules: ['is-manager'] },

  {
    because: 'the requester named them',
    request: { conflictPersonIds: ['ben', 'amara'] },
    rules: ['declared-conflict'],
  },
  { because: 'they said conflict', request: { lockedOutPersonIds: ['amara'] }, rules: ['locked-out'] },
  {
    because: 'they are never matched',
    candidate: { consultant: { neverMatch: ['requester'] } },
    rules: ['never-match'],
  },

  { because: 'it is restricted', request: restricted, rules: ['restricted'] },
  {
    because: 'it is restricted and they are named',
    request: { ...restricted, namedConsultantId: 'amara' },
    rules: [],
  },
  {
    because: 'it is restricted and they are named, but of the requester’s agency',
    request: { ...restricted, namedConsultantId: 'amara', requesterAgencyId: 'health' },
    rules: ['restricted'],
  },
  {
    because: 'it is restricted and they are named, but of the family’s agency',
    request: { ...restricted, namedConsultantId: 'amara', familyAgencyIds: ['housing', 'health'] },
    rules: ['restricted'],
  },
  {
    because: 'it is restricted and they are the lead',
    candidate: { consultant: { isLead: true, agencyId: 'police' } },
    request: restricted,
    rules: [],
  },

  {
    because: 'that time did not suit them',
    candidate: declined('time-does-not-suit'),
    rules: ['declined-that-time'],
  },
  {
    because: 'another time did not suit them',
    candidate: declined('time-does-not-suit', start + 60),
    rules: [],
  },
  {
    because: 'they had no room that week',
    candidate: declined('no-room-this-week', london('2027-03-07', 23, 59)),
    rules: ['declined-that-time'],
  },
  {
    because: 'they had no room the week after',
    candidate: declined('no-room-this-week', london('2027-03-08', 0)),
    rules: [],
  },
  {
    because: 'they were not the right person for it',
    candidate: declined('not-the-right-person', start + 60),
    rules: ['declined-altogether'],
  },
  {
    because: 'they did not answer',
    candidate: declined('no-answer', start + 60),
    rules: ['declined-altogether'],
  },

  {
    because: 'all that applies is said, not just the first',
    candidate: { consultant: { active: false, modes: [] }, time: { leave: around(0, 60), weeklyCap: 0 } },
    request: { lockedOutPersonIds: ['amara'] },
    rules: ['not-active', 'mode-not-taken', 'locked-out', 'on-leave', 'weekly-cap-reached'],
  },
];

describe('who may be asked', () => {
  it.each(cases)('$because: $rules', ({ rules, ...given }) => {
    expect(rulesOf(given)).toEqual(rules);
  });

  it('has a case for every rule', () => {
    const covered = new Set(cases.flatMap(({ rules }) => rules));
    expect([...covered].sort()).toEqual(Object.keys(ELIGIBILITY_RULES).sort());
  });
});
