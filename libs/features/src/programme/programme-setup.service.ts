import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  checkBrand,
  type Day,
  DomainError,
  type Mode,
  type Priority,
  type Purpose,
  theService,
} from '@case-consultation/domain';
import {
  ConsultantEntity,
  Database,
  NeverMatchEntity,
  OneOffTimeEntity,
  PathwayEntity,
  sqlState,
  type Transaction,
  WeeklyHoursEntity,
} from '@case-consultation/database';
import { Clock, KeyRing } from '@case-consultation/platform';
import {
  type AddedAgency,
  keepAgency,
  keepPerson,
  keepProgramme,
  type NewPerson,
  type NewProgramme,
  programmeRefused,
} from './programme-rows.js';
import { Programmes } from './programmes.service.js';

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
    const createdAt = this.clock.now();
    try {
      await this.in(id, (tx) => keepProgramme(tx, this.keyRing, { id, code, name, settings, createdAt }));
    } catch (error) {
      throw programmeRefused(error);
    }
    return id;
  }

  async addAgency(
    programmeId: string,
    agency: { name: string; kind: string; teams: readonly string[] },
  ): Promise<AddedAgency> {
    const added = await this.in(programmeId, (tx) => keepAgency(tx, programmeId, agency));
    this.programmes.forgetAll();
    return added;
  }

  /** @throws DomainError `invalid-input` when someone has that e-mail already */
  async addPerson(programmeId: string, person: NewPerson): Promise<string> {
    try {
      return await this.in(programmeId, (tx) => keepPerson(tx, programmeId, person, this.clock.now()));
    } catch (error) {
      if (sqlState(error) !== '23505') throw error;
      throw new DomainError('invalid-input', 'Someone in the programme has that e-mail already.', 'email');
    }
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
