import { ConfigError, readConfig } from '@case-consultation/config';
import { AdjustableClock, createLogger, SystemClock } from '@case-consultation/platform';
import { startWorker } from './start-worker.js';

/** What the local mode sends down the channel: how far ahead its clock is. */
interface ClockMessage {
  type: 'clock';
  offsetMs: number;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel, name: 'worker' });
  const clock = config.localMode ? new AdjustableClock() : new SystemClock();
  if (clock instanceof AdjustableClock) {
    process.on('message', (message: ClockMessage) => {
      if (message.type !== 'clock') return;
      clock.setOffset(message.offsetMs);
      // Said back, so that whoever moved the clock knows that we have followed.
      process.send?.(message);
    });
  }
  const worker = await startWorker({ config, clock, logger });
  logger.info({ port: worker.healthPort }, 'The worker is ready');
  process.send?.({ type: 'listening', port: worker.healthPort });

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'The worker stops once its jobs are done');
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'The worker did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process
    .on('SIGTERM', stop)
    .on('SIGINT', stop)
    .on('disconnect', () => stop('SIGTERM'));
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLogger({ level: 'fatal', name: 'worker' }).fatal({ err: error }, 'The worker cannot start');
  process.exit(1);
});
