import {
  formatDay,
  dayOf,
  formatInstant,
  formatPeriod,
  HEADING_WORDS,
  HEADINGS,
  type RecordContent,
} from '@case-consultation/domain';
import { type ActionView, type ConsultationDetail, type RecordView } from '@case-consultation/features';
import { MODE_WORDS } from '../../words/words.js';
import { type ActionRow, actionRows } from '../actions-of.view.js';
import { type AnswerRow } from '../consultation/answers.view.js';

/** The record as it is read, agreed and printed. */
export interface RecordPaper {
  code: string;
  rows: readonly AnswerRow[];
  /** Headings under which something is written, in their order. */
  headings: readonly { title: string; text: string }[];
  actions: readonly ActionRow[];
}

export interface PaperFacts {
  detail: ConsultationDetail;
  record: RecordView;
  actions: readonly ActionView[];
  zone: string;
  today: string;
}

export function recordPaper({ detail, record, actions, zone, today }: PaperFacts): RecordPaper {
  const { code, request, time, heldAt, mode, requester, consultant, attendees } = detail;
  const held = time ? formatPeriod(time.startsAt, time.endsAt, zone) : heldAt && formatInstant(heldAt, zone);
  const facts: [string, readonly (string | null)[]][] = [
    ['Case reference', [request.caseReference]],
    ['Took place', [held]],
    ['How', [mode && MODE_WORDS[mode]]],
    ['Consultant', [consultant?.name ?? null]],
    ['Asked for by', [requester.name]],
    ['Who else attended', attendees],
    ['Shared', [record.sharedAt && formatDay(dayOf(record.sharedAt, zone))]],
    [
      'Agreed',
      [record.agreedAt ? formatDay(dayOf(record.agreedAt, zone)) : 'Not yet agreed by the practitioner'],
    ],
  ];
  return {
    code,
    rows: facts
      .map(([key, lines]) => ({ key, lines: lines.filter((line) => line !== null), typed: false }))
      .filter(({ lines }) => lines.length > 0),
    headings: headingsOf(record.headings),
    actions: actionRows(actions, zone, today).map((row) => ({ ...row, href: null })),
  };
}

function headingsOf(content: RecordContent): RecordPaper['headings'] {
  return HEADINGS.flatMap((heading) => {
    const text = content[heading]?.trim() ?? '';
    return text === '' ? [] : [{ title: HEADING_WORDS[heading], text }];
  });
}
