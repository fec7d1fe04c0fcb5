import {
  changesBetween,
  isSamePerson,
  mayLetSomebodyConsult,
  told,
  type ToldField,
} from './person-changes.js';
import { type PeopleFacts, type PersonDetails } from './person-details.js';
import { isConsultant, mayAdminister, type Role } from './person.js';
import { INVITE_AGAIN_MINUTES, isSameInvitation } from './person-mail.js';

const nia: PersonDetails = {
  name: 'Nia Testname',
  email: 'nia@council.example.org',
  teamId: 'north',
  managerEmail: 'boss@council.example.org',
  roles: ['champion', 'practitioner'],
  signedOffFrom: '2026-01-01',
  signedOffUntil: null,
};
const facts: PeopleFacts = {
  teams: [{ id: 'north', name: 'North', agency: 'Health', closed: false }],
  allowedMailDomains: [],
  personWith: (email) =>
    email === 'boss@council.example.org' ? { name: 'Bea Testname', active: true } : undefined,
};

describe('two versions of a person', () => {
  it.each<[keyof PersonDetails, Partial<PersonDetails>]>([
    ['name', { name: 'Nia Othername' }],
    ['email', { email: 'nia.o@council.example.org' }],
    ['teamId', { teamId: 'south' }],
    ['managerEmail', { managerEmail: null }],
    ['roles', { roles: ['practitioner'] }],
    ['signedOffFrom', { signedOffFrom: '2026-01-02' }],
    ['signedOffUntil', { signedOffUntil: '2027-01-01' }],
  ])('differ by %s alone', (_, other) => {
    expect(isSamePerson(nia, { ...nia, ...other })).toBe(false);
  });

  it('are the same whatever the order of roles', () => {
    const other: PersonDetails = { ...nia, roles: ['practitioner', 'champion'] };
    expect(isSamePerson(nia, other)).toBe(true);
    expect(changesBetween(told(nia, facts), told(other, facts))).toEqual([]);
  });

  it('are told by the names of the time', () => {
    expect(told(nia, facts)).toMatchObject({ agency: 'Health', team: 'North', manager: 'Bea Testname' });
    expect(told({ ...nia, managerEmail: null }, facts).manager).toBeNull();
    expect(told({ ...nia, managerEmail: 'x@council.example.org' }, facts).manager).toBe(
      'x@council.example.org',
    );
    expect(
      changesBetween(told(nia, facts), told({ ...nia, managerEmail: null, roles: ['lead'] }, facts)),
    ).toEqual([
      { field: 'manager', from: 'Bea Testname', to: null },
      { field: 'roles', from: ['champion', 'practitioner'], to: ['lead'] },
    ]);
  });
});

describe('a change of a person', () => {
  it.each<[readonly ToldField[], boolean]>([
    [['name'], false],
    [['name', 'email'], false],
    [['agency', 'team'], true],
    [['manager'], true],
    [['name', 'roles'], true],
    [['signedOffFrom'], true],
    [['signedOffUntil'], true],
    // Another manager of the same name.
    [[], true],
  ])('of %j may let somebody consult: %s', (fields, may) => {
    const changes = fields.map((field) => ({ field, from: null, to: null }));
    expect(mayLetSomebodyConsult(changes)).toBe(may);
  });
});

describe('what a role lets somebody do', () => {
  it.each<[Role, boolean, boolean]>([
    ['lead', true, true],
    ['champion', true, false],
    ['administrator', false, true],
    ['practitioner', false, false],
    ['steering', false, false],
  ])('%s: consults %s, looks after people and settings %s', (role, consults, administers) => {
    const actor = { programmeId: 'p', personId: 'x', roles: [role] };
    expect([isConsultant(actor), mayAdminister(actor)]).toEqual([consults, administers]);
  });
});

describe('an invitation', () => {
  it('is the same one for ten minutes and no longer', () => {
    const asked = new Date('2027-03-02T09:00:00Z');
    const after = (ms: number) => new Date(asked.getTime() + ms);
    expect(INVITE_AGAIN_MINUTES).toBe(10);
    expect(isSameInvitation(asked, after(599_999))).toBe(true);
    expect(isSameInvitation(asked, after(600_000))).toBe(false);
  });
});
