import { Injectable } from '@nestjs/common';
import {
  type Actor,
  agreeRecord,
  checkRecord,
  type Consultation,
  DomainError,
  HEADINGS,
  headingsFilled,
  mustBeAbleToWriteRecord,
  type RecordContent,
  shareRecord,
} from '@case-consultation/domain';
import {
  ConsultationRecordEntity,
  Database,
  onConsultation,
  type Transaction,
} from '@case-consultation/database';
import { Clock, type ProgrammeKeys } from '@case-consultation/platform';
import { recordPlace } from '../case-text/case-places.js';
import { checkWritten, type MayKeep } from '../case-text/written-text.js';
import { mustSeeDetail } from '../consultations/access.js';
import { ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { noteRead } from '../consultations/read-audit.js';
import { Programmes } from '../programme/programmes.service.js';

export interface RecordView {
  state: 'none' | 'started' | 'shared' | 'agreed';
  headings: RecordContent;
  version: number;
  /** When it was last written to. */
  savedAt: Date | null;
  sharedAt: Date | null;
  agreedAt: Date | null;
}

/** As it is for those who may not read it yet, and before anything is written. */
const NO_RECORD: RecordView = {
  state: 'none',
  headings: {},
  version: 0,
  savedAt: null,
  sharedAt: null,
  agreedAt: null,
};

/** The record of a consultation: written by its consultant, shared once, agreed by the practitioner. */
@Injectable()
export class Records {
  constructor(
    private readonly database: Database,
    private readonly changes: ConsultationChanges,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves the record as typed so far; the whole of it each time.
   * @param version of the record that was read; with another saved since, nothing is overwritten. 0 for a new one.
   */
  async save(
    actor: Actor,
    code: string,
    headings: Record<string, string>,
    version: number,
    { identifierReason }: MayKeep = {},
  ): Promise<RecordView> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustSeeDetail(consultation, actor);
      mustBeAbleToWriteRecord(consultation, actor);
      const content = checkRecord(headings);
      const now = this.clock.now();
      const { id: consultationId, programmeId } = consultation;
      const { personId } = actor;
      const keepReason = await checkWritten(
        { tx, keys, consultationId, programmeId, personId, now },
        {
          in: 'record',
          subjectId: consultationId,
          texts: HEADINGS.map((heading) => ({ field: `headings/${heading}`, text: content[heading] })),
          identifierReason,
        },
      );
      const saved = await tx.query(
        `INSERT INTO consultation_record (consultation_id, programme_id, state, content, version, updated_at)
         VALUES ($1, $2, 'started', $3, 1, $5)
         ON CONFLICT (consultation_id) DO UPDATE SET content = excluded.content, version = consultation_record.version + 1,
           updated_at = excluded.updated_at
         WHERE consultation_record.version = $4 RETURNING 1`,
        [
          consultation.id,
          actor.programmeId,
          keys.seal(recordPlace(consultation.id), JSON.stringify(content)),
          version,
          now,
        ],
      );
      if (saved.length === 0) {
        throw new DomainError(
          'changed-meanwhile',
          'This record was saved somewhere else since you opened it. Open it again and add your changes.',
        );
      }
      await keepReason();
      return this.read(tx, keys, consultation.id);
    });
  }

  /** The record, for those who may see the case: its consultant at any time, the others once it is shared. */
  async view(actor: Actor, code: string): Promise<RecordView> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      mustSeeDetail(consultation, actor);
      const record = await this.read(tx, keys, consultation.id);
      const isShared = record.state === 'shared' || record.state === 'agreed';
      if (!isShared && actor.personId !== consultation.consultantId) {
        return NO_RECORD;
      }
      noteRead(tx, consultation.id, 'record', this.clock.now());
      return record;
    });
  }

  share(actor: Actor, code: string): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      async (consultation, { tx, programme }) => {
        const { headings } = await this.read(tx, programme.keys, consultation.id);
        return shareRecord(consultation, headingsFilled(headings), actor);
      },
      {
        alongside: async ({ tx, consultation, now }) => {
          await tx.orm.update(ConsultationRecordEntity, consultation.id, { state: 'shared', sharedAt: now });
          await tx.query(
            `UPDATE consultation_record SET dismissed_prompts = '{}' WHERE consultation_id = $1 AND dismissed_prompts <> '{}'`,
            [consultation.id],
          );
        },
      },
    );
  }

  agree(actor: Actor, code: string): Promise<Consultation> {
    return this.changes.change(actor, { code }, (consultation) => agreeRecord(consultation, actor), {
      alongside: async ({ tx, consultation, now }) => {
        await tx.orm.update(ConsultationRecordEntity, consultation.id, { state: 'agreed', agreedAt: now });
      },
    });
  }

  private async read(tx: Transaction, keys: ProgrammeKeys, consultationId: string): Promise<RecordView> {
    const record = await tx.orm.findOneBy(ConsultationRecordEntity, { consultationId });
    if (!record) return NO_RECORD;
    const { state, content, version, updatedAt: savedAt, sharedAt, agreedAt } = record;
    const headings = JSON.parse(keys.open(recordPlace(consultationId), content)) as RecordContent;
    return { state, headings, version, savedAt, sharedAt, agreedAt };
  }
}
