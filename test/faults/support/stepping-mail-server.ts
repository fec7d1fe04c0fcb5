import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerError } from 'smtp-server';

/**
 * A step of the dialogue at which the server stops before it answers: the greeting, the recipient, the whole text (kept, or
 * lost with the connection). `taken`: the text is kept, a test does something, and only then is it answered with 250.
 */
export type Step = 'greeting' | 'recipient' | 'text-kept' | 'text-lost' | 'taken';

/** One copy of a message that the server has whole and keeps. */
export interface Received {
  readonly messageId: string;
  readonly to: string;
  readonly raw: string;
}

interface StopOptions {
  readonly which?: (message: Received) => boolean;
  /** Done between keeping a text and answering it; with the step `taken`. */
  readonly whenTaken?: (message: Received) => Promise<void>;
}

/** A real SMTP server that can be stopped at each step of its dialogue, turned off, and made to refuse. */
export class SteppingMailServer {
  /** Every copy kept, in the order in which they came. */
  readonly received: Received[] = [];
  /** What MAIL FROM is answered with, such as 451; null is yes. */
  refuseWith: number | null = null;
  private server: SMTPServer | undefined;
  private port = 0;
  private stoppedAt: Step | null = null;
  private reached: ((message: Received | null) => void) | undefined;
  private held: (() => void)[] = [];
  private which: (message: Received) => boolean = () => true;
  private whenTaken: ((message: Received) => Promise<void>) | undefined;

  static async start(): Promise<SteppingMailServer> {
    const server = new SteppingMailServer();
    await server.comeUp();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /**
   * From now on everybody waits at this step; where there is a text already, only with the messages that `which` picks.
   * @returns settles when the first has reached it
   */
  stopAt(step: Step, { which = () => true, whenTaken }: StopOptions = {}): Promise<Received | null> {
    this.stoppedAt = step;
    this.which = which;
    this.whenTaken = whenTaken;
    return new Promise((resolve) => (this.reached = resolve));
  }

  /** Nobody waits any longer. */
  goOn(): void {
    this.stoppedAt = null;
    for (const answer of this.held.splice(0)) answer();
  }

  async comeUp(): Promise<void> {
    const server = this.makeServer();
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
    this.port = (server.server.address() as AddressInfo).port;
  }

  async goDown(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(resolve));
    for (const connection of server.connections) connection.close();
    await closed;
  }

  private makeServer(): SMTPServer {
    return new SMTPServer({
      name: 'mail.example.org',
      disabledCommands: ['AUTH', 'STARTTLS'],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (_session, answer) => this.pass('greeting', () => answer()),
      onMailFrom: (_address, _session, answer) => answer(refusal(this.refuseWith)),
      onRcptTo: (_address, _session, answer) => this.pass('recipient', () => answer()),
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const messageId = /^message-id: *(\S+)/im.exec(raw)?.[1] ?? '';
          this.take({ messageId, to: session.envelope.rcptTo[0]?.address ?? '', raw }, () => answer());
        });
      },
    });
  }

  private take(message: Received, answer: () => void): void {
    const isMeant = this.which(message);
    if (isMeant && this.stoppedAt === 'text-lost') return this.pass('text-lost', answer, message);
    this.received.push(message);
    if (!isMeant) return answer();
    if (this.stoppedAt !== 'taken') return this.pass('text-kept', answer, message);
    this.stoppedAt = null;
    void Promise.resolve(this.whenTaken?.(message)).then(() => {
      answer();
      this.reached?.(message);
    });
  }

  private pass(step: Step, answer: () => void, message: Received | null = null): void {
    if (this.stoppedAt !== step) return answer();
    this.held.push(answer);
    this.reached?.(message);
  }
}

function refusal(code: number | null): SMTPServerError | null {
  return code === null ? null : Object.assign(new Error('Not now'), { responseCode: code });
}
