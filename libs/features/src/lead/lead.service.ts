import { Injectable } from '@nestjs/common';
import {
  type Actor,
  assign,
  bookableWindow,
  closeByLead,
  CONTACT_KINDS,
  type Consultation,
  dayNumber,
  dayOf,
  DomainError,
  ELIGIBILITY_RULES,
  epochMinutes,
  firstStartToAsk,
  formatInstant,
  fromEpochMinutes,
  handOverRecord,
  isLead,
  moveToLead,
  mustBe,
  overridePriority,
  type Priority,
  reassign,
  ruledOut,
  rulesInWords,
  take,
  targetDay,
  turnDown,
  unchanged,
} from '@case-consultation/domain';
import { type Party } from '@case-consultation/database';
import { type MayKeep, reasonWritten } from '../case-text/written-text.js';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { OtherTimes } from '../routing/other-times.service.js';
import { Routing } from '../routing/routing.service.js';
import { prepareRouting } from '../routing/routing-inputs.js';
import { noteUnmetDemand } from '../routing/unmet-demand.js';
import { type CandidateRow } from '../routing/candidates.queries.js';
import { oweMessages } from '../messages/owe-message.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { mustBeAsSeen } from './as-seen.js';

/**
 * What only the lead does. Every hard rule of routing holds for the lead's choice too.
 *
 * Each takes the version that the lead saw and decided on, `seen`: when the consultation has changed since, by another lead
 * or by anybody else, it is refused with `changed-meanwhile` and nothing is overwritten. Left out, nothing is compared.
 */
@Injectable()
export class Lead {
  constructor(
    private readonly changes: ConsultationChanges,
    private readonly routing: Routing,
    private readonly otherTimes: OtherTimes,
    private readonly identity: ServiceIdentity,
  ) {}

  /**
   * Asks one consultant at one time that leaves them the time to answer; an open offer to someone else is withdrawn first.
   */
  assign(
    actor: Actor,
    code: string,
    choice: { consultantId: string; startsAt: Date; reason: string } & MayKeep,
    seen?: number,
  ): Promise<Consultation> {
    return this.place(actor, code, { ...choice, seen }, (consultation, made, change) => {
      mustLeaveTimeToAnswer(choice.startsAt, change);
      return assign(consultation, made, choice.reason, actor);
    });
  }

  /** The lead takes it at a time of their own. */
  take(
    actor: Actor,
    code: string,
    choice: { startsAt: Date; noConflict: boolean; reason: string } & MayKeep,
    seen?: number,
  ): Promise<Consultation> {
    const mine = { ...choice, consultantId: actor.personId ?? '', seen };
    return this.place(actor, code, mine, (consultation, made, { now }) =>
      take(consultation, made, choice.noConflict, choice.reason, actor, now),
    );
  }

  /** A booking goes to another consultant at the same time. */
  async reassign(
    actor: Actor,
    code: string,
    choice: { consultantId: string; reason: string } & MayKeep,
    seen?: number,
  ): Promise<Consultation> {
    let row: CandidateRow | undefined;
    return this.changes.change(
      actor,
      { code },
      async (consultation, change) => {
        mustBeLead(actor);
        mustBeAsSeen(consultation, seen);
        mustBe(consultation, 'booked');
        const { tx, programme, now } = change;
        const start = epochMinutes(consultation.booking?.startsAt ?? now);
        const { inputs, rows } = await prepareRouting(tx, programme, consultation, {
          now,
          only: { consultantId: choice.consultantId, start },
          toWrite: true,
        });
        row = rows.find(({ candidate }) => candidate.consultant.id === choice.consultantId);
        const rules = row ? ruledOut(row.candidate, inputs.request, start, inputs.zone) : [];
        if (!row || rules.length > 0) {
          throw new DomainError(
            'consultant-not-eligible',
            row
              ? `Choose another: ${row.name} ${rulesInWords(rules, ELIGIBILITY_RULES)}.`
              : 'Select one of the programme’s consultants.',
            'consultantId',
            { rules },
          );
        }
        const { sessionMinutes, bufferAfterMinutes } = row.candidate.time;
        const freeAgainAt = fromEpochMinutes(start + sessionMinutes + bufferAfterMinutes);
        return reassign(consultation, choice.consultantId, freeAgainAt, choice.reason, actor, now);
      },
      {
        newConsultant: () => (row ? { id: row.candidate.consultant.id, email: row.email } : null),
        written: reasonWritten(choice),
      },
    );
  }

  /** The record of what was held goes to another consultant to write, who says first that there is no conflict. */
  handOverRecord(
    actor: Actor,
    code: string,
    choice: { consultantId: string; reason: string } & MayKeep,
    seen?: number,
  ): Promise<Consultation> {
    let to: Party | null = null;
    return this.changes.change(
      actor,
      { code },
      async (consultation, { tx }) => {
        mustBeLead(actor);
        mustBeAsSeen(consultation, seen);
        const [row] = await tx.query<{ id: string; email: string }>(
          `SELECT p.id, p.email FROM consultant c JOIN person p ON p.id = c.person_id
           WHERE p.id = $1 AND c.active AND p.active`,
          [choice.consultantId],
        );
        if (!row) {
          throw new DomainError(
            'consultant-not-eligible',
            'Select one of the programme’s consultants.',
            'consultantId',
          );
        }
        to = row;
        return handOverRecord(consultation, row.id, choice.reason, actor);
      },
      { newConsultant: () => to, written: reasonWritten(choice) },
    );
  }

