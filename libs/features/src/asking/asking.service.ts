import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  changeTimes,
  checkComplete,
  checkRequestForm,
  type Consultation,
  consultationCode,
  dayOf,
  DomainError,
  type GateDecision,
  mustBe,
  mustBeRequester,
  mustHaveNoProblems,
  mustPassSafetyGate,
  priorityOf,
  type RequestForm,
  type RequestProblem,
  safetyGateDecision,
  submit,
  targetDay,
  withdraw,
} from '@case-consultation/domain';
import {
  consultationFrom,
  Database,
  type Further,
  onConsultation,
  readOf,
  sqlState,
  type Transaction,
} from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { caseKeysOf } from '../case-text/case-places.js';
import { type MayKeep, reasonWritten } from '../case-text/written-text.js';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { type Remember } from '../people/idempotency.service.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { TimesQueries } from '../routing/times.queries.js';
import { noteAbandoned } from '../routing/unmet-demand.js';
import {
  eraseForm,
  FORM_COLUMNS,
  FORM_JOINS,
  formFrom,
  readForm,
  writeForm,
} from '../case-text/form-rows.js';
import { forgetDismissedPrompts } from './language-prompts.service.js';
import { type FormPart, mustExist, ownAgency } from './own-programme.js';
import { mustBeOwnDraft } from './own-draft.js';

export { type FormPart };

export interface SavedDraft {
  code: string;
  version: number;
  form: RequestForm;
  /** What the safety gate says to the answers so far; null until they are given. */
  gate: GateDecision | null;
  /** What still stands between the draft and its submission. */
  missing: readonly RequestProblem[];
}

/** What a draft is beside what is read of every consultation. */
const DRAFT: Further = { name: 'own-draft', columns: FORM_COLUMNS, joins: FORM_JOINS };

const EMPTY: RequestForm = {
  safetyGate: null,
  agencyId: null,
  teamId: null,
  attendees: [],
  caseReference: null,
  children: null,
  stage: null,
  decisionOn: null,
  decisionKind: null,
  safetyFlags: null,
  purposes: [],
  question: null,
  identifierReason: null,
  conflictPersonIds: [],
  familyWorksForAgency: null,
  mode: null,
  accessNeeds: null,
  preferredTimes: [],
  soonest: false,
};

/** Two codes in 729 million are alike once in a while; then another is drawn. */
const CODE_TRIES = 5;

/** Asking for a consultation: a draft that is saved as it grows, and its submission. */
@Injectable()
export class Asking {
  constructor(
    private readonly database: Database,
    private readonly changes: ConsultationChanges,
    private readonly programmes: Programmes,
    private readonly times: TimesQueries,
    private readonly clock: Clock,
  ) {}

  /** A new draft. Agency and team are the person's own until they say otherwise. */
  async start(actor: Actor, given: FormPart, remember?: Remember): Promise<SavedDraft> {
    const programme = await this.programmes.of(actor.programmeId);
    for (let attempt = 1; ; attempt += 1) {
      const code = consultationCode(randomBytes(32));
      try {
        return await this.database.as(actor, async (tx) => {
          const own = await ownAgency(tx);
          const form = await this.merged(tx, programme, { ...EMPTY, ...own }, given);
          const id = newId();
          const now = this.clock.now();
          await tx.query(
            `INSERT INTO consultation (id, programme_id, code, status, requester_id, created_at, status_since)
             VALUES ($1, $2, $3, 'draft', $4, $5, $5)`,
            [id, actor.programmeId, code, actor.personId, now],
          );
          await writeForm(tx, programme.keys, id, form, now);
          await remember?.(tx, code);
          return this.saved(programme, code, 2, form);
        });
      } catch (error) {
        if (sqlState(error) !== '23505' || attempt >= CODE_TRIES) throw error;
      }
    }
  }

