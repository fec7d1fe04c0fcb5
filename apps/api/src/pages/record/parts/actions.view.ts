import { formatDay, gentleQuestion } from '@case-consultation/domain';
import { type ActionView } from '@case-consultation/features';
import { ABOUT_WORDS, ACTION_STATUS_WORDS } from '../../words/words.js';

export interface ActionLine {
  readonly href: string;
  readonly description: string;
  readonly who: string;
  readonly due: string;
  readonly about: string;
  readonly status: { readonly text: string; readonly classes: string };
}

export interface ActionsView {
  readonly lines: readonly ActionLine[];
  /** Asked when no action is about the person causing harm. */
  readonly question: string | null;
}

export function actionsView(actions: readonly ActionView[]): ActionsView {
  return {
    lines: actions.map(({ id, description, owner, agency, dueOn, about, status }) => ({
      href: `/actions/${id}`,
      description,
      who: `${owner.name}, ${agency}`,
      due: formatDay(dueOn),
      about: ABOUT_WORDS[about],
      status: {
        text: ACTION_STATUS_WORDS[status],
        classes: status === 'open' ? 'govuk-tag--blue' : 'govuk-tag--grey',
      },
    })),
    question: gentleQuestion(actions),
  };
}
