import { Injectable } from '@nestjs/common';
import { DomainError, type Role, theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Sessions } from './sessions.service.js';

/** Whether people may be chosen instead of signing in. A Nest token. */
export abstract class LocalAccess {
  /** Only ever true in the local mode of a service that listens on nothing but this machine itself. */
  abstract readonly allowed: boolean;
}

/** Somebody whom one can be in the local mode. */
export interface LocalPerson {
  personId: string;
  name: string;
  roles: readonly Role[];
  agency: string;
  programme: { code: string; name: string };
}

/** In the local mode, and nowhere else, one chooses who one is. */
@Injectable()
export class LocalSignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly access: LocalAccess,
  ) {}

  /** Whether there is such a thing here: what a page asks before it offers it. */
  get allowed(): boolean {
    return this.access.allowed;
  }

  /**
   * The active people of all programmes, in the order in which these were made and people were added.
   * @throws DomainError `not-found` outside of the local mode
   */
  async people(): Promise<readonly LocalPerson[]> {
    this.mustBeAllowed();
    const programmes = await this.programmes();
    const people = await Promise.all(
      programmes.map(({ id, ...programme }) =>
        this.database.as(theService(id), async (tx) => {
          const rows = await tx.query<Record<string, unknown> & Omit<LocalPerson, 'programme'>>(
            `SELECT p.id AS "personId", p.name, p.roles, a.name AS agency
             FROM person p JOIN agency a ON a.id = p.agency_id
             WHERE p.programme_id = $1 AND p.active ORDER BY p.id`,
            [id],
          );
          return rows.map((row): LocalPerson => ({ ...row, programme }));
        }),
      ),
    );
    return people.flat();
  }

  /**
   * Signs in as one of them.
   * @throws DomainError `not-found` outside of the local mode, and for nobody active of that programme
   */
  async enter(person: { programmeCode: string; personId: string }): Promise<{ token: string }> {
    this.mustBeAllowed();
    const programme = (await this.programmes()).find(({ code }) => code === person.programmeCode);
    if (!programme || !UUID.test(person.personId)) throw notFound();
    return this.sessions.open(programme.id, person.personId);
  }

  private programmes(): Promise<{ id: string; code: string; name: string }[]> {
    return this.database.ask('SELECT id, code, name FROM all_programmes()');
  }

  private mustBeAllowed(): void {
    if (!this.access.allowed) throw notFound();
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function notFound(): DomainError {
  return new DomainError('not-found', 'There is no such page. Check the address.');
}
