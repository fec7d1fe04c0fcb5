import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  compareContenders,
  DomainError,
  ELIGIBILITY_RULES,
  type EligibilityRule,
  epochMinutes,
  type ExplainedInParts,
  explainInParts,
  isLead,
  route,
  type RoutingInputs,
  type RoutingOutcome,
  ruledOut,
  scoresOf,
  whatSpeaksFor,
} from '@case-consultation/domain';
import {
  Database,
  loadConsultation,
  notFound,
  type Row,
  type Transaction,
} from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { Programmes } from '../programme/programmes.service.js';
import { prepareRouting } from './routing-inputs.js';

/** One stored run as the lead reads it. */
export interface RoutingRunView {
  id: string;
  at: Date;
  sentences: readonly string[];
  /** The same sentences, by what they are about. */
  parts: ExplainedInParts;
  outcome: RoutingOutcome;
  /** Who chose otherwise than the rules would have, or null. */
  override: { by: string; consultantId: string } | null;
  /** Whether a re-run on the stored inputs gives the same answer now. */
  replays: boolean;
}

export interface CandidateView {
  consultant: { id: string; name: string };
  isLead: boolean;
  /** Empty: this consultant can be asked at that time. */
  rules: readonly { code: EligibilityRule; sentence: string }[];
  /** What speaks for them at that time, each the rest of a sentence that begins with the name. */
  speaksFor: readonly string[];
  recentWork: number;
  /** How many consultations they could have taken in the same weeks; above 0. */
  capacity: number;
}

/** Only leads read why one was asked and another not. */
@Injectable()
export class RoutingQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** The latest 50 runs, newest first. */
  async runs(actor: Actor, code: string): Promise<RoutingRunView[]> {
    return this.database.as(actor, async (tx) => {
      const { consultation } = await this.asLead(tx, actor, code);
      const rows = await tx.query<RunRow>(
        `SELECT id, at, inputs, outcome, override FROM routing_run WHERE consultation_id = $1 ORDER BY id DESC LIMIT 50`,
        [consultation.id],
      );
      const names = await tx.query<{ id: string; name: string }>(
        `SELECT p.id, p.name FROM consultant c JOIN person p ON p.id = c.person_id WHERE c.programme_id = $1`,
        [actor.programmeId],
      );
      const byId = Object.fromEntries(names.map(({ id, name }) => [id, name]));
      return rows.map(({ id, at, inputs, outcome, override }) => {
        const parts = explainInParts(outcome, byId);
        return {
          id,
          at,
          sentences: [...parts.choice, ...parts.tried, ...parts.others],
          parts,
          outcome,
          override,
          // Not as text: jsonb keeps no order of keys.
          replays: isDeepStrictEqual(route(inputs).offer, outcome.offer),
        };
      });
    });
  }

  /** Every consultant, and what speaks for them or stands in their way at a time the lead has in mind; the best first. */
  async candidates(actor: Actor, code: string, startsAt: Date): Promise<CandidateView[]> {
    const programme = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const { consultation } = await this.asLead(tx, actor, code);
      const start = epochMinutes(startsAt);
      const { inputs, rows } = await prepareRouting(tx, programme, consultation, {
        now: this.clock.now(),
        only: { consultantId: null, start },
      });
      const found = rows.map(({ name }, at) => {
        const candidate = inputs.candidates[at];
        if (!candidate) throw new Error('Candidates and their rows come in one order');
        // The lead may name a champion for a restricted case by choosing them, so each is asked as if named.
        const { id, isLead: lead } = candidate.consultant;
        const request = inputs.request.restricted
          ? { ...inputs.request, namedConsultantId: id }
          : inputs.request;
        const scores = scoresOf(candidate, request, start, true);
        const view: CandidateView = {
          consultant: { id, name },
          isLead: lead,
          rules: ruledOut(candidate, request, start, inputs.zone).map((rule) => ({
            code: rule,
            sentence: `${name} ${ELIGIBILITY_RULES[rule]}.`,
          })),
          speaksFor: whatSpeaksFor(scores),
          recentWork: candidate.recentWork,
          capacity: candidate.capacity,
        };
        return { consultantId: id, scores, view };
      });
      return found.sort((a, b) => compareContenders(a, b).order).map(({ view }) => view);
    });
  }

  private async asLead(tx: Transaction, actor: Actor, code: string) {
    const loaded = await loadConsultation(tx, { code });
    if (accessTo(loaded.consultation, actor) === 'none') throw notFound();
    if (!isLead(actor))
      throw new DomainError('not-your-task', 'Only the lead can see why someone was asked.');
    return loaded;
  }
}

interface RunRow extends Row {
  id: string;
  at: Date;
  inputs: RoutingInputs;
  outcome: RoutingOutcome;
  override: { by: string; consultantId: string } | null;
}
