import { type Day, dayNumber, formatDay } from '@case-consultation/domain';
import { type BoardPart } from '../../parts/sections.js';
import { type Markup } from '../parts/markup.js';

/** The tables of the page, in its order; each can be had as CSV under its name. */
export const SECTION_NAMES = [
  'requests',
  'waiting',
  'target',
  'wait',
  'slots',
  'load',
  'shares',
  'training',
  'offers',
  'conflicts',
  'no-shows',
  'unmet',
  'overdue',
  'kinds',
  'repeats',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** A day is written out on the page, and as year-month-day in CSV. Null: there is nothing to say. */
export type Cell = string | number | null | { readonly day: Day };

export interface Table {
  readonly headings: readonly string[];
  /** The first cell is what the line is about. */
  readonly rows: readonly (readonly Cell[])[];
}

/** One question about demand or capacity, answered. */
export interface DemandSection {
  readonly name: SectionName;
  readonly title: string;
  /** What the figures show, with how many they are of. */
  readonly sentence: string;
  readonly chart: Markup | null;
  readonly table: Table;
  /** How this is counted. */
  readonly counted: string;
  /** The list that it counts, where the board has one. */
  readonly list?: { readonly text: string; readonly part: BoardPart };
}

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

/** How many days there are from `first` to `last`, both included. */
export function daysFrom(first: Day, last: Day): number {
  return dayNumber(last) - dayNumber(first) + 1;
}
