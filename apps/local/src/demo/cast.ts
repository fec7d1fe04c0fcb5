import {
  type Actor,
  type Mode,
  type Priority,
  type ProgrammeSettings,
  type Purpose,
  type Role,
} from '@case-consultation/domain';
import { type Moment } from './stories/story.js';

/** A person of a demo programme. Everybody is made up. */
export interface DemoPerson {
  /** A word by which the stories call them. */
  readonly key: string;
  readonly name: string;
  /** The agency's key and the team's name. */
  readonly at: readonly [agency: string, team: string];
  readonly roles: readonly Role[];
  /** The manager's key; managers come before those they manage. */
  readonly manager?: string;
  readonly consults?: DemoConsultant;
}

/** A stretch of the week: ISO weekday, from and to as `HH:MM` by the wall clock. */
export type Hours = readonly [weekday: number, from: string, to: string];

/** What a consultant says of their time. Days are counted in working days from the day the demo is made. */
export interface DemoConsultant {
  readonly hours: readonly Hours[];
  readonly weeklyCap: number;
  readonly specialisms: readonly Purpose[];
  readonly modes?: readonly Mode[];
  readonly priorities?: readonly Priority[];
  readonly autoAccept?: boolean;
  readonly onLeave?: readonly [first: number, last: number];
  readonly paused?: readonly [first: number, last: number];
  /** Keys of people they are never matched with. */
  readonly neverMatch?: readonly string[];
}

export interface DemoAgency {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly mailDomain: string;
  readonly teams: readonly string[];
}

export interface DemoPathway {
  readonly kind: string;
  readonly name: string;
  readonly guidance: string;
  readonly contact: string;
  /** Days before the demo is made. */
  readonly checkedDaysAgo: number;
}

/** One programme as the demo describes it. */
export interface DemoProgramme {
  readonly code: string;
  readonly name: string;
  readonly settings: Partial<ProgrammeSettings>;
  readonly agencies: readonly DemoAgency[];
  readonly people: readonly DemoPerson[];
  readonly pathways: readonly DemoPathway[];
  /** What a lead changed in the settings since, soonest first. */
  readonly settingsChanged: readonly DemoSettingsChange[];
}

export interface DemoSettingsChange {
  readonly at: Moment;
  readonly to: Partial<ProgrammeSettings>;
  /** Working days from the day the demo is made on which the council is closed from then on, too. */
  readonly alsoClosed?: readonly number[];
  readonly reason: string;
}

/** Made of the name and the agency's domain. */
export function emailOf({ name, at }: DemoPerson, { agencies }: DemoProgramme): string {
  const agency = agencies.find(({ key }) => key === at[0]);
  if (!agency) throw new Error(`The demo has no agency ${at[0]}`);
  return `${name.toLowerCase().replaceAll(' ', '.')}@${agency.mailDomain}`;
}

/** A person once they are in the database. */
export interface CastMember extends Actor {
  readonly personId: string;
  readonly key: string;
  readonly name: string;
  readonly email: string;
}

/** Everybody of one programme, as the stories meet them. */
export class Cast {
  readonly members: readonly CastMember[];
  private readonly pathways: ReadonlyMap<string, string>;

  constructor(
    readonly programmeId: string,
    members: readonly CastMember[],
    pathways: ReadonlyMap<string, string>,
  ) {
    this.members = members;
    this.pathways = pathways;
  }

  /** @throws Error when a story calls somebody who is not there */
  person(key: string): CastMember {
    const found = this.members.find((member) => member.key === key);
    if (!found) throw new Error(`Nobody in the demo is called ${key}`);
    return found;
  }

  /** The first lead who may deal with something: not one whom it is to be kept from. */
  lead(notThese: readonly string[] = []): CastMember {
    const found = this.members.find(({ key, roles }) => roles.includes('lead') && !notThese.includes(key));
    if (!found) throw new Error('The demo has no lead who may see this');
    return found;
  }

  personWithId(id: string): CastMember {
    const found = this.members.find(({ personId }) => personId === id);
    if (!found) throw new Error(`Nobody in the demo has the id ${id}`);
    return found;
  }

  /** @param kind such as `idva` */
  pathway(kind: string): string {
    const found = this.pathways.get(kind);
    if (!found) throw new Error(`The demo has no pathway ${kind}`);
    return found;
  }
}
