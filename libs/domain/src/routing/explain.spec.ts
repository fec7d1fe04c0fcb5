import { explain, whatSpeaksFor } from './explain.js';
import { aCandidate, london, someRoutingInputs } from './routing-inputs.builder.js';
import { route } from './route.js';
import { type Candidate } from './routing-inputs.js';

const names = { amara: 'Amara Testname', ben: 'Ben Testname', lena: 'Lena Testname' };
const tuesdayTen = london('2027-03-02', 10);
const busyOnTuesday = { busy: [{ from: london('2027-03-02', 0), to: london('2027-03-03', 0) }] };
const lead = aCandidate('lena', { consultant: { isLead: true } });

function sentences(candidates: Candidate[], given: Parameters<typeof someRoutingInputs>[1] = {}): string[] {
  return explain(route(someRoutingInputs(candidates, given)), names);
}

describe('a run as sentences', () => {
  it('tells the lead who is asked, when, why, and what stood in the way of the others', () => {
    const candidates = [
      lead,
      aCandidate('amara', { recentWork: 1 }),
      aCandidate('ben', { recentWork: 3, time: busyOnTuesday }),
      aCandidate('unknown', { consultant: { active: false, modes: [] } }),
    ];
    expect(
      sentences(candidates, { request: { preferredStarts: [london('2027-03-02', 20), tuesdayTen] } }),
    ).toEqual([
      'Amara Testname is asked for Tuesday 2 March 2027, 10:00am: the second time asked for.',
      'That meets the target, Friday 5 March 2027.',
      'Amara Testname was the only one who could take it.',
      'For the first time asked for, no champion could be asked.',
      'For the first time asked for: Amara Testname is not free for the whole session and the time after it.',
      'For the first time asked for: Ben Testname is not free for the whole session and the time after it.',
      'For the second time asked for: Ben Testname is not free for the whole session and the time after it.',
      'Lena Testname did not need to be asked.',
      'A consultant is not active, and does not consult in the way asked for.',
    ]);
  });

  it('says when a lead is asked for want of a champion', () => {
    const asked = sentences([lead, aCandidate('ben', { time: { weeklyCap: 0 } })]);
    expect(asked).toEqual([
      'Lena Testname is asked for Tuesday 2 March 2027, 9:00am: the soonest time up to Friday 5 March 2027.',
      'That meets the target, Friday 5 March 2027.',
      'No champion could take it, so a lead is asked.',
      'Lena Testname was the only one who could take it.',
      'For the soonest time up to Friday 5 March 2027, no champion could be asked.',
      'For the soonest time up to Friday 5 March 2027: Ben Testname has as many consultations that week as they take.',
    ]);
  });

  it('says when nobody can be asked', () => {
    expect(sentences([])).toEqual([
      'Nobody can be asked, so it is with the lead. The target is Friday 5 March 2027.',
    ]);
  });

  it('says when the target is missed', () => {
    const late = sentences([aCandidate('ben')], { request: { preferredStarts: [london('2027-03-09', 10)] } });
    expect(late[1]).toBe('That is after the target, Friday 5 March 2027.');
  });

  it.each<[string, Candidate, string]>([
    [
      'continuity',
      aCandidate('ben', { consultedThisCaseOn: '2026-11-02' }),
      'they consulted on the same case on Monday 2 November 2026',
    ],
    [
      'specialisms',
      aCandidate('ben', { consultant: { specialisms: ['intersecting-needs'] } }),
      'more of what is asked for is what they are strong in (1)',
    ],
    ['another agency', aCandidate('ben'), 'they bring the view of another agency'],
    [
      'fairness',
      aCandidate('ben', { consultant: { agencyId: 'social-care' }, recentWork: 1, capacity: 13.7 }),
      'they are further below their share: 1 of late and to come, with room for 14',
    ],
    [
      'soonest',
      aCandidate('ben', { consultant: { agencyId: 'social-care' }, recentWork: 2, capacity: 16 }),
      'they are free sooner',
    ],
  ])('gives %s as the reason', (_, ben, reason) => {
    const amara = aCandidate('amara', {
      consultant: { agencyId: 'social-care' },
      recentWork: 2,
      time: busyOnTuesday,
    });
    expect(sentences([amara, ben], { request: { purposes: ['intersecting-needs'] } })).toContain(
      `Ben Testname goes before Amara Testname, the next in line, because ${reason}.`,
    );
  });

  it('says that a draw decided, and who else could have taken it', () => {
    const drawn = sentences([aCandidate('amara'), aCandidate('ben')]);
    expect(drawn[2]).toMatch(/because all else was equal and the draw for this consultation fell to them\.$/);
    expect(drawn[3]).toMatch(/^(Amara|Ben) Testname could have taken it too\.$/);
  });

  it('names the time of an earlier offer and the time the lead chose', () => {
    expect(sentences([aCandidate('ben')], { sameStart: tuesdayTen })[0]).toMatch(
      /: the time that was offered before\.$/,
    );
    expect(sentences([aCandidate('ben')], { only: { consultantId: null, start: tuesdayTen } })[0]).toMatch(
      /: the time the lead chose\.$/,
    );
  });
});

describe('what speaks for somebody', () => {
  const scores = {
    start: 0,
    meetsTarget: true,
    continuity: null,
    fit: { specialisms: 0, otherAgency: null },
    fairness: { recentWork: 2, capacity: 16 },
    tieBreak: 0,
  };

  it.each([
    [{}, []],
    [{ continuity: '2027-03-02' }, ['consulted on the same case on Tuesday 2 March 2027']],
    [{ fit: { specialisms: 1, otherAgency: false } }, ['is strong in one of the things asked for']],
    [
      { continuity: '2027-03-02', fit: { specialisms: 3, otherAgency: true } },
      [
        'consulted on the same case on Tuesday 2 March 2027',
        'is strong in 3 of the things asked for',
        'brings the view of another agency',
      ],
    ],
  ])('of %j is %j', (given, sentences) => {
    expect(whatSpeaksFor({ ...scores, ...given })).toEqual(sentences);
  });
});
