import { type Place } from '@case-consultation/platform';

/** The purpose of the keyed hash by which a case is recognised again. */
export const CASE_KEY = 'case-reference';

export type CaseColumn = 'case_reference' | 'question' | 'access_needs' | 'identifier_reason';

/** Where a field of a request's case text is bound to. */
export function casePlace(column: CaseColumn, consultationId: string): Place {
  return { table: 'case_text', column, rowId: consultationId };
}

export function recordPlace(consultationId: string): Place {
  return { table: 'consultation_record', column: 'content', rowId: consultationId };
}

export function actionPlace(actionId: string): Place {
  return { table: 'action', column: 'description', rowId: actionId };
}

export function reviewPlace(consultationId: string): Place {
  return { table: 'review', column: 'note', rowId: consultationId };
}

export function historyPlace(consultationId: string): Place {
  return { table: 'history', column: 'reason', rowId: consultationId };
}
