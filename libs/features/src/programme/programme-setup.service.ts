import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  checkBrand,
  type Day,
  DomainError,
  type Mode,
  type Priority,
  type ProgrammeSettings,
  type Purpose,
  type Role,
  theService,
} from '@case-consultation/domain';
import {
  AgencyEntity,
  ConsultantEntity,
  Database,
  NeverMatchEntity,
  OneOffTimeEntity,
  PathwayEntity,
  PersonEntity,
  ProgrammeEntity,
  ProgrammeKeyEntity,
  sqlState,
  TeamEntity,
  type Transaction,
  WeeklyHoursEntity,
} from '@case-consultation/database';
import { Clock, KeyRing } from '@case-consultation/platform';
import { Programmes } from './programmes.service.js';

export interface NewProgramme {
  /** Lower case letters, digits and dashes; in commands, never shown to families. */
  code: string;
  name: string;
  /** What differs from the defaults. */
  settings: Partial<ProgrammeSettings>;
}

export interface NewPerson {
  name: string;
  email: string;
  agencyId: string;
  teamId: string;
  managerId?: string | null;
  roles: readonly Role[];
}

/** What a person who may hold consultations says about their time. Weekly hours in local minutes of the day. */
export interface NewConsultant {
  personId: string;
  signedOffFrom: Day;
  signedOffUntil?: Day | null;
  pausedFrom?: Day | null;
  pausedUntil?: Day | null;
  weeklyCap?: number | null;
  bufferAfterMinutes?: number | null;
  priorities?: readonly Priority[];
  modes?: readonly Mode[];
  specialisms?: readonly Purpose[];
  autoAccept?: boolean;
  neverMatch?: readonly string[];
  hours: readonly {
    weekday: number;
    startMinute: number;
    endMinute: number;
    from?: Day;
    until?: Day | null;
  }[];
  oneOff?: readonly { kind: 'extra' | 'blocked' | 'leave'; startsAt: Date; endsAt: Date }[];
}

export interface NewPathway {
  kind: string;
  name: string;
  guidance: string;
  contact: string;
  checkedOn: Day;
}

/** Setting up a programme: by the command line, the demo and the tests. Every step is one transaction in that programme. */
@Injectable()
export class ProgrammeSetup {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Whether there is a programme with this code. */
  async exists(code: string): Promise<boolean> {
    const [row] = await this.database.ask<{ id: string | null }>('SELECT programme_with_code($1) AS id', [
      code,
    ]);
    return row?.id != null;
  }

  /** @throws DomainError `invalid-input` when the code is taken or malformed, or the brand cannot be read */
  async create({ code, name, settings }: NewProgramme): Promise<string> {
    if (settings.brand) checkBrand(settings.brand);
    const id = newId();
    const now = this.clock.now();
    try {
      await this.in(id, async (tx) => {
        await tx.orm.insert(ProgrammeEntity, { id, code, name, settings, createdAt: now });
        const key = this.keyRing.newDataKey({ programmeId: id, version: 1 });
        await tx.orm.insert(ProgrammeKeyEntity, { programmeId: id, ...key, createdAt: now });
      });
    } catch (error) {
      if (sqlState(error) === '23505' || sqlState(error) === '23514') {
        throw new DomainError(
          'invalid-input',
          'Give a code of small letters, digits and dashes that no other programme has.',
          'code',
        );
      }
      throw error;
    }
    return id;
  }

  async addAgency(
    programmeId: string,
    agency: { name: string; kind: string; teams: readonly string[] },
  ): Promise<AddedAgency> {
    const id = newId();
    const teams = agency.teams.map((name) => ({ id: newId(), programmeId, agencyId: id, name }));
    await this.in(programmeId, async (tx) => {
      await tx.orm.insert(AgencyEntity, { id, programmeId, name: agency.name, kind: agency.kind });
      await tx.orm.insert(TeamEntity, teams);
    });
    this.programmes.forgetAll();
    return { id, teams: teams.map((team) => ({ id: team.id, name: team.name })) };
  }

  /** @throws DomainError `invalid-input` when someone has that e-mail already */
  async addPerson(programmeId: string, person: NewPerson): Promise<string> {
    const id = newId();
    try {
      await this.in(programmeId, (tx) =>
        tx.orm.insert(PersonEntity, {
          id,
          programmeId,
          name: person.name,
          email: person.email.toLowerCase(),
          agencyId: person.agencyId,
          teamId: person.teamId,
          managerId: person.managerId ?? null,
          roles: [...person.roles],
          active: true,
          createdAt: this.clock.now(),
        }),
      );
    } catch (error) {
      if (sqlState(error) !== '23505') throw error;
      throw new DomainError('invalid-input', 'Someone in the programme has that e-mail already.', 'email');
    }
    return id;
  }

  async addConsultant(programmeId: string, given: NewConsultant): Promise<void> {
    await this.in(programmeId, async (tx) => {
      await tx.orm.insert(ConsultantEntity, {
        personId: given.personId,
        programmeId,
        active: true,
        signedOffFrom: given.signedOffFrom,
        signedOffUntil: given.signedOffUntil ?? null,
        pausedFrom: given.pausedFrom ?? null,
        pausedUntil: given.pausedUntil ?? null,
        weeklyCap: given.weeklyCap ?? null,
        bufferAfterMinutes: given.bufferAfterMinutes ?? null,
        priorities: [...(given.priorities ?? ['P1', 'P2', 'P3'])],
        modes: [...(given.modes ?? ['video', 'phone', 'in-person'])],
        specialisms: [...(given.specialisms ?? [])],
        autoAccept: given.autoAccept ?? false,
      });
      const its = { programmeId, consultantId: given.personId };
      await tx.orm.insert(
        WeeklyHoursEntity,
        given.hours.map(({ weekday, startMinute, endMinute, from, until }) => ({
          id: newId(),
          ...its,
          weekday,
          startMinute,
          endMinute,
          effectiveFrom: from ?? '2020-01-01',
          effectiveUntil: until ?? null,
        })),
      );
      await tx.orm.insert(
        OneOffTimeEntity,
        (given.oneOff ?? []).map((time) => ({ id: newId(), ...its, ...time })),
      );
      await tx.orm.insert(
        NeverMatchEntity,
        (given.neverMatch ?? []).map((personId) => ({ ...its, personId })),
      );
    });
  }

  async addPathway(programmeId: string, pathway: NewPathway): Promise<string> {
    const id = newId();
    await this.in(programmeId, (tx) =>
      tx.orm.insert(PathwayEntity, { id, programmeId, active: true, ...pathway }),
    );
    return id;
  }

  private in<T>(programmeId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const actor: Actor = theService(programmeId);
    return this.database.as(actor, work);
  }
}

export interface AddedAgency {
  id: string;
  teams: readonly { id: string; name: string }[];
}
