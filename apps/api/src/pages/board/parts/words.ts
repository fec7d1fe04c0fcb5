import { type Day, dayNumber, formatDay, type Period } from '@case-consultation/domain';
import { type Cell } from './table.csv.js';

/** `1 request`, `12 requests`. */
export function several(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `4 Jan`, on the axis of a chart. */
export function shortDay(day: Day): string {
  const [, date = '', month = ''] = formatDay(day).split(' ');
  return `${date} ${month.slice(0, 3)}`;
}

/** `Mon 4 Jan 2027`, in a table. */
export function dayInTable(day: Day): string {
  return `${formatDay(day).slice(0, 3)} ${shortDay(day)} ${day.slice(0, 4)}`;
}

/** A cell of a table as it stands on the page. */
export function cellWords(cell: Cell): string {
  if (cell === null) return '–';
  return typeof cell === 'object' ? dayInTable(cell.day) : String(cell);
}

/** `Monday 4 January 2027 to Sunday 10 January 2027 (7 days)`. */
export function periodWords({ first, last }: Period): string {
  const days = dayNumber(last) - dayNumber(first) + 1;
  return `${formatDay(first)} to ${formatDay(last)} (${several(days, 'day')})`;
}
