import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Metrics } from '../metrics/metrics.js';
import { HealthChecks } from './health-checks.js';
import { startHealthServer } from './health-server.js';

const up = () => Promise.resolve();
const down = () => Promise.reject(new Error('CANARY: why'));
const silent = () => new Promise(() => undefined);

describe('HealthChecks', () => {
  it('is ready when every check is up', async () => {
    const health = await new HealthChecks().add('database', up).add('queue', up).ready();
    expect(health).toMatchObject({
      status: 'up',
      checks: { database: { status: 'up' }, queue: { status: 'up' } },
    });
  });

  it.each([
    ['rejects', down],
    [
      'throws',
      () => {
        throw new Error('at once');
      },
    ],
    ['does not answer in time', silent],
  ])('is not ready when a check %s, and does not say why', async (_, check) => {
    const health = await new HealthChecks().add('database', up).add('queue', check, 10).ready();
    expect(health).toMatchObject({
      status: 'down',
      checks: { database: { status: 'up' }, queue: { status: 'down' } },
    });
    expect(JSON.stringify(health)).not.toContain('CANARY');
  });

  it('lives on without its dependencies, and is not ready while it stops', async () => {
    const health = new HealthChecks().add('database', up);
    health.stopping();
    expect(health.live().status).toBe('up');
    expect((await health.ready()).status).toBe('down');
  });
});

describe('the health server', () => {
  async function served(
    checks: HealthChecks,
    work: (get: (path: string, method?: string) => Promise<Response>) => Promise<void>,
  ) {
    const metrics = new Metrics({ process: 'worker', withoutProcessMetrics: true });
    metrics.jobEnded('send-message', 'done', 0.1);
    const server = await startHealthServer({ host: '127.0.0.1', port: 0, health: checks, metrics });
    try {
      await work((path, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method }));
    } finally {
      await server.close();
    }
  }

  it('answers for the living, the ready and the curious', async () => {
    await served(new HealthChecks().add('queue', down), async (get) => {
      const live = await get('/health/live');
      expect([live.status, await live.json()]).toEqual([200, { status: 'up', checks: {} }]);
      const ready = await get('/health/ready?now');
      expect([ready.status, await ready.json()]).toMatchObject([
        503,
        { status: 'down', checks: { queue: { status: 'down' } } },
      ]);
      const metrics = await get('/metrics');
      expect(metrics.headers.get('content-type')).toContain('text/plain');
      expect(await metrics.text()).toContain('jobs_total');
      expect(ready.headers.get('cache-control')).toBe('no-store');
    });
  });

  it.each([
    ['/', 'GET'],
    ['/constructor', 'GET'],
    ['/health/live', 'POST'],
  ])('knows nothing else: %s %s', async (path, method) => {
    await served(new HealthChecks(), async (get) => {
      expect((await get(path, method)).status).toBe(404);
    });
  });

  it('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const metrics = new Metrics({ process: 'worker', withoutProcessMetrics: true });
    await expect(
      startHealthServer({ host: '127.0.0.1', port, health: new HealthChecks(), metrics }),
    ).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await new Promise((resolve) => other.close(resolve));
  });
});
