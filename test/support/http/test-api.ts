import { type Api, createApi, openApiDocument, type RateLimits } from '@case-consultation/api';
import { readConfig } from '@case-consultation/config';
import { type Scope, SCOPES, Tokens } from '@case-consultation/features';
import { createLogger, type Logger } from '@case-consultation/platform';
import { type TestPerson, type TestProgramme } from '../service/programme.builder.js';
import { TEST_CASE_KEYS, type TestService } from '../service/service.js';
import { HttpClient } from './client.js';
import { Conformance } from './conformance.js';
import { type OpenApiDocument } from './openapi.js';

/** So many that no test meets them who does not ask for less. */
const HARDLY_ANY_LIMIT: RateLimits = {
  perToken: 1_000_000,
  perAddress: 1_000_000,
  signInPerAddress: 1_000_000,
};
const A_YEAR = 365;

export interface TestApiOptions {
  limits?: Partial<RateLimits>;
  logger?: Logger;
  /** Another way to the same database. */
  databaseUrl?: string;
  /** For a real browser, which keeps the cookies of https from an address without it. */
  publicUrl?: string;
  /** Whether one chooses whom to be, as on a machine of one’s own. */
  localMode?: boolean;
}

/** The real API, listening on a port of its own, on the database and the clock of a test's service. */
export class TestApi {
  private readonly clients = new Map<string, HttpClient>();

  private constructor(
    readonly service: TestService,
    readonly api: Api,
    readonly document: OpenApiDocument,
    /** Every answer that any client gets is held against the description. */
    readonly conformance: Conformance,
    /** Nobody's: without a token. */
    readonly nobody: HttpClient,
  ) {}

  static async start(
    service: TestService,
    {
      limits = {},
      logger = createLogger({ level: 'silent', name: 'api' }),
      databaseUrl = service.urls.appUrl,
      publicUrl = 'https://consultations.example.org',
      localMode = false,
    }: TestApiOptions = {},
  ): Promise<TestApi> {
    const config = readConfig({
      DATABASE_URL: databaseUrl,
      QUEUE_URL: service.urls.queueUrl,
      SMTP_URL: service.mailbox.url,
      PUBLIC_URL: publicUrl,
      CASE_KEYS: TEST_CASE_KEYS,
      MAIL_DOMAIN: 'consultations.example.org',
      ORGANIZER_EMAIL: 'calendar@consultations.example.org',
      HOST: '127.0.0.1',
      PORT: '0',
      LOCAL_MODE: localMode ? 'on' : 'off',
    });
    const api = await createApi({
      config,
      clock: service.clock,
      logger,
      limits: { ...HARDLY_ANY_LIMIT, ...limits },
    });
    const port = await api.listen(config.host, config.port);
    const document = JSON.parse(JSON.stringify(openApiDocument(api.app))) as OpenApiDocument;
    const conformance = new Conformance(document);
    const nobody = new HttpClient(`http://127.0.0.1:${port}`, (method, path, answer) => {
      const faults = conformance.faultsOf(method, path, answer);
      if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${answer.text.slice(0, 2_000)}`);
    });
    return new TestApi(service, api, document, conformance, nobody);
  }

  /** A new token for a person of a programme. */
  async tokenOf(
    programme: TestProgramme,
    person: TestPerson,
    { scopes = SCOPES, days = A_YEAR }: { scopes?: readonly Scope[]; days?: number } = {},
  ): Promise<string> {
    const wish = { name: 'test', scopes, days };
    return (await this.service.get(Tokens).issue(programme.code, person.email, wish)).token;
  }

  /** Somebody with every scope, so that only their roles decide. The same for the same person. */
  async as(programme: TestProgramme, person: TestPerson): Promise<HttpClient> {
    const known = this.clients.get(person.personId);
    if (known) return known;
    const client = this.nobody.as(await this.tokenOf(programme, person));
    this.clients.set(person.personId, client);
    return client;
  }

  async stop(): Promise<void> {
    await this.api.close();
  }
}
