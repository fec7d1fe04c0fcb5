import {
  createLogger,
  type JobHandlers,
  type JobName,
  jobNames,
  JobWorker,
  migrateQueue,
  openJobQueue,
  queueConnection,
} from '@case-consultation/platform';
import { startPostgres, startRedis } from '../support/services/index.js';

const OTHER_MAIL = 200;

const engines = {
  redis: startRedis,
  async postgres() {
    const server = await startPostgres();
    return { url: server.adminUrl, stop: () => server.stop() };
  },
};

describe.each(['redis', 'postgres'] as const)('a code to sign in with, on %s', (engine) => {
  let server: { url: string; stop(): Promise<void> };

  beforeAll(async () => {
    server = await engines[engine]();
    await migrateQueue(server.url);
  }, 120_000);
  afterAll(() => server.stop());

  it('is sent before all other mail that waits', async () => {
    const connection = queueConnection(server.url);
    const queue = openJobQueue(connection, { name: 'first' });
    const entry = (name: JobName, row: string) => ({
      outboxId: `row-${row}`,
      programmeId: 'p-1',
      subjectId: 's-1',
      name,
    });
    const rows = Array.from({ length: OTHER_MAIL }, (_, number) => entry('send-message', `mail-${number}`));
    await queue.addAll(rows);
    await queue.addAll([entry('send-sign-in-code', 'code')]);
    const done: string[] = [];
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const handler = async ({ outboxId }: { outboxId: string }) => {
      done.push(outboxId);
      if (done.length > OTHER_MAIL) finish();
    };
    const handlers = Object.fromEntries(jobNames.map((name) => [name, handler])) as unknown as JobHandlers;
    const worker = new JobWorker(connection, handlers, {
      name: 'first',
      logger: createLogger({ level: 'silent', name: 'test' }),
      concurrency: 1,
      onDead: () => Promise.resolve(),
    });
    worker.start();
    await finished;
    await worker.stop();
    await queue.close();
    expect(done.indexOf('row-code')).toBe(0);
    expect(done).toHaveLength(OTHER_MAIL + 1);
  });
});
