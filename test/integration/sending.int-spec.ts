import { type TestMailbox } from '../support/services/index.js';
import { Asking, Bookings, Jobs, LeadTasks, Offers, Routing } from '@case-consultation/features';
import { MailError } from '@case-consultation/platform';
import { Journey } from '../support/service/journey.js';
import { header, mailsTo, readMail } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let mailbox: TestMailbox;
let programme: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const FRIDAY = new Date('2027-03-05T13:00:00Z');
const A_PAGE = { limit: 50, after: null };

beforeAll(async () => {
  service = await TestService.start();
  mailbox = service.mailbox;
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
  mailbox.behave({ kind: 'accept' });
  mailbox.clear();
});
afterAll(() => service.stop());

interface MessageState {
  id: string;
  kind: string;
  state: string;
}

async function messages(code: string, email: string): Promise<MessageState[]> {
  const { rows } = await service.admin.query<MessageState>(
    `SELECT id, kind, state FROM message WHERE code = $1 AND programme_id = $2 AND recipient_email = $3 ORDER BY position`,
    [code, programme.id, email],
  );
  return rows;
}
const states = async (code: string, email: string) =>
  (await messages(code, email)).map(({ kind, state }) => `${kind} ${state}`);

/** What was sent, as `METHOD sequence` or the subject of a plain mail. */
async function got(email: string, code: string): Promise<string[]> {
  const mails = await Promise.all(mailsTo(service, email, code).map(readMail));
  return mails.map(({ subject, calendar }) =>
    calendar ? `${calendar.method} ${calendar.sequence}` : subject,
  );
}

/** Offered, with every mail still owed. */
async function offeredUnsent() {
  const code = await aSubmittedRequest(service, pia);
  await service.get(Routing).routeWaiting(programme.id, (await journey.state(code)).id);
  return { code, ...(await journey.offer(code)), offerId: (await journey.offer(code)).id };
}

async function sendAgain(): Promise<void> {
  await service.admin.query('UPDATE outbox SET queued_at = NULL WHERE done_at IS NULL');
  await service.drain();
}

async function send(messageId: string): Promise<void> {
  const { rows } = await service.admin.query<{ id: string }>(
    `SELECT id FROM outbox WHERE subject_id = $1 AND job = 'send-message'`,
    [messageId],
  );
  const job = { outboxId: rows[0]?.id ?? '', programmeId: programme.id, subjectId: messageId };
  await service.get(Jobs).handlers['send-message'](job, new AbortController().signal);
}

describe('what was superseded before it was sent', () => {
  it('is never sent: an offer that was answered', async () => {
    const { code, consultant, offerId } = await offeredUnsent();
    await service.get(Offers).accept(consultant, offerId, { noConflict: true });
    await service.get(Bookings).reschedule(pia, code, { startsAt: FRIDAY, reason: 'A hearing' });
    await service.drain();
    expect(await got(consultant.email, code)).toEqual(['REQUEST 2']);
    expect((await got(pia.email, code)).at(-1)).toBe('REQUEST 2');
    expect(await states(code, consultant.email)).toEqual([
      'offer-made skipped',
      'booking-confirmed skipped',
      'booking-changed sent',
    ]);
  });

  it('nor is the CANCEL of what nobody ever heard of', async () => {
    const { code, consultant, offerId } = await offeredUnsent();
    await service.get(Offers).decline(consultant, offerId, { because: 'other', reason: null });
    await service.get(Asking).withdraw(pia, code, 'No need');
    await service.drain();
    expect(await got(consultant.email, code)).toEqual([]);
    expect(await got(pia.email, code)).toEqual([]);
    expect(await states(code, consultant.email)).toEqual(['offer-made skipped', 'offer-closed skipped']);
  });

  it('but once anything was sent, the CANCEL is', async () => {
    const { code, consultant, offerId } = await offeredUnsent();
    await service.drain();
    await service.get(Offers).accept(consultant, offerId, { noConflict: true });
    await service.get(Asking).withdraw(pia, code, 'No need');
    await service.drain();
    expect(await got(consultant.email, code)).toEqual(['REQUEST 0', 'CANCEL 2']);
    expect(await got(pia.email, code)).toEqual(['we are arranging it']);
  });

  it('and so it is when something may have arrived', async () => {
    const { code, consultant, offerId } = await offeredUnsent();
    const [request] = await messages(code, consultant.email);
    mailbox.behave({ kind: 'cut', keep: true });
    await expect(send(request?.id ?? '')).rejects.toBeInstanceOf(MailError);
    mailbox.behave({ kind: 'accept' });
    await service.get(Offers).decline(consultant, offerId, { because: 'other', reason: null });
    await service.drain();
    expect(await got(consultant.email, code)).toEqual(['REQUEST 0', 'CANCEL 1']);
  });
});

