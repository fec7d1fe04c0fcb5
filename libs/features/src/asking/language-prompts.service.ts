import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DEFAULT_LANGUAGE_PATTERNS,
  DomainError,
  type LanguagePrompt,
  promptsFor,
} from '@case-consultation/domain';
import {
  Database,
  lookingAtConsultation,
  onConsultation,
  type Transaction,
} from '@case-consultation/database';
import { readForm } from '../case-text/form-rows.js';
import { Programmes } from '../programme/programmes.service.js';
import { mustBeOwnDraft } from './own-draft.js';

/**
 * Questions to think about beside what a draft says; for its author alone, and never in the way. Which were put aside is kept
 * with that draft until it is submitted or withdrawn, and counted nowhere.
 */
@Injectable()
export class LanguagePrompts {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  /**
   * At most three, about the draft's question as it was last saved, without those put aside.
   * @throws DomainError `not-found`, `wrong-state`
   */
  async of(actor: Actor, code: string): Promise<LanguagePrompt[]> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return lookingAtConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustBeOwnDraft(consultation, actor);
      const { question } = await readForm(tx, keys, consultation.id);
      if (question === null) return [];
      const dismissed = await dismissedIn(tx, consultation.id);
      return promptsFor(question, DEFAULT_LANGUAGE_PATTERNS, { dismissed });
    });
  }

  /**
   * "Not this time". Saying so twice changes nothing.
   * @throws DomainError `not-found`, `wrong-state`, `invalid-input` for a prompt that there is not
   */
  async dismiss(actor: Actor, code: string, promptId: string): Promise<void> {
    if (!DEFAULT_LANGUAGE_PATTERNS.some(({ id }) => id === promptId)) {
      throw new DomainError('invalid-input', 'There is no such prompt. Open the page again.', 'promptId');
    }
    await onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustBeOwnDraft(consultation, actor);
      await tx.query(
        `UPDATE case_text SET dismissed_prompts = dismissed_prompts || $2::text
         WHERE consultation_id = $1 AND NOT dismissed_prompts @> ARRAY[$2::text]`,
        [consultation.id, promptId],
      );
    });
  }
}

async function dismissedIn(tx: Transaction, consultationId: string): Promise<readonly string[]> {
  const row = await tx.maybe<{ dismissed_prompts: string[] }>(
    'SELECT dismissed_prompts FROM case_text WHERE consultation_id = $1',
    [consultationId],
  );
  return row?.dismissed_prompts ?? [];
}

/** What was put aside goes when the draft does. */
export async function forgetDismissedPrompts(tx: Transaction, consultationId: string): Promise<void> {
  await tx.query(
    `UPDATE case_text SET dismissed_prompts = '{}' WHERE consultation_id = $1 AND dismissed_prompts <> '{}'`,
    [consultationId],
  );
}
