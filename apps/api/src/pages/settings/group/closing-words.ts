import { type CollisionsAsked } from '@case-consultation/features';
import { type CollidesWords } from '../../collides/collides.view.js';

/** What is said when a day on which something is held becomes a closure day. */
export function closingWords(caption: string, { collisions }: CollisionsAsked): CollidesWords {
  const next = collisions.length > 0 ? ' Open each one to move it: now, or when you have saved.' : '';
  return {
    caption,
    who: { you: 'they', your: 'their' },
    why: 'The council would be closed on a day on which something is booked or offered.',
    ifKept: `If you save it all the same, they stay as they are: nobody is told, and nothing is moved or cancelled by itself. Nothing new is booked on these days.${next}`,
    button: 'Save it all the same',
    plan: null,
  };
}
