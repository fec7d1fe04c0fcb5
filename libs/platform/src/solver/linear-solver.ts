import loadHighs, { type Highs, type ModelData } from 'highs';
import { type LinearProblem, type LinearSolution, type SolveLinear } from '@case-consultation/domain';

/** What an import gives is the loader itself, which the package's types, written for `require`, do not say. */
const load = loadHighs as unknown as typeof loadHighs.default;

let loading: Promise<Highs> | undefined;

/**
 * HiGHS, the linear and whole-number solver of the University of Edinburgh (Huangfu and Hall, *Parallelizing the dual revised
 * simplex method*, 2018), compiled to WebAssembly: no native part, one thread, the same answer every time. Loaded once a
 * process, on first use; solving is synchronous.
 */
export async function linearSolver(): Promise<SolveLinear> {
  loading ??= load();
  const highs = await loading;
  return (problem) => solve(highs, problem);
}

/** A proof of the optimum, and no gap that passes for one. */
const EXACT = { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0, random_seed: 0 } as const;

function solve(highs: Highs, problem: LinearProblem): LinearSolution {
  if (problem.columns.length === 0) return { cost: 0, amounts: [], prices: problem.rows.map(() => 0) };
  return highs.withModel(modelOf(highs, problem), (model) => {
    model.options.set(EXACT);
    model.run();
    const status = model.getModelStatus();
    if (status !== highs.constants.modelStatus.optimal) {
      throw new Error(`The linear problem has no proved optimum (HiGHS model status ${status})`);
    }
    const { colValue, rowDual } = model.getSolution();
    return {
      cost: model.getObjectiveValue(),
      amounts: Array.from(colValue),
      prices: Array.from(rowDual),
    };
  });
}

function modelOf({ infinity, constants }: Highs, { columns, rows }: LinearProblem): ModelData {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ terms }, row) => {
    starts[row + 1] = (starts[row] ?? 0) + terms.length;
  });
  const size = starts[rows.length] ?? 0;
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  for (const { terms } of rows) {
    for (const [column, times] of terms) {
      indices[at] = column;
      values[at] = times;
      at += 1;
    }
  }
  const { integer, continuous } = constants.variableType;
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most ?? infinity),
    rowLower: Float64Array.from(rows, ({ least }) => least ?? -infinity),
    rowUpper: Float64Array.from(rows, ({ most }) => most),
    matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices, values },
    ...(columns.some(({ whole }) => whole)
      ? { integrality: columns.map(({ whole }) => (whole ? integer : continuous)) }
      : {}),
  };
}
