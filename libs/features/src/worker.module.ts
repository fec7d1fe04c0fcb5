import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@case-consultation/database';
import { Clock, Mailer, type MailerOptions } from '@case-consultation/platform';
import { AlertDigestEmail } from './alerts/alert-digest.email.js';
import { ActionTimers } from './follow-up/action-timers.service.js';
import { DeliveryNotes, NotesDatabase } from './messages/delivery-notes.service.js';
import { SendMessage } from './messages/send-message.service.js';
import { DueWork } from './outbox/due-work.service.js';
import { Jobs } from './outbox/jobs.service.js';
import { OutboxRelay, RelayOptions } from './outbox/outbox-relay.service.js';
import { PersonMailEmail } from './people/person-mail.email.js';
import { SignInCodeEmail } from './sign-in/sign-in-code.email.js';

export interface WorkerFeaturesOptions {
  mailer: MailerOptions;
  database: { url: string; name: string };
}

const NOTES_POOL = 3;

/** What only the worker does: send, and answer timers. Needs `FeaturesModule`. */
@Module({})
export class WorkerFeaturesModule implements OnApplicationShutdown {
  constructor(
    private readonly mailer: Mailer,
    private readonly notes: NotesDatabase,
  ) {}

  static forRoot({ mailer, database }: WorkerFeaturesOptions): DynamicModule {
    return {
      module: WorkerFeaturesModule,
      global: true,
      providers: [
        { provide: Mailer, inject: [Clock], useFactory: (clock: Clock) => new Mailer({ clock, ...mailer }) },
        {
          provide: NotesDatabase,
          useFactory: () =>
            Database.connect({ ...database, poolSize: NOTES_POOL, name: `${database.name} notes` }),
        },
        DeliveryNotes,
        SendMessage,
        SignInCodeEmail,
        AlertDigestEmail,
        PersonMailEmail,
        ActionTimers,
        Jobs,
        DueWork,
      ],
      exports: [Mailer, SendMessage, ActionTimers, Jobs, DueWork],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.mailer.close();
    await this.notes.close();
  }
}

/** Carries what is due from the outbox to the queue. Needs `FeaturesModule` and `QueueModule`. */
@Module({})
export class RelayModule {
  static forRoot(options: RelayOptions): DynamicModule {
    return {
      module: RelayModule,
      providers: [{ provide: RelayOptions, useValue: options }, OutboxRelay],
      exports: [OutboxRelay],
    };
  }
}
