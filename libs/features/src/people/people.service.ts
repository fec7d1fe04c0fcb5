import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  changesBetween,
  type DetailProblem,
  DomainError,
  isConsultant,
  isSameInvitation,
  isSamePerson,
  type KnownPerson,
  mayBeMailed,
  mustHaveNoProblems,
  mustLeaveSomebody,
  mustManagePeople,
  mustMayChangeEmail,
  mustMayGive,
  mustMaySignOff,
  mustNotBeThemselves,
  type PersonDetails,
  plainEmail,
  plainName,
  problemsOf,
  told,
} from '@case-consultation/domain';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { freedTimeNoted } from '../outbox/freed-time-noted.js';
import { Names } from '../programme/names.service.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { refuseUnlessHeldIsKept } from './consulting-ends.js';
import { type Remember } from './idempotency.service.js';
import { takeBackLeaving, tellLeadsOfLeaving } from './leaving.js';
import {
  actorNow,
  addHistory,
  changePeopleAlone,
  factsWith,
  othersBeside,
  personOf,
  savePeople,
} from './people-rows.js';
import { owePersonMails } from './person-mails.js';

/** A person at a version. */
export interface PersonAt {
  id: string;
  version: number;
}

interface Change {
  tx: Transaction;
  actor: Actor;
  programme: Programme;
  now: Date;
}

/**
 * The people of a programme, as leads and administrators look after them. Whatever changes is one transaction, alone among
 * those that change people of the programme, and is said in the person's history.
 */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /**
   * @param options `invite`: whether they are sent a mail that says so
   * @throws DomainError `not-your-task`; `invalid-input` or `email-not-allowed`, with all `problems` in its details
   */
  async add(
    by: Actor,
    given: PersonDetails,
    { invite, remember }: { invite: boolean; remember?: Remember },
  ): Promise<PersonAt> {
    return this.change(by, async ({ tx, actor, programme, now }) => {
      const details = tidied(given);
      const facts = await factsWith(tx, programme, [details.email, details.managerEmail]);
      mustMayGive(actor, [], details.roles);
      if (details.signedOffFrom !== null || details.signedOffUntil !== null) mustMaySignOff(actor);
      mustHaveNoProblems([...problemsOf(details, null, facts), ...takenProblems(details, facts.people)]);
      const id = newId();
      const changes = changesBetween(null, told(details, facts));
      await savePeople(tx, [{ id, details, version: 1, changes }], {
        now,
        teams: facts.teams,
        imported: false,
      });
      if (invite) await this.oweInvitation({ tx, actor, programme, now }, { id, version: 1, ...details });
      await remember?.(tx, id);
      return { id, version: 1 };
    });
  }

  /**
   * Changes what is given and nothing else. Saying what is so already changes nothing.
   * @param seen the version that was read; undefined compares nothing
   * @param keeping marks of what they hold and may hold no more, was shown, and stays theirs all the same
   * @throws DomainError `not-found`, `not-your-task`, `changed-meanwhile`, `last-lead`, `last-administrator`; `invalid-input`
   *   or `email-not-allowed`, with all `problems` in its details; `collides-with-bookings` with `CollisionsAsked`
   */
  async update(
    by: Actor,
    id: string,
    patch: Partial<PersonDetails>,
    seen?: number,
    keeping: readonly string[] = [],
  ): Promise<PersonAt> {
    return this.change(by, async ({ tx, actor, programme, now }) => {
      const before = await known(tx, id);
      mustBeAsRead(before, seen);
      const details = tidied({ ...detailsOf(before), ...patch });
      if (isSamePerson(before, details)) return before;
      const emails = [details.email, details.managerEmail, before.managerEmail];
      const facts = await factsWith(tx, programme, emails);
      mustMayGive(actor, before.roles, details.roles);
      if (details.email !== before.email) mustMayChangeEmail(actor, before);
      if (details.signedOffFrom !== before.signedOffFrom || details.signedOffUntil !== before.signedOffUntil)
        mustMaySignOff(actor);
      mustHaveNoProblems([
        ...problemsOf(details, before, facts),
        ...takenProblems(details, facts.people, id),
      ]);
      mustLeaveSomebody(before, { ...details, active: before.active }, await othersBeside(tx, id));
      await refuseUnlessHeldIsKept({ tx, actor, programme, now }, before, details, keeping);
      const version = before.version + 1;
      const changes = changesBetween(told(before, facts), told(details, facts));
      await savePeople(tx, [{ id, details, version, changes }], { now, teams: facts.teams, imported: false });
      if (details.email !== before.email) await moveAddress(tx, before, { programme, now });
      if (isConsultant(before) && !isConsultant(details))
        await tellLeadsOfLeaving(tx, id, { asRequester: false }, now);
      return { id, version };
    });
  }

  /**
   * Ends their sessions and their API tokens at once. What they hold stays theirs until it is moved, and the leads are told of
   * it and of what they asked for. Somebody who is deactivated already stays so.
   * @throws DomainError `not-found`, `not-your-task`, `changed-meanwhile`, `last-lead`, `last-administrator`
   */
  async deactivate(by: Actor, id: string, seen?: number): Promise<PersonAt> {
    return this.change(by, async ({ tx, actor, now }) => {
      const before = await known(tx, id);
      mustNotBeThemselves(actor, id);
      if (!before.active) return before;
      mustBeAsRead(before, seen);
      mustLeaveSomebody(before, { ...before, active: false }, await othersBeside(tx, id));
      const after = await setActive(tx, before, false, now);
      await tx.query('UPDATE api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL', [
        id,
        now,
      ]);
      await tellLeadsOfLeaving(tx, id, { asRequester: true }, now);
      return after;
    });
  }

  /**
   * They can sign in again, with the roles that they had. Their API tokens stay revoked. Of somebody whose roles open cases it
   * is a lead's to do.
   * @throws DomainError `not-found`, `not-your-task`, `changed-meanwhile`
   */
  async reactivate(by: Actor, id: string, seen?: number): Promise<PersonAt> {
    return this.change(by, async ({ tx, actor, now }) => {
      const before = await known(tx, id);
      if (before.active) return before;
      mustMayGive(actor, [], before.roles);
      mustBeAsRead(before, seen);
      const after = await setActive(tx, before, true, now);
      await takeBackLeaving(tx, id, now);
      tx.atLast(freedTimeNoted(tx.actor.programmeId, now));
      return after;
    });
  }

  /**
   * Sends a mail that says that there is an account and where to sign in. Asked for again within ten minutes, it is sent once.
   * @throws DomainError `not-found`, `not-your-task`, `wrong-state` for somebody deactivated, `email-not-allowed`
   */
  async invite(by: Actor, id: string): Promise<void> {
    await this.change(by, async (change) => {
      const person = await known(change.tx, id);
      if (!person.active)
        throw new DomainError(
          'wrong-state',
          'This person is deactivated. Reactivate them, then invite them.',
        );
      const last = await change.tx.maybe<Row & { asked_at: Date }>(
        `SELECT asked_at FROM person_mail WHERE person_id = $1 AND kind = 'invitation' AND recipient_email = $2
         ORDER BY asked_at DESC LIMIT 1`,
        [id, person.email],
      );
      if (last && isSameInvitation(last.asked_at, change.now)) return;
      await this.oweInvitation(change, person);
    });
  }

  private async oweInvitation(
    { tx, programme, now }: Change,
    person: PersonAt & Pick<PersonDetails, 'email'>,
  ): Promise<void> {
    if (!mayBeMailed(person.email, programme.settings.allowedMailDomains)) {
      throw new DomainError(
        'email-not-allowed',
        'Their email address is not on a domain that the programme allows, so nothing is sent to it. Change it first.',
        'email',
      );
    }
    await owePersonMails(tx, 'invitation', [person], { programme, now });
    const { id: personId, version } = person;
    await addHistory(tx, [{ personId, version, event: 'invited', changes: [] }], { now, imported: false });
  }

  private async change<T>(by: Actor, work: (change: Change) => Promise<T>): Promise<T> {
    mustManagePeople(by);
    const programme = await this.programmes.of(by.programmeId);
    const done = await this.database.as(by, async (tx) => {
      await changePeopleAlone(tx);
      const actor = await actorNow(tx);
      mustManagePeople(actor);
      return work({ tx, actor, programme, now: this.clock.now() });
    });
    this.names.forget(by.programmeId);
    return done;
  }
}

