import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ProgrammeSettings } from '@case-consultation/domain';

@Entity('programme')
export class ProgrammeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') name: string;
  /** What differs from the default settings. */
  @Column('jsonb') settings: Partial<ProgrammeSettings>;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

@Entity('programme_key')
export class ProgrammeKeyEntity {
  @PrimaryColumn('uuid', { name: 'programme_id' }) programmeId: string;
  @PrimaryColumn('int') version: number;
  @Column('text', { name: 'kek_id' }) kekId: string;
  @Column('bytea') wrapped: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

@Entity('agency')
export class AgencyEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('text') name: string;
  @Column('text') kind: string;
}

@Entity('team')
export class TeamEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('uuid', { name: 'agency_id' }) agencyId: string;
  @Column('text') name: string;
}

@Entity('pathway')
export class PathwayEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('text') kind: string;
  @Column('text') name: string;
  @Column('text') guidance: string;
  @Column('text') contact: string;
  @Column('date', { name: 'checked_on' }) checkedOn: string;
  @Column('boolean', { default: true }) active: boolean;
}
