import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import {
  calendarUid,
  contentOf,
  inviteFor,
  type InviteRecipient,
  type MessageFacts,
  messageId,
} from '@case-consultation/domain';
import { bounceAddress, Mailer, type OutgoingMail } from '@case-consultation/platform';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

export const CONNECTIONS = 5;
/** Messages on their way at once, as in the worker; more than the pool has connections, so that none of them waits for us. */
export const AT_ONCE = 20;

const DOMAIN = 'consult.example.org';
export const TO = 'ash.field@borough.example.org';
export const BOUNCES = `bounces@${DOMAIN}`;
export const FROM = { name: 'Practice consultations', email: `calendar@${DOMAIN}` };
const UID = calendarUid('0f0e0d0c-0b0a-4908-8706-050403020100', DOMAIN);
const START = Date.UTC(2027, 5, 1, 9);
const LISTED: InviteRecipient[] = [
  { email: 'rowan.marsh@health.example.org', as: 'consultant' },
  { email: TO, as: 'requester' },
];

/** All that the service does for one message once its row has been read. */
export function someMail(sequence: number): OutgoingMail {
  const start = new Date(START + (sequence % 1_000) * 1_800_000);
  const facts: MessageFacts = {
    code: 'B-7F3K2Q',
    start,
    end: new Date(start.getTime() + 3_600_000),
    mode: 'video',
    serviceName: 'Practice consultations',
    link: `https://${DOMAIN}/consultations/B-7F3K2Q`,
  };
  const identity = { uid: UID, sequence, stampedAt: start, organizer: FROM };
  return {
    messageId: messageIdOf(sequence),
    to: TO,
    content: contentOf('booking-confirmed', facts, 'Europe/London'),
    invite: inviteFor('booking-confirmed', facts, identity, LISTED),
  };
}

/**
 * A bare nodemailer pool: `compose` gives it the words and the calendar ready made and lets it make the message of them, as
 * its own guide has it; `copy` gives it the very bytes that our mailer sends.
 */
export async function openBarePool(smtpUrl: string) {
  const raw = await rawBytes();
  const { subject, text, html, attachments } = await simpleParser(raw);
  const calendar = attachments.find(({ contentType }) => contentType === 'text/calendar')?.content;
  if (!calendar) throw new Error('The mail has no calendar part');
  const pool = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const envelopeOf = (sequence: number) => ({
    from: bounceAddress(BOUNCES, messageIdOf(sequence)),
    to: [TO],
  });
  return {
    compose: (sequence: number) =>
      pool.sendMail({
        envelope: envelopeOf(sequence),
        messageId: messageIdOf(sequence),
        from: { name: FROM.name, address: FROM.email },
        to: TO,
        subject,
        text,
        html: html || '',
        alternatives: [{ contentType: 'text/calendar; charset=utf-8; method=REQUEST', content: calendar }],
      }),
    copy: (sequence: number) => pool.sendMail({ envelope: envelopeOf(sequence), raw }),
    close: () => pool.close(),
  };
}

/** Calls `send` with 0 to `messages - 1`, as many at once as a worker does. @returns how many a second */
export async function sentPerSecond(
  messages: number,
  send: (sequence: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const sender = async () => {
    while (next < messages) await send(next++);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return messages / ((performance.now() - started) / 1_000);
}

function messageIdOf(sequence: number): string {
  return messageId({ subject: UID, sequence, method: 'REQUEST', recipient: TO }, DOMAIN);
}

/** One message as the mailer sends it. */
async function rawBytes(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => done());
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mailer = new Mailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: FROM, bounceEmail: BOUNCES });
  await mailer.send(someMail(0));
  await mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return Buffer.concat(chunks);
}
