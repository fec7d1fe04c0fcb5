import { type Actor, DomainError } from '@case-consultation/domain';
import { type Asking, type SavedDraft } from '@case-consultation/features';
import { goTo, type PageAnswer, type Redirect } from '../../kit/answer.js';
import { askPath, type AskPage } from './ask-pages.js';

/**
 * The draft to show a page of, or where to go instead: what was submitted is followed on its own page, and nothing is
 * asked before the safety questions are answered and let the request go on.
 */
export async function draftToShow(
  asking: Asking,
  actor: Actor,
  code: string,
  page: AskPage | null,
): Promise<SavedDraft | Redirect> {
  const draft = await draftOrItsPage(asking, actor, code);
  if ('kind' in draft || page === 'safety' || page === null) return draft;
  if (draft.gate === null) return goTo(askPath(code, 'safety'));
  return draft.gate.go ? draft : goTo(askPath(code, 'stop'));
}

/** The draft, or, once it is submitted, the way to its own page. @throws DomainError `not-found` */
export async function draftOrItsPage(
  asking: Asking,
  actor: Actor,
  code: string,
): Promise<SavedDraft | Redirect> {
  try {
    return await asking.draft(actor, code);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'wrong-state') throw error;
    return goTo(`/consultations/${code}`);
  }
}

/** Whether it is an answer already and no draft. */
export function isAnswer(given: SavedDraft | PageAnswer): given is PageAnswer {
  return 'kind' in given;
}
