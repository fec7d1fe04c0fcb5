import { type Consultation } from '@case-consultation/domain';
import { Bookings, Offers } from '@case-consultation/features';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';
import { type PostgresServer, startPostgres } from '../../support/services/index.js';
import { deliveryOf, untilNothingIsOwed } from './delivery.js';
import { type Engine, type EngineName, startEngine } from './queue-engines.js';
import { SteppingMailServer } from './stepping-mail-server.js';
import { until } from './until.js';
import { type Environment, WorkerProcess, workerEnvironment } from './worker-process.js';

/** The service as it runs: use cases, PostgreSQL, a queue, a mail server and a worker of its own, each to be taken away. */
export class WholeService {
  private constructor(
    readonly server: PostgresServer,
    readonly service: TestService,
    readonly programme: TestProgramme,
    readonly engine: Engine,
    readonly mail: SteppingMailServer,
    readonly environment: Environment,
    public worker: WorkerProcess,
  ) {}

  static async start(engineName: EngineName): Promise<WholeService> {
    const server = await startPostgres();
    process.env['TEST_POSTGRES_ADMIN_URL'] = server.adminUrl;
    const service = await TestService.start(new Date());
    // Its idle connections are lost when the server restarts; it opens others.
    service.admin.on('error', () => undefined);
    const programme = await aProgramme(service, { settings: { weeklyCap: 100 } });
    const engine = await startEngine(engineName, service, server);
    const mail = await SteppingMailServer.start();
    const environment = workerEnvironment({
      databaseUrl: service.urls.appUrl,
      queueUrl: engine.url,
      smtpUrl: mail.url,
    });
    const worker = await WorkerProcess.start(environment);
    return new WholeService(server, service, programme, engine, mail, environment, worker);
  }

  /** All but the worker. */
  async stop(): Promise<void> {
    await this.mail.goDown();
    await this.engine.stop();
    await this.service.stop();
    await this.server.stop();
  }

  async startWorker(): Promise<void> {
    this.worker = await WorkerProcess.start(this.environment);
  }

  async killedAndBack(): Promise<void> {
    await this.worker.kill();
    this.mail.goOn();
    await this.startWorker();
  }

  get asker(): TestPerson {
    return this.programme.practitioners[0];
  }

  /** The open offer of a consultation, which the worker makes by itself. */
  async offered(code: string): Promise<{ offerId: string; consultant: TestPerson }> {
    const open = async () => {
      const { rows } = await this.service.admin.query<{ id: string; consultant_id: string }>(
        `SELECT o.id, o.consultant_id FROM offer o JOIN consultation c ON c.id = o.consultation_id
         WHERE c.code = $1 AND o.status = 'open'`,
        [code],
      );
      return rows[0];
    };
    await until(`${code} is offered`, async () => (await open()) !== undefined);
    const offer = await open();
    const consultant = [this.programme.lead, ...this.programme.champions].find(
      ({ personId }) => personId === offer?.consultant_id,
    );
    if (!offer || !consultant) throw new Error('No offer was made');
    return { offerId: offer.id, consultant };
  }

  async booked(): Promise<string> {
    const code = await aSubmittedRequest(this.service, this.asker);
    const { offerId, consultant } = await this.offered(code);
    await this.service.get(Offers).accept(consultant, offerId, { noConflict: true });
    return code;
  }

  cancel(code: string): Promise<Consultation> {
    const wish = { preferredTimes: [], soonest: true };
    return this.service.get(Bookings).cancel(this.asker, code, { reason: 'The hearing was moved', wish });
  }

  /** A booking that everyone knows of, and what came twice until then. */
  async settled(): Promise<{ code: string; earlier: readonly string[] }> {
    const code = await this.booked();
    await untilNothingIsOwed(this.service);
    return { code, earlier: await this.repeatedSoFar() };
  }

  /** Message-IDs of what came more than once. */
  async repeatedSoFar(): Promise<readonly string[]> {
    return (await deliveryOf(this.service, this.mail.received)).repeated;
  }

  /** Those that came twice since `earlier`. */
  async repeatedSince(earlier: readonly string[]): Promise<string[]> {
    return (await this.repeatedSoFar()).filter((id) => !earlier.includes(id));
  }

  /** Waits until so many more mails were tried in vain. */
  async untilFailed(count: number, before: number): Promise<void> {
    await until(`${count} have failed`, async () => (await this.worker.failedJobs()) >= before + count);
  }
}
