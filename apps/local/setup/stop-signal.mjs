const lookMs = 500;

/**
 * Aborts when we are asked to stop: Ctrl-C, a signal, the terminal going away, or npm being ended, which takes the
 * shell between npm and us with it and tells us nothing.
 *
 * @param {() => void} [again] called when Ctrl-C is pressed once more
 * @returns {AbortSignal}
 */
export function stopSignal(again) {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (stopping.signal.aborted && signal === 'SIGINT') again?.();
      stopping.abort();
    });
  if (process.env.npm_lifecycle_event) {
    const shell = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid !== shell) stopping.abort();
    }, lookMs);
    timer.unref();
    stopping.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }
  return stopping.signal;
}
