import { formatPeriod } from '@case-consultation/domain';
import { type ConsultationOutline } from '@case-consultation/features';
import { MODE_WORDS, PRIORITY_WORDS, PURPOSE_WORDS, STAGE_WORDS } from '../../words/words.js';

/** What a consultant reads of a consultation that is booked for them before they have said whether they have a conflict. */
export interface ConflictCheckView {
  code: string;
  rows: readonly { key: string; lines: readonly string[] }[];
  noConflictHref: string;
  /** Null once it was held: there is no hour left to give to somebody else. */
  conflictHref: string | null;
  /** Null once it has begun: a time that does not suit can be moved or cancelled without this answer. */
  moving: { moveHref: string; cancelHref: string } | null;
}

/**
 * Nothing but the outline: agency, stage, priority, purpose and time.
 * @param mayMove whether the reader may move or cancel it now
 */
export function conflictCheckView(
  outline: ConsultationOutline,
  zone: string,
  mayMove: boolean,
): ConflictCheckView {
  const { code, status, agency, stage, priority, purposes, time, mode } = outline;
  const row = (key: string, ...lines: readonly (string | null)[]) => ({
    key,
    lines: lines.filter((line) => line !== null),
  });
  return {
    code,
    rows: [
      row('When', time && formatPeriod(time.startsAt, time.endsAt, zone)),
      row('How', mode && MODE_WORDS[mode]),
      row('Agency', agency),
      row('Stage', stage && STAGE_WORDS[stage]),
      row('Priority', priority && PRIORITY_WORDS[priority]),
      row('What it is for', ...purposes.map((purpose) => PURPOSE_WORDS[purpose])),
    ].filter(({ lines }) => lines.length > 0),
    noConflictHref: `/consultations/${code}/no-conflict`,
    conflictHref: status === 'booked' ? `/consultations/${code}/conflict` : null,
    moving: mayMove
      ? { moveHref: `/consultations/${code}/reschedule`, cancelHref: `/consultations/${code}/cancel` }
      : null,
  };
}
