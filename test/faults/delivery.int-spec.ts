import pg from 'pg';
import { Offers } from '@case-consultation/features';
import { openJobQueue, queueConnection } from '@case-consultation/platform';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { calendarOf, deliveryOf, untilNothingIsOwed } from './support/delivery.js';
import { type EngineName } from './support/queue-engines.js';
import { type Received } from './support/stepping-mail-server.js';
import { until } from './support/until.js';
import { WholeService } from './support/whole-service.js';
import { WorkerProcess } from './support/worker-process.js';

const ENGINES: readonly EngineName[] = ['redis', 'postgres'];

describe.each(ENGINES)('what is owed arrives, with the queue on %s', (engineName) => {
  let whole: WholeService;

  beforeAll(async () => {
    whole = await WholeService.start(engineName);
  }, 120_000);

  afterAll(async () => {
    expect(await whole.worker.stop()).toBe(0);
    await whole.stop();
  }, 60_000);

  afterEach(async () => {
    whole.mail.goOn();
    expect((await deliveryOf(whole.service, whole.mail.received)).wrong).toEqual([]);
  });

  describe('the worker is killed', () => {
    it.each(['greeting', 'recipient', 'text-lost'] as const)(
      'in the dialogue, at the %s: nothing is lost, and nothing comes twice',
      async (step) => {
        const { code, earlier } = await whole.settled();
        // A connection that is open already is greeted no more.
        await whole.mail.goDown();
        await whole.mail.comeUp();
        const reached = whole.mail.stopAt(step);
        await whole.cancel(code);
        await reached;
        await whole.killedAndBack();
        await untilNothingIsOwed(whole.service);
        expect(await whole.repeatedSince(earlier)).toEqual([]);
      },
      60_000,
    );

    it('after the text, before the answer: that one comes again, as the same message', async () => {
      const { code, earlier } = await whole.settled();
      const before = whole.mail.received.length;
      const reached = whole.mail.stopAt('text-kept');
      await whole.cancel(code);
      const first = await reached;
      await whole.worker.kill();
      // Others may have come as far until the worker was dead: their dialogues were cut too.
      const inDialogue = whole.mail.received.slice(before).map(({ messageId }) => messageId);
      whole.mail.goOn();
      await whole.startWorker();
      await untilNothingIsOwed(whole.service);
      const repeated = await whole.repeatedSince(earlier);
      expect(repeated).toContain(first?.messageId);
      expect(inDialogue).toEqual(expect.arrayContaining(repeated));
    }, 60_000);

    it('after the answer, before the mark: that one comes again, as the same message', async () => {
      const { code, earlier } = await whole.settled();
      const marks = new pg.Client({ connectionString: whole.service.urls.adminUrl });
      await marks.connect();
      const reached = whole.mail.stopAt('taken', {
        whenTaken: async ({ messageId }) => {
          await marks.query('BEGIN');
          await marks.query('SELECT 1 FROM message WHERE message_id = $1 FOR UPDATE', [messageId]);
        },
      });
      await whole.cancel(code);
      const taken = await reached;
      await until('the mark is waited for', async () => {
        const { rows } = await whole.service.admin.query(
          `SELECT 1 FROM pg_stat_activity a WHERE $1::int = ANY (pg_blocking_pids(a.pid))`,
          [await backendOf(marks)],
        );
        return rows.length > 0;
      });
      await whole.worker.kill();
      await marks.end();
      await whole.startWorker();
      await untilNothingIsOwed(whole.service);
      expect(await whole.repeatedSince(earlier)).toEqual([taken?.messageId]);
    }, 60_000);

    it('in the second of two dialogues of one job: the first does not come again', async () => {
      const earlier = await whole.repeatedSoFar();
      const failedBefore = await whole.worker.failedJobs();
      whole.mail.refuseWith = 451;
      const code = await aSubmittedRequest(whole.service, whole.asker);
      const { offerId, consultant } = await whole.offered(code);
      // The consultant's and the requester's: none is on its way.
      await whole.untilFailed(2, failedBefore);
      // Only the job of the second message is left; the first is owed before it.
      await whole.service.admin.query(
        `UPDATE outbox SET due_at = now() + interval '1 day', queued_at = NULL WHERE subject_id =
           (SELECT id FROM message WHERE code = $1 AND kind = 'being-arranged')`,
        [code],
      );
      await whole.engine.empty();
      await whole.service.get(Offers).accept(consultant, offerId, { noConflict: true });
      const isSecond = ({ to, raw }: Received) => to === whole.asker.email && raw.includes('METHOD:REQUEST');
      const reached = whole.mail.stopAt('text-lost', { which: isSecond });
      whole.mail.refuseWith = null;
      await reached;
      await whole.killedAndBack();
      await untilNothingIsOwed(whole.service);
      expect(await whole.repeatedSince(earlier)).toEqual([]);
    }, 60_000);

    it('after a row was claimed, before its job was added', async () => {
      const { code, earlier } = await whole.settled();
      const release = await whole.engine.hold();
      await whole.cancel(code);
      await until('the rows are claimed', async () => {
        const { rows } = await whole.service.admin.query(
          `SELECT 1 FROM outbox WHERE done_at IS NULL AND queued_at IS NOT NULL AND job = 'send-message'`,
        );
        return rows.length > 0;
      });
      await whole.worker.kill();
      await release();
      await whole.startWorker();
      await untilNothingIsOwed(whole.service);
      expect(await whole.repeatedSince(earlier)).toEqual([]);
    }, 60_000);

    it.each(['its jobs are still there', 'its jobs are lost too'])(
      'after a job was added, before it was begun; %s',
      async (what) => {
        const { code, earlier } = await whole.settled();
        const reached = whole.mail.stopAt('recipient');
        await whole.cancel(code);
        await reached;
        // The worker takes two at a time, and both are in their dialogue.
        const queue = openJobQueue(queueConnection(whole.engine.url));
        await until('a job waits', async () => (await queue.counts()).waiting > 0);
        await queue.close();
        await whole.worker.kill();
        if (what.includes('lost')) await whole.engine.empty();
        whole.mail.goOn();
        await whole.startWorker();
        await untilNothingIsOwed(whole.service);
        expect(await whole.repeatedSince(earlier)).toEqual([]);
      },
      60_000,
    );
  });

  it('the queue is emptied under a running worker: the rows bring their jobs back', async () => {
    const { code, earlier } = await whole.settled();
    const reached = whole.mail.stopAt('recipient');
    await whole.cancel(code);
    await reached;
    await whole.engine.empty();
    whole.mail.goOn();
    await untilNothingIsOwed(whole.service);
    expect(await whole.repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  it('two workers on one person’s messages: the second waits until the first is through', async () => {
    const { code, earlier } = await whole.settled();
    const colleague = await WorkerProcess.start(whole.environment);
    const reached = whole.mail.stopAt('text-kept', { which: ({ to }) => to === whole.asker.email });
    await whole.cancel(code);
    await reached;
    const rows = await whole.service.admin.query<{ id: string }>(
      `SELECT id FROM message WHERE code = $1 AND recipient_email = $2 AND state = 'owed'`,
      [code, whole.asker.email],
    );
    await owedTwice(rows.rows[0]?.id ?? '');
    await until('somebody waits for the stream', async () => {
      const waiting = await whole.service.admin.query(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      return waiting.rows.length > 0;
    });
    whole.mail.goOn();
    await untilNothingIsOwed(whole.service);
    expect(await colleague.stop()).toBe(0);
    expect(await whole.repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  /** A second row for the same message, as when it is asked for again while it is on its way. */
  async function owedTwice(messageId: string): Promise<void> {
    await whole.service.admin.query(
      `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
       VALUES (gen_random_uuid(), $1, 'send-message', $2, now(), now())`,
      [whole.programme.id, messageId],
    );
  }

  it('the mail server is away for a while', async () => {
    const { code, earlier } = await whole.settled();
    const failedBefore = await whole.worker.failedJobs();
    await whole.mail.goDown();
    await whole.cancel(code);
    await whole.untilFailed(1, failedBefore);
    await whole.mail.comeUp();
    await untilNothingIsOwed(whole.service);
    expect(await whole.repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  it('the mail server says "later" for a while', async () => {
    const { code, earlier } = await whole.settled();
    const failedBefore = await whole.worker.failedJobs();
    whole.mail.refuseWith = 451;
    await whole.cancel(code);
    await whole.untilFailed(1, failedBefore);
    whole.mail.refuseWith = null;
    await untilNothingIsOwed(whole.service);
    expect(await whole.repeatedSince(earlier)).toEqual([]);
  }, 60_000);

  it('the queue’s server restarts in the middle of a dialogue', async () => {
    const { code, earlier } = await whole.settled();
    const reached = whole.mail.stopAt('recipient');
    await whole.cancel(code);
    await reached;
    await whole.engine.restart();
    whole.mail.goOn();
    await untilNothingIsOwed(whole.service);
    expect(await whole.repeatedSince(earlier)).toEqual([]);
  }, 90_000);

  it('PostgreSQL restarts in the middle of a dialogue: what the mail server took is not sent again', async () => {
    const { code, earlier } = await whole.settled();
    const reached = whole.mail.stopAt('text-kept');
    await whole.cancel(code);
    await reached;
    await whole.server.restart();
    whole.mail.goOn();
    await untilNothingIsOwed(whole.service);
    expect(await whole.repeatedSince(earlier)).toEqual([]);
  }, 90_000);

  describe('a booking is cancelled meanwhile', () => {
    /** Calendar parts that the requester got about a consultation, by method. */
    async function calendarsOf(code: string): Promise<string[]> {
      const { rows } = await whole.service.admin.query<{ message_id: string }>(
        'SELECT message_id FROM message WHERE code = $1 AND recipient_email = $2',
        [code, whole.asker.email],
      );
      const its = new Set(rows.map(({ message_id }) => message_id));
      return whole.mail.received
        .filter(({ messageId }) => its.has(messageId))
        .map((message) => /^METHOD:(\w+)/m.exec(calendarOf(message))?.[1] ?? 'plain');
    }

    it('before its REQUEST could be sent: neither is sent', async () => {
      const code = await aSubmittedRequest(whole.service, whole.asker);
      const { offerId, consultant } = await whole.offered(code);
      await untilNothingIsOwed(whole.service);
      const failedBefore = await whole.worker.failedJobs();
      whole.mail.refuseWith = 451;
      await whole.service.get(Offers).accept(consultant, offerId, { noConflict: true });
      // The consultant's and the requester's: each was tried.
      await whole.untilFailed(2, failedBefore);
      await whole.cancel(code);
      whole.mail.refuseWith = null;
      await untilNothingIsOwed(whole.service);
      expect(await calendarsOf(code)).toEqual(['plain']);
    }, 60_000);

    it('after its REQUEST may have arrived: the CANCEL is sent', async () => {
      const code = await aSubmittedRequest(whole.service, whole.asker);
      const { offerId, consultant } = await whole.offered(code);
      await untilNothingIsOwed(whole.service);
      const reached = whole.mail.stopAt('text-lost');
      await whole.service.get(Offers).accept(consultant, offerId, { noConflict: true });
      await reached;
      await until('both are in their dialogue', async () => {
        const { rows } = await whole.service.admin.query(
          `SELECT 1 FROM message WHERE code = $1 AND state = 'owed' AND may_have_arrived`,
          [code],
        );
        return rows.length === 2;
      });
      await whole.worker.kill();
      await whole.cancel(code);
      whole.mail.goOn();
      await whole.startWorker();
      await untilNothingIsOwed(whole.service);
      expect(await calendarsOf(code)).toEqual(['plain', 'CANCEL']);
    }, 60_000);
  });
});

async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}
