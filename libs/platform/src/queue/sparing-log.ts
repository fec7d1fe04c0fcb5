import { type Logger } from '../logging/logger.js';

const quietMs = 10_000;

/**
 * Logs a repeating error now and then with a count: a lost connection reports itself many times a second until it is
 * back.
 */
export class SparingLog {
  readonly #last = new Map<string, { at: number; count: number }>();

  /** `elapsedMs`: a clock that never goes back, in milliseconds. */
  constructor(
    private readonly logger: Logger,
    private readonly elapsedMs: () => number = () => performance.now(),
  ) {}

  warn(error: Error & { readonly code?: unknown }, message: string): void {
    const kind = typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
    const now = this.elapsedMs();
    const last = this.#last.get(kind);
    if (last && now - last.at < quietMs) {
      last.count += 1;
      return;
    }
    this.logger.warn({ err: error, count: (last?.count ?? 0) + 1 }, message);
    this.#last.set(kind, { at: now, count: 0 });
  }
}
