import { BullModule, getQueueToken } from '@nestjs/bullmq';
import {
  type DynamicModule,
  type FactoryProvider,
  Inject,
  Module,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type JobHandlers } from './jobs.js';
import { JobQueue, type JobQueueOptions } from './job-queue.js';
import { JobWorker, type JobWorkerOptions } from './job-worker.js';
import { BackendQueue, queueConnection, queueName } from './queue-connection.js';

/** Nest's BullMQ module makes our queue class, which picks its engine by its own connection. */
BullModule.queueClass = BackendQueue;

export interface QueueModuleOptions extends JobQueueOptions {
  /** QUEUE_URL */
  readonly url: string;
  /** Most PostgreSQL connections for adding jobs; 5 by default. Redis needs one. */
  readonly poolSize?: number;
  readonly name?: string;
}

/** Gives `JobQueue` to every module; closes it with the application. */
@Module({})
export class QueueModule {
  static forRoot({ url, poolSize, name = queueName, ...options }: QueueModuleOptions): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      imports: [BullModule.registerQueue({ name, connection: queueConnection(url, poolSize) })],
      providers: [
        {
          provide: JobQueue,
          inject: [getQueueToken(name)],
          useFactory: (queue: BackendQueue) => new JobQueue(queue, options),
        },
      ],
      exports: [JobQueue],
    };
  }
}

/** What a worker needs from the application: the handlers, and what to do with dead jobs. */
export interface WorkerParts extends Omit<JobWorkerOptions, 'name'> {
  readonly handlers: JobHandlers;
}

export interface WorkerQueueModuleOptions {
  /** QUEUE_URL */
  readonly url: string;
  /** Most PostgreSQL connections for taking and finishing jobs; 5 by default. */
  readonly poolSize?: number;
  readonly name?: string;
  readonly imports?: ModuleMetadata['imports'];
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...parts: never[]) => WorkerParts | Promise<WorkerParts>;
}

/**
 * Runs a `JobWorker` with the application: it takes jobs once everything is up, and drains first when the
 * application shuts down, before databases and mailers close.
 */
@Module({})
export class WorkerQueueModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(JobWorker) private readonly worker: JobWorker) {}

  static forRoot({
    url,
    poolSize,
    name,
    imports,
    inject,
    useFactory,
  }: WorkerQueueModuleOptions): DynamicModule {
    return {
      module: WorkerQueueModule,
      ...(imports ? { imports } : {}),
      providers: [
        {
          provide: JobWorker,
          ...(inject ? { inject } : {}),
          useFactory: async (...parts: never[]) => {
            const { handlers, ...options } = await useFactory(...parts);
            const named = name === undefined ? options : { ...options, name };
            return new JobWorker(queueConnection(url, poolSize), handlers, named);
          },
        },
      ],
      exports: [JobWorker],
    };
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }
}
