import { formatPeriod, type Mode, type Priority, type Purpose, type Stage } from '@case-consultation/domain';
import { MODE_WORDS, PRIORITY_WORDS, PURPOSE_WORDS, STAGE_WORDS } from '../../words/words.js';

/** What may be known of a consultation before the conflict check. */
export interface OutlineFacts {
  readonly time: { readonly startsAt: Date; readonly endsAt: Date } | null;
  readonly mode: Mode | null;
  readonly agency: string | null;
  readonly stage: Stage | null;
  readonly purposes: readonly Purpose[];
  readonly priority: Priority | null;
}

export interface OutlineView {
  readonly when: string | null;
  readonly how: string | null;
  readonly agency: string | null;
  readonly stage: string | null;
  readonly purposes: readonly string[];
  readonly priority: string | null;
}

export function outlineView(facts: OutlineFacts, zone: string): OutlineView {
  const { time, mode, agency, stage, purposes, priority } = facts;
  return {
    when: time && formatPeriod(time.startsAt, time.endsAt, zone),
    how: mode && MODE_WORDS[mode],
    agency,
    stage: stage && STAGE_WORDS[stage],
    purposes: purposes.map((purpose) => PURPOSE_WORDS[purpose]),
    priority: priority && PRIORITY_WORDS[priority],
  };
}
