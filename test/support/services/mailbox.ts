import { MailSink, type MailSinkManner, type SunkMessage } from '@case-consultation/local';

export interface TestMailbox {
  /** `smtp://127.0.0.1:<port>`; the port stays the same for the mailbox's life. */
  readonly url: string;
  /** Every message taken so far, in the order they came. */
  readonly messages: readonly SunkMessage[];
  /** Settles with the messages once `enough` holds for them; fails after `limitMs` (20 seconds). */
  waitFor(
    enough: (messages: readonly SunkMessage[]) => boolean,
    limitMs?: number,
  ): Promise<readonly SunkMessage[]>;
  /** How the next mails are met: taken, refused or cut off. */
  behave(manner: MailSinkManner): void;
  /** Nobody at home until `comeUp`. */
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Forgets the messages so far. */
  clear(): void;
  stop(): Promise<void>;
}

/** A real SMTP server on a free port of 127.0.0.1 that keeps what it is sent in memory. */
export async function startMailbox(): Promise<TestMailbox> {
  const messages: SunkMessage[] = [];
  const watchers = new Set<() => void>();
  const sink = new MailSink({
    keep(message) {
      messages.push(message);
      for (const look of watchers) look();
    },
  });
  await sink.comeUp();
  return {
    url: sink.url,
    messages,
    waitFor(enough, limitMs = 20_000) {
      return new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          watchers.delete(look);
          const subjects = messages.map(({ to, raw }) => `${to.join(', ')}: ${subjectLine(raw)}`);
          reject(
            new Error(`Not the mails that were waited for, but ${messages.length}:\n${subjects.join('\n')}`),
          );
        }, limitMs);
        const look = () => {
          if (!enough(messages)) return;
          clearTimeout(limit);
          watchers.delete(look);
          resolve(messages);
        };
        watchers.add(look);
        look();
      });
    },
    behave: (manner) => sink.behave(manner),
    goDown: () => sink.goDown(),
    comeUp: () => sink.comeUp(),
    clear: () => void messages.splice(0),
    stop: () => sink.goDown(),
  };
}

function subjectLine(raw: Buffer): string {
  return /^subject: *(.*)$/im.exec(raw.toString())?.[1] ?? '(no subject)';
}
