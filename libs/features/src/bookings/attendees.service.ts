import { Injectable } from '@nestjs/common';
import {
  type Actor,
  attendeesGiven,
  changeAttendees,
  type Consultation,
  DomainError,
} from '@case-consultation/domain';
import { writeAttendees } from '../case-text/form-rows.js';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';

/** Who else comes along, once the request is submitted. */
@Injectable()
export class Attendees {
  constructor(private readonly changes: ConsultationChanges) {}

  /**
   * The whole list, as it is to be.
   * @param version of the consultation that was read; when it has changed since, nothing is overwritten
   * @throws DomainError `changed-meanwhile`, and as `change`
   */
  set(actor: Actor, code: string, attendees: readonly string[], version: number): Promise<Consultation> {
    return this.save(actor, code, (_, consultation) => {
      if (version !== consultation.version) {
        throw new DomainError(
          'changed-meanwhile',
          'This consultation has changed since you opened it. Open it again to see who attends.',
        );
      }
      return attendees;
    });
  }

  /**
   * Some more, some fewer, whoever else is changing the list. Adding somebody who attends already, or taking off somebody who
   * does not, changes nothing.
   * @throws DomainError `not-your-task`, `wrong-state`, `email-not-allowed` or `invalid-input` for `attendees/<n>`, counted
   *   in the list as it would be, new ones last
   */
  change(
    actor: Actor,
    code: string,
    { add, remove }: { add: readonly string[]; remove: readonly string[] },
  ): Promise<Consultation> {
    return this.save(actor, code, (before) => {
      const gone = new Set(remove.map(plain));
      const stay = before.filter((email) => !gone.has(email));
      return [...stay, ...add.filter((email) => !stay.includes(plain(email)))];
    });
  }

  private save(
    actor: Actor,
    code: string,
    listed: (before: readonly string[], consultation: Consultation) => readonly string[],
  ): Promise<Consultation> {
    let after: readonly string[] = [];
    return this.changes.change(
      actor,
      { code },
      async (consultation, change) => {
        const before = change.parties.attendees.map(({ email }) => email);
        // Whose task it is and when comes before what is wrong with the list.
        changeAttendees(consultation, { before, after: before }, actor, change.now);
        after = attendeesGiven(listed(before, consultation), before, change.programme.settings);
        await mustNotBeKeptOut(change, after);
        return changeAttendees(consultation, { before, after }, actor, change.now);
      },
      { alongside: ({ tx, consultation }) => writeAttendees(tx, consultation.id, after) },
    );
  }
}

/**
 * Whom the requester named as somebody who must not see this cannot come along. Who declared a conflict themselves is not
 * told of: that is between them and the leads.
 */
async function mustNotBeKeptOut({ tx, consultation }: Change, attendees: readonly string[]): Promise<void> {
  const rows = await tx.query<{ email: string }>(
    `SELECT p.email FROM lockout l JOIN person p ON p.id = l.person_id
     WHERE l.consultation_id = $1 AND l.source = 'requester' AND p.email = ANY ($2::text[])`,
    [consultation.id, attendees],
  );
  const at = attendees.findIndex((email) => rows.some((row) => row.email === email));
  if (at === -1) return;
  throw new DomainError(
    'invalid-input',
    'This person was named as somebody who must not see this case, so they cannot attend.',
    `attendees/${at}`,
  );
}

function plain(email: string): string {
  return email.trim().toLowerCase();
}
