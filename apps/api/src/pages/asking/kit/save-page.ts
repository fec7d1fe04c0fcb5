import { type Actor, DomainError, type RequestForm } from '@case-consultation/domain';
import { type Asking, type FormPart, type SavedDraft } from '@case-consultation/features';
import { stampOf } from './stamp.js';

const TRIES = 3;

/**
 * Saves what one page asks for. Saved twice it is saved once; what another tab saved of other pages meanwhile stays; what
 * it saved of this page is not overwritten unseen.
 * @param stamp what the page's fields held when it was opened
 * @throws DomainError `changed-meanwhile` when they hold something else now
 */
export async function savePage(
  asking: Asking,
  actor: Actor,
  code: string,
  { fields, part, stamp }: { fields: readonly (keyof RequestForm)[]; part: FormPart; stamp: string },
): Promise<SavedDraft> {
  for (let attempt = 1; ; attempt += 1) {
    const draft = await asking.draft(actor, code);
    const now = stampOf(draft.form, fields);
    const isSaved = now === stampOf({ ...draft.form, ...part }, fields);
    if (isSaved && now !== stamp) return draft;
    if (now !== stamp) throw changedMeanwhile();
    try {
      return await asking.save(actor, code, part, draft.version);
    } catch (error) {
      const raced = error instanceof DomainError && error.code === 'changed-meanwhile';
      if (!raced || attempt >= TRIES) throw error;
    }
  }
}

function changedMeanwhile(): DomainError {
  return new DomainError(
    'changed-meanwhile',
    'You changed this answer in another tab or window. What you typed here is still below: check it, then save it again to keep it.',
  );
}
