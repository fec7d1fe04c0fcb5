import { type RequestForm } from '@case-consultation/domain';
import { type FormPart } from '@case-consultation/features';
import { SOONEST, WITHOUT } from './times.form.js';

/** The times that somebody wished for, against those that are free now. */
export interface Chosen {
  /** Still free, in order of preference. */
  readonly kept: readonly Date[];
  /** Taken, or passed, since they were chosen. */
  readonly gone: readonly Date[];
  /** Where the next choice stands among the kept ones: the place of the first that went, else the end. */
  readonly place: number;
}

export function chosenOf(
  { preferredTimes }: Pick<RequestForm, 'preferredTimes'>,
  free: readonly Date[],
): Chosen {
  const starts = new Set(free.map((start) => start.getTime()));
  const isFree = (time: Date): boolean => starts.has(time.getTime());
  const kept = preferredTimes.filter(isFree);
  const firstGone = preferredTimes.findIndex((time) => !isFree(time));
  return {
    kept,
    gone: preferredTimes.filter((time) => !isFree(time)),
    place: firstGone === -1 ? kept.length : firstGone,
  };
}

/**
 * What an answer makes of the wishes: a time takes its place among them, in place of the one that went if one did.
 * @param answer the start of a time that is free, `soonest`, or `without`: go on with the others
 */
export function wishAfter({ kept, place }: Chosen, answer: string): FormPart {
  if (answer === SOONEST) return { preferredTimes: [], soonest: true };
  if (answer === WITHOUT) return { preferredTimes: kept, soonest: false };
  return {
    preferredTimes: [...kept.slice(0, place), new Date(answer), ...kept.slice(place)],
    soonest: false,
  };
}
