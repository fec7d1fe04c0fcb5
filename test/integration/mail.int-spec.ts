import { Asking, Bookings, Lead, Offers } from '@case-consultation/features';
import { bouncedToken } from '@case-consultation/platform';
import { Journey } from '../support/service/journey.js';
import { header, type ReadMail, readMail } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const FRIDAY = new Date('2027-03-05T13:00:00Z');
const COLLEAGUE = 'sam.colleague@elmbrook.example.org';
const ORGANIZER = 'mailto:calendar@consultations.example.org';

beforeAll(async () => {
  service = await TestService.start();
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
  service.mailbox.clear();
});
afterAll(() => service.stop());

/** Everything about one consultation that was sent since the last look, as the recipients’ own software reads it. */
async function sent(code: string): Promise<ReadMail[]> {
  await service.drain();
  const mails = await Promise.all(
    service.mailbox.messages.filter(({ raw }) => raw.includes(code)).map(readMail),
  );
  service.mailbox.clear();
  return mails;
}

/** `who: METHOD STATUS/BUSY sequence`, or `who: the subject` of a plain mail; by name, in order. */
function told(mails: readonly ReadMail[]): string[] {
  return mails
    .map(({ to, subject, calendar }) => {
      const who = to.split('@')[0] ?? '';
      if (calendar === null) return `${who}: ${subject}`;
      return `${who}: ${calendar.method} ${calendar.status ?? '-'}/${calendar.busy ?? '-'} ${calendar.sequence}`;
    })
    .sort();
}

const name = (email: string) => email.split('@')[0] ?? '';
const nameOf = (person: TestPerson) => name(person.email);
const all = (consultant: TestPerson, what: string) =>
  [consultant.email, pia.email, COLLEAGUE].map((email) => `${name(email)}: ${what}`).sort();
const uidsOf = (mails: readonly ReadMail[]) => [
  ...new Set(mails.flatMap(({ calendar }) => calendar?.uid ?? [])),
];
const withColleague = { attendees: [COLLEAGUE] };

async function offered() {
  const code = await journey.asked(pia, withColleague);
  const mails = await sent(code);
  return { code, ...(await journey.offer(code)), offerId: (await journey.offer(code)).id, mails };
}

async function booked() {
  const { code, consultant, mails: before } = await offered();
  await journey.accept(code);
  return { code, consultant, uid: uidsOf(before)[0] ?? '', mails: await sent(code) };
}

