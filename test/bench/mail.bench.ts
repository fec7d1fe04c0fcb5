import {
  calendarUid,
  contentOf,
  inviteFor,
  type InviteRecipient,
  type MessageFacts,
  messageId,
} from '@case-consultation/domain';
import { bounceAddress, Mailer, type OutgoingMail } from '@case-consultation/platform';
import { createTransport } from 'nodemailer';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** One line of the table that the bench prints. */
export interface BenchRow {
  name: string;
  goal: string;
  value: number;
  unit: string;
  met: boolean;
}

const MESSAGES = 400;
const PAIRS = 21;
/** Messages on their way at once, as in the worker; more than the pool has connections, so that none of them waits for us. */
const AT_ONCE = 25;
const CONNECTIONS = 5;

const DOMAIN = 'consult.example.org';
const TO = 'ash.field@borough.example.org';
const BOUNCES = `bounces@${DOMAIN}`;
const FROM = { name: 'Practice consultations', email: `calendar@${DOMAIN}` };
const UID = calendarUid('0f0e0d0c-0b0a-4908-8706-050403020100', DOMAIN);
const START = Date.UTC(2027, 5, 1, 9);
const LISTED: InviteRecipient[] = [
  { email: 'rowan.marsh@health.example.org', as: 'consultant' },
  { email: TO, as: 'requester' },
];

type Send = (sequence: number) => Promise<unknown>;

/**
 * Messages a second with a calendar part, made from facts and sent by the service's own mailer, over those of a bare
 * nodemailer pool of as many connections that sends the same bytes, ready made: the middle of the ratios of interleaved
 * pairs, each against an SMTP server in a process of its own that throws the mail away.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const prepared = await rawBytes();
  const sink = await startSink();
  const mailer = new Mailer({
    smtpUrl: sink.url,
    from: FROM,
    bounceEmail: BOUNCES,
    connections: CONNECTIONS,
  });
  const bare = createTransport({
    url: sink.url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const own: Send = (sequence) => mailer.send(someMail(sequence));
  const peer: Send = (sequence) => {
    const { messageId: id } = identityOf(sequence);
    return bare.sendMail({ envelope: { from: bounceAddress(BOUNCES, id), to: [TO] }, raw: prepared });
  };
  try {
    await perSecond(own);
    await perSecond(peer);
    const pairs: { own: number; peer: number }[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      if (pair % 2 === 0) pairs.push({ own: await perSecond(own), peer: await perSecond(peer) });
      else pairs.push({ peer: await perSecond(peer), own: await perSecond(own) });
    }
    return { rows: rowsOf(pairs) };
  } finally {
    await mailer.close();
    bare.close();
    await sink.stop();
  }
}

function rowsOf(pairs: readonly { own: number; peer: number }[]): BenchRow[] {
  const ratio = median(pairs.map(({ own, peer }) => own / peer));
  const rate = median(pairs.map(({ own }) => own));
  return [
    {
      name: 'mail with a calendar part ÷ bare nodemailer pool of 5',
      goal: '≥ 0.6 (aim ≥ 0.95)',
      value: ratio,
      unit: 'ratio',
      met: ratio >= 0.6,
    },
    {
      name: 'mail with a calendar part',
      goal: 'for information',
      value: rate,
      unit: 'messages/s',
      met: true,
    },
  ];
}

function identityOf(sequence: number) {
  return { messageId: messageId({ subject: UID, sequence, method: 'REQUEST', recipient: TO }, DOMAIN) };
}

/** All that the service does for one message once its row has been read. */
function someMail(sequence: number): OutgoingMail {
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
    ...identityOf(sequence),
    to: TO,
    content: contentOf('booking-confirmed', facts, 'Europe/London'),
    invite: inviteFor('booking-confirmed', facts, identity, LISTED),
  };
}

async function perSecond(send: Send): Promise<number> {
  let next = 0;
  const sender = async () => {
    while (next < MESSAGES) await send(next++);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return MESSAGES / ((performance.now() - started) / 1_000);
}

/** The bytes of one message as the mailer sends it. */
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

/** Says its port, throws all mail away, and ends with whoever started it. */
const SINK = `
const { SMTPServer } = await import(process.argv[1]);
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, session, done) => stream.on('end', done).resume(),
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => process.send(server.server.address().port));
process.on('disconnect', () => process.exit());
`;

async function startSink(): Promise<{ url: string; stop: () => Promise<void> }> {
  const library = createRequire(import.meta.url).resolve('smtp-server');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--input-type=module', '-e', SINK, `file://${library}`],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
