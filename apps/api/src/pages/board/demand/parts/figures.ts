/** `4.7`, `12`: at most one decimal. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** `38%`; only nothing is 0% and only everything is 100%. @param share 0 to 1 */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 0 && share > 0) return 'less than 1%';
  if (whole === 100 && share < 1) return 'more than 99%';
  return `${whole}%`;
}

/** `1 slot`, `2.5 slots`. */
export function some(value: number, one: string, many = `${one}s`): string {
  const words = rounded(value);
  return `${words} ${words === '1' ? one : many}`;
}

/** `less than a day`, `3 working days`. @param days 0 or more */
export function workingDays(days: number): string {
  return some(days, 'working day');
}

/** Weeks as one says them: `under half a week`, `1.5 weeks`. */
export function weeksWords(weeks: number): string {
  if (weeks === 0) return 'no time';
  if (weeks < 0.05) return 'less than half a day';
  return some(weeks, 'week');
}
