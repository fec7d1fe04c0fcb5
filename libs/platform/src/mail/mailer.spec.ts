import {
  type CalendarInvite,
  contentOf,
  hasCalendarPart,
  inviteFor,
  MESSAGE_KINDS,
  MESSAGES,
  type MessageFacts,
  messageId,
  type MessageKind,
} from '@case-consultation/domain';
import { anInviteIdentity, SOME_RECIPIENTS, someFacts } from '@case-consultation/domain/testing';
import { simpleParser } from 'mailparser';
import { bouncedToken } from './bounce-address.js';
import { Mailer, type OutgoingMail } from './mailer.js';
import { MailServer } from './support/mail-server.js';

const DOMAIN = 'consult.example.org';
const ZONE = 'Europe/London';
const TO = SOME_RECIPIENTS.requester.email;
const { consultant, requester, attendee } = SOME_RECIPIENTS;

let server: MailServer;
let mailer: Mailer;

beforeAll(async () => {
  server = await MailServer.start();
  mailer = new Mailer({
    smtpUrl: server.url,
    from: { name: 'Practice consultations', email: `calendar@${DOMAIN}` },
    bounceEmail: `bounces@${DOMAIN}`,
  });
});
afterAll(async () => {
  await mailer.close();
  await server.stop();
});

function inviteOf(kind: MessageKind, facts: MessageFacts): CalendarInvite | null {
  if (!hasCalendarPart(kind)) return null;
  const takesOff = MESSAGES[kind].calendar.status === null;
  const listed = takesOff ? [requester] : [consultant, requester, attendee];
  return inviteFor(kind, facts, anInviteIdentity({ sequence: 3 }), listed);
}

function mailOf(kind: MessageKind, facts = someFacts()): OutgoingMail {
  const id = { subject: 'a-booking', sequence: 3, method: kind, recipient: TO };
  return {
    messageId: messageId(id, DOMAIN),
    to: TO,
    content: contentOf(kind, facts, ZONE),
    invite: inviteOf(kind, facts),
  };
}

async function sent(kind: MessageKind, facts = someFacts()) {
  await mailer.send(mailOf(kind, facts));
  return server.last;
}

/** Header block and body of a MIME entity, headers unfolded, by lower-case name. */
function entity(text: string): { headers: Map<string, string>; body: string } {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [name = '', ...value] = line.split(':');
    headers.set(name.toLowerCase(), value.join(':').trim());
  }
  return { headers, body: text.slice(end + 4) };
}

/** The parts of a multipart entity, one level down. */
function partsOf(text: string) {
  const { headers, body } = entity(text);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => entity(part.replace(/^\r\n/, '')));
}

