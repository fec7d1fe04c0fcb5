import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type About,
  type Action,
  type Actor,
  addAction,
  checkAction,
  type Consultation,
  dayOf,
  type Day,
  DomainError,
  gentleQuestion,
  settleAction,
  type Settlement,
} from '@case-consultation/domain';
import { ActionEntity, notFound, type OutboxRow, type Transaction } from '@case-consultation/database';
import { actionPlace } from '../case-text/case-places.js';
import { type MayKeep } from '../case-text/written-text.js';
import { mustSeeDetail } from '../consultations/access.js';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { morningOf } from '../consultations/timers-of.js';
import { type Remember } from '../people/idempotency.service.js';
import { type Programme } from '../programme/programmes.service.js';

export interface NewAction extends MayKeep {
  description: string;
  ownerId: string;
  dueOn: Day;
  about: About;
  pathwayId: string | null;
}

/** Agreed follow-up steps: added, settled, and chased until they are. */
@Injectable()
export class Actions {
  constructor(private readonly changes: ConsultationChanges) {}

  /** @returns the action's id, and the gentle question when none of the actions is about the person causing harm */
  async add(
    actor: Actor,
    code: string,
    given: NewAction,
    remember?: Remember,
  ): Promise<{ id: string; question: string | null }> {
    const id = newId();
    let question: string | null = null;
    await this.changes.change(
      actor,
      { code },
      async (consultation, { tx, now, programme }) => {
        mustSeeDetail(consultation, actor);
        checkAction(given, dayOf(now, programme.settings.zone));
        await mustExist(tx, given);
        return addAction(consultation, { id, ownerId: given.ownerId }, actor);
      },
      {
        written: {
          in: 'action',
          subjectId: id,
          texts: [{ field: 'description', text: given.description }],
          identifierReason: given.identifierReason,
        },
        alongside: async (change) => {
          await insert(change, id, given, actor);
          question = await this.askGently(change.tx, change.consultation);
          await remember?.(change.tx, id);
        },
        timers: ({ programme, now }) => timersOf(id, given.dueOn, programme, now),
      },
    );
    return { id, question };
  }

  /** Done, not done or no longer needed. The owner may, even when the case itself is not theirs to see. */
  async settle(actor: Actor, actionId: string, as: Settlement): Promise<Consultation> {
    let action: Action | null = null;
    return this.changes.change(
      actor,
      { actionId },
      async (consultation, { tx }) => {
        action = await tx.orm.findOneBy(ActionEntity, { id: actionId });
        if (!action || !mayTouch(action, consultation, actor)) throw notFound();
        const { id, ownerId, status } = action;
        return settleAction(consultation, { id, ownerId, settled: status !== 'open' }, as, actor);
      },
      {
        mayAct: () => true,
        alongside: async ({ tx, now }) => {
          await tx.orm.update(ActionEntity, actionId, {
            status: as,
            settledAt: now,
            settledBy: actor.personId,
          });
        },
      },
    );
  }

  private async askGently(tx: Transaction, consultation: Consultation): Promise<string | null> {
    const actions = await tx.orm.find(ActionEntity, {
      where: { consultationId: consultation.id },
      select: { id: true, about: true },
    });
    return gentleQuestion(actions);
  }
}

/** Before the day, on the day (at once when that has begun), overdue to the owner the next working day, and to the lead after some more. */
function timersOf(actionId: string, dueOn: Day, programme: Programme, now: Date): OutboxRow[] {
  const { calendar, settings } = programme;
  const at = (workingDays: number): Date => morningOf(calendar.addWorkingDays(dueOn, workingDays), programme);
  const onTheDay = morningOf(dueOn, programme);
  const hasBegun = onTheDay <= now && dueOn === dayOf(now, settings.zone);
  const rows: OutboxRow[] = [
    { job: 'remind-action', subject_id: actionId, due_at: at(-settings.actionReminderWorkingDays) },
    { job: 'remind-action', subject_id: actionId, due_at: hasBegun ? now : onTheDay },
    { job: 'chase-overdue-action', subject_id: actionId, due_at: at(1) },
    {
      job: 'tell-lead-of-overdue-action',
      subject_id: actionId,
      due_at: at(settings.actionOverdueToLeadWorkingDays),
    },
  ];
  return rows.filter(({ due_at }) => due_at > now || (hasBegun && due_at === now));
}

async function insert(
  { tx, programme, consultation, now }: Change,
  id: string,
  given: NewAction,
  actor: Actor,
): Promise<void> {
  const [owner] = await tx.query<{ agency_id: string }>('SELECT agency_id FROM person WHERE id = $1', [
    given.ownerId,
  ]);
  await tx.orm.insert(ActionEntity, {
    id,
    programmeId: consultation.programmeId,
    consultationId: consultation.id,
    ownerId: given.ownerId,
    agencyId: owner?.agency_id ?? '',
    about: given.about,
    pathwayId: given.pathwayId,
    dueOn: given.dueOn,
    status: 'open',
    description: programme.keys.seal(actionPlace(id), given.description.trim()),
    createdBy: actor.personId ?? '',
    createdAt: now,
    settledAt: null,
    settledBy: null,
  });
}

async function mustExist(tx: Transaction, { ownerId, pathwayId }: NewAction): Promise<void> {
  const [row] = await tx.query<{ owner: boolean; pathway: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM person WHERE id = $1 AND active) AS owner,
       ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM pathway WHERE id = $2 AND active)) AS pathway`,
    [ownerId, pathwayId],
  );
  if (!row?.owner) throw new DomainError('invalid-input', 'Select who will do it from the list.', 'ownerId');
  if (!row.pathway) throw new DomainError('invalid-input', 'Select a pathway from the list.', 'pathwayId');
}

/** Its owner; otherwise whoever may see the case (the rule then says who of them may settle). */
function mayTouch(action: Action, consultation: Consultation, actor: Actor): boolean {
  if (action.ownerId === actor.personId) return true;
  mustSeeDetail(consultation, actor);
  return true;
}
