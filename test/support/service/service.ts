import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { type Abstract, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type pg from 'pg';
import { parseCaseKeys } from '@case-consultation/config';
import {
  FeaturesModule,
  Jobs,
  migrateDatabase,
  prepareDatabase,
  WorkerFeaturesModule,
} from '@case-consultation/features';
import {
  AdjustableClock,
  createLogger,
  type JobName,
  KeyRing,
  type Logger,
} from '@case-consultation/platform';
import {
  createTestDatabase,
  ensureTemplate,
  startMailbox,
  type TestDatabase,
  type TestMailbox,
} from '../services/index.js';
import { adminPool } from './admin-pool.js';

/** A Tuesday morning in winter, when nothing is closed. */
export const TUESDAY_MORNING = new Date('2027-03-02T09:00:00.000Z');

export const TEST_PASSWORDS = { migrator: 'migrator', app: 'app', queue: 'queue' };
export const TEST_CASE_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;
const TEMPLATE = 'consultations_template';

/** A database of its own with the schema in it, and its addresses. */
export async function aDatabase(): Promise<{
  database: TestDatabase;
  appUrl: string;
  queueUrl: string;
  migratorUrl: string;
}> {
  const adminUrl = process.env['TEST_POSTGRES_ADMIN_URL'];
  if (!adminUrl) throw new Error('Run this through jest, whose set-up starts PostgreSQL');
  await ensureTemplate(adminUrl, TEMPLATE, async (name) => {
    const { migratorUrl } = await prepareDatabase({ adminUrl, database: name, passwords: TEST_PASSWORDS });
    await migrateDatabase(migratorUrl);
  });
  const database = await createTestDatabase(adminUrl, TEMPLATE);
  const { appUrl, queueUrl, migratorUrl } = await prepareDatabase({
    adminUrl,
    database: database.name,
    passwords: TEST_PASSWORDS,
  });
  return { database, appUrl, queueUrl, migratorUrl };
}

interface DueRow extends Record<string, unknown> {
  id: string;
  programme_id: string;
  job: JobName;
  subject_id: string;
}

export interface TestServiceOptions {
  /** Silent unless given. */
  logger?: Logger;
  /** Whether people may be chosen instead of signing in. */
  localSignIn?: boolean;
}

/** The use cases on a real database and a real mail server, with a clock that the test moves. */
export class TestService {
  private constructor(
    readonly app: INestApplicationContext,
    readonly clock: AdjustableClock,
    readonly mailbox: TestMailbox,
    readonly urls: { appUrl: string; queueUrl: string; migratorUrl: string; adminUrl: string },
    /** The superuser's connection, for looking past row-level security. */
    readonly admin: pg.Pool,
    private readonly whenStopped: () => Promise<void>,
  ) {}

  static async start(now = TUESDAY_MORNING, options: TestServiceOptions = {}): Promise<TestService> {
    const { database, ...urls } = await aDatabase();
    const clock = new AdjustableClock();
    clock.setTo(now);
    const mailbox = await startMailbox();
    const app = await openUseCases(urls.appUrl, clock, mailbox, options);
    const admin = adminPool(database.adminUrl);
    return new TestService(app, clock, mailbox, { ...urls, adminUrl: database.adminUrl }, admin, async () => {
      await admin.end();
      await mailbox.stop();
      await database.drop();
    });
  }

  /** Another process on the same database, with nothing remembered; stop it before this one. */
  async beside(): Promise<TestService> {
    const app = await openUseCases(this.urls.appUrl, this.clock, this.mailbox, {});
    return new TestService(app, this.clock, this.mailbox, this.urls, this.admin, () => Promise.resolve());
  }

  get<T>(type: Type<T> | Abstract<T>): T {
    return this.app.get(type);
  }

  /**
   * Does everything that is due by the service's clock, and what that brings, as a worker would: the same rows and the
   * same handlers, one after another. Throws what a job throws.
   */
  async drain(): Promise<JobName[]> {
    const { handlers } = this.get(Jobs);
    const done: JobName[] = [];
    for (;;) {
      const now = this.clock.now();
      const { rows } = await this.admin.query<DueRow>('SELECT * FROM claim_due_outbox($1, $2, 100)', [
        now,
        new Date(0),
      ]);
      if (rows.length === 0) return done;
      for (const { id, programme_id, job, subject_id } of rows) {
        await handlers[job](
          { outboxId: id, programmeId: programme_id, subjectId: subject_id },
          new AbortController().signal,
        );
        done.push(job);
      }
    }
  }

  /** Moves the clock to an instant and does what has come due on the way. */
  async at(instant: Date): Promise<JobName[]> {
    this.clock.setTo(instant);
    return this.drain();
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.whenStopped();
  }
}

async function openUseCases(
  url: string,
  clock: AdjustableClock,
  mailbox: TestMailbox,
  { logger = createLogger({ level: 'silent', name: 'test' }), localSignIn }: TestServiceOptions,
): Promise<INestApplicationContext> {
  const organizer = { name: 'Practice consultations', email: 'calendar@consultations.example.org' };
  const options = { url, name: `test-${randomBytes(3).toString('hex')}` };
  return NestFactory.createApplicationContext(
    {
      module: class TestModule {},
      imports: [
        FeaturesModule.forRoot({
          database: { ...options, poolSize: 12 },
          keyRing: new KeyRing(parseCaseKeys(TEST_CASE_KEYS)),
          identity: {
            serviceName: organizer.name,
            publicUrl: 'https://consultations.example.org',
            mailDomain: 'consultations.example.org',
            organizer,
          },
          clock,
          logger,
          localSignIn,
        }),
        WorkerFeaturesModule.forRoot({
          mailer: { smtpUrl: mailbox.url, from: organizer, bounceEmail: 'bounces@consultations.example.org' },
          database: options,
        }),
      ],
    },
    { logger: false, abortOnError: false },
  );
}
