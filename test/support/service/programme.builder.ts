import { randomBytes } from 'node:crypto';
import { type Actor, type ProgrammeSettings, type Role } from '@case-consultation/domain';
import { type NewConsultant, ProgrammeSetup } from '@case-consultation/features';
import { type TestService } from './service.js';

export interface TestPerson extends Actor {
  personId: string;
  name: string;
  email: string;
  agencyId: string;
  teamId: string;
}

/** Monday to Friday, ten to four, by the wall clock. */
export const OFFICE_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 600, endMinute: 960 }));

/**
 * A programme with two agencies, a lead, three champions and three practitioners, all plainly made up. A second one with
 * the same people beside it shows that nothing crosses over.
 */
export interface TestProgramme {
  id: string;
  code: string;
  lead: TestPerson;
  deputy: TestPerson;
  champions: readonly [TestPerson, TestPerson, TestPerson];
  practitioners: readonly [TestPerson, TestPerson, TestPerson];
  pathwayId: string;
  agencies: {
    council: { id: string; teams: readonly { id: string }[] };
    health: { id: string; teams: readonly { id: string }[] };
  };
  addPerson(given: {
    name: string;
    roles: readonly Role[];
    agency?: 'council' | 'health';
    team?: number;
    managerId?: string;
    email?: string;
  }): Promise<TestPerson>;
  addConsultant(person: TestPerson, given?: Partial<NewConsultant>): Promise<void>;
  /** Who has that id, of all who were added here. */
  person(id: string | null | undefined): TestPerson;
}

export async function aProgramme(
  service: TestService,
  options: {
    settings?: Partial<ProgrammeSettings>;
    champions?: Partial<NewConsultant>;
    leadConsults?: boolean;
  } = {},
): Promise<TestProgramme> {
  const setup = service.get(ProgrammeSetup);
  const code = `test-${randomBytes(4).toString('hex')}`;
  const id = await setup.create({
    code,
    name: 'Elmbrook programme',
    settings: { allowedMailDomains: ['elmbrook.example.org'], ...options.settings },
  });
  const council = await setup.addAgency(id, {
    name: 'Elmbrook children’s services',
    kind: 'children-social-care',
    teams: ['Assessment', 'Court', 'Early help', 'Programme'],
  });
  const health = await setup.addAgency(id, {
    name: 'Elmbrook health visiting',
    kind: 'health',
    teams: ['North', 'South'],
  });
  const agencies = { council, health };

  const people = new Map<string, TestPerson>();
  const addPerson: TestProgramme['addPerson'] = async ({
    name,
    roles,
    agency = 'council',
    team = 0,
    ...given
  }) => {
    const { id: agencyId, teams } = agencies[agency];
    const teamId = teams[team]?.id ?? '';
    const email = given.email ?? `${name.toLowerCase().replaceAll(' ', '.')}@elmbrook.example.org`;
    const { managerId } = given;
    const personId = await setup.addPerson(id, { name, email, agencyId, teamId, roles, managerId });
    const person = { programmeId: id, personId, roles, name, email, agencyId, teamId };
    people.set(personId, person);
    return person;
  };
  const person: TestProgramme['person'] = (id) => {
    const known = people.get(id ?? '');
    if (!known) throw new Error('Nobody of this programme has that id');
    return known;
  };
  const addConsultant: TestProgramme['addConsultant'] = (person, given = {}) =>
    setup.addConsultant(id, {
      personId: person.personId,
      signedOffFrom: '2020-01-01',
      hours: OFFICE_HOURS,
      ...given,
    });

  const lead = await addPerson({ name: 'Lena Lead', roles: ['lead', 'practitioner'], team: 3 });
  const deputy = await addPerson({ name: 'Dana Deputy', roles: ['lead'], team: 3 });
  const champions = [
    await addPerson({ name: 'Ada Champion', roles: ['champion', 'practitioner'], agency: 'health', team: 0 }),
    await addPerson({ name: 'Bea Champion', roles: ['champion', 'practitioner'], agency: 'health', team: 1 }),
    await addPerson({
      name: 'Cal Champion',
      roles: ['champion', 'practitioner'],
      agency: 'council',
      team: 1,
    }),
  ] as const;
  const practitioners = [
    await addPerson({ name: 'Pia Practitioner', roles: ['practitioner'], team: 0 }),
    await addPerson({ name: 'Quin Practitioner', roles: ['practitioner'], team: 2 }),
    await addPerson({ name: 'Rio Practitioner', roles: ['practitioner'], team: 2 }),
  ] as const;
  if (options.leadConsults ?? true) await addConsultant(lead);
  for (const champion of champions) await addConsultant(champion, options.champions);
  const pathwayId = await setup.addPathway(id, {
    kind: 'perpetrator-programme',
    name: 'Programme for people who cause harm',
    guidance: 'Refer with consent; tell the partner support worker.',
    contact: 'Elmbrook change team, 020 7946 0000',
    checkedOn: '2027-01-04',
  });
  return {
    id,
    code,
    lead,
    deputy,
    champions,
    practitioners,
    pathwayId,
    agencies,
    addPerson,
    addConsultant,
    person,
  };
}
