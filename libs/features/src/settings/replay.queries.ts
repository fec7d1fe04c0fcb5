import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type Answer,
  type Choice,
  dayOf,
  DomainError,
  epochMinutes,
  isDifferent,
  isLead,
  type LetGo,
  Replay,
  type ReplayedRequest,
  replaySentences,
  replaySummary,
  type ReplaySummary,
  type ReplaySurroundings,
  type RoutingInputs,
  type RoutingRules,
} from '@case-consultation/domain';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { lockedOut } from '../consultations/access.js';
import { Programmes } from '../programme/programmes.service.js';

/** What the last 90 days would have been by other rules. */
export interface ReplayView extends ReplaySummary {
  rules: { before: RoutingRules; after: RoutingRules };
  /** The version of the settings that it was compared with. */
  version: number;
  since: Date;
  until: Date;
  sentences: readonly string[];
  names: Readonly<Record<string, string>>;
  /** The first of those that would have gone otherwise, as far as this lead may see them. */
  examples: readonly (ReplayedRequest & { code: string })[];
  /** There were more runs than are replayed at once: the oldest are left out. */
  cut: boolean;
}

/** How far back a replay goes. */
export const REPLAYED_DAYS = 90;
/** The most runs of one replay: 1,000 requests with what came of them. */
export const MOST_REPLAYED_RUNS = 3_000;
const A_DAY_MS = 24 * 60 * 60_000;
const IN_ONE_READ = 100;
const EXAMPLES = 50;
/** After so many runs the process does what else is waiting: a replay never keeps a page from being shown. */
const AT_A_STRETCH = 10;
const MOST_WEEKS = 26;

/** Tries changed routing rules on what was asked lately. It changes nothing. */
@Injectable()
export class ReplayQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * The requests of the last 90 days by these rules; what is left out stays as it is. Each consultant’s share is for the lead
   * alone.
   * @throws DomainError `not-your-task` for everybody but leads
   */
  async replay(actor: Actor, change: Partial<RoutingRules>): Promise<ReplayView> {
    if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can replay requests.');
    const { settings, calendar, settingsVersion } = await this.programmes.of(actor.programmeId);
    const until = this.clock.now();
    const since = new Date(until.getTime() - REPLAYED_DAYS * A_DAY_MS);
    const before: RoutingRules = {
      leadIsLastResort: settings.leadIsLastResort,
      fairnessWeeks: settings.fairnessWeeks,
      weeklyCap: settings.weeklyCap,
      noticeWorkingDays: settings.noticeWorkingDays,
      horizonWeeks: settings.horizonWeeks,
      targetWorkingDays: settings.targetWorkingDays,
      offerWindowMinutes: settings.offerWindowMinutes,
    };
    const after = { ...before, ...change };
    return this.database.as(actor, async (tx) => {
      const facts = await this.facts(tx, since, until, before.fairnessWeeks !== after.fairnessWeeks);
      const replay = new Replay({ before, after, settings, calendar, until: epochMinutes(until), ...facts });
      const { codes, cut } = await runAll(tx, replay, since, settings.zone);
      const requests = replay.result();
      const summary = replaySummary(requests, calendar);
      const examples = requests.filter(isDifferent).flatMap((request) => {
        const code = codes.get(request.consultationId);
        return code === undefined ? [] : [{ ...request, code }];
      });
      return {
        ...summary,
        rules: { before, after },
        version: settingsVersion,
        since,
        until,
        names: facts.names,
        sentences: replaySentences(summary, facts.names),
        examples: examples.slice(0, EXAMPLES),
        cut,
      };
    });
  }

  private async facts(tx: Transaction, since: Date, until: Date, otherWeeks: boolean) {
    const { programmeId } = tx.actor;
    const earliest = new Date(since.getTime() - MOST_WEEKS * 7 * A_DAY_MS);
    const [people, work] = await Promise.all([
      tx.query<Row & { id: string; name: string; own: boolean }>(
        `SELECT p.id, p.name, c.weekly_cap IS NOT NULL AS own FROM consultant c JOIN person p ON p.id = c.person_id
         WHERE c.programme_id = $1`,
        [programmeId],
      ),
      otherWeeks
        ? tx.query<Row & { consultant_id: string; free_again_at: Date }>(
            `SELECT consultant_id, free_again_at FROM booking
             WHERE consultant_id IN (SELECT person_id FROM consultant WHERE programme_id = $1)
               AND status IN ('tentative', 'confirmed') AND free_again_at > $2 AND free_again_at <= $3`,
            [programmeId, earliest, until],
          )
        : [],
    ]);
    return {
      names: Object.fromEntries(people.map(({ id, name }) => [id, name])),
      ownCaps: new Set(people.filter(({ own }) => own).map(({ id }) => id)),
      work: work.map(({ consultant_id, free_again_at }) => ({
        consultantId: consultant_id,
        freeAgainAt: epochMinutes(free_again_at),
      })),
    } satisfies Pick<ReplaySurroundings, 'ownCaps' | 'work'> & { names: Record<string, string> };
  }
}

