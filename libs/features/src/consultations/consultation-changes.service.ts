import { Injectable } from '@nestjs/common';
import { accessTo, type Actor, type Consultation, freesTime, type Outcome } from '@case-consultation/domain';
import {
  type Consequences,
  type ConsultationKey,
  Database,
  type Loaded,
  notFound,
  onConsultation,
  type Party,
  saveOutcome,
  type Transaction,
} from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { historyPlace } from '../case-text/case-places.js';
import { checkWritten, type Written } from '../case-text/written-text.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { freedTimeNoted } from '../outbox/freed-time-noted.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { historyOf } from './history-of.js';
import { messagesOf } from './messages-of.js';
import { timersOf } from './timers-of.js';

/** What a rule is given, besides the consultation. */
export interface Change extends Loaded {
  tx: Transaction;
  programme: Programme;
  now: Date;
}

export interface ChangeOptions {
  /** Who may act although the consultation is not theirs to see, such as the owner of an action. */
  mayAct?: (change: Change) => boolean;
  /** Further rows to save in the same transaction, once the change itself is saved. */
  alongside?: (change: Change, outcome: Outcome) => Promise<void>;
  /** The consultant it comes to, when the rule gives it to someone else; asked once the rule has answered. */
  newConsultant?: () => Party | null;
  /** What is written in it, which is checked for what may identify a person once the rule has answered. */
  written?: Written;
  /** More to be done because of this change. */
  timers?: (change: Change, outcome: Outcome) => Consequences['outbox'];
}

/**
 * The one way a consultation changes: lock it, see whether this person may, ask the rule, and save what it says with
 * history, messages and timers in one transaction.
 */
@Injectable()
export class ConsultationChanges {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns how the consultation stands afterwards
   * @throws DomainError `not-found` when it is not the actor's to see, or whatever the rule refuses with
   */
  async change(
    actor: Actor,
    key: ConsultationKey,
    rule: (consultation: Consultation, change: Change) => Outcome | Promise<Outcome>,
    options: ChangeOptions = {},
  ): Promise<Consultation> {
    const programme = await this.programmes.of(actor.programmeId);
    return onConsultation(this.database, actor, key, async (tx, loaded) => {
      const change = { tx, programme, now: this.clock.now(), ...loaded };
      const { consultation } = loaded;
      if (actor.personId !== null && accessTo(consultation, actor) === 'none' && !options.mayAct?.(change)) {
        throw notFound();
      }
      const outcome = await rule(consultation, change);
      const keepReason = options.written && (await checkWritten(writingOf(change, actor), options.written));
      const saved = await this.save(change, outcome, options);
      await keepReason?.();
      return saved;
    });
  }

  /** Saves an outcome inside a transaction that holds the consultation's lock. */
  async save(change: Change, outcome: Outcome, options: ChangeOptions = {}): Promise<Consultation> {
    if (outcome.events.length === 0) return outcome.consultation;
    const { tx, now, consultation: before } = change;
    const consequences = this.consequencesOf(change, outcome, options);
    saveOutcome(tx, before, outcome, consequences, now);
    if (mayLetSomebodyIn(outcome)) tx.atLast(freedTimeNoted(before.programmeId, now));
    await options.alongside?.(change, outcome);
    return { ...outcome.consultation, version: before.version + 1 };
  }

  private consequencesOf(change: Change, outcome: Outcome, options: ChangeOptions): Consequences {
    const { programme, now, consultation: before, parties } = change;
    const after = outcome.consultation;
    const place = historyPlace(before.id);
    const writing = {
      before,
      after,
      parties,
      newConsultant: options.newConsultant?.() ?? null,
      mailDomain: this.identity.mailDomain,
      saidBy: change.tx.actor.personId,
    };
    return {
      history: outcome.events.map((event) =>
        historyOf(event, (reason) => programme.keys.seal(place, reason)),
      ),
      messages: outcome.events.flatMap((event) => messagesOf(event, writing)),
      outbox: [
        ...once(outcome.events.flatMap((event) => timersOf(event, after, programme, now))),
        ...(options.timers?.(change, outcome) ?? []),
      ],
      leadTasks:
        after.status === 'with_lead' && before.status !== 'with_lead'
          ? [{ kind: 'request-with-lead', subject_id: before.id }]
          : [],
    };
  }
}

/** An hour became free, or whoever waits with the lead because no time suited has named others. */
function mayLetSomebodyIn({ events, consultation }: Outcome): boolean {
  const hasOtherWishes =
    consultation.status === 'with_lead' && events.some(({ type }) => type === 'times-changed');
  return hasOtherWishes || events.some(freesTime);
}

function writingOf({ tx, programme, consultation, now }: Change, { personId }: Actor) {
  const { id: consultationId, programmeId } = consultation;
  return { tx, keys: programme.keys, consultationId, programmeId, personId, now };
}

/** A consultation that was declined and offered again in one go is routed once. */
function once<R extends { job: string; subject_id: string }>(rows: readonly R[]): R[] {
  return rows.filter(
    (row, at) =>
      rows.findIndex((other) => other.job === row.job && other.subject_id === row.subject_id) === at,
  );
}