describe('a message as it leaves', () => {
  it.each(MESSAGE_KINDS.filter(hasCalendarPart))(
    '%s: text, HTML, then the calendar, and nothing else',
    async (kind) => {
      const { raw } = await sent(kind);
      expect(entity(raw).headers.get('content-type')).toMatch(/^multipart\/alternative;/);
      const parts = partsOf(raw);
      const method = kind.startsWith('booking-c') && kind !== 'booking-cancelled' ? 'REQUEST' : null;
      expect(parts.map(({ headers }) => headers.get('content-type'))).toEqual([
        'text/plain; charset=utf-8',
        'text/html; charset=utf-8',
        `text/calendar; charset=utf-8; method=${method ?? (kind === 'offer-made' ? 'REQUEST' : 'CANCEL')}`,
      ]);
    },
  );

  it.each(MESSAGE_KINDS.filter(hasCalendarPart))(
    '%s: the MIME method is the METHOD of the body',
    async (kind) => {
      const part = partsOf((await sent(kind)).raw)[2];
      const named = /method=(\w+)$/.exec(part?.headers.get('content-type') ?? '')?.[1];
      expect(part?.body).toContain(`\r\nMETHOD:${named}\r\n`);
      expect(part?.body.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    },
  );

  it.each(MESSAGE_KINDS.filter((kind) => !hasCalendarPart(kind)))('%s: text and HTML alone', async (kind) => {
    const parts = partsOf((await sent(kind)).raw);
    expect(parts.map(({ headers }) => headers.get('content-type'))).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
  });

  it.each(MESSAGE_KINDS)('%s: nothing attached, nothing loaded from elsewhere, one link', async (kind) => {
    const { raw } = await sent(kind);
    expect(raw).not.toMatch(/content-disposition|filename|multipart\/mixed|application\/ics/i);
    const { html, text } = await simpleParser(raw, { skipTextToHtml: true });
    expect(html).not.toMatch(/<img|<script|<link|<iframe|src=|url\(|@import/i);
    expect(String(html).match(/https?:\/\//g)).toHaveLength(1);
    expect(text?.match(/https?:\/\/\S+/g)).toEqual([someFacts().link]);
  });

  it.each(MESSAGE_KINDS)('%s: the text says all that the HTML says', async (kind) => {
    const { html, text } = await simpleParser((await sent(kind)).raw, { skipTextToHtml: true });
    const words = (markup: string) =>
      markup
        .replace(/<head>.*<\/head>/s, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/[:\s]+/g, ' ')
        .trim();
    const { link } = contentOf(kind, someFacts(), ZONE);
    expect(words(String(html))).toBe(words((text ?? '').replace(link.href, '')));
  });

  it('has the headers of an automatic message, and names neither program nor machine', async () => {
    const mail = await sent('booking-confirmed');
    const { headers } = entity(mail.raw);
    expect(headers.get('message-id')).toBe(mailOf('booking-confirmed').messageId);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('from')).toBe(`"Practice consultations" <calendar@${DOMAIN}>`);
    expect(headers.get('to')).toBe(TO);
    expect(headers.get('subject')).toBe('Practice consultation: confirmed');
    expect([...headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(mail.greetedAs).toBe(DOMAIN);
  });

  it('goes to one person, from a bounce address of its own that leads back to it', async () => {
    const mail = await sent('booking-cancelled');
    expect(mail.to).toEqual([TO]);
    const token = /^<(.+)@/.exec(mailOf('booking-cancelled').messageId)?.[1];
    expect(mail.from).toBe(`bounces+${token}@${DOMAIN}`);
    expect(bouncedToken(`bounces@${DOMAIN}`, mail.from.toUpperCase())).toBe(token);
    expect(bouncedToken(`bounces@${DOMAIN}`, `bounces@${DOMAIN}`)).toBeNull();
    expect(bouncedToken(`bounces@${DOMAIN}`, `bounces+case@${DOMAIN}`)).toBeNull();
  });

  it('keeps its Message-ID when it is sent again', async () => {
    const before = server.received.length;
    await mailer.send(mailOf('offer-made'));
    await mailer.send(mailOf('offer-made'));
    const ids = server.received.slice(before).map(({ raw }) => entity(raw).headers.get('message-id'));
    expect(ids).toEqual([mailOf('offer-made').messageId, mailOf('offer-made').messageId]);
  });

  it('escapes what a name holds', async () => {
    const { raw } = await sent('record-owed', someFacts({ serviceName: "Ash & Rowan's consultations" }));
    const { html, text } = await simpleParser(raw, { skipTextToHtml: true });
    expect(html).toContain('Ash &amp; Rowan&#39;s consultations');
    expect(text).toContain("Ash & Rowan's consultations");
  });
});

describe('what a message may say', () => {
  /** Every key of the facts; the compiler asks for this list to be changed with the type. */
  const ALLOWED: Record<keyof MessageFacts, true> = {
    code: true,
    start: true,
    end: true,
    mode: true,
    serviceName: true,
    link: true,
  };
  const CANARIES = { code: 'B-C4N4RYQ', serviceName: 'Canary service', link: 'https://canary.example.org/x' };

  it('is the allow-list and nothing beside it', () => {
    expect(Object.keys(someFacts()).sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each(MESSAGE_KINDS)(
    '%s: facts stay where they belong, and no header but the calendar names a code',
    async (kind) => {
      const { raw } = await sent(kind, someFacts(CANARIES));
      const { headers } = entity(raw);
      for (const canary of Object.values(CANARIES))
        expect([...headers.values()].join('\n')).not.toContain(canary);
      const { text } = await simpleParser(raw, { skipTextToHtml: true });
      for (const canary of Object.values(CANARIES)) expect(text).toContain(canary);
    },
  );

  it.each(MESSAGE_KINDS)('%s: a fact of the case cannot even be handed over', (kind) => {
    const before = server.received.length;
    for (const key of [
      'caseReference',
      'question',
      'stage',
      'priority',
      'agencyId',
      'familyName',
      'reason',
    ]) {
      const facts = { ...someFacts(), [key]: 'canary-9d41' };
      expect(() => mailOf(kind, facts)).toThrow(`${key} is not on the list of what a message may say`);
    }
    expect(server.received).toHaveLength(before);
  });
});
