import { dayOf } from '@case-consultation/domain';
import { type CollisionsAsked, type CollisionView, type PersonView } from '@case-consultation/features';
import { type CollidesWords } from '../../collides/collides.view.js';

/** What is said when somebody may consult no more, or no more on days on which they hold something. */
export function endingWords(
  person: Pick<PersonView, 'id' | 'name'>,
  { collisions }: CollisionsAsked,
  zone: string,
): CollidesWords {
  return {
    caption: person.name,
    who: { you: 'they', your: 'their' },
    why: null,
    ifKept: `If you save it all the same, they stay with ${person.name}, and nothing is moved or cancelled by itself. Nothing new is offered to ${person.name} on days on which they may not consult.`,
    button: 'Save it all the same',
    plan: planOf(person, collisions, zone),
  };
}

/** Cover from the day of the first to the day of the last. */
function planOf(
  { id, name }: Pick<PersonView, 'id' | 'name'>,
  collisions: readonly CollisionView[],
  zone: string,
): CollidesWords['plan'] {
  const [first] = collisions;
  const last = collisions.at(-1);
  if (!first || !last) return null;
  const days = new URLSearchParams({
    consultant: id,
    from: dayOf(first.startsAt, zone),
    until: dayOf(last.startsAt, zone),
  });
  return { href: `/board/cover?${days.toString()}`, text: `Plan who covers for ${name} on these days` };
}
