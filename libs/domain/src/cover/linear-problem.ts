/** One variable of a linear problem; never below 0. */
export interface LinearColumn {
  /** What one of it costs; 0 or more. */
  cost: number;
  /** The most of it; null: no bound of its own. */
  most: number | null;
  /** Only whole numbers of it. */
  whole: boolean;
}

/** A sum of columns that stays within bounds. */
export interface LinearRow {
  /** Columns by their place, each once, and how much each counts. */
  terms: readonly (readonly [column: number, times: number])[];
  /** null: no lower bound. */
  least: number | null;
  most: number;
}

/** The least cost of columns that keep to every row. */
export interface LinearProblem {
  columns: readonly LinearColumn[];
  rows: readonly LinearRow[];
}

/** The best there is: proved, not merely found. */
export interface LinearSolution {
  cost: number;
  /** How much of each column. */
  amounts: readonly number[];
  /**
   * What one more unit of each row's bound would change the cost by, where no column is whole; not meaningful otherwise.
   */
  prices: readonly number[];
}

/**
 * Solves a linear problem to its optimum. The same problem gives the same solution.
 * @throws Error when there is no solution, or it is not proved to be the best
 */
export type SolveLinear = (problem: LinearProblem) => LinearSolution;
