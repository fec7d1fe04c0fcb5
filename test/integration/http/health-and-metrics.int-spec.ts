import { createLogger } from '@case-consultation/platform';
import { aRequest } from '../../support/service/request.builder.js';
import { type DraftAnswer } from '../../support/http/answers.js';
import { Cable } from '../../support/http/cable.js';
import { bodyOf } from '../../support/http/client.js';
import { problemIn } from '../../support/http/problems.js';
import { TestApi } from '../../support/http/test-api.js';
import { Workbench } from '../../support/http/workbench.js';
import { until } from '../../faults/support/until.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench.stop());

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
/** Words that stand for what a person would type. */
const CANARIES = [
  'canaryquestion',
  'canarypath',
  'canaryquery',
  'canaryheader',
  'canaryreason',
  'C-2027-777777',
];

describe('health', () => {
  it('is live and not ready while the database is away, and ready when it is back', async () => {
    const { service, cast } = workbench;
    const cable = await Cable.lay(service.urls.appUrl);
    const api = await TestApi.start(service, { databaseUrl: cable.url });
    try {
      const client = await api.as(cast.programme, cast.requester);
      expect((await client.get('/health/ready')).body).toMatchObject({
        status: 'up',
        checks: { database: { status: 'up' } },
      });
      await bodyOf(client.get('/api/v1/me'));
      await cable.cut();
      const away = await client.get('/health/ready');
      expect([away.status, away.body]).toMatchObject([
        503,
        { status: 'down', checks: { database: { status: 'down' } } },
      ]);
      expect((await client.get('/health/live')).status).toBe(200);
      expect((await client.get('/metrics')).status).toBe(200);
      for (const path of ['/api/v1/me', '/api/v1/consultations', '/api/v1/consultations/B-ZZZZZZ']) {
        const { status, body } = await client.get<{ code: string; detail: string }>(path);
        expect([path, status, body.code, body.detail]).toEqual([
          path,
          503,
          'not-available',
          'Try again in a minute.',
        ]);
      }
      await cable.mend();
      await until('it is ready', async () => (await client.get('/health/ready')).status === 200);
      await bodyOf(client.get('/api/v1/me'));
    } finally {
      await api.stop();
      await cable.cut();
    }
  });

  it('says nothing of what the service knows', async () => {
    const { text } = await workbench.api.nobody.get('/health/ready');
    expect(text).toMatch(/^\{"status":"up","checks":\{"database":\{"status":"up","ms":\d+\}\}\}$/);
  });
});

describe('metrics and log', () => {
  it('tell routes, codes and times, and nothing that anybody typed or any secret', async () => {
    const { service, cast, subjects } = workbench;
    const lines: string[] = [];
    const logger = createLogger({
      level: 'trace',
      name: 'api',
      destination: { write: (line: string) => void lines.push(line) },
    });
    const api = await TestApi.start(service, { logger });
    try {
      const token = await api.tokenOf(cast.programme, cast.requester);
      const client = api.nobody.as(token);
      const [question, path, query, header, reason, caseReference] = CANARIES;
      const draft = await bodyOf(
        client.post<DraftAnswer>('/api/v1/consultations', aRequest({ question, caseReference })),
      );
      await bodyOf(client.get(`/api/v1/consultations/${draft.code}`));
      await client.get(`/api/v1/consultations/${path}?${query}=1`);
      await client.get(`/${path}`);
      await client.get(`/api/v1/people?search=${query}&limit=500`, {
        referer: `https://example.org/${header}`,
      });
      await client.get('/api/v1/me', { 'x-forwarded-for': '203.0.113.7', 'user-agent': String(header) });
      await client.post(`/api/v1/consultations/${draft.code}/withdraw`, { reason, surprise: reason });
      await client.send('POST', '/api/v1/consultations', {
        raw: `{"question": "${question}`,
        headers: { 'content-type': 'application/json' },
      });
      const { id } = await subjects.at('action');
      await bodyOf(client.get(`/api/v1/actions/${id}`));
      problemIn(await api.nobody.as(`bcc_${'y'.repeat(43)}`).get('/api/v1/me'));

      const metrics = await api.nobody.get('/metrics');
      expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4');
      expect(metrics.text).toContain(
        'http_request_duration_seconds_count{process="api",method="GET",route="/api/v1/consultations/:code",status="200"} 1',
      );
      expect(metrics.text).toContain('route="/api/v1/actions/:id"');
      expect(metrics.text).toContain('route="none",status="404"');
      expect(metrics.text).toContain('process_resident_memory_bytes');
      const log = lines.join('');
      expect(log).toContain(`"consultationCode":"${draft.code}"`);
      expect(log).toContain('"code":"malformed-json"');
      const secrets = [
        ...CANARIES,
        token,
        'y'.repeat(43),
        '203.0.113.7',
        cast.requester.email,
        cast.requester.name,
      ];
      for (const secret of secrets) {
        expect([secret, metrics.text.includes(secret), log.includes(secret)]).toEqual([secret, false, false]);
      }
      expect(metrics.text).not.toContain(draft.code);
      expect(UUID.exec(metrics.text)).toBeNull();
    } finally {
      await api.stop();
    }
  });

  it('do not grow with the addresses that are tried', async () => {
    const { nobody } = workbench.api;
    const series = async () =>
      (await nobody.get('/metrics')).text.split('\n').filter((line) => line.startsWith('http_')).length;
    await nobody.get('/first');
    const before = await series();
    for (let at = 0; at < 30; at += 1) await nobody.get(`/nothing-${at}`);
    const after = await series();
    // The request for the metrics themselves may be new.
    expect(after - before).toBeLessThan(15);
  });
});
