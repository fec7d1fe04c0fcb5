import { type Config, ConfigError, readConfig } from '@case-consultation/config';
import { AdjustableClock, type Clock, SystemClock } from '../clock/clock.js';
import { createLogger, type Logger } from '../logging/logger.js';
import { keepHeapLow } from './keep-heap-low.js';

/** What a process needs to start. */
export interface ProcessParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A service that has started. */
export interface RunningProcess {
  /** Where it listens. */
  readonly port: number;
  /** Ends what is under way, in order. */
  stop(): Promise<void>;
}

/** What the local mode sends down the channel: how far ahead its clock is. */
interface ClockMessage {
  readonly type: 'clock';
  readonly offsetMs: number;
}

/** How long what is under way may take to end. */
const GRACE_MS = 25_000;

/**
 * The whole life of a process of the service: reads its settings from the environment, starts it, tells whoever forked it
 * where it listens, and stops it on SIGTERM, SIGINT, or when whoever forked it is gone. A setting that is missing or wrong
 * ends it with one line.
 */
export function runProcess(name: string, start: (parts: ProcessParts) => Promise<RunningProcess>): void {
  keepHeapLow();
  startAndStop(name, start).catch((error: unknown) => {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else
      createLogger({ level: 'fatal', name }).fatal({ err: error, event: 'start-failed' }, 'Could not start');
    process.exit(1);
  });
}

async function startAndStop(
  name: string,
  start: (parts: ProcessParts) => Promise<RunningProcess>,
): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel, name });
  const clock = config.localMode ? clockMovedByParent() : new SystemClock();
  const started = start({ config, clock, logger });

  let stopping = false;
  const stop = (cause: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ event: 'stopping', cause }, 'Stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    const stopped = started.then((running) => running.stop());
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error, event: 'stop-failed' }, 'Did not stop in order');
        process.exit(1);
      },
    );
  };
  // Also while it starts: nobody is left behind when whoever forked it goes early.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', () => stop('disconnect'));
  if (process.connected === false) stop('disconnect');

  const { port } = await started;
  logger.info({ event: 'listening', host: config.host, port }, 'Listening');
  if (process.connected) process.send?.({ type: 'listening', port });
}

function clockMovedByParent(): Clock {
  const clock = new AdjustableClock();
  process.on('message', (message) => {
    if (!isClockMessage(message)) return;
    clock.setOffset(message.offsetMs);
    // Said back, so that whoever moved the clock knows that we have followed.
    process.send?.(message);
  });
  return clock;
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
