import { type CollisionReason, formatPeriod } from '@case-consultation/domain';
import { type CollisionView } from '@case-consultation/features';
import { FORM_TOKEN } from '../../kit/form-token.js';
import { type Typed } from '../../kit/form-state.js';
import { type WhoWords } from './whose.js';

export interface CollidesView {
  readonly who: WhoWords;
  readonly heading: string;
  readonly address: string;
  readonly items: readonly { readonly when: string; readonly what: string; readonly href: string | null }[];
  /** Everything that was typed, to be sent again. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

const REASON_WORDS: Readonly<Record<CollisionReason, (who: WhoWords) => string>> = {
  'outside-hours': ({ your }) => `would lie outside ${your} hours`,
  taken: ({ you }) => `lies in the time ${you} block`,
  'on-leave': ({ your }) => `lies in ${your} leave`,
  'weekly-cap': ({ you }) => `would be more than ${you} take that week`,
  'priority-not-taken': ({ you }) => `has a priority ${you} would not take`,
  'mode-not-taken': ({ you }) => `is held in a way ${you} would not consult`,
  'never-match': ({ you }) => `is for somebody ${you} are never to be matched with`,
  paused: ({ you }) => `lies in the week ${you} pause`,
};

/** What a change collides with, and the change itself, so that it can be sent once more. No case text. */
export function collidesView(
  { address, typed, collisions }: { address: string; typed: Typed; collisions: readonly CollisionView[] },
  who: WhoWords,
  zone: string,
): CollidesView {
  const one = collisions.length === 1;
  const kept = Object.entries(typed).filter(
    ([name]) => name !== FORM_TOKEN && name !== 'keep' && name !== 'then',
  );
  return {
    who,
    heading: one
      ? 'This collides with a consultation'
      : `This collides with ${collisions.length} consultations`,
    address,
    items: collisions.map(({ code, startsAt, endsAt, status, reasons }) => ({
      when: formatPeriod(startsAt, endsAt, zone),
      what: [
        status === 'tentative' ? 'Offered, not answered yet' : 'Booked',
        code,
        reasons.map((reason) => REASON_WORDS[reason](who)).join(' and '),
      ]
        .filter((word) => word !== null)
        .join(', '),
      href: code === null ? null : `/consultations/${code}`,
    })),
    fields: [
      ...kept.flatMap(([name, value]) => [value].flat().map((text) => ({ name, value: text }))),
      ...collisions.map(({ startsAt }) => ({ name: 'keep', value: startsAt.toISOString() })),
    ],
  };
}
