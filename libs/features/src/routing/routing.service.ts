import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  calendarUid,
  type Consultation,
  DomainError,
  type EpochMinute,
  fromEpochMinutes,
  makeOffer,
  moveToLead,
  type NewOffer,
  offerWindow,
  type Outcome,
  route,
  type RoutingInputs,
  type RoutingOutcome,
  theService,
  waitsForTime,
  type WithLeadReason,
} from '@case-consultation/domain';
import { onConsultation, Database, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { type CandidateRow } from './candidates.queries.js';
import { TimeRefused } from './free-starts.js';
import { noteUnmetDemand } from './unmet-demand.js';
import { prepareRouting } from './routing-inputs.js';

/** How often a run is made again when the chosen time was taken between reading and writing. */
const TRIES = 5;

/** One look at who could be asked, and what it found. */
interface Run {
  inputs: RoutingInputs;
  rows: readonly CandidateRow[];
  outcome: RoutingOutcome;
}

/** Finds who is asked next, and asks. */
@Injectable()
export class Routing {
  constructor(
    private readonly database: Database,
    private readonly changes: ConsultationChanges,
    private readonly programmes: Programmes,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /** Routes a consultation that waits; does nothing when it does not. The run is stored whole with the change. */
  async routeWaiting(programmeId: string, consultationId: string): Promise<void> {
    await this.withChange(programmeId, consultationId, async (change, actor) => {
      if (change.consultation.status !== 'waiting') return;
      await this.save(change, actor, await this.run(change));
    });
  }

  /**
   * Makes an offer of a consultation that waits for time (`waitsForTime`) when somebody fits now; leaves it as it is, and
   * stores no run, when nobody does.
   * @param still whether what is free is what the caller thinks is free; asked after the look, before the offer
   * @returns `overtaken` when an offer could be made and `still` says no
   */
  offerIfSomebodyFits(
    programmeId: string,
    consultationId: string,
    still: (tx: Transaction) => Promise<boolean>,
  ): Promise<'offered' | 'nobody-fits' | 'overtaken'> {
    return this.withChange(programmeId, consultationId, async (change, actor) => {
      const { tx, consultation } = change;
      const because = consultation.status === 'with_lead' ? await whyWithLead(tx, consultation.id) : null;
      if (!waitsForTime(consultation.status, because)) return 'nobody-fits';
      const run = await this.run(change);
      if (run.outcome.offer === null) return 'nobody-fits';
      if (!(await still(tx))) return 'overtaken';
      await this.save(change, actor, run);
      return 'offered';
    });
  }

  /**
   * An offer to the consultant the lead chose, at the start the lead chose: every hard rule holds for them too.
   * @throws DomainError `consultant-not-eligible` with every rule that stands in the way
   */
  async offerTo(
    change: Change,
    choice: { consultantId: string; start: EpochMinute },
  ): Promise<{ made: NewOffer; row: CandidateRow; inputs: RoutingInputs; outcome: RoutingOutcome }> {
    const { tx, programme, consultation, now } = change;
    const { inputs, rows } = await prepareRouting(tx, programme, consultation, {
      now,
      only: choice,
      toWrite: true,
    });
    const outcome = route(inputs);
    const row = rows.find(({ candidate }) => candidate.consultant.id === choice.consultantId);
    if (outcome.offer === null || !row) {
      const considered = outcome.considered.find(({ consultantId }) => consultantId === choice.consultantId);
      const rules = [
        ...(considered?.ruledOutAlways ?? []),
        ...(considered?.ruledOutIn.flatMap((round) => round.rules) ?? []),
      ];
      throw new TimeRefused(
        'consultant-not-eligible',
        'This consultant cannot take it at that time. Choose another time or another consultant.',
        'consultantId',
        { rules },
        inputs,
        choice.consultantId,
      );
    }
    return { made: this.newOffer(consultation, outcome.offer, row, programme, now), row, inputs, outcome };
  }

  /** Stores one run: its inputs, what it found, and who overrode it with which choice. */
  storeRun(
    tx: Transaction,
    consultation: Consultation,
    run: { inputs: RoutingInputs; outcome: RoutingOutcome; override: Record<string, unknown> | null },
    now: Date,
  ): void {
    tx.atLast({
      name: 'store-run',
      text: `INSERT INTO routing_run (id, programme_id, consultation_id, at, inputs, outcome, override)
        VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      values: [
        newId(),
        consultation.programmeId,
        consultation.id,
        now,
        JSON.stringify(run.inputs),
        JSON.stringify(run.outcome),
        run.override === null ? null : JSON.stringify(run.override),
      ],
    });
  }

  /** The consultation locked, and the work done again when a chosen time was taken meanwhile. */
  private async withChange<T>(
    programmeId: string,
    id: string,
    work: (change: Change, actor: Actor) => Promise<T>,
  ): Promise<T> {
    const actor = theService(programmeId);
    const programme = await this.programmes.of(programmeId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await onConsultation(this.database, actor, { id }, (tx, loaded) =>
          work({ tx, programme, now: this.clock.now(), ...loaded }, actor),
        );
      } catch (error) {
        const taken = error instanceof DomainError && error.code === 'time-taken';
        if (!taken || attempt >= TRIES) throw error;
      }
    }
  }

  private async run({ tx, programme, consultation, now }: Change): Promise<Run> {
    const { inputs, rows } = await prepareRouting(tx, programme, consultation, {
      now,
      only: null,
      toWrite: true,
    });
    return { inputs, rows, outcome: route(inputs) };
  }

  private async save(change: Change, actor: Actor, { inputs, rows, outcome: found }: Run): Promise<void> {
    const { tx, programme, consultation, now } = change;
    const row = rows.find(({ candidate }) => candidate.consultant.id === found.offer?.consultantId);
    const outcome: Outcome =
      found.offer && row
        ? makeOffer(consultation, this.newOffer(consultation, found.offer, row, programme, now), actor)
        : moveToLead(consultation, consultation.restricted ? 'restricted' : 'nobody-fits', actor);
    await this.changes.save(
      change,
      outcome,
      row ? { newConsultant: () => ({ id: row.candidate.consultant.id, email: row.email }) } : {},
    );
    this.storeRun(tx, consultation, { inputs, outcome: found, override: null }, now);
    // What is restricted is the lead's to place by rule, whoever is free: nothing was lacking.
    if (!found.offer && !consultation.restricted) {
      const anyone = found.considered.some(({ ruledOutAlways }) => ruledOutAlways.length === 0);
      await noteUnmetDemand(tx, consultation, anyone ? 'no-acceptable-time' : 'nobody-eligible', now);
    }
  }

  /** An offer of a time to a consultant, with the booking that goes with it. */
  newOffer(
    consultation: Consultation,
    offer: { consultantId: string; start: EpochMinute },
    row: CandidateRow,
    { settings, calendar }: Programme,
    now: Date,
  ): NewOffer {
    const startsAt = fromEpochMinutes(offer.start);
    const { sessionMinutes, bufferAfterMinutes } = row.candidate.time;
    const endsAt = fromEpochMinutes(offer.start + sessionMinutes);
    return {
      offer: {
        id: newId(),
        consultantId: offer.consultantId,
        startsAt,
        endsAt,
        madeAt: now,
        ...offerWindow(now, startsAt, consultation.priority ?? 'P3', settings, calendar),
      },
      freeAgainAt: fromEpochMinutes(offer.start + sessionMinutes + bufferAfterMinutes),
      bookingId: newId(),
      uid: calendarUid(randomUUID(), this.identity.mailDomain),
      autoAccept: row.autoAccept,
    };
  }
}

/** Why it came to the lead, the last time that it did. */
async function whyWithLead(tx: Transaction, consultationId: string): Promise<WithLeadReason | null> {
  const row = await tx.maybe<{ because: WithLeadReason }>(
    `SELECT detail ->> 'because' AS because FROM history
     WHERE consultation_id = $1 AND event = 'moved-to-lead' ORDER BY id DESC LIMIT 1`,
    [consultationId],
    'why-with-lead',
  );
  return row?.because ?? null;
}
