import {
  addDays,
  type Day,
  type Mode,
  wallTimeToInstant,
  type WorkingCalendar,
} from '@case-consultation/domain';
import { type NewConsultant, type ProgrammeSetup } from '@case-consultation/features';
import {
  Cast,
  type CastMember,
  emailOf,
  type DemoConsultant,
  type DemoPerson,
  type DemoProgramme,
} from './cast.js';

/** Days before the demo is made on which everybody's sign-off began: before the first story. */
const SIGNED_OFF_DAYS_AGO = 400;
const MODES: readonly Mode[] = ['video', 'phone', 'in-person'];

/** Makes a programme with its agencies, people, consultants and pathways. @returns its people, for the stories */
export async function makeProgramme(
  plan: DemoProgramme,
  setup: ProgrammeSetup,
  calendar: WorkingCalendar,
  today: Day,
): Promise<Cast> {
  const { code, name, settings } = plan;
  const programmeId = await setup.create({ code, name, settings });
  const agencies = new Map<string, MadeAgency>();
  for (const { key, name: agencyName, kind, teams: teamNames } of plan.agencies) {
    const agency = { name: agencyName, kind, teams: teamNames };
    const { id, teams } = await setup.addAgency(programmeId, agency);
    agencies.set(key, { id, teams: new Map(teams.map((team) => [team.name, team.id])) });
  }
  const members: CastMember[] = [];
  for (const person of plan.people) {
    const email = emailOf(person, plan);
    const added = await addPerson({ ...person, email }, programmeId, agencies, members, setup);
    members.push(added);
  }
  const pathways = new Map<string, string>();
  for (const { checkedDaysAgo, ...pathway } of plan.pathways) {
    const checkedOn = addDays(today, -checkedDaysAgo);
    pathways.set(pathway.kind, await setup.addPathway(programmeId, { ...pathway, checkedOn }));
  }
  const cast = new Cast(programmeId, members, pathways);
  for (const { key, consults } of plan.people) {
    if (consults) await setup.addConsultant(programmeId, consultantOf(key, consults, cast, calendar, today));
  }
  return cast;
}

interface MadeAgency {
  readonly id: string;
  readonly teams: ReadonlyMap<string, string>;
}

async function addPerson(
  { key, name, email, at, roles, manager }: DemoPerson & { email: string },
  programmeId: string,
  agencies: ReadonlyMap<string, MadeAgency>,
  before: readonly CastMember[],
  setup: ProgrammeSetup,
): Promise<CastMember> {
  const [agencyKey, teamName] = at;
  const agency = agencies.get(agencyKey);
  const teamId = agency?.teams.get(teamName);
  if (!agency || !teamId) throw new Error(`The demo has no team ${teamName} in ${agencyKey}`);
  const managerId = before.find((member) => member.key === manager)?.personId ?? null;
  if (manager !== undefined && managerId === null)
    throw new Error(`${manager} comes after ${key} in the demo`);
  const person = { name, email, agencyId: agency.id, teamId, managerId, roles };
  return { programmeId, personId: await setup.addPerson(programmeId, person), roles, key, name, email };
}

function consultantOf(
  key: string,
  { hours, weeklyCap, specialisms, modes = MODES, onLeave, paused, ...rest }: DemoConsultant,
  cast: Cast,
  calendar: WorkingCalendar,
  today: Day,
): NewConsultant {
  const day = (fromToday: number): Day => calendar.addWorkingDays(today, fromToday);
  return {
    ...rest,
    personId: cast.person(key).personId,
    signedOffFrom: addDays(today, -SIGNED_OFF_DAYS_AGO),
    hours: hours.map(([weekday, from, to]) => ({
      weekday,
      startMinute: minuteOf(from),
      endMinute: minuteOf(to),
    })),
    weeklyCap,
    specialisms,
    modes,
    neverMatch: (rest.neverMatch ?? []).map((other) => cast.person(other).personId),
    ...(paused ? { pausedFrom: day(paused[0]), pausedUntil: day(paused[1]) } : {}),
    oneOff: onLeave
      ? [
          {
            kind: 'leave',
            startsAt: wallTimeToInstant(day(onLeave[0]), 0, calendar.zone),
            endsAt: wallTimeToInstant(addDays(day(onLeave[1]), 1), 0, calendar.zone),
          },
        ]
      : [],
  };
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
