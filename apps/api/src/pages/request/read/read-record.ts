import {
  type ActionQueries,
  type ConsultationDetail,
  type ConsultationQueries,
  type Records,
} from '@case-consultation/features';
import { type Opened } from '../verb-page.js';
import { type RecordPaper, recordPaper } from './record-paper.view.js';

export interface RecordReaders {
  consultations: ConsultationQueries;
  records: Records;
  actions: ActionQueries;
}

/** The record with what it is about and what was agreed, for somebody who may read it. */
export async function readRecord(
  { consultations, records, actions }: RecordReaders,
  { actor, code, zone, moment }: Opened,
): Promise<RecordPaper> {
  const [detail, record, agreed] = await Promise.all([
    consultations.get(actor, code),
    records.view(actor, code),
    actions.ofConsultation(actor, code),
  ]);
  return recordPaper({
    detail: detail as ConsultationDetail,
    record,
    actions: agreed,
    zone,
    today: moment.today,
  });
}
