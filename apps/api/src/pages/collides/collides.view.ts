import { type CollisionReason, formatPeriod } from '@case-consultation/domain';
import { type CollisionsAsked, type CollisionView } from '@case-consultation/features';
import { FORM_TOKEN } from '../kit/form-token.js';
import { type Typed } from '../kit/form-state.js';

/** Of whom the reasons speak. */
interface Whose {
  readonly you: 'you' | 'they';
  readonly your: 'your' | 'their';
}

/** What one kind of change says around the list. */
export interface CollidesWords {
  /** What is changed, over the heading. */
  readonly caption: string | null;
  readonly who: Whose;
  /** Why they collide, said once and beside none of them, where it is the same for all; beside each is whose it is instead. */
  readonly why: string | null;
  /** What becomes of them, and what can be done instead. */
  readonly ifKept: string;
  readonly button: string;
  /** Somewhere to see to all of them at once. */
  readonly plan: { readonly href: string; readonly text: string } | null;
}

export interface CollidesView extends Pick<CollidesWords, 'caption' | 'why' | 'ifKept' | 'button' | 'plan'> {
  readonly heading: string;
  readonly address: string;
  readonly items: readonly { readonly when: string; readonly what: string; readonly href: string | null }[];
  /** Of those that are not the reader’s to see. */
  readonly unseen: string | null;
  /** Everything that was typed, to be sent again. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

const REASON_WORDS: Readonly<Record<CollisionReason, (who: Whose) => string>> = {
  'outside-hours': ({ your }) => `would lie outside ${your} hours`,
  taken: ({ you }) => `lies in the time ${you} block`,
  'on-leave': ({ your }) => `lies in ${your} leave`,
  'weekly-cap': ({ you }) => `would be more than ${you} take that week`,
  'priority-not-taken': ({ you }) => `has a priority ${you} would not take`,
  'mode-not-taken': ({ you }) => `is held in a way ${you} would not consult`,
  'never-match': ({ you }) => `is for somebody ${you} are never to be matched with`,
  paused: ({ you }) => `lies in the week ${you} pause`,
  closed: () => 'lies on a day on which the council would be closed',
  'not-signed-off': ({ your }) => `would lie outside ${your} sign-off`,
  'no-consultant': ({ you }) => `would come when ${you} no longer consult`,
};

/** What a change collides with, and the change itself, so that it can be sent once more. No case text. */
export function collidesView(
  { address, typed, asked }: { address: string; typed: Typed; asked: CollisionsAsked },
  { who, why, caption, ifKept, button, plan }: CollidesWords,
  zone: string,
): CollidesView {
  const { collisions, unseen, keep } = asked;
  const count = collisions.length + unseen;
  const given = Object.entries(typed).filter(
    ([name]) => name !== FORM_TOKEN && name !== 'keep' && name !== 'then',
  );
  const what = ({ status, code, consultant, reasons }: CollisionView) => [
    status === 'tentative' ? 'Offered, not answered yet' : 'Booked',
    code,
    why === null
      ? reasons.map((reason) => REASON_WORDS[reason](who)).join(' and ')
      : `with ${consultant.name}`,
  ];
  return {
    caption,
    why,
    ifKept,
    button,
    plan,
    heading: count === 1 ? 'This collides with a consultation' : `This collides with ${count} consultations`,
    address,
    items: collisions.map((one) => ({
      when: formatPeriod(one.startsAt, one.endsAt, zone),
      what: what(one)
        .filter((word) => word !== null)
        .join(', '),
      href: one.code === null ? null : `/consultations/${one.code}`,
    })),
    unseen: unseenWords(unseen, count),
    fields: [
      ...given.flatMap(([name, value]) => [value].flat().map((text) => ({ name, value: text }))),
      // In one field: a form may have only so many.
      { name: 'keep', value: keep.join(' ') },
    ],
  };
}

/** What is kept although it collides, as the page of what collides sends it. */
export function keptIn(typed: Typed): string[] {
  return [typed['keep'] ?? []]
    .flat()
    .flatMap((names) => names.split(' '))
    .filter((name) => name !== '');
}

function unseenWords(unseen: number, count: number): string | null {
  if (unseen === 0) return null;
  const [it, is] = unseen === 1 ? ['it', 'is'] : ['them', 'are'];
  const which = unseen < count ? `${unseen} of them ${is}` : unseen === 1 ? 'It is' : 'They are';
  return `${which} not yours to see. A lead who may see ${it} can move ${it}.`;
}
