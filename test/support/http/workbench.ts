import { aCast, type Cast, type Walker, walkerIn, WALKERS } from './cast.js';
import { type Answer, type HttpClient, type Sending } from './client.js';
import { bodySchema, fill, operationsOf, type WalkedOperation } from './openapi.js';
import { SENDINGS } from './sendings.js';
import { type Stage, type Subject, Subjects } from './subjects.js';
import { TestApi } from './test-api.js';
import { WALK } from './walk-table.js';
import { TestService } from '../service/service.js';

/** What does nothing without being told the version that was read. */
const NEEDS_A_VERSION: ReadonlySet<string> = new Set([
  'saveRecord',
  'setAttendees',
  'changePerson',
  'changeSettings',
  'changeAgency',
  'changeTeam',
  'changePathway',
]);

/** One operation, on what it could be done to, by somebody who may. */
export interface Bench {
  readonly operation: WalkedOperation;
  readonly stage: Stage;
  readonly walker: Walker;
}

/** A service, its API and a cast, for trying every operation in many ways. */
export class Workbench {
  private readonly standing = new Map<Stage, Promise<Subject>>();

  private constructor(
    readonly service: TestService,
    readonly api: TestApi,
    readonly cast: Cast,
    readonly subjects: Subjects,
  ) {}

  static async start(): Promise<Workbench> {
    const service = await TestService.start();
    const api = await TestApi.start(service);
    const cast = await aCast(service);
    return new Workbench(service, api, cast, new Subjects(service, cast));
  }

  /** Every operation with somebody who may do it at some stage, as the table of the walk says. */
  benches(): Bench[] {
    return operationsOf(this.api.document).map((operation) => {
      const row = WALK.find((one) => one.operation === operation.operationId);
      const walker = WALKERS.find((one) => row?.expected[one] === 'ok');
      if (!row || !walker) throw new Error(`Nobody may do ${operation.operationId}`);
      return { operation, stage: row.stage, walker };
    });
  }

  bench(operationId: string): Bench {
    const found = this.benches().find(({ operation }) => operation.operationId === operationId);
    if (!found) throw new Error(`There is no operation ${operationId}`);
    return found;
  }

  /** Those that take a body. */
  withBody(): Bench[] {
    return this.benches().filter(({ operation }) => bodySchema(operation) !== undefined);
  }

  /** Those that change something. */
  writes(): Bench[] {
    return this.benches().filter(({ operation }) => operation.method !== 'GET');
  }

  /** What has come that far and is used by all that change nothing of it. */
  at(stage: Stage): Promise<Subject> {
    const known = this.standing.get(stage);
    if (known) return known;
    const made = this.subjects.at(stage);
    this.standing.set(stage, made);
    return made;
  }

  async client({ walker }: Bench, subject: Subject): Promise<HttpClient> {
    const person = walkerIn(this.cast, walker, subject.consultantId);
    if (!person) throw new Error('Nobody is its consultant');
    return this.api.as(this.cast.programme, person);
  }

  /** What is sent to an operation on a subject, whatever its body is; headers that it needs come with it. */
  async send(bench: Bench, subject: Subject, sending: Sending, query = ''): Promise<Answer> {
    const { method, path, operationId } = bench.operation;
    const client = await this.client(bench, subject);
    const needed: Record<string, string> = NEEDS_A_VERSION.has(operationId) ? { 'if-match': '"0"' } : {};
    const parameters = { code: operationId === 'readProblem' ? 'not-found' : subject.code, id: subject.id };
    const headers = { ...needed, ...sending.headers };
    return client.send(method, fill(path, parameters) + query, { ...sending, headers });
  }

  /** A good request for an operation on a subject. */
  async good({ operation }: Bench, subject: Subject) {
    const make = SENDINGS[operation.operationId];
    if (!make) throw new Error(`No good request is known for ${operation.operationId}`);
    const { service, cast, subjects } = this;
    return make({ service, cast, subjects, subject });
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.service.stop();
  }
}
