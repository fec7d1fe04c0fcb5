import { DomainError } from '../errors.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type Availability, type AvailabilityOutcome, type Preferences } from './availability.js';
import { mustHaveNoProblems, type Problem } from '../problems.js';

/** Minutes; a longer break is blocked time. */
export const LONGEST_BUFFER_MINUTES = 120;
const BUFFER_STEP_MINUTES = 5;
/** People one consultant is never matched with. */
export const MOST_NEVER_MATCHED = 50;

/**
 * What a consultant takes, and how much. A number that stays as it is may lie outside today's bounds.
 * @throws DomainError `invalid-input` with every problem in `details`
 */
export function changePreferences(
  present: Availability,
  wish: Preferences,
  { weeklyCapMost }: Pick<ProgrammeSettings, 'weeklyCapMost'>,
): AvailabilityOutcome {
  const before = present.preferences;
  const after: Preferences = {
    ...wish,
    priorities: inOrder(wish.priorities),
    modes: inOrder(wish.modes),
    specialisms: inOrder(wish.specialisms),
  };
  mustHaveNoProblems([...problemsOfNumbers(before, after, weeklyCapMost), ...problemsOfChoices(after)]);
  if (sameAs(before, after)) return { next: present, change: null };
  return { next: { ...present, preferences: after }, change: { kind: 'preferences-changed', before, after } };
}

function problemsOfNumbers(before: Preferences, after: Preferences, most: number): Problem[] {
  const problems: Problem[] = [];
  const { weeklyCap, bufferAfterMinutes: buffer } = after;
  const capIsWrong =
    weeklyCap !== null && !(Number.isInteger(weeklyCap) && weeklyCap >= 1 && weeklyCap <= most);
  if (capIsWrong && weeklyCap !== before.weeklyCap) {
    problems.push({
      field: 'weeklyCap',
      message: `Enter a whole number from 1 to ${most}, the programme’s limit`,
    });
  }
  const bufferIsWrong =
    buffer !== null &&
    !(buffer >= 0 && buffer <= LONGEST_BUFFER_MINUTES && buffer % BUFFER_STEP_MINUTES === 0);
  if (bufferIsWrong && buffer !== before.bufferAfterMinutes) {
    problems.push({
      field: 'bufferAfterMinutes',
      message: `Enter minutes from 0 to ${LONGEST_BUFFER_MINUTES}, in steps of ${BUFFER_STEP_MINUTES}`,
    });
  }
  return problems;
}

function problemsOfChoices({ priorities, modes }: Preferences): Problem[] {
  return [
    ...(priorities.length === 0 ? [{ field: 'priorities', message: 'Select at least one priority' }] : []),
    ...(modes.length === 0 ? [{ field: 'modes', message: 'Select at least one way to consult' }] : []),
  ];
}

/**
 * The whole list of people this consultant is never matched with.
 * @throws DomainError `invalid-input` for themselves, or too many
 */
export function changeNeverMatch(present: Availability, personIds: readonly string[]): AvailabilityOutcome {
  const wanted = inOrder(personIds);
  if (wanted.includes(present.consultantId)) {
    throw new DomainError('invalid-input', 'Select somebody other than the consultant', 'personIds');
  }
  if (wanted.length > MOST_NEVER_MATCHED) {
    throw new DomainError('invalid-input', `Name up to ${MOST_NEVER_MATCHED} people`, 'personIds');
  }
  const added = wanted.filter((id) => !present.neverMatch.includes(id));
  const removed = inOrder(present.neverMatch).filter((id) => !wanted.includes(id));
  if (added.length === 0 && removed.length === 0) return { next: present, change: null };
  return {
    next: { ...present, neverMatch: wanted },
    change: { kind: 'never-match-changed', added, removed },
  };
}

function sameAs(a: Preferences, b: Preferences): boolean {
  const lists = ['priorities', 'modes', 'specialisms'] as const;
  return (
    a.weeklyCap === b.weeklyCap &&
    a.bufferAfterMinutes === b.bufferAfterMinutes &&
    a.autoAccept === b.autoAccept &&
    lists.every((list) => inOrder(a[list]).join() === b[list].join())
  );
}

function inOrder<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
