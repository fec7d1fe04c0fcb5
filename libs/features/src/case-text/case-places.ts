import { type Place, type ProgrammeKeys } from '@case-consultation/platform';

/** The purpose of the keyed hash. */
const CASE_KEY = 'case-reference';

/** With its dashes, dots and slashes or without, it is the same case. */
function plain(reference: string): string {
  return reference.replace(/[^\p{L}\p{N}]/gu, '');
}

/** The keyed hash that is stored with a case, by which it is recognised again. */
export function caseKeyOf(keys: ProgrammeKeys, reference: string): Buffer {
  return keys.keyedHash(CASE_KEY, plain(reference));
}

/** The keyed hashes to look for: under every version of the programme's key. */
export function caseKeysOf(keys: ProgrammeKeys, reference: string): Buffer[] {
  return keys.keyedHashes(CASE_KEY, plain(reference));
}

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

export function feedbackPlace(consultationId: string): Place {
  return { table: 'feedback', column: 'comment', rowId: consultationId };
}

/** In what something that may identify a person was kept; `reason` for what is kept with the history. */
export type KeptIn = 'reason' | 'action' | 'record' | 'review' | 'feedback';

/** Where the reason is bound to for which it was kept. */
export function identifierReasonPlace(kind: KeptIn, subjectId: string): Place {
  return { table: 'identifier_reason', column: kind, rowId: subjectId };
}

export function historyPlace(consultationId: string): Place {
  return { table: 'history', column: 'reason', rowId: consultationId };
}
