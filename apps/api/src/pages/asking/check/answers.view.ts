import {
  AGE_BANDS,
  formatDay,
  type RequestForm,
  SAFETY_FLAGS,
  type SafetyGate,
} from '@case-consultation/domain';
import { type ColleagueView, type ProgrammeView, type SavedDraft } from '@case-consultation/features';
import { DECISION_WORDS, MODE_WORDS, PURPOSE_WORDS, STAGE_WORDS } from '../../words/words.js';
import { AGE_LABELS } from '../family/age-labels.js';
import { FLAG_LABELS } from '../flags/flag-labels.js';
import { FLAG_ANSWERS } from '../flags/flags.form.js';
import { type AskPage, askPath } from '../kit/ask-pages.js';
import { agencyOf } from '../team/teams-of.js';
import { timeWords } from '../times/times.view.js';

/** A row of the answers: what was asked, what was answered (each on a line of its own), and where to change it. */
export interface AnswerRow {
  readonly key: string;
  readonly lines: readonly string[];
  readonly changeHref: string;
}

export interface AnswerCard {
  readonly title: string;
  readonly rows: readonly AnswerRow[];
}

/** What was answered, in words, each with the way to change it. */
export function answerCards(
  { code, form }: SavedDraft,
  programme: ProgrammeView,
  colleagues: readonly ColleagueView[],
): AnswerCard[] {
  const row: MakeRow = (key, value, page) => {
    const lines = [value].flat().filter((line) => line !== '');
    return {
      key,
      lines: lines.length === 0 ? ['None'] : lines,
      changeHref: `${askPath(code, page)}?from=check`,
    };
  };
  const agency = agencyOf(programme, form.agencyId);
  const team = agency?.teams.find(({ id }) => id === form.teamId);
  return [
    { title: 'Safety first', rows: [row('Safety questions', safetyWords(form.safetyGate), 'safety')] },
    {
      title: 'You and the case',
      rows: [
        row('Agency', agency?.name ?? '', 'team'),
        row('Team', team?.name ?? '', 'team/name'),
        row('Who else will join', form.attendees, 'team/others'),
        row('Case reference', form.caseReference ?? '', 'case'),
        row('Children', childrenWords(form), 'case/children'),
        row('Stage', form.stage === null ? '' : STAGE_WORDS[form.stage], 'stage'),
        ...decisionRows(form, row),
        row('Safety concerns', flagWords(form), 'flags'),
      ],
    },
    {
      title: 'What would help',
      rows: [
        row(
          'What you want',
          form.purposes.map((purpose) => PURPOSE_WORDS[purpose]),
          'purpose',
        ),
        row('What to think about', form.question ?? '', 'purpose/question'),
        ...(form.identifierReason === null
          ? []
          : [row('Why something has to stay', form.identifierReason, 'purpose/question')]),
        row(
          'Must not see this',
          colleagues.map(({ name, agency: works }) => `${name}, ${works}`),
          'conflicts',
        ),
        row(
          'Family works for a partner agency',
          form.familyWorksForAgency === true ? 'Yes' : 'No',
          'conflicts/family',
        ),
        row('How to meet', form.mode === null ? '' : MODE_WORDS[form.mode], 'times'),
        row('What would help you to take part', form.accessNeeds ?? '', 'times/access'),
        timesRow(form, programme, row),
      ],
    },
  ];
}

type MakeRow = (key: string, value: string | readonly string[], page: AskPage) => AnswerRow;

function safetyWords(gate: SafetyGate | null): string[] {
  if (gate === null) return [];
  return [
    `Immediate danger: ${gate.immediateDanger ? 'yes' : 'no'}`,
    `A child may be suffering significant harm: ${gate.significantHarm ? 'yes' : 'no'}`,
    `Referral made: ${gate.referralMade ? 'yes' : 'no'}`,
    `High risk in the last 14 days: ${gate.highRiskLast14Days ? 'yes' : 'no'}`,
  ];
}

function childrenWords({ children }: RequestForm): string[] {
  return AGE_BANDS.flatMap((band) => {
    const count = children?.[band] ?? 0;
    return count === 0 ? [] : [`${AGE_LABELS[band]}: ${count}`];
  });
}

function decisionRows({ decisionKind, decisionOn }: RequestForm, row: MakeRow): AnswerRow[] {
  if (decisionKind === null) return [row('Next decision', 'Nothing planned, or not known', 'stage/decision')];
  const day = decisionOn === null ? '' : formatDay(decisionOn);
  return [
    row('Next decision', DECISION_WORDS[decisionKind], 'stage/decision'),
    row('Date of the next decision', day, 'stage/date'),
  ];
}

/** What was answered yes, then what is not known; what was answered no need not be read. */
function flagWords({ safetyFlags }: RequestForm): string[] {
  const those = (answer: 'yes' | 'not-known'): string[] =>
    SAFETY_FLAGS.filter((flag) => safetyFlags?.[flag] === answer).map(
      (flag) => `${FLAG_LABELS[flag].text}: ${FLAG_ANSWERS[answer].toLowerCase()}`,
    );
  const told = [...those('yes'), ...those('not-known')];
  if (told.length === 0) return ['No to all 12 questions'];
  return told.length === SAFETY_FLAGS.length ? told : [...told, 'No to all others'];
}

function timesRow(form: RequestForm, { settings }: ProgrammeView, row: MakeRow): AnswerRow {
  if (form.soonest) return row('When', 'The soonest time there is', 'times/choose');
  const times = form.preferredTimes.map((time, i) => {
    const words = timeWords(time, settings);
    return form.preferredTimes.length === 1 ? words : `${i + 1}. ${words}`;
  });
  return row('When', times, 'times/chosen');
}
