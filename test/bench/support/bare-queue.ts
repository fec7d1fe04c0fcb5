import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { type JobName, type JobPayload } from '@case-consultation/platform';

const BarePostgres = withBackend(createPostgresBackend);

function connectionOf(url: string, poolSize: number) {
  return url.startsWith('redis')
    ? ({ engine: 'redis', connection: { url } } as const)
    : ({ engine: 'postgres', connection: { connectionString: url, max: poolSize } } as const);
}

/** BullMQ as its guide shows it, on either engine. */
export async function openBareQueue(url: string, name: string, poolSize: number) {
  const { engine, connection } = connectionOf(url, poolSize);
  const queue =
    engine === 'redis'
      ? new Queue<JobPayload, void, JobName>(name, { connection })
      : new BarePostgres.Queue<JobPayload, void, JobName>(name, { connection });
  await queue.waitUntilReady();
  return {
    queue,
    /** The same payloads and ids as ours, finished jobs removed as ours are. */
    addBulk: (jobs: readonly JobPayload[]) =>
      queue.addBulk(
        jobs.map(({ outboxId, programmeId, subjectId }) => ({
          name: 'send-message' as const,
          data: { outboxId, programmeId, subjectId },
          opts: { jobId: `outbox-${outboxId}`, removeOnComplete: true },
        })),
      ),
  };
}

export function bareWorker(
  url: string,
  name: string,
  { poolSize, concurrency, handler }: { poolSize: number; concurrency: number; handler: () => Promise<void> },
) {
  const { engine, connection } = connectionOf(url, poolSize);
  const options = { concurrency, autorun: false };
  return engine === 'redis'
    ? new Worker(name, handler, { ...options, connection })
    : new BarePostgres.Worker(name, handler, { ...options, connection });
}
