import { contentOf, inviteFor, messageId } from '@case-consultation/domain';
import { anInviteIdentity, SOME_RECIPIENTS, someFacts } from '@case-consultation/domain/testing';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { bounceAddress } from './bounce-address.js';
import { MailError } from './mail-error.js';
import { Mailer, type MailerOptions, type OutgoingMail } from './mailer.js';
import { MailServer, type Replies } from './support/mail-server.js';

const DOMAIN = 'consult.example.org';
const { requester } = SOME_RECIPIENTS;

let server: MailServer;
let mailer: Mailer;

beforeEach(async () => {
  server = await MailServer.start();
  mailer = mailerTo(server.url);
});
afterEach(async () => {
  await mailer.close();
  await server.stop();
});

function mailerTo(
  smtpUrl: string,
  limits: Pick<MailerOptions, 'connections' | 'sendTimeoutMs'> = {},
): Mailer {
  const from = { name: 'Practice consultations', email: `calendar@${DOMAIN}` };
  return new Mailer({ smtpUrl, from, bounceEmail: `bounces@${DOMAIN}`, ...limits });
}

function mailTo(to: string, sequence = 0): OutgoingMail {
  return {
    messageId: messageId({ subject: 'a-booking', sequence, method: 'record-owed', recipient: to }, DOMAIN),
    to,
    content: contentOf('record-owed', someFacts(), 'Europe/London'),
    invite: null,
  };
}

async function failure(sending: Promise<void>): Promise<MailError> {
  const outcome = await sending.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof MailError) return outcome;
  throw new Error('it did not fail as a mail should', { cause: outcome });
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

describe('a message that was not sent', () => {
  it.each<[string, Replies, MailError['failure'], boolean, number | null]>([
    ['a mailbox that is not there', { recipient: () => 550 }, 'permanent', false, 550],
    ['a mailbox that is full', { recipient: () => 552 }, 'permanent', false, 552],
    ['a server that asks to wait', { recipient: () => 450 }, 'passing', false, 450],
    ['a server that is going down', { recipient: () => 421 }, 'passing', false, 421],
    ['a text that is refused', { text: 554 }, 'permanent', false, 554],
    ['a text that is not taken now', { text: 451 }, 'passing', false, 451],
    ['our own sender refused, which is ours to repair', { sender: 550 }, 'passing', false, 550],
    ['a connection cut after the text', { text: 'cut' }, 'passing', true, null],
  ])('%s', async (_, replies, expected, mayHaveArrived, replyCode) => {
    server.replies = replies;
    const error = await failure(mailer.send(mailTo(requester.email)));
    expect(error).toMatchObject({ failure: expected, mayHaveArrived, replyCode });
    expect(error.message).not.toContain(requester.email);
    expect(server.received).toEqual([]);
  });

  it('no server at all: passing, and surely not arrived', async () => {
    const lonely = mailerTo(`smtp://127.0.0.1:${await closedPort()}`);
    expect(await failure(lonely.send(mailTo(requester.email)))).toMatchObject({
      failure: 'passing',
      mayHaveArrived: false,
    });
    await lonely.close();
  });

  it('a server that never answers the text: passing once the time is up, and perhaps arrived', async () => {
    server.replies = { text: 'silence' };
    const impatient = mailerTo(server.url, { sendTimeoutMs: 150 });
    expect(await failure(impatient.send(mailTo(requester.email)))).toMatchObject({
      failure: 'passing',
      mayHaveArrived: true,
    });
    await impatient.close();
  });

  it('a sign-in that is refused is ours to repair: passing', async () => {
    const strict = await MailServer.start({ authOptional: false });
    const stranger = mailerTo(strict.url.replace('smtp://', 'smtp://user:wrong@'));
    expect(await failure(stranger.send(mailTo(requester.email)))).toMatchObject({
      failure: 'passing',
      mayHaveArrived: false,
      replyCode: 535,
    });
    await stranger.close();
    await strict.stop();
  });

  it.each(['nobody', 'a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org'])(
    'an address that is none (%j) never reaches the server',
    async (to) => {
      expect(await failure(mailer.send(mailTo(to)))).toMatchObject({
        failure: 'permanent',
        mayHaveArrived: false,
      });
      expect(server.connections).toBe(0);
    },
  );

  it('an invite to its own organiser is refused here, since Exchange would bin it', async () => {
    const identity = anInviteIdentity();
    const mail = mailTo(identity.organizer.email.toUpperCase());
    const invite = inviteFor('offer-made', someFacts(), identity, [requester]);
    expect(await failure(mailer.send({ ...mail, invite }))).toMatchObject({ failure: 'permanent' });
    expect(server.connections).toBe(0);
  });
});

describe('the pool', () => {
  it('goes on with the others when one recipient is refused', async () => {
    server.replies = { recipient: (address) => (address.startsWith('gone') ? 550 : undefined) };
    const outcomes = await Promise.allSettled(
      ['a', 'gone.b', 'c', 'gone.d', 'e'].map((name) => mailer.send(mailTo(`${name}@borough.example.org`))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(server.received).toHaveLength(3);
  });

  it('sends many messages over five connections at most', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => mailer.send(mailTo(requester.email, n))));
    expect(new Set(server.received.map(({ from }) => from)).size).toBe(40);
    expect(server.connections).toBeLessThanOrEqual(5);
  });

  it('works again as soon as the server does', async () => {
    server.replies = { text: 'cut' };
    await failure(mailer.send(mailTo(requester.email)));
    server.replies = {};
    await mailer.send(mailTo(requester.email));
    expect(server.received).toHaveLength(1);
  });

  it('sends what was handed over, the waiting ones too, before it closes, and takes no more', async () => {
    const narrow = mailerTo(server.url, { connections: 1 });
    server.hold();
    const sending = [0, 1, 2].map((sequence) => narrow.send(mailTo(requester.email, sequence)));
    while (server.waiting === 0) await new Promise(setImmediate);
    const closing = narrow.close();
    expect(await failure(narrow.send(mailTo(requester.email, 3)))).toMatchObject({
      failure: 'passing',
      mayHaveArrived: false,
    });
    server.letGo();
    await Promise.all([...sending, closing]);
    expect(server.received).toHaveLength(3);
  });

  it('tells health whether the server can be used', async () => {
    await mailer.verify();
    expect(server.received).toEqual([]);
    const lonely = mailerTo(`smtp://127.0.0.1:${await closedPort()}`);
    expect((await failure(lonely.verify())).failure).toBe('passing');
    await lonely.close();
  });
});

describe('the bounce address', () => {
  const ID = messageId({ subject: 'a', sequence: 0, method: 'REQUEST', recipient: 'b' }, DOMAIN);

  it.each([
    ['nobody', ID],
    ['@example.org', ID],
    [`${'x'.repeat(24)}@example.org`, ID],
    [`bounces@${DOMAIN}`, '<somebody@elsewhere.example>'],
  ])('is not made of %s and %s', (mailbox, id) => {
    expect(() => bounceAddress(mailbox, id)).toThrow();
  });
});
