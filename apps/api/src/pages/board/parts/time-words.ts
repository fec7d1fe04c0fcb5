import { type Day } from '@case-consultation/domain';

/** How near a target is: in words, and with a tag only where somebody should look. */
export interface TargetWords {
  readonly text: string;
  readonly tag: 'red' | 'yellow' | null;
}

/** @param workingDaysLeft from today to the target; at a weekend just after it, it is 0 although it has passed */
export function targetWords(
  { targetOn, workingDaysLeft }: { targetOn: Day; workingDaysLeft: number },
  today: Day,
): TargetWords {
  if (targetOn < today) {
    const past = Math.abs(workingDaysLeft);
    return { text: past === 0 ? 'Past the target' : `Past by ${workingDays(past)}`, tag: 'red' };
  }
  if (workingDaysLeft === 0) return { text: 'Due today', tag: 'yellow' };
  return { text: `${workingDays(workingDaysLeft)} left`, tag: workingDaysLeft === 1 ? 'yellow' : null };
}

export function workingDays(n: number): string {
  return `${n} working ${n === 1 ? 'day' : 'days'}`;
}

/** Calendar days ago. */
export function daysAgo(days: number): string {
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : `${days} days ago`;
}

export function daysLate(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'} overdue`;
}

const HOUR = 60;

/**
 * A length of working time as people say it: `45 working minutes`, `3 working hours`, `2 working days`. Rounded down to the
 * unit that is said.
 * @param minutes whole minutes of working time, 0 or more
 * @param dayMinutes how long a working day of the programme is
 */
export function workingTime(minutes: number, dayMinutes: number): string {
  if (minutes >= dayMinutes) return workingDays(Math.floor(minutes / dayMinutes));
  if (minutes < HOUR) return `${minutes} working ${minutes === 1 ? 'minute' : 'minutes'}`;
  const hours = Math.floor(minutes / HOUR);
  return `${hours} working ${hours === 1 ? 'hour' : 'hours'}`;
}

/** `offered just now`, `open for 3 working hours`. */
export function openFor(minutes: number, dayMinutes: number): string {
  return minutes < 1 ? 'offered just now' : `open for ${workingTime(minutes, dayMinutes)}`;
}
