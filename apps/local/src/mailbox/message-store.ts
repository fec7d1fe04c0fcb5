import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keepFile, readKept } from '../supervisor/keep-file.js';
import { type SunkMessage } from '../services/mail-sink.js';
import { parseMessage, type MessageSummary } from './message.js';
import { signInCodeIn } from './sign-in-code.js';

/** What any version of this program kept; the rest is read from the message again where it is not there. */
const envelopeShape = z.object({
  id: z.string(),
  receivedAt: z.string(),
  envelopeFrom: z.string(),
  to: z.array(z.string()),
});
type Envelope = z.output<typeof envelopeShape>;

const shape = envelopeShape.extend({
  sender: z.string(),
  subject: z.string(),
  code: z.string().nullable(),
  calendar: z
    .object({
      uid: z.string(),
      method: z.string().optional(),
      status: z.string().optional(),
      sequence: z.number(),
      start: z.string(),
      isUpdate: z.boolean(),
    })
    .nullable(),
});

export interface MessageFilter {
  /** Only messages to this address, whatever its case. */
  readonly to?: string;
  /** Only messages with this in their subject, whatever its case. */
  readonly subject?: string;
  /** Only messages after this: an id, or an instant in ISO 8601. */
  readonly since?: string;
}

/** The messages on disk: `<id>.eml` as it came, and `<id>.json`, without which it does not count. */
export class MessageStore {
  private readonly folder: string;
  private readonly now: () => Date;
  private summaries: MessageSummary[] = [];
  private last = 0;
  private adding: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, now: () => Date) {
    this.folder = folder;
    this.now = now;
  }

  /** @param now the service's clock, for when a message came */
  static async open(folder: string, now: () => Date): Promise<MessageStore> {
    const store = new MessageStore(folder, now);
    await mkdir(folder, { recursive: true });
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort())
      await store.readBack(join(folder, file));
    store.last = Number(store.summaries.at(-1)?.id ?? 0);
    return store;
  }

  /** Keeps a message; settles once it is on disk. One at a time, so that ids follow the order of arrival. */
  add(message: SunkMessage): Promise<MessageSummary> {
    const added = this.adding.then(() => this.keep(message));
    this.adding = added.catch(() => undefined);
    return added;
  }

  /** In the order they came. */
  list({ to, subject, since }: MessageFilter = {}): readonly MessageSummary[] {
    const address = to?.toLowerCase();
    const words = subject?.toLowerCase();
    return this.summaries.filter(
      (summary) =>
        (address === undefined || summary.to.some((each) => each.toLowerCase() === address)) &&
        (words === undefined || summary.subject.toLowerCase().includes(words)) &&
        (since === undefined || isAfter(summary, since)),
    );
  }

  /** Every address that a message went to, sorted. */
  recipients(): readonly string[] {
    return [...new Set(this.summaries.flatMap(({ to }) => to))].sort();
  }

  get(id: string): MessageSummary | undefined {
    return this.summaries.find((summary) => summary.id === id);
  }

  /** The message as it came. */
  raw(summary: MessageSummary): Promise<Buffer> {
    return readFile(join(this.folder, `${summary.id}.eml`));
  }

  /** Forgets every message. */
  async clear(): Promise<void> {
    const gone = this.summaries;
    this.summaries = [];
    for (const { id } of gone)
      for (const kind of ['json', 'eml']) await rm(join(this.folder, `${id}.${kind}`), { force: true });
  }

  private async keep(message: SunkMessage): Promise<MessageSummary> {
    const id = String((this.last += 1)).padStart(6, '0');
    await keepFile(join(this.folder, `${id}.eml`), message.raw);
    const envelope = {
      id,
      receivedAt: this.now().toISOString(),
      envelopeFrom: message.from,
      to: [...message.to],
    };
    return this.keepSummary(envelope, message.raw);
  }

  /** A summary that an earlier version of this program kept is made again. */
  private async readBack(file: string): Promise<void> {
    const kept = await readKept(file, z.union([shape, envelopeShape]));
    if (!kept) return;
    if ('sender' in kept) this.summaries.push(kept);
    else await this.keepSummary(kept, await readFile(file.replace(/json$/, 'eml')));
  }

  private async keepSummary(envelope: Envelope, raw: Buffer): Promise<MessageSummary> {
    const { sender, subject, text, calendar } = await parseMessage(raw);
    const summary: MessageSummary = {
      ...envelope,
      sender,
      subject,
      code: signInCodeIn({ subject, text }) ?? null,
      calendar: calendar
        ? {
            uid: calendar.uid,
            method: calendar.method,
            status: calendar.status,
            sequence: calendar.sequence,
            start: calendar.start,
            isUpdate: this.summaries.some(
              (before) =>
                before.calendar?.uid === calendar.uid && before.to.some((each) => envelope.to.includes(each)),
            ),
          }
        : null,
    };
    await keepFile(join(this.folder, `${envelope.id}.json`), JSON.stringify(summary));
    this.summaries.push(summary);
    return summary;
  }
}

function isAfter(summary: MessageSummary, since: string): boolean {
  return /^\d{1,9}$/.test(since)
    ? Number(summary.id) > Number(since)
    : Date.parse(summary.receivedAt) > Date.parse(since);
}
