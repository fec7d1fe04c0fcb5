import { formatDay, formatPeriod } from '@case-consultation/domain';
import { type Opened } from '../../../request/verb-page.js';
import {
  MODE_WORDS,
  PRIORITY_WORDS,
  PURPOSE_WORDS,
  STAGE_WORDS,
  STATUS_TAGS,
  STATUS_WORDS,
} from '../../../words/words.js';
import { RESTRICTED } from '../../parts/cells.js';
import { type Tag } from '../../parts/list.view.js';
import { targetWords } from '../../parts/time-words.js';

/** What is the same on every page of a verb: which consultation it is about, in outline. */
export interface AboutView {
  readonly code: string;
  readonly backHref: string;
  /** The version that the lead sees and decides on. */
  readonly seen: number;
  readonly status: Tag;
  readonly tags: readonly Tag[];
  readonly rows: readonly { key: string; lines: readonly string[] }[];
}

export function aboutView({ standing, programme, moment, zone }: Opened): AboutView {
  const { code, status, priority, targetOn, mode, agency, stage, purposes, time, consultant, version } =
    standing;
  const isLooking = status === 'waiting' || status === 'with_lead' || status === 'offered';
  const target =
    targetOn !== null && isLooking
      ? targetWords(
          {
            targetOn,
            workingDaysLeft: programme.calendar.workingDaysBetween(moment.today, targetOn),
          },
          moment.today,
        )
      : null;
  const row = (key: string, ...lines: readonly (string | null)[]) => ({
    key,
    lines: lines.filter((line) => line !== null),
  });
  return {
    code,
    backHref: `/consultations/${code}`,
    seen: version,
    status: { text: STATUS_WORDS[status], classes: STATUS_TAGS[status] },
    tags: [
      ...(target?.tag ? [{ text: target.text, classes: `govuk-tag--${target.tag}` }] : []),
      ...(standing.restricted ? [RESTRICTED] : []),
    ],
    rows: [
      row('Priority', priority && PRIORITY_WORDS[priority]),
      row('Target', targetOn && formatDay(targetOn), target && target.tag === null ? target.text : null),
      row(
        status === 'offered' ? 'Asked' : 'With',
        consultant && consultant.name,
        time && formatPeriod(time.startsAt, time.endsAt, zone),
      ),
      row('Agency', agency),
      row('Stage', stage && STAGE_WORDS[stage]),
      row('Hoped for', ...purposes.map((purpose) => PURPOSE_WORDS[purpose])),
      row('How', mode && MODE_WORDS[mode]),
    ].filter(({ lines }) => lines.length > 0),
  };
}
