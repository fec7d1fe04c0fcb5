import { type Candidate } from './routing-inputs.js';
import { aCandidate, aChampion, aLead, london, someRoutingInputs } from './routing-inputs.builder.js';
import { route } from './route.js';

type Given = Parameters<typeof someRoutingInputs>[1];

const tuesdayTen = london('2027-03-02', 10);
const wednesdayTwo = london('2027-03-03', 14);
/** The target is Friday 5 March. */
const nextTuesday = london('2027-03-09', 10);
const nextThursday = london('2027-03-11', 11);

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
    candidates: [aChampion('amara', wednesdayTwo), aChampion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['amara', wednesdayTwo],
  },
  {
    because: 'the next preferred time when nobody can at the first',
    candidates: [aChampion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['ben', tuesdayTen],
  },
  {
    because: 'a preferred time within the target before one after it, whatever their order',
    candidates: [aChampion('amara', ...all)],
    given: { request: { preferredStarts: [nextTuesday, wednesdayTwo] } },
    offer: ['amara', wednesdayTwo],
  },
  {
    because: 'the soonest within the target before a preferred time after it',
    candidates: [aChampion('amara', tuesdayTen), aChampion('ben', nextTuesday)],
    given: { request: { preferredStarts: [wednesdayTwo, nextTuesday] } },
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'a preferred time after the target rather than nothing',
    candidates: [aChampion('ben', nextTuesday)],
    given: { request: { preferredStarts: [wednesdayTwo, nextTuesday] } },
    offer: ['ben', nextTuesday],
  },
  {
    because: 'the first of the preferred times if all are after the target, though sooner would do',
    candidates: [aChampion('amara', ...all)],
    given: { request: { preferredStarts: [nextThursday, nextTuesday] } },
    offer: ['amara', nextThursday],
  },
  {
    because: 'the soonest if the requester wants only later times and nobody has them',
    candidates: [aChampion('amara', tuesdayTen)],
    given: { request: { preferredStarts: [nextThursday, nextTuesday] } },
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'the soonest within the target',
    candidates: [aChampion('amara', ...all), aChampion('ben', wednesdayTwo)],
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'the person further below their share before the sooner one',
    candidates: [{ ...aChampion('amara', ...all), recentWork: 1 }, aChampion('ben', wednesdayTwo)],
    offer: ['ben', wednesdayTwo],
  },
  {
    because: 'a start late on the day of the target',
    candidates: [aChampion('amara', london('2027-03-05', 23, 30))],
    offer: ['amara', london('2027-03-05', 23, 30)],
  },
  {
    because: 'nobody: the soonest is not after the target',
    candidates: [aChampion('amara', london('2027-03-06', 0), nextTuesday)],
    offer: null,
  },
  {
    because: 'nobody: the week before the target is too short notice',
    candidates: [aChampion('amara', london('2027-03-01', 15), london('2027-03-02', 8, 30))],
    given: { request: { preferredStarts: [london('2027-03-01', 15)] } },
    offer: null,
  },
  {
    because: 'nobody: the target has passed',
    candidates: [aChampion('amara', ...all)],
    given: { request: { targetOn: '2027-02-26' } },
    offer: null,
  },
  {
    because: 'nobody: the preferred time lies beyond the horizon',
    candidates: [aChampion('amara', london('2027-04-27', 10))],
    given: { request: { preferredStarts: [london('2027-04-27', 10)] } },
    offer: null,
  },
  {
    because: 'somebody else at the same time again, before the requester’s first time',
    candidates: [
      { ...aChampion('amara', ...all), declined: [{ start: wednesdayTwo, because: 'time-does-not-suit' }] },
      { ...aChampion('ben', wednesdayTwo), recentWork: 9 },
    ],
    given: { sameStart: wednesdayTwo, request: { preferredStarts: [tuesdayTen, wednesdayTwo] } },
    offer: ['ben', wednesdayTwo],
  },
  {
    because: 'the one who declined, at the next preferred time',
    candidates: [
      { ...aChampion('amara', ...all), declined: [{ start: wednesdayTwo, because: 'time-does-not-suit' }] },
    ],
    given: { sameStart: wednesdayTwo, request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['amara', tuesdayTen],
  },
  {
    because: 'the soonest that was not declined',
    candidates: [
      { ...aChampion('amara', ...all), declined: [{ start: tuesdayTen, because: 'time-does-not-suit' }] },
    ],
    given: { sameStart: tuesdayTen },
    offer: ['amara', wednesdayTwo],
  },
  {
    because: 'a champion at a later preferred time before the lead at the first',
    candidates: [aLead('lena', ...all), aChampion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo, tuesdayTen] } },
    offer: ['ben', tuesdayTen],
  },
  {
    because: 'a champion at the soonest before the lead at a preferred time',
    candidates: [aLead('lena', ...all), aChampion('ben', tuesdayTen)],
    given: { request: { preferredStarts: [wednesdayTwo] } },
    offer: ['ben', tuesdayTen],
  },
  {
    because: 'the lead within the target before a champion after it',
    candidates: [aLead('lena', ...all), aChampion('ben', nextTuesday)],
    given: { request: { preferredStarts: [wednesdayTwo, nextTuesday] } },
    offer: ['lena', wednesdayTwo],
  },
  {
    because: 'the lead when no champion fits',
    candidates: [aLead('lena', wednesdayTwo), aCandidate('ben', { consultant: { active: false } })],
    offer: ['lena', wednesdayTwo],
  },
  {
    because: 'the lead like anybody else when the programme does not keep the lead for last',
    candidates: [aLead('lena', ...all), { ...aChampion('ben', ...all), recentWork: 1 }],
    given: { settings: { leadIsLastResort: false, fairnessWeeks: 8 } },
    offer: ['lena', tuesdayTen],
  },
  {
    because: 'the lead alone for what is restricted',
    candidates: [aLead('lena', ...all), aChampion('ben', ...all)],
    given: { request: { restricted: true } },
    offer: ['lena', tuesdayTen],
  },
  {
    because: 'the consultant the lead chose, and nobody else',
    candidates: [aChampion('amara', ...all), { ...aChampion('ben', wednesdayTwo), recentWork: 9 }],
    given: { only: { consultantId: 'ben', start: null } },
    offer: ['ben', wednesdayTwo],
  },
  {
    because: 'the lead at once if they chose themselves',
    candidates: [aLead('lena', ...all), aChampion('ben', ...all)],
    given: { only: { consultantId: 'lena', start: null } },
    offer: ['lena', tuesdayTen],
  },
  {
    because: 'nobody: whom the lead chose may not be asked',
    candidates: [aChampion('amara', ...all), aCandidate('ben')],
    given: { only: { consultantId: 'ben', start: null }, request: { lockedOutPersonIds: ['ben'] } },
    offer: null,
  },
  {
    because: 'the start the lead chose, at shorter notice than others and after the target',
    candidates: [aChampion('amara', london('2027-03-01', 15))],
    given: { only: { consultantId: null, start: london('2027-03-01', 15) } },
    offer: ['amara', london('2027-03-01', 15)],
  },
  {
    because: 'nobody: the start the lead chose has passed',
    candidates: [aChampion('amara', london('2027-03-01', 9))],
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
