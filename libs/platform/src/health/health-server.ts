import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Metrics, metricsContentType } from '../metrics/metrics.js';
import { type Health, type HealthChecks } from './health-checks.js';

export interface HealthServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly health: HealthChecks;
  readonly metrics: Metrics;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers /health/live, /health/ready and /metrics, for a process that has no other HTTP. Rejects when it cannot listen. */
export async function startHealthServer({
  host,
  port,
  health,
  metrics,
}: HealthServerOptions): Promise<HealthServer> {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
    '/health/live': (response) => sendHealth(response, health.live()),
    '/health/ready': async (response) => sendHealth(response, await health.ready()),
    '/metrics': async (response) => send(response, 200, metricsContentType, await metrics.text()),
  };
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const answer = request.method === 'GET' && Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (!answer) return send(response, 404, 'text/plain', 'Not found\n');
    void Promise.resolve(answer(response)).catch(() => send(response, 500, 'text/plain', 'Not available\n'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function sendHealth(response: ServerResponse, health: Health): void {
  send(response, health.status === 'up' ? 200 : 503, 'application/json', JSON.stringify(health));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
