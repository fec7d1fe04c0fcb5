import { v7 as newId } from 'uuid';
import { DomainError, type ProgrammeSettings, type Role } from '@case-consultation/domain';
import {
  AgencyEntity,
  PersonEntity,
  ProgrammeEntity,
  ProgrammeKeyEntity,
  sqlState,
  TeamEntity,
  type Transaction,
} from '@case-consultation/database';
import { type KeyRing } from '@case-consultation/platform';

export interface NewProgramme {
  /** Small letters, digits and dashes; in commands, never shown to families. */
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

/** In a transaction of the new programme itself. */
type Keeping = Pick<Transaction, 'orm'>;

/** A programme with the first key of its case text. */
export async function keepProgramme(
  { orm }: Keeping,
  keyRing: KeyRing,
  { id, createdAt, ...programme }: NewProgramme & { id: string; createdAt: Date },
): Promise<void> {
  await orm.insert(ProgrammeEntity, { id, ...programme, createdAt });
  const key = keyRing.newDataKey({ programmeId: id, version: 1 });
  await orm.insert(ProgrammeKeyEntity, { programmeId: id, ...key, createdAt });
}

/** What the database says of a code that it does not take, in words; anything else as it is. */
export function programmeRefused(error: unknown): unknown {
  const state = sqlState(error);
  if (state !== '23505' && state !== '23514') return error;
  return new DomainError(
    'invalid-input',
    'Give a code of small letters, digits and dashes that no other programme has.',
    'code',
  );
}

/** @returns the ids of the agency and its teams */
export async function keepAgency(
  { orm }: Keeping,
  programmeId: string,
  { teams: names, ...agency }: { name: string; kind: string; teams: readonly string[] },
): Promise<AddedAgency> {
  const id = newId();
  const teams = names.map((name) => ({ id: newId(), name }));
  await orm.insert(AgencyEntity, { id, programmeId, ...agency });
  await orm.insert(
    TeamEntity,
    teams.map((team) => ({ ...team, programmeId, agencyId: id })),
  );
  return { id, teams };
}

/** @returns their id */
export async function keepPerson(
  { orm }: Keeping,
  programmeId: string,
  { email, roles, managerId = null, ...person }: NewPerson,
  createdAt: Date,
): Promise<string> {
  const id = newId();
  await orm.insert(PersonEntity, {
    id,
    programmeId,
    ...person,
    email: email.toLowerCase(),
    managerId,
    roles: [...roles],
    active: true,
    createdAt,
  });
  return id;
}

export interface AddedAgency {
  id: string;
  teams: readonly { id: string; name: string }[];
}
