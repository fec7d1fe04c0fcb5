import {
  AGE_BAND_WORDS,
  AGE_BANDS,
  type ChildrenByAge,
  type FlagAnswer,
  formatDay,
  type RequestForm,
  SAFETY_FLAG_WORDS,
  SAFETY_FLAGS,
} from '@case-consultation/domain';
import { type TimesShown, timeWords } from '../../asking/times/times.view.js';
import { DECISION_WORDS, PURPOSE_WORDS, STAGE_WORDS } from '../../words/words.js';

/** A row of a summary list: what was asked, and what was answered, one line or several. */
export interface AnswerRow {
  key: string;
  lines: readonly string[];
  /** Written by a person, with its own line ends. */
  typed: boolean;
}

/** A part of the request with its heading. */
export interface AnswerGroup {
  heading: string;
  rows: readonly AnswerRow[];
}

/** Names for the ids in a request; those that are not known stay unsaid. */
export interface AnswerNames {
  agency: string | null;
  team: string | null;
  people: ReadonlyMap<string, string>;
}

/** What was asked, as it was answered. Case text: for those who may see the case. */
export function answersOf(
  request: RequestForm,
  names: AnswerNames,
  shown: TimesShown,
  mayKnowConflicts: boolean,
): AnswerGroup[] {
  return [
    {
      heading: 'The case',
      rows: [
        row('Case reference', request.caseReference),
        row('Children', ...childrenLines(request.children)),
        row('Stage', request.stage && STAGE_WORDS[request.stage]),
        row('Next decision', decisionOf(request)),
        ...flagRows(request),
      ],
    },
    {
      heading: 'What was asked',
      rows: [
        row('What it is for', ...request.purposes.map((purpose) => PURPOSE_WORDS[purpose])),
        typedRow('What to think about', request.question),
        ...(request.identifierReason === null
          ? []
          : [typedRow('Why something that may identify a person was kept', request.identifierReason)]),
      ],
    },
    {
      heading: 'Who asked, and when would suit',
      rows: [
        row('Agency and team', [names.agency, names.team].filter(Boolean).join(', ')),
        typedRow('What would help people take part', request.accessNeeds),
        row('Times asked for', ...timesOf(request, shown)),
        row(
          'Anyone in the family works for a partner agency',
          request.familyWorksForAgency === null ? null : request.familyWorksForAgency ? 'Yes' : 'No',
        ),
        ...(mayKnowConflicts
          ? [row('Colleagues who must not see this', ...named(request.conflictPersonIds, names.people))]
          : []),
      ],
    },
  ];
}

const NONE = 'None given';

function row(key: string, ...lines: readonly (string | null)[]): AnswerRow {
  const given = lines.filter((line) => line !== null && line !== '') as string[];
  return { key, lines: given.length === 0 ? [NONE] : given, typed: false };
}

function typedRow(key: string, text: string | null): AnswerRow {
  return { ...row(key, text), typed: true };
}

function childrenLines(children: ChildrenByAge | null): string[] {
  return AGE_BANDS.flatMap((band) => {
    const count = children?.[band] ?? 0;
    return count === 0 ? [] : [`${count} ${AGE_BAND_WORDS[band]}`];
  });
}

function decisionOf({ decisionOn, decisionKind }: RequestForm): string | null {
  if (decisionOn === null) return null;
  return `${decisionKind === null ? 'Decision' : DECISION_WORDS[decisionKind]} on ${formatDay(decisionOn)}`;
}

/** What was answered with yes and with not known, by name; the rest only when nothing else was. */
function flagRows({ safetyFlags }: RequestForm): AnswerRow[] {
  const answered = (answer: FlagAnswer) =>
    SAFETY_FLAGS.filter((flag) => safetyFlags?.[flag] === answer).map((flag) =>
      sentence(SAFETY_FLAG_WORDS[flag]),
    );
  const [yes, notKnown] = [answered('yes'), answered('not-known')];
  return [
    { ...row('Safety concerns', ...yes), lines: yes.length === 0 ? ['None of those asked about'] : yes },
    ...(notKnown.length === 0 ? [] : [row('Safety concerns: not known', ...notKnown)]),
  ];
}

function timesOf({ preferredTimes, soonest }: RequestForm, shown: TimesShown): string[] {
  const times = preferredTimes.map((time) => timeWords(time, shown));
  return soonest ? [...times, times.length === 0 ? 'The soonest' : 'Otherwise the soonest'] : times;
}

function named(ids: readonly string[], people: ReadonlyMap<string, string>): string[] {
  return ids.map((id) => people.get(id) ?? 'Somebody who has left');
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
