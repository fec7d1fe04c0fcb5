import { type KnownPerson, type PeopleFacts, type PersonDetails, problemsOf } from './person-details.js';

const facts: PeopleFacts = {
  teams: [
    { id: 'north', name: 'North', agency: 'Health', closed: false },
    { id: 'old', name: 'Old team', agency: 'Health', closed: true },
  ],
  allowedMailDomains: ['council.example.org'],
  personWith: (email) =>
    ({
      'boss@council.example.org': { name: 'Bea Testname', active: true },
      'gone@council.example.org': { name: 'Gus Testname', active: false },
    })[email],
};
const somebody: PersonDetails = {
  name: 'Nia Testname',
  email: 'nia@council.example.org',
  teamId: 'north',
  managerEmail: null,
  roles: ['practitioner'],
  signedOffFrom: null,
  signedOffUntil: null,
};
const known = (given: Partial<PersonDetails>): KnownPerson => ({
  ...somebody,
  ...given,
  id: 'nia',
  active: true,
  version: 1,
});
const wrongFields = (
  given: Partial<PersonDetails>,
  before: PersonDetails | null = null,
  of: PeopleFacts = facts,
): string[] => problemsOf({ ...somebody, ...given }, before, of).map(({ field }) => field);

describe('what is kept of a person', () => {
  it.each<[string, Partial<PersonDetails>, string[]]>([
    ['is fine like that', {}, []],
    ['has a team', { teamId: 'nowhere' }, ['teamId']],
    ['has an open team', { teamId: 'old' }, ['teamId']],
    ['may have a manager', { managerEmail: 'boss@council.example.org' }, []],
    ['has a manager who is known', { managerEmail: 'who@council.example.org' }, ['managerEmail']],
    ['has a manager who is active', { managerEmail: 'gone@council.example.org' }, ['managerEmail']],
    ['is not their own manager', { managerEmail: 'nia@council.example.org' }, ['managerEmail']],
    ['has a role', { roles: [] }, ['roles']],
    ['needs sign-off as a champion', { roles: ['champion'] }, ['signedOffFrom']],
    ['needs none as a lead', { roles: ['lead'] }, []],
    ['may have sign-off as a lead', { roles: ['lead'], signedOffFrom: '2027-01-01' }, []],
    ['has none as neither', { signedOffFrom: '2027-01-01' }, ['signedOffFrom']],
    ['has a real first day', { roles: ['champion'], signedOffFrom: '2027-02-30' }, ['signedOffFrom']],
    ['has a sensible first day', { roles: ['champion'], signedOffFrom: '1999-12-31' }, ['signedOffFrom']],
    ['has one from 2000 on', { roles: ['champion'], signedOffFrom: '2000-01-01' }, []],
    ['has a first day with a last', { roles: ['lead'], signedOffUntil: '2027-01-01' }, ['signedOffFrom']],
    [
      'may have one day alone',
      { roles: ['champion'], signedOffFrom: '2027-01-01', signedOffUntil: '2027-01-01' },
      [],
    ],
    [
      'has days in order',
      { roles: ['champion'], signedOffFrom: '2027-01-02', signedOffUntil: '2027-01-01' },
      ['signedOffUntil'],
    ],
    [
      'has a sensible last day',
      { roles: ['champion'], signedOffFrom: '2027-01-01', signedOffUntil: '2100-01-01' },
      ['signedOffUntil'],
    ],
    [
      'tells everything at once',
      { name: '', email: '', teamId: '', roles: [] },
      ['name', 'email', 'teamId', 'roles'],
    ],
  ])('%s', (_, given, wrong) => {
    expect(wrongFields(given)).toEqual(wrong);
  });

  it.each<[string, Partial<PersonDetails>]>([
    ['an address that is not allowed any more', { email: 'nia@elsewhere.example' }],
    ['a team that has closed', { teamId: 'old' }],
    ['a manager who has gone', { managerEmail: 'gone@council.example.org' }],
    ['days of a role that they had', { signedOffFrom: '2026-01-01', signedOffUntil: '2026-06-30' }],
  ])('may stay: %s', (_, given) => {
    expect(wrongFields(given, known(given))).toEqual([]);
    expect(wrongFields(given)).not.toEqual([]);
  });

  it('does not lose the sign-off of whoever consults', () => {
    const before = known({ roles: ['lead'], signedOffFrom: '2026-01-01' });
    expect(wrongFields({ roles: ['lead'] }, before)).toEqual(['signedOffFrom']);
    expect(
      wrongFields({ roles: ['lead'], signedOffFrom: '2026-01-01', signedOffUntil: '2025-01-01' }, before),
    ).toEqual(['signedOffUntil']);
  });

  it('says which addresses are allowed', () => {
    const [problem] = problemsOf({ ...somebody, email: 'nia@elsewhere.example' }, null, facts);
    expect(problem).toMatchObject({ field: 'email', code: 'email-not-allowed' });
    expect(problem?.message).toContain('It allows council.example.org');
    const none = { ...facts, allowedMailDomains: [] };
    expect(problemsOf(somebody, null, none)[0]?.message).toContain('none yet');
  });
});
