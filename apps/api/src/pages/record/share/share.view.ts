import { HEADING_WORDS, headingsFilled } from '@case-consultation/domain';
import {
  type ActionView,
  type RecordPrompt,
  type RecordView,
  type WhereItStands,
} from '@case-consultation/features';
import { type ActionsView, actionsView } from '../parts/actions.view.js';
import { type PromptView, promptViews } from '../../words/prompts.view.js';
import { sectionsOf } from '../write/record.view.js';

const FEWEST_HEADINGS = 2;

export interface ShareRecordView {
  readonly backTo: string;
  readonly requester: string;
  readonly sections: readonly { title: string; text: string }[];
  readonly actions: ActionsView;
  /** At least two headings are filled in. */
  readonly isEnough: boolean;
  /** Questions about the words; they never stop anybody. */
  readonly prompts: readonly (PromptView & { where: string })[];
}

export function shareRecordView(
  stands: WhereItStands,
  { headings }: RecordView,
  actions: readonly ActionView[],
  prompts: readonly RecordPrompt[],
): ShareRecordView {
  return {
    backTo: `/consultations/${stands.code}/record`,
    requester: stands.requester ?? 'the practitioner',
    sections: sectionsOf(headings),
    actions: actionsView(actions),
    isEnough: headingsFilled(headings) >= FEWEST_HEADINGS,
    prompts: prompts.flatMap((prompt) =>
      promptViews(prompt.text, [prompt]).map((view) => ({ ...view, where: HEADING_WORDS[prompt.heading] })),
    ),
  };
}
