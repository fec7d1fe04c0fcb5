import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalClock } from '../clock/local-clock.js';
import { freePort } from '../services/free-port.js';
import { ChildService } from './child-service.js';
import { type StopStack } from './stack.js';

export interface ServicePorts {
  readonly apiPort: number;
  readonly workerHealthPort: number;
}

export interface ServicesOptions {
  /** The clone's folder. */
  readonly root: string;
  readonly logs: string;
  readonly clock: LocalClock;
  readonly signal: AbortSignal;
  readonly started: StopStack;
  /** The ports to try first. */
  readonly ports: ServicePorts;
  /** The settings of both processes. */
  readonly environment: (ports: ServicePorts) => Readonly<Record<string, string | undefined>>;
}

const usual: ServicePorts = { apiPort: 3000, workerHealthPort: 3001 };
const tries = 3;

/** PORT and WORKER_HEALTH_PORT or the usual ones where they are free, else any that are. */
export async function choosePorts(env: NodeJS.ProcessEnv): Promise<ServicePorts> {
  return {
    apiPort: await freePort(Number(env['PORT']) || usual.apiPort),
    workerHealthPort: await freePort(Number(env['WORKER_HEALTH_PORT']) || usual.workerHealthPort),
  };
}

/**
 * Starts the API and the worker and waits until both are ready; on other ports when somebody took one between our
 * look and the start. Throws with the end of its log when one does not start.
 */
export async function startServices(
  options: ServicesOptions,
): Promise<{ readonly apiPort: number; readonly services: readonly ChildService[] }> {
  let { ports } = options;
  for (let attempt = 1; ; attempt += 1) {
    const { apiPort } = ports;
    const env = options.environment(ports);
    const services = [
      launch(options, 'api', env, apiPort),
      launch(options, 'worker', env, ports.workerHealthPort),
    ];
    const outcomes = await Promise.allSettled(services.map((service) => service.untilReady(options.signal)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (!failed) return { apiPort, services };
    await Promise.all(services.map((service) => service.stop()));
    if (attempt === tries || !services.some((service) => service.foundItsPortTaken())) throw failed.reason;
    ports = { apiPort: await freePort(), workerHealthPort: await freePort() };
  }
}

function launch(
  { root, logs, clock, started }: ServicesOptions,
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  healthPort: number,
): ChildService {
  const main = fileURLToPath(new URL(`../../../${name}/dist/main.js`, import.meta.url));
  const logFile = join(logs, `${name}.log`);
  const service = new ChildService({ name, main, env, logFile, healthPort, folder: root });
  started.push(() => service.stop());
  const unfollow = clock.follow((message) => service.tell(message));
  void service.ended.then(unfollow);
  return service;
}
