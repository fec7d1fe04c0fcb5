import { type Actor, type ProgrammeSettings } from '@case-consultation/domain';
import { type NewConsultant, ProgrammeSetup } from '@case-consultation/features';
import { type BenchService } from './service.js';

export interface BenchPerson extends Actor {
  readonly personId: string;
  readonly email: string;
}

/** A programme of plainly made-up people: one lead, as many champions and practitioners as wanted. */
export interface BenchProgramme {
  readonly id: string;
  readonly code: string;
  readonly agencyId: string;
  readonly teamId: string;
  readonly lead: BenchPerson;
  readonly champions: readonly BenchPerson[];
  readonly practitioners: readonly BenchPerson[];
}

/** Monday to Friday, nine to five, by the wall clock. */
const HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1_020 }));

export async function aProgramme(
  service: BenchService,
  wish: {
    code: string;
    champions: number;
    practitioners: number;
    settings?: Partial<ProgrammeSettings>;
    /** What the nth champion says about their time beside. */
    championIs?: (index: number) => Partial<NewConsultant>;
  },
): Promise<BenchProgramme> {
  const setup = service.get(ProgrammeSetup);
  const id = await setup.create({
    code: wish.code,
    name: 'Elmbrook programme',
    settings: { allowedMailDomains: ['elmbrook.example.org'], ...wish.settings },
  });
  const council = await setup.addAgency(id, {
    name: 'Elmbrook children’s services',
    kind: 'children-social-care',
    teams: ['Assessment'],
  });
  const health = await setup.addAgency(id, { name: 'Elmbrook health', kind: 'health', teams: ['North'] });
  const agencies = { council, health };
  const person = async (
    name: string,
    roles: Actor['roles'],
    of: keyof typeof agencies,
  ): Promise<BenchPerson> => {
    const email = `${name}@elmbrook.example.org`;
    const { id: agencyId, teams } = agencies[of];
    const teamId = teams[0]?.id ?? '';
    const personId = await setup.addPerson(id, { name, email, agencyId, teamId, roles });
    return { programmeId: id, personId, roles, email };
  };
  const lead = await person('lead', ['lead'], 'council');
  const champions: BenchPerson[] = [];
  for (let index = 0; index < wish.champions; index += 1) {
    const champion = await person(`champion.${index}`, ['champion'], 'health');
    const { personId } = champion;
    const given = { personId, signedOffFrom: '2020-01-01', hours: HOURS, ...wish.championIs?.(index) };
    await setup.addConsultant(id, given);
    champions.push(champion);
  }
  const practitioners: BenchPerson[] = [];
  for (let index = 0; index < wish.practitioners; index += 1)
    practitioners.push(await person(`practitioner.${index}`, ['practitioner'], 'council'));
  const ids = { id, code: wish.code, agencyId: council.id, teamId: council.teams[0]?.id ?? '' };
  return { ...ids, lead, champions, practitioners };
}
