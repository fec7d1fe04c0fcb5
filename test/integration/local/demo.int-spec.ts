import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { readConfig } from '@case-consultation/config';
import { type DemoTokens, loadDemo, LocalClock, Mailbox } from '@case-consultation/local';
import { AdjustableClock } from '@case-consultation/platform';
import { adminPool } from '../../support/service/admin-pool.js';
import { aDatabase, TEST_CASE_KEYS } from '../../support/service/service.js';

const A_WEEK_MS = 7 * 24 * 60 * 60_000;

/** The demo, loaded at an instant into a database and a mailbox of its own. */
class LoadedDemo {
  private constructor(
    readonly clock: AdjustableClock,
    readonly mailbox: Mailbox,
    readonly folder: string,
    private readonly databases: Awaited<ReturnType<typeof aDatabase>>,
    private readonly admin: pg.Pool,
  ) {}

  static async at(instant: Date): Promise<LoadedDemo> {
    const databases = await aDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'demo-'));
    const mailbox = await Mailbox.open(
      join(folder, 'mail'),
      await LocalClock.open(join(folder, 'clock.json')),
    );
    const clock = new AdjustableClock();
    clock.setTo(instant);
    const admin = adminPool(databases.database.adminUrl);
    return new LoadedDemo(clock, mailbox, folder, databases, admin);
  }

  get tokensFile(): string {
    return join(this.folder, 'demo-tokens.json');
  }

  load(): Promise<number | null> {
    const { appUrl, queueUrl } = this.databases;
    const config = readConfig({
      DATABASE_URL: appUrl,
      QUEUE_URL: queueUrl,
      // Nobody listens there: the mail of the past goes to the mailbox and nowhere else.
      SMTP_URL: 'smtp://127.0.0.1:1',
      PUBLIC_URL: 'http://127.0.0.1:3000',
      CASE_KEYS: TEST_CASE_KEYS,
      MAIL_DOMAIN: 'consultations.example.org',
      ORGANIZER_EMAIL: 'consultations@example.org',
      LOCAL_MODE: 'on',
    });
    const { clock, mailbox, tokensFile } = this;
    return loadDemo({ config, clock, mailbox, tokensFile });
  }

  async tokens(): Promise<DemoTokens> {
    return JSON.parse(await readFile(this.tokensFile, 'utf8')) as DemoTokens;
  }

  /** `npm run token` on this database. */
  makeToken(...args: string[]): Promise<{ stdout: string; stderr: string }> {
    return this.command('token', args);
  }

  /** `npm run verify-audit` on this database. */
  verifyAudit(...args: string[]): Promise<{ stdout: string; stderr: string }> {
    return this.command('verify-audit', args);
  }

  private command(name: string, args: string[]): Promise<{ stdout: string; stderr: string }> {
    const env = { ...process.env, DATABASE_URL: this.databases.appUrl };
    const file = join(import.meta.dirname, '../../../apps/local', `${name}.mjs`);
    return promisify(execFile)(process.execPath, [file, ...args], { env });
  }

  async query<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query<R>(text, values)).rows;
  }

  async counts(programme: string): Promise<Record<string, number>> {
    const rows = await this.query<{ status: string; n: number }>(
      `SELECT c.status, count(*)::int AS n FROM consultation c JOIN programme p ON p.id = c.programme_id
       WHERE p.code = $1 GROUP BY c.status`,
      [programme],
    );
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  }

  async stop(): Promise<void> {
    await this.mailbox.close();
    await this.admin.end();
    await this.databases.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const STANDING = {
  draft: 4,
  waiting: 1,
  offered: 3,
  with_lead: 4,
  booked: 7,
  held: 10,
  closed: 9,
  turned_down: 1,
  withdrawn: 2,
};

describe('the demo programme', () => {
  let demo: LoadedDemo;

  it('stands the same whenever it is made, be it the night after Christmas', async () => {
    demo = await LoadedDemo.at(new Date('2026-12-26T23:30:00Z'));
    try {
      expect(await demo.load()).toBe(43);
      expect(await demo.counts('elmbrook')).toEqual(STANDING);
    } finally {
      await demo.stop();
    }
  });

  describe('once it is made', () => {
    const made = new Date('2027-03-03T10:00:00Z');

    beforeAll(async () => {
      demo = await LoadedDemo.at(made);
      await demo.load();
    });
    afterAll(() => demo.stop());

    it('has something at every stage, in two programmes, with actions to come and overdue', async () => {
      expect(await demo.counts('elmbrook')).toEqual(STANDING);
      expect(await demo.counts('brackenhurst')).toEqual({ booked: 1, held: 1 });
      const open = await demo.query(
        `SELECT count(*) FILTER (WHERE due_on < $1::date)::int AS overdue,
           count(*) FILTER (WHERE due_on >= $1::date)::int AS to_come
         FROM action WHERE status = 'open'`,
        [made],
      );
      expect(open).toEqual([{ overdue: 2, to_come: 8 }]);
    });

    it('has something on every list of the lead’s board that a person sees to, one of them past its target', async () => {
      const [board] = await demo.query<Record<string, number>>(
        `SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting,
           count(*) FILTER (WHERE status = 'with_lead')::int AS with_lead,
           count(*) FILTER (WHERE status = 'with_lead' AND target_on < $1::date)::int AS past_target,
           count(*) FILTER (WHERE status = 'offered')::int AS offers,
           count(*) FILTER (WHERE status = 'held' AND (SELECT r.state FROM consultation_record r
             WHERE r.consultation_id = c.id) IS DISTINCT FROM 'agreed')::int AS records,
           (SELECT count(*) FROM lead_task t WHERE t.done_at IS NULL AND t.programme_id = p.id)::int AS tasks
         FROM consultation c JOIN programme p ON p.id = c.programme_id WHERE p.code = 'elmbrook' GROUP BY p.id`,
        [made],
      );
      const { records = 0, tasks = 0, ...asking } = board ?? {};
      expect(asking).toEqual({ waiting: 1, with_lead: 4, past_target: 1, offers: 3 });
      expect([records > 0, tasks > 0]).toEqual([true, true]);
    });

    it('has its history: declined, expired, moved, cancelled, a conflict, a no-show, a restricted and a repeat case', async () => {
      const events = await demo.query<{ event: string }>('SELECT DISTINCT event FROM history');
      expect(events.map(({ event }) => event)).toEqual(
        expect.arrayContaining([
          'offer-declined',
          'offer-expired',
          'conflict-declared',
          'rescheduled',
          'booking-cancelled',
          'not-held',
          'review-done',
          'record-agreed',
        ]),
      );
      expect(
        await demo.query('SELECT 1 FROM consultation WHERE restricted AND status = $1', ['booked']),
      ).toHaveLength(1);
      expect(
        await demo.query('SELECT case_key FROM case_text GROUP BY case_key HAVING count(*) = 2'),
      ).toHaveLength(1);
    });

    it('owes nothing of the past, and leaves to the worker what was asked this minute', async () => {
      const due = await demo.query(`SELECT job FROM outbox WHERE done_at IS NULL AND due_at <= $1`, [
        demo.clock.now(),
      ]);
      expect(due).toEqual([{ job: 'route-consultation' }]);
      expect(await demo.query(`SELECT 1 FROM message WHERE state IN ('owed', 'refused')`)).toEqual([]);
    });

    it('put the mail of those weeks into the mailbox, dated as it was', async () => {
      const response = await fetch(`${demo.mailbox.url}/messages.json`);
      const { messages } = (await response.json()) as {
        messages: { receivedAt: string; date: string; to: string[] }[];
      };
      const [sent] = await demo.query<{ n: number }>(
        `SELECT (SELECT count(*) FROM message WHERE state = 'sent')::int
           + (SELECT count(*) FROM alert_digest WHERE sent_at IS NOT NULL)::int AS n`,
      );
      expect(messages).toHaveLength(sent?.n ?? 0);
      const ages = messages.map(({ receivedAt }) => made.getTime() - Date.parse(receivedAt));
      expect(Math.max(...ages)).toBeGreaterThan(15 * A_WEEK_MS);
      expect(Math.min(...ages)).toBeGreaterThan(0);
      for (const { date, receivedAt } of messages) {
        expect(Math.abs(Date.parse(date) - Date.parse(receivedAt))).toBeLessThan(10_000);
      }
      expect(messages.flatMap(({ to }) => to).filter((address) => !address.endsWith('.example.org'))).toEqual(
        [],
      );
    });

    it('gave everybody a token, in a file for its owner alone', async () => {
      const { people } = await demo.tokens();
      expect(people.filter(({ programme }) => programme === 'elmbrook')).toHaveLength(28);
      expect(people.filter(({ programme }) => programme === 'brackenhurst')).toHaveLength(3);
      expect(new Set(people.map(({ token }) => token)).size).toBe(31);
      expect((await stat(demo.tokensFile)).mode & 0o777).toBe(0o600);
    });

    it('gives more tokens from the command line, shown once and kept as a hash', async () => {
      const person = ['--programme', 'brackenhurst', '--email', 'clover.denholm@brackenhurst.example.org'];
      const { stdout } = await demo.makeToken(...person, '--days', '2', '--scopes', 'consultations:read');
      const token = stdout.trim();
      expect(token).toMatch(/^bcc_[\w-]{43}$/);
      const issued = await demo.query(
        `SELECT t.scopes, round(extract(epoch FROM t.expires_at - t.created_at) / 86400)::int AS days
         FROM api_token t WHERE t.name = 'made by hand'`,
      );
      expect(issued).toEqual([{ scopes: ['consultations:read'], days: 2 }]);
      expect(await demo.query('SELECT 1 FROM api_token t WHERE t::text LIKE $1', [`%${token}%`])).toEqual([]);
      await expect(demo.makeToken(...person, '--days', '400')).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('from 1 to 365') as string,
      });
    });

    it('verifies from the command line that the log of who read case text is as it was written', async () => {
      const { stdout } = await demo.verifyAudit('--programme', 'elmbrook');
      expect(stdout).toMatch(/^The log is intact: [\d,]+ entries\.\n$/);
      await expect(demo.verifyAudit('--programme', 'nowhere')).rejects.toMatchObject({ code: 1 });
      await demo.query(`UPDATE read_audit SET what = 'record' WHERE seq = 1`);
      await expect(demo.verifyAudit('--programme', 'elmbrook')).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('broken at entry 1') as string,
      });
    });

    it('is made once, and its tokens stay until they end before long', async () => {
      const before = await demo.tokens();
      expect(await demo.load()).toBeNull();
      expect(await demo.counts('elmbrook')).toEqual(STANDING);
      expect(await demo.tokens()).toEqual(before);
      demo.clock.advance(30 * A_WEEK_MS);
      expect(await demo.load()).toBeNull();
      expect((await demo.tokens()).people).not.toEqual(before.people);
    });

    it('says so when an earlier start was broken off half-way', async () => {
      await demo.query(`UPDATE programme SET code = 'another' WHERE code = 'brackenhurst'`);
      await expect(demo.load()).rejects.toThrow('npm start -- --fresh');
    });
  });
});
