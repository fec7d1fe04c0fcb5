import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DEFAULT_LANGUAGE_PATTERNS,
  DomainError,
  type Heading,
  HEADINGS,
  type LanguagePrompt,
  MOST_PROMPTS,
  mustBeAbleToWriteRecord,
  promptsFor,
  type RecordContent,
} from '@case-consultation/domain';
import {
  Database,
  lookingAtConsultation,
  onConsultation,
  type Row,
  type Transaction,
} from '@case-consultation/database';
import { recordPlace } from '../case-text/case-places.js';
import { mustSeeDetail } from '../consultations/access.js';
import { Programmes } from '../programme/programmes.service.js';

/** A question about what stands under one heading, which is there as it was found. */
export interface RecordPrompt extends LanguagePrompt {
  heading: Heading;
  text: string;
}

interface WordsRow extends Row {
  content: Buffer;
  dismissed_prompts: string[];
}

/**
 * Questions to think about beside what a record says; for its writer alone, and never in the way. Which were put aside is
 * kept with the record until it is shared, and counted nowhere.
 */
@Injectable()
export class RecordPrompts {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  /**
   * At most three, about the record as it was last saved, each question once, without those put aside.
   * @throws DomainError `not-found`, `not-your-task`, `wrong-state`, `conflict-check-first`, `record-shared-already`
   */
  async of(actor: Actor, code: string): Promise<RecordPrompt[]> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return lookingAtConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustSeeDetail(consultation, actor);
      mustBeAbleToWriteRecord(consultation, actor);
      const row = await wordsOf(tx, consultation.id);
      if (!row) return [];
      const headings = JSON.parse(keys.open(recordPlace(consultation.id), row.content)) as RecordContent;
      return promptsAbout(headings, row.dismissed_prompts);
    });
  }

  /**
   * "Not this time". Saying so twice changes nothing.
   * @throws DomainError as `of`; `invalid-input` for a prompt that there is not
   */
  async dismiss(actor: Actor, code: string, promptId: string): Promise<void> {
    if (!DEFAULT_LANGUAGE_PATTERNS.some(({ id }) => id === promptId)) {
      throw new DomainError('invalid-input', 'There is no such prompt. Open the page again.', 'promptId');
    }
    await onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustSeeDetail(consultation, actor);
      mustBeAbleToWriteRecord(consultation, actor);
      await tx.query(
        `UPDATE consultation_record SET dismissed_prompts = dismissed_prompts || $2::text
         WHERE consultation_id = $1 AND NOT dismissed_prompts @> ARRAY[$2::text]`,
        [consultation.id, promptId],
      );
    });
  }
}

function promptsAbout(headings: RecordContent, dismissed: readonly string[]): RecordPrompt[] {
  const asked = new Set(dismissed);
  const prompts: RecordPrompt[] = [];
  for (const heading of HEADINGS) {
    const text = headings[heading] ?? '';
    for (const prompt of promptsFor(text, DEFAULT_LANGUAGE_PATTERNS, { dismissed: [...asked] })) {
      asked.add(prompt.id);
      prompts.push({ ...prompt, heading, text });
    }
  }
  return prompts.slice(0, MOST_PROMPTS);
}

function wordsOf(tx: Transaction, consultationId: string): Promise<WordsRow | undefined> {
  return tx.maybe<WordsRow>(
    'SELECT content, dismissed_prompts FROM consultation_record WHERE consultation_id = $1',
    [consultationId],
  );
}
