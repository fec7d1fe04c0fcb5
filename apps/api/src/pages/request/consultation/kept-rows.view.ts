import { type KeptIdentifier, type KeptIn } from '@case-consultation/features';
import { type AnswerRow } from './answers.view.js';

const KEPT_IN: Readonly<Record<KeptIn, string>> = {
  reason: 'In a reason that was given',
  action: 'In an action',
  record: 'In the record',
  review: 'In what has changed since',
  feedback: 'In the feedback',
};

/** In what something that may identify a person was kept, and why. */
export function keptRows(kept: readonly KeptIdentifier[]): AnswerRow[] {
  return kept.map(({ kind, reason }) => ({ key: KEPT_IN[kind], lines: [reason], typed: true }));
}
