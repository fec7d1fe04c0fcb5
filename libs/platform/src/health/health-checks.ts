/** One dependency that must answer for the process to be ready. Rejects when it does not. */
export type HealthCheck = () => Promise<unknown>;

export interface CheckResult {
  readonly status: 'up' | 'down';
  readonly ms: number;
}

export interface Health {
  readonly status: 'up' | 'down';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

const defaultLimitMs = 2_000;

/**
 * Whether this process lives, and whether it is ready for work. The answers name what is down, not why: they are
 * public, and the log has the rest.
 */
export class HealthChecks {
  readonly #checks = new Map<string, { readonly check: HealthCheck; readonly limitMs: number }>();
  #stopping = false;

  /** Adds a check. It counts as down when it rejects or takes longer than `limitMs` (2 seconds by default). */
  add(name: string, check: HealthCheck, limitMs = defaultLimitMs): this {
    this.#checks.set(name, { check, limitMs });
    return this;
  }

  /** From now on not ready: no new work should be sent while the process ends. */
  stopping(): void {
    this.#stopping = true;
  }

  /** Up as long as the process answers at all; a lost database is no reason to be restarted. */
  live(): Health {
    return { status: 'up', checks: {} };
  }

  /** Up when every check is, all asked at the same time. */
  async ready(): Promise<Health> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, { check, limitMs }]) => [name, await run(check, limitMs)] as const),
    );
    const isUp = !this.#stopping && results.every(([, { status }]) => status === 'up');
    return { status: isUp ? 'up' : 'down', checks: Object.fromEntries(results) };
  }
}

async function run(check: HealthCheck, limitMs: number): Promise<CheckResult> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), limitMs);
  });
  const answer = new Promise<unknown>((resolve) => resolve(check())).then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const status = await Promise.race([answer, limit]);
  clearTimeout(timer);
  return { status, ms: Math.round(performance.now() - started) };
}
