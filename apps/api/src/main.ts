import { ConfigError, readConfig } from '@case-consultation/config';
import { AdjustableClock, createLogger, SystemClock } from '@case-consultation/platform';
import { createApi } from './create-api.js';

/** How long what is under way may take to end. */
const GRACE_MS = 10_000;

interface ClockMessage {
  type: 'clock';
  offsetMs: number;
}

function isClockMessage(message: unknown): message is ClockMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'clock' &&
    'offsetMs' in message &&
    typeof message.offsetMs === 'number'
  );
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel, name: 'api' });
  const clock = config.localMode ? new AdjustableClock() : new SystemClock();
  if (clock instanceof AdjustableClock) {
    process.on('message', (message) => {
      if (!isClockMessage(message)) return;
      clock.setOffset(message.offsetMs);
      // Said back, so that whoever moved the clock knows that we have followed.
      process.send?.(message);
    });
  }
  const api = await createApi({ config, clock, logger });

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ event: 'stopping', signal }, 'Stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    api.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error, event: 'stop-failed' }, 'Did not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
  // Started by another process of ours: when that is gone, nobody needs us.
  process.on('disconnect', () => stop('disconnect'));

  const port = await api.listen(config.host, config.port);
  logger.info({ event: 'listening', host: config.host, port }, 'Listening');
  process.send?.({ type: 'listening', port });
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    createLogger({ level: 'error', name: 'api' }).fatal(
      { err: error, event: 'start-failed' },
      'Could not start',
    );
  }
  process.exit(1);
});
