import { ActionEntity, ConsultationRecordEntity, LeadTaskEntity, ReviewEntity } from './follow-up.entity.js';
import {
  ApiTokenEntity,
  ConsultantEntity,
  NeverMatchEntity,
  OneOffTimeEntity,
  PersonEntity,
  WeeklyHoursEntity,
} from './person.entity.js';
import {
  AgencyEntity,
  PathwayEntity,
  ProgrammeEntity,
  ProgrammeKeyEntity,
  TeamEntity,
} from './programme.entity.js';

export * from './follow-up.entity.js';
export * from './person.entity.js';
export * from './programme.entity.js';

/** Tables that are read and written one row at a time; consultations go through `ConsultationStore`. */
export const ENTITIES = [
  ProgrammeEntity,
  ProgrammeKeyEntity,
  AgencyEntity,
  TeamEntity,
  PathwayEntity,
  PersonEntity,
  ConsultantEntity,
  WeeklyHoursEntity,
  OneOffTimeEntity,
  NeverMatchEntity,
  ApiTokenEntity,
  ActionEntity,
  ConsultationRecordEntity,
  ReviewEntity,
  LeadTaskEntity,
];