describe('who hears what', () => {
  it('of an offer: the consultant holds the time, the others hear that it is being arranged', async () => {
    const { consultant, mails } = await offered();
    expect(told(mails)).toEqual(
      [
        `${nameOf(consultant)}: REQUEST TENTATIVE/TENTATIVE 0`,
        `${nameOf(pia)}: we are arranging it`,
        `${name(COLLEAGUE)}: we are arranging it`,
      ].sort(),
    );
    const calendar = mails.find((mail) => mail.calendar)?.calendar;
    expect(calendar).toMatchObject({ start: FIRST_SLOT, attendees: [`${consultant.email} NEEDS-ACTION`] });
  });

  it('of a booking: all of them, one event that lists them all', async () => {
    const { consultant, uid, mails } = await booked();
    expect(told(mails)).toEqual(all(consultant, 'REQUEST CONFIRMED/BUSY 1'));
    expect(uidsOf(mails)).toEqual([uid]);
    const listed = [
      `${consultant.email} ACCEPTED`,
      `${pia.email} NEEDS-ACTION`,
      `${COLLEAGUE} NEEDS-ACTION`,
    ].sort();
    for (const { calendar } of mails) expect(calendar?.attendees).toEqual(listed);
  });

  it('of another time: the same, and everybody is asked again', async () => {
    const { code, consultant, uid } = await booked();
    await service.get(Bookings).reschedule(pia, code, { startsAt: FRIDAY, reason: 'A hearing' });
    const mails = await sent(code);
    expect(told(mails)).toEqual(all(consultant, 'REQUEST CONFIRMED/BUSY 2'));
    expect(uidsOf(mails)).toEqual([uid]);
    for (const { calendar } of mails) {
      expect(calendar?.start).toEqual(FRIDAY);
      expect(calendar?.attendees.every((attendee) => attendee.endsWith(' NEEDS-ACTION'))).toBe(true);
    }
  });

  it('of another consultant: one is taken off, one is put on, and the others keep their one event', async () => {
    const { code, consultant, uid } = await booked();
    const [next] = programme.champions.filter((champion) => champion !== consultant);
    if (!next) throw new Error('There are three champions');
    await service.get(Lead).reassign(programme.lead, code, { consultantId: next.personId, reason: 'Unwell' });
    const mails = await sent(code);
    expect(told(mails)).toEqual(
      [`${nameOf(consultant)}: CANCEL -/FREE 2`, ...all(next, 'REQUEST CONFIRMED/BUSY 2')].sort(),
    );
    expect(uidsOf(mails)).toEqual([uid]);
    const off = mails.find(({ to }) => to === consultant.email)?.calendar;
    expect(off?.attendees).toEqual([consultant.email]);
    const on = mails.find(({ to }) => to === pia.email)?.calendar;
    expect(on?.attendees.join(' ')).toContain(next.email);
    expect(on?.attendees.join(' ')).not.toContain(consultant.email);
  });

  it.each(['requester', 'consultant', 'lead'])(
    'of a booking that the %s cancels: all of them',
    async (by) => {
      const { code, consultant, uid } = await booked();
      const actor = { requester: pia, consultant, lead: programme.lead }[by] ?? pia;
      const wish = by === 'requester' ? { preferredTimes: [FRIDAY], soonest: false } : null;
      await service.get(Bookings).cancel(actor, code, { reason: 'Unwell', wish });
      const mails = await sent(code);
      const next = (await journey.offer(code)).consultant;
      const cancels = mails.filter(({ calendar }) => calendar?.uid === uid);
      expect(told(cancels)).toEqual(all(consultant, 'CANCEL CANCELLED/FREE 2'));
      const fresh = mails.filter((mail) => !cancels.includes(mail));
      expect(told(fresh)).toEqual([`${nameOf(next)}: REQUEST TENTATIVE/TENTATIVE 0`]);
    },
  );

  it('of a withdrawal: whoever holds the time', async () => {
    const first = await offered();
    await service.get(Asking).withdraw(pia, first.code, 'No need');
    const mails = await sent(first.code);
    expect(told(mails)).toEqual([`${nameOf(first.consultant)}: CANCEL CANCELLED/FREE 1`]);
    // Whoever was never on the event is not on its end either.
    expect(mails[0]?.subject).toBe('no longer held for you');
    expect(mails[0]?.calendar?.attendees).toEqual([first.consultant.email]);
    const second = await booked();
    await service.get(Asking).withdraw(pia, second.code, 'No need');
    expect(told(await sent(second.code))).toEqual(all(second.consultant, 'CANCEL CANCELLED/FREE 2'));
  });

  it.each(['declined', 'expired', 'conflict'])(
    'of an offer that ends (%s): only the consultant whose it was',
    async (how) => {
      const { code, consultant, offerId, expiresAt } = await offered();
      const offers = service.get(Offers);
      if (how === 'declined')
        await offers.decline(consultant, offerId, { because: 'other', reason: 'A full week' });
      if (how === 'conflict') await offers.conflict(consultant, offerId);
      if (how === 'expired') service.clock.setTo(expiresAt);
      const mails = (await sent(code)).filter(({ subject }) => subject !== 'please answer');
      const next = (await journey.offer(code)).consultant;
      expect(told(mails)).toEqual(
        [
          `${nameOf(consultant)}: CANCEL CANCELLED/FREE 1`,
          `${nameOf(next)}: REQUEST TENTATIVE/TENTATIVE 0`,
        ].sort(),
      );
      expect(uidsOf(mails)).toHaveLength(2);
    },
  );

  it('of a conflict that shows itself late: all of them, as of any booking that is cancelled', async () => {
    const { code, consultant, uid } = await booked();
    await service.get(Offers).conflictWhenBooked(consultant, code);
    const mails = await sent(code);
    expect(told(mails.filter(({ calendar }) => calendar?.uid === uid))).toEqual(
      all(consultant, 'CANCEL CANCELLED/FREE 2'),
    );
  });

  it('of a reminder: a plain mail without a calendar part', async () => {
    const { code, consultant, remindAt } = await offered();
    service.clock.setTo(remindAt);
    expect(told(await sent(code))).toEqual([`${nameOf(consultant)}: please answer`]);
  });

  it('and nobody of the programme beside it hears anything', async () => {
    const theirs = new Journey(service, beside);
    const code = await theirs.asked(beside.practitioners[0]);
    await theirs.accept(code);
    await booked();
    const { rows } = await service.admin.query(
      `SELECT 1 FROM message m JOIN person p ON p.id = m.recipient_id WHERE p.programme_id <> m.programme_id`,
    );
    expect(rows).toEqual([]);
  });
});