/** @throws DomainError `not-found` */
async function known(tx: Transaction, id: string): Promise<KnownPerson> {
  const person = await personOf(tx, id);
  if (!person) throw new DomainError('not-found', 'There is no such person here. Look for them in the list.');
  return person;
}

function mustBeAsRead({ version }: KnownPerson, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new DomainError(
    'changed-meanwhile',
    'Somebody else has changed this person since you opened the page, so nothing was saved. See below what changed.',
  );
}

async function setActive(
  tx: Transaction,
  { id, version }: KnownPerson,
  active: boolean,
  now: Date,
): Promise<PersonAt> {
  const after = { id, version: version + 1 };
  // A trigger ends the sessions of somebody who is deactivated.
  await tx.query('UPDATE person SET active = $2, version = $3 WHERE id = $1', [id, active, after.version]);
  const event = active ? 'reactivated' : 'deactivated';
  await addHistory(tx, [{ personId: id, version: after.version, event, changes: [] }], {
    now,
    imported: false,
  });
  return after;
}

/** Whoever had the old address is signed out and told; the new one has to show itself by a code. */
async function moveAddress(
  tx: Transaction,
  before: KnownPerson,
  options: { programme: Programme; now: Date },
): Promise<void> {
  await tx.query('DELETE FROM session WHERE person_id = $1', [before.id]);
  await owePersonMails(tx, 'address-changed', [before], options);
}

function detailsOf({ name, email, teamId, managerEmail, roles, signedOffFrom, signedOffUntil }: KnownPerson) {
  return { name, email, teamId, managerEmail, roles, signedOffFrom, signedOffUntil } satisfies PersonDetails;
}

function tidied(given: PersonDetails): PersonDetails {
  return {
    ...given,
    name: plainName(given.name),
    email: plainEmail(given.email),
    managerEmail: given.managerEmail === null ? null : plainEmail(given.managerEmail) || null,
    roles: [...new Set(given.roles)],
  };
}

function takenProblems(
  { email }: PersonDetails,
  people: ReadonlyMap<string, KnownPerson>,
  own?: string,
): DetailProblem[] {
  const holder = people.get(email);
  if (!holder || holder.id === own) return [];
  const message = holder.active
    ? `${holder.name} has that email address already`
    : `${holder.name} has that email address, and is deactivated. Reactivate them instead`;
  return [{ field: 'email', code: 'invalid-input', message }];
}
