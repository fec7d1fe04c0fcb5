import { type CollisionsAsked } from '@case-consultation/features';
import { page, type PageAnswer } from '../kit/answer.js';
import { type Typed } from '../kit/form-state.js';
import { type CollidesWords, collidesView } from './collides.view.js';

/** Instead of the form: what its change collides with, to be kept all the same or left as it is. */
export function collidesPage(
  change: { address: string; typed: Typed; asked: CollisionsAsked },
  words: CollidesWords,
  { zone, section }: { zone: string; section: string },
): PageAnswer {
  const view = collidesView(change, words, zone);
  return page('collides/collides', view.heading, view, { status: 409, section });
}