  /**
   * Saves what is given of a draft and leaves the rest as it was.
   * @param version the version that was read; when it is given and another has been saved since, nothing is overwritten
   * @throws DomainError of the first problem with all in `details.problems`; `changed-meanwhile`; `wrong-state`
   */
  async save(actor: Actor, code: string, given: FormPart, version?: number): Promise<SavedDraft> {
    const programme = await this.programmes.of(actor.programmeId);
    return onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustBeOwnDraft(consultation, actor);
      if (version !== undefined && version !== consultation.version) {
        throw new DomainError(
          'changed-meanwhile',
          'This draft was saved somewhere else since you opened it. Open it again.',
        );
      }
      const form = await this.merged(
        tx,
        programme,
        await readForm(tx, programme.keys, consultation.id),
        given,
      );
      await writeForm(tx, programme.keys, consultation.id, form, this.clock.now());
      return this.saved(programme, code, consultation.version + 1, form);
    });
  }

  /** The draft as it stands, for its author. */
  async draft(actor: Actor, code: string): Promise<SavedDraft> {
    const programme = await this.programmes.of(actor.programmeId);
    const rows = await this.database.read(actor, readOf(code, DRAFT));
    const consultation = consultationFrom(rows);
    mustBeOwnDraft(consultation, actor);
    return this.saved(programme, code, consultation.version, formFrom(rows, programme.keys));
  }

  /**
   * draft → waiting; the worker routes it at once.
   * @throws DomainError `request-incomplete` and the like with every problem, `safety-gate-stops`, or `time-not-offered`
   *   with the times that are left when a chosen one went meanwhile
   */
  async submit(actor: Actor, code: string): Promise<Consultation> {
    const rule = async (consultation: Consultation, change: Change) => {
      const { tx, programme, now } = change;
      mustBeRequester(consultation, actor);
      mustBe(consultation, 'draft');
      const form = await readForm(tx, programme.keys, consultation.id);
      const today = dayOf(now, programme.settings.zone);
      mustPassSafetyGate(form.safetyGate, programme.settings);
      mustHaveNoProblems(checkComplete(form, programme.settings, today));
      mustLeaveALead(change);
      await this.mustBeOffered(change, form);
      const repeat = await consultedBefore(tx, programme, consultation.id, form);
      if (repeat) await noteRepeat(tx, consultation.id);
      const { priority } = priorityOf(form, {
        today,
        calendar: programme.calendar,
        consultedBefore: repeat,
        decisionNear: programme.settings.decisionNearWorkingDays,
      });
      return submit(
        consultation,
        {
          priority,
          targetOn: targetDay(priority, today, programme.calendar, programme.settings),
          mode: form.mode ?? 'video',
          restricted: form.familyWorksForAgency === true,
          preferredTimes: form.preferredTimes,
          soonest: form.soonest,
          lockedOut: consultation.lockedOut,
        },
        actor,
      );
    };
    return this.changes.change(actor, { code }, rule, { alongside: forgetPrompts });
  }

  /** Other wishes for a request that waits. */
  changeTimes(
    actor: Actor,
    code: string,
    wish: { preferredTimes: readonly Date[]; soonest: boolean },
  ): Promise<Consultation> {
    return this.changes.change(actor, { code }, (consultation, { now }) =>
      changeTimes(consultation, wish, actor, now),
    );
  }

  /**
   * Ends what was asked for. A draft was its author's alone, and leads may see what is withdrawn: so what was written of it
   * goes with it.
   */
  withdraw(actor: Actor, code: string, reason: string, kept: MayKeep = {}): Promise<Consultation> {
    return this.end(actor, code, { reason, ...kept }, () => undefined);
  }

  /**
   * Deletes a draft: it is withdrawn, and all that was written in it is taken away.
   * @throws DomainError `not-found`; `wrong-state` once it is submitted
   */
  async discard(actor: Actor, code: string): Promise<void> {
    await this.end(actor, code, { reason: '' }, (consultation) => {
      mustBeOwnDraft(consultation, actor);
    });
  }

  private end(
    actor: Actor,
    code: string,
    why: { reason: string } & MayKeep,
    mayEnd: (consultation: Consultation) => void,
  ): Promise<Consultation> {
    const rule = (consultation: Consultation, { now }: Change) => {
      mayEnd(consultation);
      return withdraw(consultation, why.reason, actor, now);
    };
    return this.changes.change(actor, { code }, rule, {
      written: reasonWritten(why),
      alongside: async (change) => {
        await forgetPrompts(change);
        const { tx, consultation, now } = change;
        if (consultation.status !== 'draft') return;
        await noteAbandoned(tx, consultation, now);
        await eraseForm(tx, consultation.id);
      },
    });
  }

  private async merged(
    tx: Transaction,
    programme: Programme,
    form: RequestForm,
    given: FormPart,
  ): Promise<RequestForm> {
    const next = { ...form, ...given };
    const today = dayOf(this.clock.now(), programme.settings.zone);
    const problems = checkRequestForm(next, programme.settings, today);
    // Only what was just given is refused: an old draft whose times have passed can still be gone on with.
    mustHaveNoProblems(problems.filter(({ field }) => (field.split('/')[0] ?? '') in given));
    await mustExist(tx, given, next);
    return { ...next, attendees: next.attendees.map((email) => email.toLowerCase()) };
  }

  private saved(programme: Programme, code: string, version: number, form: RequestForm): SavedDraft {
    const today = dayOf(this.clock.now(), programme.settings.zone);
    return {
      code,
      version,
      form,
      gate: form.safetyGate === null ? null : safetyGateDecision(form.safetyGate, programme.settings),
      missing: checkComplete(form, programme.settings, today),
    };
  }

  private async mustBeOffered(change: Change, form: RequestForm): Promise<void> {
    if (form.preferredTimes.length === 0) return;
    const left = await this.times.offerable(change);
    const gone = form.preferredTimes.findIndex(
      (time) => !left.some((start) => start.getTime() === time.getTime()),
    );
    if (gone === -1) return;
    throw new DomainError(
      'time-not-offered',
      'That time has gone since you chose it. Select another; everything else is kept.',
      `preferredTimes/${gone}`,
      { otherTimes: left.slice(0, 10) },
    );
  }
}

/** A draft that is no longer one needs no prompts. */
const forgetPrompts = ({ tx, consultation }: Change): Promise<void> =>
  forgetDismissedPrompts(tx, consultation.id);

/** Someone must be left to whom it can go when nobody else fits. */
function mustLeaveALead({ parties }: Change): void {
  if (parties.leads.length > 0) return;
  throw new DomainError(
    'invalid-input',
    'You have named every lead of the programme as someone who must not see this. Call the programme instead, or leave one of them out.',
    'conflictPersonIds',
  );
}

async function consultedBefore(
  tx: Transaction,
  { keys }: Programme,
  id: string,
  form: RequestForm,
): Promise<boolean> {
  if (form.caseReference === null) return false;
  const [row] = await tx.query<{ before: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM case_text t JOIN consultation c ON c.id = t.consultation_id
       WHERE t.programme_id = $1 AND t.case_key = ANY ($2::bytea[]) AND c.id <> $3 AND c.held_at IS NOT NULL) AS before`,
    [tx.actor.programmeId, caseKeysOf(keys, form.caseReference), id],
  );
  return row?.before ?? false;
}

/** Kept with the request, since to find it out of all there were is dear. */
async function noteRepeat(tx: Transaction, id: string): Promise<void> {
  await tx.query('UPDATE consultation SET repeat_case = true WHERE id = $1', [id]);
}
