import pg from 'pg';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';
import { type RedisServer, startRedis } from '../support/services/index.js';
import { untilNothingIsOwed } from './support/delivery.js';
import { SteppingMailServer } from './support/stepping-mail-server.js';
import { until } from './support/until.js';
import {
  type Environment,
  withGarbageCollection,
  WorkerProcess,
  workerEnvironment,
} from './support/worker-process.js';

const MEGABYTE = 1024 * 1024;

describe('the worker’s process', () => {
  let redis: RedisServer;
  let service: TestService;
  let programme: TestProgramme;
  let mail: SteppingMailServer;
  let environment: Environment;
  const started: WorkerProcess[] = [];

  beforeAll(async () => {
    [redis, mail] = await Promise.all([startRedis(), SteppingMailServer.start()]);
    service = await TestService.start(new Date());
    // Its idle connections are cut when the database takes nobody; it opens others.
    service.admin.on('error', () => undefined);
    programme = await aProgramme(service, { settings: { weeklyCap: 100 } });
    environment = workerEnvironment({
      databaseUrl: service.urls.appUrl,
      queueUrl: redis.url,
      smtpUrl: mail.url,
    });
  }, 120_000);

  afterAll(async () => {
    await mail.goDown();
    await service.stop();
    await redis.stop();
  }, 60_000);

  afterEach(async () => {
    mail.goOn();
    await Promise.all(started.splice(0).map((worker) => worker.stop()));
  }, 60_000);

  async function start(change: Environment = {}): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start({ ...environment, ...change });
    started.push(worker);
    return worker;
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  it.each([
    ['DATABASE_URL', undefined],
    ['QUEUE_URL', 'amqp://queue.example.org'],
    ['CASE_KEYS', 'too-short'],
  ])(
    'does not start with %s=%s, and says so in one line that names it',
    async (name, value) => {
      const worker = WorkerProcess.spawn({ ...environment, [name]: value });
      expect(await worker.ended).toBe(1);
      expect(worker.output).toMatch(new RegExp(`^${name} [^\\n]+ Example: ${name}=[^\\n]+\\n$`));
      if (value !== undefined) expect(worker.output).not.toContain(value);
    },
    30_000,
  );

  it('ends at once when the database cannot be reached, and gives no password away', async () => {
    const nobodyThere = service.urls.appUrl.replace(/:app@[^/]+/, ':hunter2@127.0.0.1:9');
    const worker = WorkerProcess.spawn({ ...environment, DATABASE_URL: nobodyThere });
    expect(await worker.ended).toBe(1);
    expect(worker.output).toContain('Could not start');
    expect(worker.output).not.toContain('hunter2');
  }, 30_000);

  it('finishes what it has begun when it is asked to stop, and takes nothing more', async () => {
    const worker = await start();
    await until('it is ready', async () => (await worker.health('ready')).code === 200);
    const reached = mail.stopAt('recipient');
    const codes = [1, 2, 3].map(() => aSubmittedRequest(service, programme.practitioners[0]));
    await Promise.all(codes);
    await reached;
    worker.ask('SIGTERM');
    await until('it is not ready any more', async () => (await worker.health('ready')).code === 503);
    expect((await worker.health('live')).code).toBe(200);
    worker.ask('SIGTERM');
    expect(worker.isGone).toBe(false);
    mail.goOn();
    expect(await worker.ended).toBe(0);
    expect(isAlive(worker.pid)).toBe(false);
    const { rows } = await service.admin.query<{ sent: number; begun: number }>(
      `SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent,
         count(*) FILTER (WHERE may_have_arrived)::int AS begun FROM message`,
    );
    // Two at a time: what was in its dialogue came to its end and was marked.
    expect(rows[0]?.sent).toBeGreaterThan(0);
    expect(rows[0]?.sent).toBe(rows[0]?.begun);
    expect(mail.received).toHaveLength(rows[0]?.sent ?? -1);
    await start();
    await untilNothingIsOwed(service);
    const ids = mail.received.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);

  it('ends by itself when whoever started it is gone', async () => {
    const worker = await start();
    worker.abandon();
    expect(await worker.ended).toBe(0);
  }, 30_000);

  it('ends by itself when they go while it starts', async () => {
    for (const moment of ['', 'Starting Nest application']) {
      const worker = WorkerProcess.spawn(environment);
      await until('it begins', () => worker.output.includes(moment));
      worker.abandon();
      expect(await worker.ended).toBe(0);
    }
  }, 60_000);

  it('is ready as long as database, queue and mail server answer, and lives meanwhile', async () => {
    const worker = await start();
    const ready = () => worker.health('ready');
    const isUp = async () => (await ready()).code === 200;
    await until('it is ready', isUp);

    await mail.goDown();
    expect(await ready()).toEqual({ code: 503, down: ['mail'] });
    expect(await worker.health('live')).toEqual({ code: 200, down: [] });
    await mail.comeUp();
    await until('it is ready again', isUp);

    await databaseTakes('nobody');
    await until('it misses the database', async () => (await ready()).code === 503);
    expect(await ready()).toEqual({ code: 503, down: ['database'] });
    expect((await worker.health('live')).code).toBe(200);
    await databaseTakes('everybody');
    await until('it is ready again', isUp);
  }, 90_000);

  /** Whether the service's database lets anyone in; whoever is in is thrown out. */
  async function databaseTakes(whom: 'everybody' | 'nobody'): Promise<void> {
    const name = pg.escapeIdentifier(new URL(service.urls.adminUrl).pathname.slice(1));
    const client = new pg.Client({ connectionString: process.env['TEST_POSTGRES_ADMIN_URL'] });
    await client.connect();
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${whom === 'everybody'}`);
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND $2 = 'nobody'`,
      [new URL(service.urls.adminUrl).pathname.slice(1), whom],
    );
    await client.end();
  }

  it('keeps its memory over many jobs', async () => {
    const worker = await start({ ...withGarbageCollection, WORKER_CONCURRENCY: '20' });
    await jobs(3_000);
    const before = await worker.aliveBytes();
    await jobs(6_000);
    const after = await worker.aliveBytes();
    expect(after / MEGABYTE).toBeLessThan(100);
    // A kilobyte kept of each job would be six megabytes.
    expect((after - before) / MEGABYTE).toBeLessThan(5);
  }, 60_000);

  /** Timers of offers that are no more: each is a job, a transaction and a mark. */
  async function jobs(count: number): Promise<void> {
    await service.admin.query(
      `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
       SELECT gen_random_uuid(), $1, 'remind-offer', gen_random_uuid(), now(), now() FROM generate_series(1, $2)`,
      [programme.id, count],
    );
    await untilNothingIsOwed(service);
  }

  it('stops within its limit although the queue is away', async () => {
    const worker = await start();
    await until('it is ready', async () => (await worker.health('ready')).code === 200);
    await redis.stop();
    expect(await worker.health('ready')).toEqual({ code: 503, down: ['queue'] });
    expect((await worker.health('live')).code).toBe(200);
    worker.ask('SIGTERM');
    expect(await worker.ended).toBe(0);
  }, 45_000);
});
