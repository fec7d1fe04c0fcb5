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

  private constructor(sink: MailSink, server: MailboxServer, port: number) {
    this.sink = sink;
    this.server = server;
    this.url = `http://127.0.0.1:${port}`;
    this.smtpUrl = sink.url;
  }

  /** @param folder where the messages stay from one start to the next */
  static async open(folder: string, clock: LocalClock): Promise<Mailbox> {
    const store = await MessageStore.open(folder, () => clock.now());
    const sink = new MailSink({
      keep: async (message) => {
        await store.add(message);
      },
    });
    await sink.comeUp();
    const server = new MailboxServer(store, clock);
    return new Mailbox(sink, server, await server.listen(await freePort(usualPort)));
  }

  async close(): Promise<void> {
    await this.sink.goDown();
    await this.server.close();
  }
}