describe('order', () => {
  it('is kept for each person, whichever job comes first', async () => {
    const { code, consultant, offerId } = await offeredUnsent();
    await service.get(Offers).accept(consultant, offerId, { noConflict: true });
    const owed = await messages(code, pia.email);
    expect(owed.map(({ kind }) => kind)).toEqual(['being-arranged', 'booking-confirmed']);
    await send(owed[1]?.id ?? '');
    expect(await got(pia.email, code)).toEqual(['we are arranging it', 'REQUEST 1']);
    await service.drain();
    expect(await got(pia.email, code)).toHaveLength(2);
  });

  it('is kept when all jobs run at once, and each mail leaves once', async () => {
    const { code, consultant } = await journey.booked(pia);
    const bookings = service.get(Bookings);
    for (let count = 0; count < 4; count += 1) {
      const startsAt = count % 2 === 0 ? FRIDAY : new Date('2027-03-04T11:00:00Z');
      await bookings.reschedule(pia, code, { startsAt, reason: 'A hearing' });
      const owed = [...(await messages(code, pia.email)), ...(await messages(code, consultant.email))];
      await Promise.all([...owed, ...owed].reverse().map(({ id }) => send(id)));
    }
    await service.drain();
    expect(await got(pia.email, code)).toEqual([
      'we are arranging it',
      ...[1, 2, 3, 4, 5].map((at) => `REQUEST ${at}`),
    ]);
    expect(await got(consultant.email, code)).toEqual([0, 1, 2, 3, 4, 5].map((at) => `REQUEST ${at}`));
  });
});

describe('a mail server that does not take it', () => {
  it('now: is asked again later, with the very same message', async () => {
    const { code, consultant } = await offeredUnsent();
    for (const code of [421, 451]) {
      mailbox.behave({ kind: 'refuse', at: 'rcpt', code });
      await expect(sendAgain()).rejects.toBeInstanceOf(MailError);
    }
    await mailbox.goDown();
    await expect(sendAgain()).rejects.toBeInstanceOf(MailError);
    await mailbox.comeUp();
    mailbox.behave({ kind: 'cut', keep: true });
    await expect(sendAgain()).rejects.toBeInstanceOf(MailError);
    expect(await states(code, consultant.email)).toEqual(['offer-made owed']);
    mailbox.behave({ kind: 'accept' });
    await sendAgain();
    expect(await states(code, consultant.email)).toEqual(['offer-made sent']);
    const copies = mailsTo(service, consultant.email, code);
    expect(copies.length).toBeGreaterThanOrEqual(1);
    expect(new Set(copies.map((mail) => header(mail, 'Message-ID'))).size).toBe(1);
    expect((await service.get(LeadTasks).open(programme.lead, A_PAGE)).items).toEqual([]);
  });

  it('for good: the lead has a task, and the rest goes on', async () => {
    const { code, consultant, offerId } = await offeredUnsent();
    mailbox.behave({ kind: 'refuse', at: 'rcpt', code: 550 });
    await service.drain();
    mailbox.behave({ kind: 'accept' });
    expect(await states(code, consultant.email)).toEqual(['offer-made refused']);
    const { items } = await service.get(LeadTasks).open(programme.lead, A_PAGE);
    expect(items.map((task) => `${task.kind} ${task.code}`)).toEqual(
      Array(2).fill(`message-refused ${code}`),
    );
    await service.get(Offers).decline(consultant, offerId, { because: 'other', reason: null });
    await service.drain();
    expect(await states(code, consultant.email)).toEqual(['offer-made refused', 'offer-closed skipped']);
    expect(await got((await journey.offer(code)).consultant.email, code)).toEqual(['REQUEST 0']);
    const { rows } = await service.admin.query(
      `SELECT 1 FROM outbox WHERE programme_id = $1 AND done_at IS NULL AND due_at <= $2`,
      [programme.id, service.clock.now()],
    );
    expect(rows).toEqual([]);
  });

  it('because the domain is not on the list: it is never even asked', async () => {
    const away = await programme.addPerson({
      name: 'Avery Away',
      roles: ['practitioner'],
      email: 'avery.away@elsewhere.example.com',
    });
    const { code, consultant } = await journey.booked(away);
    expect(mailbox.messages.filter(({ to }) => to.includes(away.email))).toEqual([]);
    expect(await got(consultant.email, code)).toEqual(['REQUEST 0', 'REQUEST 1']);
    const { items } = await service.get(LeadTasks).open(programme.lead, A_PAGE);
    expect(items.map(({ kind }) => kind)).toEqual(['message-refused', 'message-refused']);
  });
});
