import { type LocalClock } from '../clock/local-clock.js';
import { MailSink } from '../services/mail-sink.js';
import { freePort } from '../services/free-port.js';
import { MailboxServer } from './mailbox-server.js';
import { MessageStore } from './message-store.js';

/** The usual port of the mailbox page. */
const usualPort = 8025;

/** Takes the service's mail over SMTP, keeps it on disk and shows it; also tells and moves the service's clock. */
export class Mailbox {
  /** Where the pages are. */
  readonly url: string;
  /** Where mail is taken. */
  readonly smtpUrl: string;
  private readonly sink: MailSink;
  private readonly server: MailboxServer;

  private readonly time: { clock: Pick<LocalClock, 'now'> };

  private constructor(sink: MailSink, server: MailboxServer, port: number, time: Mailbox['time']) {
    this.sink = sink;
    this.server = server;
    this.time = time;
    this.url = `http://127.0.0.1:${port}`;
    this.smtpUrl = sink.url;
  }

  /** @param folder where the messages stay from one start to the next */
  static async open(folder: string, clock: LocalClock): Promise<Mailbox> {
    const time: Mailbox['time'] = { clock };
    const store = await MessageStore.open(folder, () => time.clock.now());
    const sink = new MailSink({
      keep: async (message) => {
        await store.add(message);
      },
    });
    await sink.comeUp();
    const server = new MailboxServer(store, clock);
    return new Mailbox(sink, server, await server.listen(await freePort(usualPort)), time);
  }

  /** What comes while `work` goes on is kept as of another clock's time: for mail of a past that is being played. */
  async keepingTimeBy<T>(clock: Pick<LocalClock, 'now'>, work: () => Promise<T>): Promise<T> {
    const before = this.time.clock;
    this.time.clock = clock;
    try {
      return await work();
    } finally {
      this.time.clock = before;
    }
  }

  async close(): Promise<void> {
    await this.sink.goDown();
    await this.server.close();
  }
}
