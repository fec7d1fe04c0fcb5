/** What a figure must be and what it should be; without either it is shown for information. */
export interface Goal {
  readonly is: 'at least' | 'at most';
  readonly must: number | null;
  readonly aim: number | null;
}

/** One line of the table that the bench prints and keeps. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal | null;
  /** The median of the samples. */
  readonly value: number;
  /** One for each pair or round, in the order in which they were measured. */
  readonly samples: readonly number[];
}

/** Figures behind a row, in full. */
export interface BenchDetail {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** What every `*.bench.ts` exports as `run`. */
export type Bench = () => Promise<{ rows: BenchRow[]; details?: BenchDetail[] }>;

export function atLeast(must: number | null, aim: number | null = null): Goal {
  return { is: 'at least', must, aim };
}

export function atMost(must: number | null, aim: number | null = null): Goal {
  return { is: 'at most', must, aim };
}

/** @param samples at least one; the row's value is their median */
export function row(name: string, unit: string, samples: readonly number[], goal: Goal | null): BenchRow {
  return { name, unit, samples, goal, value: median(samples) };
}

/** Whether a figure reaches a limit of its goal; null when the goal has no such limit. */
export function reaches({ value, goal }: BenchRow, limit: 'must' | 'aim'): boolean | null {
  const bound = goal?.[limit] ?? null;
  if (goal === null || bound === null) return null;
  return goal.is === 'at least' ? value >= bound : value <= bound;
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param q 0 to 1 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
