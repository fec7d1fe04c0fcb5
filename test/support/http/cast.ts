import { aProgramme, type TestPerson, type TestProgramme } from '../service/programme.builder.js';
import { type TestService } from '../service/service.js';

/** Everyone who could try a route, by what they are to the consultation it is about. */
export const WALKERS = [
  'requester',
  'consultant',
  'anotherChampion',
  'outsider',
  'lead',
  'deputy',
  'shutOutLead',
  'administrator',
  'steering',
  'auditor',
  'elsewhere',
] as const;
export type Walker = (typeof WALKERS)[number];

/** Seven in the morning to seven in the evening, so that there is room for many. */
const LONG_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 420, endMinute: 1140 }));
/** In person nobody is to be had, so that a request for it comes to the lead. */
const PLENTY = { hours: LONG_HOURS, weeklyCap: 40, modes: ['video', 'phone'] } as const;

/** Two programmes with somebody in every role; in the first, one lead must not see what is asked. */
export interface Cast {
  programme: TestProgramme;
  elsewhere: TestProgramme;
  requester: TestPerson;
  outsider: TestPerson;
  lead: TestPerson;
  deputy: TestPerson;
  shutOutLead: TestPerson;
  administrator: TestPerson;
  steering: TestPerson;
  auditor: TestPerson;
}

export async function aCast(service: TestService): Promise<Cast> {
  const programme = await aProgramme(service, { champions: PLENTY, leadConsults: false });
  const elsewhere = await aProgramme(service);
  const { lead, deputy, practitioners } = programme;
  await programme.addConsultant(lead, PLENTY);
  for (const name of ['Dee Champion', 'Eli Champion', 'Fay Champion']) {
    const champion = await programme.addPerson({ name, roles: ['champion'], agency: 'health' });
    await programme.addConsultant(champion, PLENTY);
  }
  return {
    programme,
    elsewhere,
    lead,
    deputy,
    requester: practitioners[0],
    outsider: practitioners[1],
    shutOutLead: await programme.addPerson({ name: 'Lou Lead', roles: ['lead'], team: 3 }),
    administrator: await programme.addPerson({
      name: 'Ari Administrator',
      roles: ['administrator'],
      team: 3,
    }),
    steering: await programme.addPerson({ name: 'Sia Steering', roles: ['steering'], team: 3 }),
    auditor: await programme.addPerson({ name: 'Ava Auditor', roles: ['auditor'], team: 3 }),
  };
}

/** Who that is, for a consultation with this consultant; with none yet, the consultant is nobody. */
export function walkerIn(cast: Cast, walker: Walker, consultantId: string | null): TestPerson | null {
  switch (walker) {
    case 'consultant':
      return consultantId === null ? null : cast.programme.person(consultantId);
    case 'anotherChampion': {
      const other = cast.programme.champions.find(({ personId }) => personId !== consultantId);
      return other ?? null;
    }
    case 'elsewhere':
      return cast.elsewhere.lead;
    default:
      return cast[walker];
  }
}
