import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerError } from 'smtp-server';

/** A message as it came over SMTP. */
export interface SunkMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** When its last byte came, by the machine's clock. */
  readonly receivedAt: Date;
}

/**
 * What the sink does with the next mails:
 * - `accept`: takes them;
 * - `refuse`: answers MAIL, RCPT or the end of DATA with that code (a 4xx asks the sender to try again later);
 * - `cut`: drops the connection once the whole message came, before or after keeping it: the sender cannot know.
 */
export type MailSinkManner =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly at: 'mail' | 'rcpt' | 'data'; readonly code: number }
  | { readonly kind: 'cut'; readonly keep: boolean };

export interface MailSinkOptions {
  /** The port to listen on; 0 for any. */
  readonly port?: number;
  /** Largest message, in bytes. */
  readonly sizeLimit?: number;
  /** Called with each message before its sender is told that it was taken; when it throws, the sender tries again. */
  readonly keep: (message: SunkMessage) => void | Promise<void>;
}

/** An SMTP server on 127.0.0.1 that delivers nothing: it hands each message to `keep`. */
export class MailSink {
  private server: SMTPServer | undefined;
  private readonly options: MailSinkOptions;
  private manner: MailSinkManner = { kind: 'accept' };
  /** Where it listens, 1 to 65535; the same again after `goDown` and `comeUp`. */
  port = 0;

  constructor(options: MailSinkOptions) {
    this.options = options;
    this.port = options.port ?? 0;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  behave(manner: MailSinkManner): void {
    this.manner = manner;
  }

  /** Begins to listen, on the same port as before when it had one. */
  async comeUp(): Promise<void> {
    if (this.server) return;
    const server = this.makeServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => {
        server.off('error', reject);
        // A client that hangs up in mid-dialogue is no error of ours.
        server.on('error', () => undefined);
        resolve();
      });
    });
    this.server = server;
    this.port = (server.server.address() as AddressInfo).port;
  }

  /** Stops listening and cuts every connection: senders find nobody at home. */
  async goDown(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(resolve));
    for (const connection of server.connections) connection.close();
    await closed;
  }

  private makeServer(): SMTPServer {
    const refuseAt = (step: 'mail' | 'rcpt' | 'data') =>
      this.manner.kind === 'refuse' && this.manner.at === step ? refusal(this.manner.code) : null;
    const server: SMTPServer = new SMTPServer({
      name: 'mail.example.org',
      banner: 'keeps every message, delivers none',
      disabledCommands: ['AUTH', 'STARTTLS'],
      authOptional: true,
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 500,
      size: this.options.sizeLimit ?? 10_000_000,
      rejectOversized: true,
      onMailFrom: (_address, _session, done) => done(refuseAt('mail')),
      onRcptTo: (_address, _session, done) => done(refuseAt('rcpt')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.once('end', () => {
          if (stream.sizeExceeded) return done();
          const refused = refuseAt('data');
          if (refused) return done(refused);
          const manner = this.manner;
          if (manner.kind === 'cut' && !manner.keep) return hangUp(server, session.id);
          const message = {
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks),
            receivedAt: new Date(),
          };
          Promise.resolve()
            .then(() => this.options.keep(message))
            .then(
              () => (manner.kind === 'cut' ? hangUp(server, session.id) : done()),
              () => done(refusal(451)),
            );
        });
      },
    });
    return server;
  }
}

function refusal(code: number): SMTPServerError {
  return Object.assign(new Error('Not now'), { responseCode: code });
}

function hangUp(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) if (connection.id === sessionId) connection.close();
}
