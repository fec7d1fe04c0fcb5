import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type About, type Action, type ActionStatus } from '@case-consultation/domain';

@Entity('action')
export class ActionEntity implements Action {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('uuid', { name: 'consultation_id' }) consultationId: string;
  @Column('uuid', { name: 'owner_id' }) ownerId: string;
  @Column('uuid', { name: 'agency_id' }) agencyId: string;
  @Column('text') about: About;
  @Column('uuid', { name: 'pathway_id', nullable: true }) pathwayId: string | null;
  @Column('date', { name: 'due_on' }) dueOn: string;
  @Column('text') status: ActionStatus;
  /** Sealed case text. */
  @Column('bytea') description: Buffer;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('uuid', { name: 'settled_by', nullable: true }) settledBy: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}

@Entity('consultation_record')
export class ConsultationRecordEntity {
  @PrimaryColumn('uuid', { name: 'consultation_id' }) consultationId: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('text') state: 'started' | 'shared' | 'agreed';
  /** Sealed JSON of the headings. */
  @Column('bytea') content: Buffer;
  @Column('int') version: number;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'shared_at', nullable: true }) sharedAt: Date | null;
  @Column('timestamptz', { name: 'agreed_at', nullable: true }) agreedAt: Date | null;
}

@Entity('review')
export class ReviewEntity {
  @PrimaryColumn('uuid', { name: 'consultation_id' }) consultationId: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('boolean') completed: boolean;
  @Column('jsonb') answers: Record<string, unknown>;
  /** Sealed case text. */
  @Column('bytea', { nullable: true }) note: Buffer | null;
  @Column('uuid', { name: 'done_by' }) doneBy: string;
  @Column('timestamptz', { name: 'done_at' }) doneAt: Date;
}

@Entity('lead_task')
export class LeadTaskEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('text') kind:
    | 'request-with-lead'
    | 'message-refused'
    | 'job-failed'
    | 'action-overdue'
    | 'record-owed'
    | 'leave-collides'
    | 'never-match-kept'
    | 'requester-left'
    | 'consultant-left';
  @Column('uuid', { name: 'consultation_id', nullable: true }) consultationId: string | null;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt: Date | null;
  @Column('uuid', { name: 'done_by', nullable: true }) doneBy: string | null;
}
