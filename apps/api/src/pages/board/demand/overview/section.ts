import { type BoardPart } from '../../parts/sections.js';
import { type Table } from '../../parts/table.csv.js';
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
  /** The list that it counts, where the board has one; it knows the same periods and filters. */
  readonly list?: { readonly text: string; readonly part: BoardPart };
}
