import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Mode, type Person, type Priority, type Purpose, type Role } from '@case-consultation/domain';

@Entity('person')
export class PersonEntity implements Person {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('text') name: string;
  @Column('text') email: string;
  @Column('uuid', { name: 'agency_id' }) agencyId: string;
  @Column('uuid', { name: 'team_id' }) teamId: string;
  @Column('uuid', { name: 'manager_id', nullable: true }) managerId: string | null;
  @Column('text', { array: true }) roles: Role[];
  @Column('boolean', { default: true }) active: boolean;
  /** Rises with every change by those who look after people. */
  @Column('int', { default: 1 }) version: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** What a person who may hold consultations has said about their time. Days are `YYYY-MM-DD`. */
@Entity('consultant')
export class ConsultantEntity {
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('boolean', { default: true }) active: boolean;
  @Column('date', { name: 'signed_off_from' }) signedOffFrom: string;
  @Column('date', { name: 'signed_off_until', nullable: true }) signedOffUntil: string | null;
  @Column('date', { name: 'paused_from', nullable: true }) pausedFrom: string | null;
  @Column('date', { name: 'paused_until', nullable: true }) pausedUntil: string | null;
  /** null: the programme's own cap. */
  @Column('int', { name: 'weekly_cap', nullable: true }) weeklyCap: number | null;
  @Column('text', { array: true }) priorities: Priority[];
  @Column('text', { array: true }) modes: Mode[];
  @Column('text', { array: true }) specialisms: Purpose[];
  @Column('boolean', { name: 'auto_accept', default: false }) autoAccept: boolean;
  /** Minutes; null: the programme's own. */
  @Column('int', { name: 'buffer_after_minutes', nullable: true }) bufferAfterMinutes: number | null;
  /** Rises with every change of what they say about their time. */
  @Column('int', { default: 0 }) version: number;
}

@Entity('weekly_hours')
export class WeeklyHoursEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('uuid', { name: 'consultant_id' }) consultantId: string;
  /** ISO: 1 Monday to 7 Sunday. */
  @Column('smallint') weekday: number;
  @Column('int', { name: 'start_minute' }) startMinute: number;
  @Column('int', { name: 'end_minute' }) endMinute: number;
  @Column('date', { name: 'effective_from' }) effectiveFrom: string;
  @Column('date', { name: 'effective_until', nullable: true }) effectiveUntil: string | null;
}

@Entity('one_off_time')
export class OneOffTimeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('uuid', { name: 'consultant_id' }) consultantId: string;
  @Column('text') kind: 'extra' | 'blocked' | 'leave';
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
}

@Entity('never_match')
export class NeverMatchEntity {
  @PrimaryColumn('uuid', { name: 'consultant_id' }) consultantId: string;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
}

@Entity('api_token')
export class ApiTokenEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') name: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('text', { array: true }) scopes: string[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
}
