/**
 * A worker of its own process that takes one job, says so, and never ends it: to be killed in the middle.
 * Arguments: queue URL, queue name, lock in milliseconds. Runs from the built libraries.
 */
import { createLogger, jobNames, JobWorker, queueConnection } from '@case-consultation/platform';

const [url, name, lockMs] = process.argv.slice(2);

const neverEnds = ({ outboxId }) => {
  process.stdout.write(`${outboxId}\n`);
  return new Promise(() => undefined);
};

const worker = new JobWorker(
  queueConnection(url),
  Object.fromEntries(jobNames.map((job) => [job, neverEnds])),
  {
    name,
    concurrency: 1,
    lockMs: Number(lockMs),
    logger: createLogger({ level: 'silent', name: 'worker' }),
    onDead: () => Promise.resolve(),
  },
);
worker.start();