describe('every message', () => {
  it('is built so that Outlook, Gmail and Apple Calendar take it, and says nothing it should not', async () => {
    const { code, consultant } = await journey.booked(pia, withColleague);
    await service.get(Bookings).reschedule(pia, code, { startsAt: FRIDAY, reason: 'A hearing' });
    await service.drain();
    await service.get(Bookings).cancel(consultant, code, { reason: 'Unwell', wish: null });
    await service.drain();
    expect(service.mailbox.messages).toHaveLength(13);
    for (const mail of service.mailbox.messages) {
      const read = await readMail(mail);
      const plain = ['text/plain', 'text/html'];
      expect(read.parts).toEqual(read.calendar ? [...plain, 'text/calendar'] : plain);
      expect(read.attachments).toBe(0);
      expect(header(mail, 'Auto-Submitted')).toBe('auto-generated');
      expect(header(mail, 'From')).toBe('"Practice consultations" <calendar@consultations.example.org>');
      expect(header(mail, 'To')).toBe(read.to);
      expect(mail.from).toMatch(/^bounces\+[0-9a-f]{40}@consultations\.example\.org$/);
      expect(
        `<${bouncedToken('bounces@consultations.example.org', mail.from)}@consultations.example.org>`,
      ).toBe(read.messageId);
      if (!read.calendar) continue;
      const { method, mimeMethod, organizer, text, uid } = read.calendar;
      expect(mimeMethod).toBe(method);
      expect(organizer).toBe(ORGANIZER);
      expect(uid).toMatch(/^[0-9a-f-]{36}@consultations\.example\.org$/);
      expect(text).toMatch(/\r\nDTSTART:\d{8}T\d{6}Z\r\n/);
      expect(text).toContain('\r\nCLASS:PRIVATE\r\n');
      expect(text).not.toMatch(/TZID|VTIMEZONE|VALARM/);
    }
    const ids = service.mailbox.messages.map((mail) => header(mail, 'Message-ID'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of one event has a higher SEQUENCE than the ones before, and a newer stamp', async () => {
    const { code, uid, consultant, mails } = await booked();
    const all = [...mails];
    for (const [minute, startsAt] of [FRIDAY, new Date('2027-03-04T11:00:00Z'), FRIDAY].entries()) {
      service.clock.setTo(new Date(TUESDAY_MORNING.getTime() + (minute + 1) * 60_000));
      await service.get(Bookings).reschedule(consultant, code, { startsAt, reason: 'A hearing' });
      all.push(...(await sent(code)));
    }
    const mine = all.filter(({ to, calendar }) => to === pia.email && calendar?.uid === uid);
    expect(mine.map(({ calendar }) => calendar?.sequence)).toEqual([1, 2, 3, 4]);
    const stamps = mine.map(({ calendar }) => calendar?.stamp.getTime() ?? 0);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect(new Set(stamps).size).toBe(4);
  });

  it('tells the time in summer as it is', async () => {
    service.clock.setTo(new Date('2027-05-27T09:00:00Z'));
    const { mails } = await booked();
    for (const { calendar } of mails) expect(calendar?.text).toContain('DTSTART:20270528T090000Z');
  });
});
