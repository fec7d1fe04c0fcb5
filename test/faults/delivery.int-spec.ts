import pg from 'pg';
import { Bookings, Offers } from '@case-consultation/features';
import { openJobQueue, queueConnection } from '@case-consultation/platform';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';
import { type PostgresServer, startPostgres } from '../support/services/index.js';
import { calendarOf, deliveryOf, untilNothingIsOwed } from './support/delivery.js';
import { type Engine, type EngineName, startEngine } from './support/queue-engines.js';
import { type Received, SteppingMailServer } from './support/stepping-mail-server.js';
import { until } from './support/until.js';
import { type Environment, WorkerProcess, workerEnvironment } from './support/worker-process.js';

const ENGINES: readonly EngineName[] = ['redis', 'postgres'];

describe.each(ENGINES)('what is owed arrives, with the queue on %s', (engineName) => {
  let server: PostgresServer;
  let service: TestService;
  let programme: TestProgramme;
  let engine: Engine;
  let mail: SteppingMailServer;
  let environment: Environment;
  let worker: WorkerProcess;

  beforeAll(async () => {
    server = await startPostgres();
    process.env['TEST_POSTGRES_ADMIN_URL'] = server.adminUrl;
    service = await TestService.start(new Date());
    // Its idle connections are lost when the server restarts; it opens others.
    service.admin.on('error', () => undefined);
    programme = await aProgramme(service, { settings: { weeklyCap: 100 } });
    engine = await startEngine(engineName, service, server);
    mail = await SteppingMailServer.start();
    environment = workerEnvironment({
      databaseUrl: service.urls.appUrl,
      queueUrl: engine.url,
      smtpUrl: mail.url,
    });
    worker = await WorkerProcess.start(environment);
  }, 120_000);

  afterAll(async () => {
    expect(await worker.stop()).toBe(0);
    await mail.goDown();
    await engine.stop();
    await service.stop();
    await server.stop();
  }, 60_000);

  afterEach(async () => {
    mail.goOn();
    expect((await deliveryOf(service, mail.received)).wrong).toEqual([]);
  });

  const asker = () => programme.practitioners[0];
  const isAt = (code: string, status: string) => async (): Promise<boolean> => {
    const { rows } = await service.admin.query('SELECT 1 FROM consultation WHERE code = $1 AND status = $2', [
      code,
      status,
    ]);
    return rows.length === 1;
  };

  /** The open offer of a consultation, which the worker makes by itself. */
  async function offered(code: string): Promise<{ offerId: string; consultant: TestPerson }> {
    await until(`${code} is offered`, isAt(code, 'offered'));
    const { rows } = await service.admin.query<{ id: string; consultant_id: string }>(
      `SELECT o.id, o.consultant_id FROM offer o JOIN consultation c ON c.id = o.consultation_id
       WHERE c.code = $1 AND o.status = 'open'`,
      [code],
    );
    const consultant = [programme.lead, ...programme.champions].find(
      ({ personId }) => personId === rows[0]?.consultant_id,
    );
    if (!rows[0] || !consultant) throw new Error('No offer was made');
    return { offerId: rows[0].id, consultant };
  }

  async function booked(): Promise<string> {
    const code = await aSubmittedRequest(service, asker());
    const { offerId, consultant } = await offered(code);
    await service.get(Offers).accept(consultant, offerId, { noConflict: true });
    return code;
  }

  const cancel = (code: string) =>
    service.get(Bookings).cancel(asker(), code, {
      reason: 'The hearing was moved',
      wish: { preferredTimes: [], soonest: true },
    });

  async function killedAndBack(): Promise<void> {
    await worker.kill();
    mail.goOn();
    worker = await WorkerProcess.start(environment);
  }

  const repeatedSoFar = async () => (await deliveryOf(service, mail.received)).repeated;

  /** Those that came twice since `earlier`. */
  async function repeatedSince(earlier: readonly string[]): Promise<string[]> {
    return (await repeatedSoFar()).filter((id) => !earlier.includes(id));
  }

  /** A booking that everyone knows of, and what came twice until then. */
  async function settled(): Promise<{ code: string; earlier: readonly string[] }> {
    const code = await booked();
    await untilNothingIsOwed(service);
    return { code, earlier: await repeatedSoFar() };
  }

  /** Waits until so many more mails were tried in vain. */
  async function untilFailed(count: number, before: number): Promise<void> {
    await until(`${count} have failed`, async () => (await worker.failedJobs()) >= before + count);
  }

  describe('the worker is killed', () => {
    it.each(['greeting', 'recipient', 'text-lost'] as const)(
      'in the dialogue, at the %s: nothing is lost, and nothing comes twice',
      async (step) => {
        const { code, earlier } = await settled();
        // A connection that is open already is greeted no more.
        await mail.goDown();
        await mail.comeUp();
        const reached = mail.stopAt(step);
        await cancel(code);
        await reached;
        await killedAndBack();
        await untilNothingIsOwed(service);
        expect(await repeatedSince(earlier)).toEqual([]);
      },
      60_000,
    );

    it('after the text, before the answer: that one comes again, as the same message', async () => {
      const { code, earlier } = await settled();
      const before = mail.received.length;
      const reached = mail.stopAt('text-kept');
      await cancel(code);
      const first = await reached;
      const inDialogue = mail.received.slice(before).map(({ messageId }) => messageId);
      await killedAndBack();
      await untilNothingIsOwed(service);
      const repeated = await repeatedSince(earlier);
      expect(repeated).toContain(first?.messageId);
      expect(inDialogue).toEqual(expect.arrayContaining(repeated));
    }, 60_000);

    it('after the answer, before the mark: that one comes again, as the same message', async () => {
      const { code, earlier } = await settled();
      const marks = new pg.Client({ connectionString: service.urls.adminUrl });
      await marks.connect();
      const reached = mail.stopAt('taken', {
        whenTaken: async ({ messageId }) => {
          await marks.query('BEGIN');
          await marks.query('SELECT 1 FROM message WHERE message_id = $1 FOR UPDATE', [messageId]);
        },
      });
      await cancel(code);
      const taken = await reached;
      await until('the mark is waited for', async () => {
        const { rows } = await service.admin.query(
          `SELECT 1 FROM pg_stat_activity a WHERE $1::int = ANY (pg_blocking_pids(a.pid))`,
          [await backendOf(marks)],
        );
        return rows.length > 0;
      });
      await worker.kill();
      await marks.end();
      worker = await WorkerProcess.start(environment);
      await untilNothingIsOwed(service);
      expect(await repeatedSince(earlier)).toEqual([taken?.messageId]);
    }, 60_000);

    it('in the second of two dialogues of one job: the first does not come again', async () => {
      const earlier = await repeatedSoFar();
      const failedBefore = await worker.failedJobs();
      mail.refuseWith = 451;
      const code = await aSubmittedRequest(service, asker());
      const { offerId, consultant } = await offered(code);
      // The consultant's and the requester's: none is on its way.
      await untilFailed(2, failedBefore);
      // Only the job of the second message is left; the first is owed before it.
      await service.admin.query(
        `UPDATE outbox SET due_at = now() + interval '1 day', queued_at = NULL WHERE subject_id =
           (SELECT id FROM message WHERE code = $1 AND kind = 'being-arranged')`,
        [code],
      );
      await engine.empty();
      await service.get(Offers).accept(consultant, offerId, { noConflict: true });
      const isSecond = ({ to, raw }: Received) => to === asker().email && raw.includes('METHOD:REQUEST');
      const reached = mail.stopAt('text-lost', { which: isSecond });
      mail.refuseWith = null;
      await reached;
      await killedAndBack();
      await untilNothingIsOwed(service);
      expect(await repeatedSince(earlier)).toEqual([]);
    }, 60_000);

    it('after a row was claimed, before its job was added', async () => {
      const { code, earlier } = await settled();
      const release = await engine.hold();
      await cancel(code);
      await until('the rows are claimed', async () => {
        const { rows } = await service.admin.query(
          `SELECT 1 FROM outbox WHERE done_at IS NULL AND queued_at IS NOT NULL AND job = 'send-message'`,
        );
        return rows.length > 0;
      });
      await worker.kill();
      await release();
      worker = await WorkerProcess.start(environment);
      await untilNothingIsOwed(service);
      expect(await repeatedSince(earlier)).toEqual([]);
    }, 60_000);

    it.each(['its jobs are still there', 'its jobs are lost too'])(
      'after a job was added, before it was begun; %s',
      async (what) => {
        const { code, earlier } = await settled();
        const reached = mail.stopAt('recipient');
        await cancel(code);
        await reached;
        // The worker takes two at a time, and both are in their dialogue.
        const queue = openJobQueue(queueConnection(engine.url));
        await until('a job waits', async () => (await queue.counts()).waiting > 0);
        await queue.close();
        await worker.kill();
        if (what.includes('lost')) await engine.empty();
        mail.goOn();
        worker = await WorkerProcess.start(environment);
        await untilNothingIsOwed(service);
        expect(await repeatedSince(earlier)).toEqual([]);
      },
      60_000,
    );
  });

  it('the queue is emptied under a running worker: the rows bring their jobs back', async () => {
    const { code, earlier } = await settled();
    const reached = mail.stopAt('recipient');
    await cancel(code);
    await reached;
    await engine.empty();
    mail.goOn();
    await untilNothingIsOwed(service);
    expect(await repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  it('two workers on one person’s messages: the second waits until the first is through', async () => {
    const { code, earlier } = await settled();
    const colleague = await WorkerProcess.start(environment);
    const reached = mail.stopAt('text-kept', { which: ({ to }) => to === asker().email });
    await cancel(code);
    await reached;
    const rows = await service.admin.query<{ id: string }>(
      `SELECT id FROM message WHERE code = $1 AND recipient_email = $2 AND state = 'owed'`,
      [code, asker().email],
    );
    await owedTwice(rows.rows[0]?.id ?? '');
    await until('somebody waits for the stream', async () => {
      const waiting = await service.admin.query(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      return waiting.rows.length > 0;
    });
    mail.goOn();
    await untilNothingIsOwed(service);
    expect(await colleague.stop()).toBe(0);
    expect(await repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  /** A second row for the same message, as when it is asked for again while it is on its way. */
  async function owedTwice(messageId: string): Promise<void> {
    await service.admin.query(
      `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
       VALUES (gen_random_uuid(), $1, 'send-message', $2, now(), now())`,
      [programme.id, messageId],
    );
  }

  it('the mail server is away for a while', async () => {
    const { code, earlier } = await settled();
    const failedBefore = await worker.failedJobs();
    await mail.goDown();
    await cancel(code);
    await untilFailed(1, failedBefore);
    await mail.comeUp();
    await untilNothingIsOwed(service);
    expect(await repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  it('the mail server says "later" for a while', async () => {
    const { code, earlier } = await settled();
    const failedBefore = await worker.failedJobs();
    mail.refuseWith = 451;
    await cancel(code);
    await untilFailed(1, failedBefore);
    mail.refuseWith = null;
    await untilNothingIsOwed(service);
    expect(await repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  it('the queue’s server restarts in the middle of a dialogue', async () => {
    const { code, earlier } = await settled();
    const reached = mail.stopAt('recipient');
    await cancel(code);
    await reached;
    await engine.restart();
    mail.goOn();
    await untilNothingIsOwed(service);
    expect(await repeatedSince(earlier)).toEqual([]);
  }, 90_000);

  it('PostgreSQL restarts in the middle of a dialogue: what the mail server took is not sent again', async () => {
    const { code, earlier } = await settled();
    const reached = mail.stopAt('text-kept');
    await cancel(code);
    await reached;
    await server.restart();
    mail.goOn();
    await untilNothingIsOwed(service);
    expect(await repeatedSince(earlier)).toEqual([]);
  }, 90_000);

  describe('a booking is cancelled meanwhile', () => {
    /** Calendar parts that the requester got about a consultation, by method. */
    async function calendarsOf(code: string): Promise<string[]> {
      const { rows } = await service.admin.query<{ message_id: string }>(
        'SELECT message_id FROM message WHERE code = $1 AND recipient_email = $2',
        [code, asker().email],
      );
      const its = new Set(rows.map(({ message_id }) => message_id));
      return mail.received
        .filter(({ messageId }) => its.has(messageId))
        .map((message) => /^METHOD:(\w+)/m.exec(calendarOf(message))?.[1] ?? 'plain');
    }

    it('before its REQUEST could be sent: neither is sent', async () => {
      const code = await aSubmittedRequest(service, asker());
      const { offerId, consultant } = await offered(code);
      await untilNothingIsOwed(service);
      const failedBefore = await worker.failedJobs();
      mail.refuseWith = 451;
      await service.get(Offers).accept(consultant, offerId, { noConflict: true });
      // The consultant's and the requester's: each was tried.
      await untilFailed(2, failedBefore);
      await cancel(code);
      mail.refuseWith = null;
      await untilNothingIsOwed(service);
      expect(await calendarsOf(code)).toEqual(['plain']);
    }, 60_000);

    it('after its REQUEST may have arrived: the CANCEL is sent', async () => {
      const code = await aSubmittedRequest(service, asker());
      const { offerId, consultant } = await offered(code);
      await untilNothingIsOwed(service);
      const reached = mail.stopAt('text-lost');
      await service.get(Offers).accept(consultant, offerId, { noConflict: true });
      await reached;
      await until('both are in their dialogue', async () => {
        const { rows } = await service.admin.query(
          `SELECT 1 FROM message WHERE code = $1 AND state = 'owed' AND may_have_arrived`,
          [code],
        );
        return rows.length === 2;
      });
      await worker.kill();
      await cancel(code);
      mail.goOn();
      worker = await WorkerProcess.start(environment);
      await untilNothingIsOwed(service);
      expect(await calendarsOf(code)).toEqual(['plain', 'CANCEL']);
    }, 60_000);
  });
});

async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}
