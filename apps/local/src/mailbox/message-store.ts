import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keepFile, readKept } from '../supervisor/keep-file.js';
import { type SunkMessage } from '../services/mail-sink.js';
import { parseMessage, type MessageSummary } from './message.js';

const shape = z.object({
  id: z.string(),
  receivedAt: z.string(),
  envelopeFrom: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  calendar: z
    .object({
      method: z.string().optional(),
      status: z.string().optional(),
      sequence: z.number(),
      start: z.string(),
    })
    .nullable(),
});

export interface MessageFilter {
  /** Only messages to this address, whatever its case. */
  readonly to?: string;
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
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
      const summary = await readKept(join(folder, file), shape);
      if (summary) store.summaries.push({ ...summary, calendar: calendarOf(summary.calendar) });
    }
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
  list({ to, since }: MessageFilter = {}): readonly MessageSummary[] {
    const address = to?.toLowerCase();
    return this.summaries.filter(
      (summary) =>
        (address === undefined || summary.to.some((each) => each.toLowerCase() === address)) &&
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
    const { subject, calendar } = await parseMessage(message.raw);
    const summary: MessageSummary = {
      id,
      receivedAt: this.now().toISOString(),
      envelopeFrom: message.from,
      to: message.to,
      subject,
      calendar: calendar
        ? {
            method: calendar.method,
            status: calendar.status,
            sequence: calendar.sequence,
            start: calendar.start,
          }
        : null,
    };
    await keepFile(join(this.folder, `${id}.eml`), message.raw);
    await keepFile(join(this.folder, `${id}.json`), JSON.stringify(summary));
    this.summaries.push(summary);
    return summary;
  }
}

function calendarOf(kept: z.output<typeof shape>['calendar']): MessageSummary['calendar'] {
  return kept && { method: kept.method, status: kept.status, sequence: kept.sequence, start: kept.start };
}

function isAfter(summary: MessageSummary, since: string): boolean {
  return /^\d{1,9}$/.test(since)
    ? Number(summary.id) > Number(since)
    : Date.parse(summary.receivedAt) > Date.parse(since);
}
