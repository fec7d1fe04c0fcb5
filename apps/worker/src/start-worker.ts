import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { OutboxRelay } from '@case-consultation/features';
import {
  HealthChecks,
  JobQueue,
  Mailer,
  Metrics,
  NestLogger,
  type ProcessParts,
  type RunningProcess,
  startHealthServer,
} from '@case-consultation/platform';
import { WorkerModule } from './worker.module.js';

/**
 * Starts a worker: relay, queue and health. Its port is where /health/live, /health/ready and /metrics answer.
 * Rejects when the database cannot be reached.
 */
export async function startWorker(parts: ProcessParts): Promise<RunningProcess> {
  const { config, clock, logger } = parts;
  const metrics = new Metrics({ process: 'worker' });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot({ ...parts, metrics }), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const relay = app.get(OutboxRelay);
  const queue = app.get(JobQueue);
  metrics.watchOutbox(() => relay.depth(clock.now()));
  metrics.watchQueue(() => queue.counts());
  const health = new HealthChecks()
    .add('database', () => relay.depth(clock.now()))
    .add('queue', () => queue.counts())
    .add('mail', () => app.get(Mailer).verify());
  const server = await startHealthServer({
    host: config.host,
    port: config.workerHealthPort,
    health,
    metrics,
  });
  return {
    port: server.port,
    stop: async () => {
      health.stopping();
      await app.close();
      await server.close();
    },
  };
}
