/**
 * The worker's relay and job worker without its use cases: says on its channel which job began and when, in milliseconds
 * since 1970 with fractions. Arguments: the database's URL, the queue's URL, the queue's name.
 */
import { Database } from '@case-consultation/database';
import { OutboxRelay } from '@case-consultation/features';
import {
  createLogger,
  jobNames,
  JobWorker,
  openJobQueue,
  queueConnection,
  SystemClock,
} from '@case-consultation/platform';

const [databaseUrl, queueUrl, name] = process.argv.slice(2);
const logger = createLogger({ level: 'error', name: 'bench' });
const database = await Database.connect({ url: databaseUrl, poolSize: 4, name: 'relay' });
const connection = queueConnection(queueUrl);
const queue = openJobQueue(connection, { name });
const relay = new OutboxRelay(database, queue, new SystemClock(), logger, { requeueAfterMs: 3_600_000 });
const tell = async ({ outboxId }) => void process.send({ outboxId, at: now() });
const worker = new JobWorker(connection, Object.fromEntries(jobNames.map((job) => [job, tell])), {
  name,
  concurrency: 20,
  logger,
  onDead: async () => undefined,
});
worker.start();
relay.onApplicationBootstrap();
process.send({ port: 0 });
process.on('disconnect', async () => {
  await relay.onModuleDestroy();
  await worker.stop();
  await queue.close();
  await database.close();
  process.exit();
});

function now() {
  return performance.timeOrigin + performance.now();
}
