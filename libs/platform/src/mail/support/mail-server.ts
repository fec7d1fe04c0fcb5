import { type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  /** Envelope sender and recipients. */
  from: string;
  to: string[];
  /** The name the client greeted with. */
  greetedAs: string;
  raw: string;
}

/** What the server answers at a step; undefined is yes. */
export interface Replies {
  sender?: number;
  recipient?: (address: string) => number | undefined;
  /** `cut` ends the connection once the whole text has come; `silence` never answers it. */
  text?: number | 'cut' | 'silence';
}

function refusal(replyCode: number | undefined): Error | null {
  if (replyCode === undefined) return null;
  return Object.assign(new Error('refused for the test'), { responseCode: replyCode });
}

/** A real SMTP server on a free port of this machine that keeps what it takes. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  replies: Replies = {};
  /** Connections opened so far. */
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly held: (() => void)[] = [];
  private holding = false;

  private constructor(private readonly server: SMTPServer) {}

  static async start(
    options: Pick<SMTPServerOptions, 'authOptional'> = { authOptional: true },
  ): Promise<MailServer> {
    const smtp = new SMTPServer({
      ...options,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      closeTimeout: 100,
      onMailFrom: (_, __, reply) => reply(refusal(mail.replies.sender)),
      onRcptTo: ({ address }, _, reply) => reply(refusal(mail.replies.recipient?.(address))),
      onData: (stream, session, reply) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          mail.take(
            {
              from: mailFrom ? mailFrom.address : '',
              to: rcptTo.map(({ address }) => address),
              greetedAs: String(session.hostNameAppearsAs),
              raw: Buffer.concat(chunks).toString('utf8'),
            },
            reply,
          );
        });
      },
    });
    const mail = new MailServer(smtp);
    smtp.on('error', () => undefined);
    smtp.server.on('connection', (socket: Socket) => {
      mail.connections++;
      mail.sockets.add(socket);
      socket.on('close', () => mail.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  get last(): ReceivedMail {
    const mail = this.received.at(-1);
    if (!mail) throw new Error('nothing was received');
    return mail;
  }

  /** From now on, take the texts but answer none of them until `letGo`. */
  hold(): void {
    this.holding = true;
  }

  letGo(): void {
    this.holding = false;
    for (const answer of this.held.splice(0)) answer();
  }

  /** How many texts wait for their answer. */
  get waiting(): number {
    return this.held.length;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private take(mail: ReceivedMail, reply: (error?: Error | null) => void): void {
    const { text } = this.replies;
    if (typeof text === 'number') return reply(refusal(text));
    if (text === 'silence') return;
    if (text === 'cut') {
      for (const socket of this.sockets) socket.destroy();
      return;
    }
    const answer = () => {
      this.received.push(mail);
      reply();
    };
    if (this.holding) this.held.push(answer);
    else answer();
  }
}