interface RunRow extends Row {
  id: string;
  at: Date;
  consultation_id: string;
  /** Null for what this lead may not see. */
  code: string | null;
  submitted_at: Date;
  inputs: RoutingInputs;
  offer: Choice | null;
  answer: Answer['kind'] | null;
  answered_at: Date | null;
  let_go_at: Date | null;
  of_the_choice: boolean | null;
}

/** Every stored run of requests sent since then, in their order, through the replay. */
async function runAll(tx: Transaction, replay: Replay, since: Date, zone: string) {
  const codes = new Map<string, string>();
  const { programmeId, personId } = tx.actor;
  const [beyond] = await tx.query<Row & { at: Date }>(
    `SELECT r.at FROM routing_run r JOIN consultation c ON c.id = r.consultation_id
     WHERE r.programme_id = $1 AND r.at >= $2 AND c.submitted_at >= $2
     ORDER BY r.at DESC, r.id DESC OFFSET $3 LIMIT 1`,
    [programmeId, since, MOST_REPLAYED_RUNS],
  );
  const from = beyond?.at ?? since;
  let last: { at: Date; id: string } | null = null;
  for (;;) {
    const rows: RunRow[] = await tx.query<RunRow>(RUNS, [
      programmeId,
      from,
      last?.at ?? null,
      last?.id ?? null,
      IN_ONE_READ,
      personId,
    ]);
    for (const [at, row] of rows.entries()) {
      if (at % AT_A_STRETCH === 0) await letOthersGoOn();
      if (row.code !== null) codes.set(row.consultation_id, row.code);
      replay.add({
        inputs: row.inputs,
        chosen: row.offer,
        answer: answerOf(row),
        letGo: letGoOf(row),
        submittedOn: dayOf(row.submitted_at, zone),
      });
    }
    const end: RunRow | undefined = rows.at(-1);
    if (!end || rows.length < IN_ONE_READ) return { codes, cut: beyond !== undefined };
    last = { at: end.at, id: end.id };
  }
}

function answerOf({ answer: kind, answered_at: at }: RunRow): Answer | null {
  return at === null || kind === null ? null : { at: epochMinutes(at), kind };
}

function letGoOf({ let_go_at: at, of_the_choice: ofTheChoice }: RunRow): LetGo | null {
  return at === null ? null : { at: epochMinutes(at), ofTheChoice: ofTheChoice === true };
}

/** A run with how whom it chose answered, and the event by which whom it chose let it go, if they did. */
const RUNS = `
  SELECT r.id, r.at, r.consultation_id, r.inputs, r.outcome -> 'offer' AS offer, c.submitted_at,
    CASE WHEN (${lockedOut('$6::uuid')}) IS NOT TRUE THEN c.code END AS code,
    CASE o.status WHEN 'accepted' THEN 'accepted' WHEN 'expired' THEN 'no-answer'
      WHEN 'declined' THEN 'refused' WHEN 'conflict' THEN 'refused' END AS answer, o.answered_at,
    gone.at AS let_go_at, gone.of_the_choice
  FROM routing_run r
  JOIN consultation c ON c.id = r.consultation_id
  LEFT JOIN offer o ON o.consultation_id = r.consultation_id AND o.made_at = r.at
    AND o.consultant_id::text = r.outcome #>> '{offer,consultantId}'
  LEFT JOIN LATERAL (
    SELECT h.at, CASE h.event
        WHEN 'withdrawn' THEN false
        WHEN 'offer-withdrawn' THEN h.actor_id IS DISTINCT FROM c.requester_id
        WHEN 'booking-cancelled' THEN h.detail ->> 'by' <> 'requester'
        WHEN 'not-held' THEN h.detail ->> 'because' = 'consultant'
        ELSE true
      END AS of_the_choice
    FROM history h
    WHERE h.consultation_id = r.consultation_id AND h.at >= r.at AND r.outcome -> 'offer' <> 'null'
      AND (h.event = 'withdrawn'
        OR h.event IN ('offer-declined', 'offer-expired', 'offer-withdrawn', 'conflict-declared', 'booking-cancelled', 'not-held')
          AND h.detail ->> 'consultantId' = r.outcome #>> '{offer,consultantId}'
        OR h.event = 'reassigned' AND h.detail ->> 'fromConsultantId' = r.outcome #>> '{offer,consultantId}')
    ORDER BY h.id LIMIT 1
  ) gone ON true
  WHERE r.programme_id = $1 AND r.at >= $2 AND c.submitted_at >= $2
    AND ($3::timestamptz IS NULL OR (r.at, r.id) > ($3, $4::uuid))
  ORDER BY r.at, r.id LIMIT $5`;
