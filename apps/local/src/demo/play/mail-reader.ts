import { type CalendarPart } from '../../mailbox/calendar-part.js';
import { type Person } from './person.js';
import { until } from './expect.js';

/** A mail as the mailbox gives it. */
export interface Mail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly calendar: CalendarPart | null;
}

/** What a mail is known by. */
export interface MailWanted {
  readonly to: Person;
  readonly subject: RegExp;
  /** What its calendar part says; null for a plain mail. */
  readonly calendar: {
    readonly method: string;
    readonly status: string;
    readonly sequence: number;
  } | null;
}

/** Reads in the local mailbox what comes for one consultation. */
export class MailReader {
  private readonly seen = new Map<string, Mail>();

  /** @param since mail from before is left alone */
  constructor(
    private readonly mailboxUrl: string,
    private readonly since: Date,
  ) {}

  /** Every mail about it that was waited for, in order. */
  get read(): readonly Mail[] {
    return [...this.seen.values()];
  }

  /**
   * Waits for a mail about the consultation that has not been read yet.
   * @throws NotAsExpected with what came instead
   */
  async next(code: string, wanted: MailWanted): Promise<{ mail: Mail; ms: number }> {
    const { to, subject, calendar } = wanted;
    let others: readonly Mail[] = [];
    const look = async (): Promise<Mail | undefined> => {
      others = (await this.unread(to)).filter(({ text }) => text.includes(code));
      return others.find((mail) => subject.test(mail.subject) && fits(mail, calendar));
    };
    const expected = `a mail to ${to.email} about ${code}: ${subject.source}, ${calendar ? calendarInWords(calendar) : 'without a calendar part'}`;
    const found = (): string =>
      others.map(inWords).join('; ') ||
      `no mail in the mailbox at ${this.mailboxUrl} (with SMTP_URL set, mail goes there instead)`;
    const { value: mail, ms } = await until(expected, look, found);
    this.seen.set(mail.id, mail);
    return { mail, ms };
  }

  /** What came to somebody and was not waited for. */
  async unread(to: Person): Promise<readonly Mail[]> {
    const query = new URLSearchParams({ to: to.email, since: this.since.toISOString() });
    const response = await fetch(`${this.mailboxUrl}/messages.json?${query.toString()}`);
    const { messages } = (await response.json()) as { messages: readonly Mail[] };
    return messages.filter(({ id }) => !this.seen.has(id));
  }
}

function fits({ calendar }: Mail, wanted: MailWanted['calendar']): boolean {
  if (wanted === null) return calendar === null;
  return (
    calendar !== null &&
    calendar.method === wanted.method &&
    calendar.status === wanted.status &&
    calendar.sequence === wanted.sequence
  );
}

function inWords({ subject, calendar }: Mail): string {
  return `“${subject}” ${calendar ? `(${calendarInWords(calendar)})` : '(no calendar part)'}`;
}

/** METHOD, STATUS and SEQUENCE as they stand in the part. */
export function calendarInWords({
  method,
  status,
  sequence,
}: {
  readonly method: string | undefined;
  readonly status: string | undefined;
  readonly sequence: number;
}): string {
  return `METHOD ${method ?? 'none'}, STATUS ${status ?? 'none'}, SEQUENCE ${sequence}`;
}
