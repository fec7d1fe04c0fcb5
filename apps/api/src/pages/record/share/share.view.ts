import { DEFAULT_LANGUAGE_PATTERNS, headingsFilled, promptsFor, HEADINGS } from '@case-consultation/domain';
import { type ActionView, type RecordView, type WhereItStands } from '@case-consultation/features';
import { type ActionsView, actionsView } from '../parts/actions.view.js';
import { HEADING_TITLES } from '../parts/headings.js';
import { sectionsOf } from '../write/record.view.js';

const MOST_PROMPTS = 3;
const FEWEST_HEADINGS = 2;

export interface ShareRecordView {
  readonly backTo: string;
  readonly requester: string;
  readonly sections: readonly { title: string; text: string }[];
  readonly actions: ActionsView;
  /** At least two headings are filled in. */
  readonly isEnough: boolean;
  /** Questions about the words; they never stop anybody. */
  readonly prompts: readonly { heading: string; words: string; prompt: string }[];
}

export function shareRecordView(
  stands: WhereItStands,
  { headings }: RecordView,
  actions: readonly ActionView[],
): ShareRecordView {
  return {
    backTo: `/consultations/${stands.code}/record`,
    requester: stands.requester ?? 'the practitioner',
    sections: sectionsOf(headings),
    actions: actionsView(actions),
    isEnough: headingsFilled(headings) >= FEWEST_HEADINGS,
    prompts: HEADINGS.flatMap((heading) => {
      const text = headings[heading] ?? '';
      return promptsFor(text, DEFAULT_LANGUAGE_PATTERNS).map(({ prompt, start, end }) => ({
        heading: HEADING_TITLES[heading],
        words: text.slice(start, end),
        prompt,
      }));
    }).slice(0, MOST_PROMPTS),
  };
}
