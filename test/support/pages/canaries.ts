import { type Walker } from '../http/cast.js';
import { type CaseTexts, type Stage } from '../http/subjects.js';
import { type ReadPage } from './read-page.js';

/** Texts of a case that nothing else in the service reads like. */
const OF_THE_REQUEST = {
  caseReference: 'C-2027-7313',
  question: 'zyxcanaryquestion She failed to protect the children.',
  accessNeeds: 'zyxcanaryaccess',
  identifierReason: 'zyxcanaryreason',
  attendees: ['zyxcanary.attendee@elmbrook.example.org'],
};
const OF_THE_RECORD = {
  'pattern-of-coercive-control': 'zyxcanaryrecord He decides who may visit.',
  'harm-to-the-children': 'zyxcanaryharm Child A stays awake to listen.',
};

export const CANARY_TEXTS: CaseTexts = {
  request: OF_THE_REQUEST,
  record: OF_THE_RECORD,
  action: 'zyxcanaryaction Ask probation for the conditions of his release',
};

const REQUEST_SIGNS = [
  'C-2027-7313',
  'zyxcanaryquestion',
  'zyxcanaryaccess',
  'zyxcanaryreason',
  'zyxcanary.attendee',
];
const RECORD_SIGNS = ['zyxcanaryrecord', 'zyxcanaryharm'];
const ACTION_SIGNS = ['zyxcanaryaction'];

/** Stages at which the consultant has not said yet that there is no conflict. */
const BEFORE_THE_CHECK: ReadonlySet<Stage> = new Set(['offered', 'reassigned', 'handed-over']);

/** The texts that somebody may not read on a page about a consultation at this stage, as words to look for. */
function hiddenFrom(walker: Walker, stage: Stage): readonly string[] {
  const everything = [...REQUEST_SIGNS, ...RECORD_SIGNS, ...ACTION_SIGNS];
  switch (walker) {
    case 'requester':
      return stage === 'written' ? RECORD_SIGNS : [];
    case 'consultant':
      return BEFORE_THE_CHECK.has(stage) ? everything : [];
    case 'lead':
    case 'deputy':
      if (stage === 'draft') return everything;
      return stage === 'written' ? RECORD_SIGNS : [];
    case 'outsider':
      // The actions are theirs to do.
      return [...REQUEST_SIGNS, ...RECORD_SIGNS];
    default:
      return everything;
  }
}

/** What stands on a page, anywhere in it, that this person may not read. */
export function leaksOn({ html }: ReadPage, walker: Walker, stage: Stage): string[] {
  return hiddenFrom(walker, stage).filter((sign) => html.includes(sign));
}