  /** Closes what was held although the record or the review is missing, once no action is open. */
  close(
    actor: Actor,
    code: string,
    reason: string,
    seen?: number,
    kept: MayKeep = {},
  ): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      (consultation) => {
        mustBeLead(actor);
        mustBeAsSeen(consultation, seen);
        return closeByLead(consultation, reason, actor);
      },
      { written: reasonWritten({ reason, ...kept }) },
    );
  }

  /** @param answer `outOfArea` when the family is another area's to help, which is counted by itself */
  turnDown(
    actor: Actor,
    code: string,
    answer: { reason: string; signpost: string; outOfArea?: boolean } & MayKeep,
    seen?: number,
  ): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      (consultation) => {
        mustBeLead(actor);
        mustBeAsSeen(consultation, seen);
        return turnDown(consultation, answer, actor);
      },
      {
        // Where to turn is how to reach a service.
        written: {
          ...reasonWritten(answer),
          texts: [
            { field: 'reason', text: answer.reason },
            { field: 'signpost', text: answer.signpost, mayHold: CONTACT_KINDS },
          ],
        },
        alongside: ({ tx, consultation, now }) =>
          noteUnmetDemand(tx, consultation, answer.outOfArea ? 'out-of-area' : 'turned-down', now),
      },
    );
  }

  overridePriority(
    actor: Actor,
    code: string,
    to: { priority: Priority; reason: string } & MayKeep,
    seen?: number,
  ): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      async (consultation, { tx, now, programme: { settings, calendar } }) => {
        mustBeLead(actor);
        mustBeAsSeen(consultation, seen);
        const [row] = await tx.query<{ submitted_at: Date | null }>(
          'SELECT submitted_at FROM consultation WHERE id = $1',
          [consultation.id],
        );
        const submittedOn = dayOf(row?.submitted_at ?? now, settings.zone);
        const targetOn = targetDay(to.priority, submittedOn, calendar, settings);
        return overridePriority(consultation, { priority: to.priority, targetOn }, to.reason, actor);
      },
      { written: reasonWritten(to) },
    );
  }

  /**
   * The day before the target: what still waits goes to the lead; what is only offered, the lead is told of. Nothing
   * else is touched, and nobody is told twice.
   */
  async flagTargetAtRisk(service: Actor, consultationId: string): Promise<void> {
    await this.changes.change(
      service,
      { id: consultationId },
      async (consultation, { tx, parties, programme, now }) => {
        const today = dayOf(now, programme.settings.zone);
        const { targetOn } = consultation;
        // The target was moved out by an override since the timer was set: its own timer comes later.
        if (targetOn !== null && programme.calendar.addWorkingDays(targetOn, -1) > today)
          return unchanged(consultation);
        if (consultation.status === 'waiting') return moveToLead(consultation, 'target-at-risk', service);
        if (consultation.status === 'offered') {
          const messages = parties.leads.map((to) => ({
            kind: 'target-at-risk' as const,
            consultation,
            to,
            subject: consultation.id,
            // Once for each target: one that was moved may be at risk again.
            occasion: targetOn === null ? 0 : dayNumber(targetOn),
          }));
          await oweMessages(tx, messages, this.identity.mailDomain, now);
        }
        return unchanged(consultation);
      },
    );
  }

  private place(
    actor: Actor,
    code: string,
    choice: { consultantId: string; startsAt: Date; reason: string; seen: number | undefined } & MayKeep,
    rule: (
      consultation: Consultation,
      made: Parameters<typeof assign>[1],
      change: Change,
    ) => ReturnType<typeof assign>,
  ): Promise<Consultation> {
    let row: CandidateRow | undefined;
    const work = () =>
      this.changes.change(
        actor,
        { code },
        async (consultation, change) => {
          mustBeLead(actor);
          mustBeAsSeen(consultation, choice.seen);
          mustBe(consultation, 'waiting', 'with_lead', 'offered');
          if (Number.isNaN(choice.startsAt.getTime()) || choice.startsAt <= change.now) {
            throw new DomainError('invalid-input', 'Select a time that is still to come.', 'startsAt');
          }
          mustBeWithinHorizon(choice.startsAt, change);
          const found = await this.routing.offerTo(change, {
            consultantId: choice.consultantId,
            start: epochMinutes(choice.startsAt),
          });
          row = found.row;
          const outcome = rule(consultation, found.made, change);
          this.routing.storeRun(
            change.tx,
            consultation,
            {
              inputs: found.inputs,
              outcome: found.outcome,
              override: { by: actor.personId, consultantId: choice.consultantId },
            },
            change.now,
          );
          return outcome;
        },
        {
          newConsultant: () => (row ? { id: row.candidate.consultant.id, email: row.email } : null),
          written: reasonWritten(choice),
        },
      );
    return this.otherTimes.orSay(actor, code, work, choice.consultantId);
  }
}

/** Before anything is looked up: what stands in a consultant's way is the lead's alone to know. */
function mustBeLead(actor: Actor): void {
  if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can do that. Ask the lead.');
}

/** The lead may do without notice, but nobody books beyond the horizon. */
function mustBeWithinHorizon(startsAt: Date, { now, programme: { settings, calendar } }: Change): void {
  if (epochMinutes(startsAt) < bookableWindow(epochMinutes(now), settings, calendar).to) return;
  throw new DomainError(
    'invalid-input',
    `Select a time within the next ${settings.horizonWeeks} weeks.`,
    'startsAt',
  );
}

/** Whoever is asked must be able to answer; taking it oneself needs no answer. */
function mustLeaveTimeToAnswer(startsAt: Date, { now, programme: { settings, calendar } }: Change): void {
  const first = firstStartToAsk(now, calendar);
  if (startsAt >= first) return;
  throw new DomainError(
    'invalid-input',
    `That is too soon for the consultant to answer. Select a time from ${formatInstant(first, settings.zone)} on.`,
    'startsAt',
  );
}
