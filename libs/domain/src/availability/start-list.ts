import { type EpochMinute } from './intervals.js';

/**
 * Start times one after another in memory that grows by doubling: many consultants' starts without a boxed
 * number.
 */
export class StartList {
  values = new Int32Array(1_024);
  length = 0;

  /** Makes room for that many more; `push` does not check. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.values.length) return;
    const grown = new Int32Array(Math.max(needed, this.values.length * 2));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }

  push(start: EpochMinute): void {
    this.values[this.length] = start;
    this.length += 1;
  }
}
