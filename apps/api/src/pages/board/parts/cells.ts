import { type Day, formatDay, formatInstant } from '@case-consultation/domain';
import { type BoardItem, type Named, type TargetedItem, type WaitingItem } from '@case-consultation/features';
import { MODE_WORDS, PRIORITY_SHORT, STAGE_WORDS } from '../../words/words.js';
import { type Cell, type Tag } from './list.view.js';
import { targetWords } from './time-words.js';

/** When and where a list is looked at. */
export interface Place {
  readonly today: Day;
  readonly zone: string;
  /** How long a working day of the programme is, in minutes. */
  readonly dayMinutes: number;
}

export const RESTRICTED: Tag = { text: 'Restricted', classes: 'govuk-tag--purple' };

/** Its code, which leads to it. */
export function caseCell({ code, restricted, mode }: Pick<BoardItem, 'code' | 'restricted' | 'mode'>): Cell {
  return {
    link: { text: code, href: `/consultations/${code}`, isCode: true },
    tags: restricted ? [RESTRICTED] : [],
    notes: [MODE_WORDS[mode]],
  };
}

export function priorityCell({ priority }: Pick<BoardItem, 'priority'>): Cell {
  return { text: PRIORITY_SHORT[priority] };
}

/** The working days to its target, and which day that is. */
export function targetCell(item: TargetedItem, { today }: Place): Cell {
  const { text, tag } = targetWords(item, today);
  const day = formatDay(item.targetOn);
  return tag === null
    ? { text, notes: [day] }
    : { tags: [{ text, classes: `govuk-tag--${tag}` }], notes: [day] };
}

/** Who asks: their name, where this lead may know it, their agency, and the stage of the case. */
export function askerCell({ requester, agency, stage }: Omit<BoardItem, 'mode'>): Cell {
  const words = [requester?.name, agency, stage === null ? null : STAGE_WORDS[stage]];
  const [text, ...notes] = words.filter((word) => typeof word === 'string');
  return { text: text ?? 'Not said', notes };
}

export function wishWords(
  { wish: { soonest, preferredTimes } }: Pick<WaitingItem, 'wish'>,
  { zone }: Place,
): string {
  const [first, ...others] = preferredTimes;
  if (first === undefined) return 'The soonest';
  const more = [
    others.length === 0 ? null : others.length === 1 ? 'one other time' : `${others.length} other times`,
    soonest ? 'the soonest' : null,
  ].filter((words) => words !== null);
  const at = formatInstant(first, zone);
  return more.length === 0 ? at : `${at}, or ${more.join(' or ')}`;
}

export function triedWords(offersTried: number): string {
  if (offersTried === 0) return 'Nobody asked yet';
  return offersTried === 1 ? 'Asked once so far' : `Asked ${offersTried} times so far`;
}

export function personCell(person: Named | null): Cell {
  return { text: person?.name ?? 'Nobody' };
}
