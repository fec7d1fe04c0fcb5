import { Attendees, Asking, ConsultationQueries, Lead } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { mailsTo, type ReadMail, readMail } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let attendees: Attendees;
let pia: TestPerson;

const SAM = 'sam.colleague@elmbrook.example.org';
const LEE = 'lee.colleague@elmbrook.example.org';
const KIT = 'kit.colleague@elmbrook.example.org';
const add = (...emails: string[]) => ({ add: emails, remove: [] });
const remove = (...emails: string[]) => ({ add: [], remove: emails });

beforeAll(async () => {
  service = await TestService.start();
  attendees = service.get(Attendees);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const listOf = async (code: string) => {
  const shown = await service.get(ConsultationQueries).get(pia, code);
  return 'attendees' in shown ? shown.attendees : null;
};

/** Everything that was sent about one consultation since the last look. */
async function sent(code: string): Promise<ReadMail[]> {
  await service.drain();
  const mails = await Promise.all(
    service.mailbox.messages.filter(({ raw }) => raw.includes(code)).map(readMail),
  );
  service.mailbox.clear();
  return mails;
}
const told = (mails: readonly ReadMail[]) =>
  mails
    .map(({ to, subject, calendar }) => {
      const what = calendar && `${calendar.method} ${calendar.status ?? '-'} ${calendar.sequence}`;
      return `${to.split('@')[0]}: ${what ?? subject}`;
    })
    .sort();

describe('others who attend a booked consultation', () => {
  it('are invited when they are added, and taken off with a CANCEL of their own; nobody else is written to', async () => {
    const { code, consultant } = await journey.booked(pia, { attendees: [SAM] });
    const [before] = await sent(code);
    const uid = before?.calendar?.uid;

    await attendees.change(pia, code, add(` ${LEE.toUpperCase()} `, KIT));
    const invited = await sent(code);
    expect(told(invited)).toEqual([
      'kit.colleague: REQUEST CONFIRMED 2',
      'lee.colleague: REQUEST CONFIRMED 2',
    ]);
    for (const { calendar } of invited) {
      expect(calendar?.uid).toBe(uid);
      expect(calendar?.attendees.map((one) => one.split(' ')[0])).toEqual(
        [consultant.email, pia.email, SAM, LEE, KIT].sort(),
      );
    }
    expect(await listOf(code)).toEqual([KIT, LEE, SAM]);

    await attendees.change(programme.lead, code, remove(SAM, KIT));
    const off = await sent(code);
    expect(told(off)).toEqual(['kit.colleague: CANCEL - 3', 'sam.colleague: CANCEL - 3']);
    for (const { to, calendar } of off) expect(calendar?.attendees).toEqual([to]);

    await attendees.change(pia, code, add(SAM));
    expect(told(await sent(code))).toEqual(['sam.colleague: REQUEST CONFIRMED 4']);
    expect((await journey.state(code)).booking?.sequence).toBe(4);
    expect((await journey.events(code)).filter((event) => event === 'attendees-changed')).toHaveLength(3);
  });

  it('are not invited for a change that was taken back before it left', async () => {
    const { code } = await journey.booked(pia);
    await sent(code);
    await attendees.change(pia, code, add(LEE));
    await attendees.change(pia, code, remove(LEE));
    expect(told(await sent(code))).toEqual([]);
  });

  it('never take the requester or the consultant off their own booking', async () => {
    const { code, consultant } = await journey.booked(pia, { attendees: [pia.email] });
    await sent(code);
    await attendees.change(pia, code, { add: [consultant.email], remove: [pia.email] });
    expect(told(await sent(code))).toEqual([]);
    await attendees.change(pia, code, remove(consultant.email));
    expect(told(await sent(code))).toEqual([]);
  });

  it('stay as they are when nothing is changed', async () => {
    const { code } = await journey.booked(pia, { attendees: [SAM] });
    const { version } = await journey.state(code);
    await attendees.change(pia, code, add(SAM.toUpperCase()));
    await attendees.change(pia, code, remove(KIT));
    await attendees.set(pia, code, [SAM], version);
    expect((await journey.state(code)).version).toBe(version);
  });
});

describe('others who attend what is not booked yet', () => {
  it('hear with everybody else that it is being arranged, once', async () => {
    const code = await aSubmittedRequest(service, pia, {});
    await attendees.change(pia, code, add(SAM));
    expect(mailsTo(service, SAM, code)).toEqual([]);
    expect(told(await sent(code)).filter((line) => line.startsWith('sam'))).toEqual([
      'sam.colleague: we are arranging it',
    ]);
    await attendees.change(pia, code, add(LEE));
    expect(told(await sent(code))).toEqual(['lee.colleague: we are arranging it']);
    await attendees.change(pia, code, remove(LEE));
    await attendees.change(pia, code, add(LEE));
    expect(told(await sent(code))).toEqual([]);
    const consultant = await journey.accept(code);
    expect(told(await sent(code))).toEqual(
      [consultant.email, pia.email, SAM, LEE]
        .map((email) => `${email.split('@')[0]}: REQUEST CONFIRMED 1`)
        .sort(),
    );
  });
});

describe('who attends', () => {
  it('is said by the requester and the lead alone, from submission until it begins', async () => {
    const { code, consultant } = await journey.booked(pia);
    expect(await codeFrom(attendees.change(consultant, code, add(SAM)))).toBe('not-your-task');
    const strangers = [
      programme.practitioners[1],
      ...programme.champions.filter((champion) => champion !== consultant),
      beside.lead,
      beside.practitioners[0],
    ];
    for (const stranger of strangers) {
      expect(await codeFrom(attendees.change(stranger, code, add(SAM)))).toBe('not-found');
      expect(await codeFrom(attendees.set(stranger, code, [SAM], 1))).toBe('not-found');
    }
    const draft = await service.get(Asking).start(pia, aRequest());
    expect(await codeFrom(attendees.change(pia, draft.code, add(SAM)))).toBe('wrong-state');
    expect(await codeFrom(attendees.change(programme.lead, draft.code, add(SAM)))).toBe('not-found');
    service.clock.setTo(new Date('2027-03-03T10:00:00Z'));
    expect(await codeFrom(attendees.change(pia, code, add(SAM)))).toBe('wrong-state');
    expect(await listOf(code)).toEqual([]);
  });

  it('is a work address of the programme, once, and up to ten', async () => {
    const { code } = await journey.booked(pia, { attendees: [SAM] });
    const refusal = (...emails: string[]) => refusalFrom(attendees.change(pia, code, add(...emails)));
    expect(await refusal('sam@example.com')).toMatchObject({
      code: 'email-not-allowed',
      field: 'attendees/1',
    });
    expect(await refusal('sam')).toMatchObject({ code: 'email-not-allowed' });
    expect(await refusal('')).toMatchObject({ code: 'email-not-allowed' });
    expect(await refusal(`a@elmbrook.example.org\r\nBcc: b@example.com`)).toMatchObject({
      code: 'email-not-allowed',
    });
    expect(await refusal(LEE, LEE)).toMatchObject({ code: 'invalid-input', field: 'attendees/2' });
    const many = Array.from({ length: 10 }, (_, i) => `person${i}@elmbrook.example.org`);
    expect(await refusal(...many)).toMatchObject({ code: 'invalid-input', field: 'attendees' });
    expect(await listOf(code)).toEqual([SAM]);
    await attendees.change(pia, code, add(...many.slice(1)));
    expect(await listOf(code)).toHaveLength(10);
  });

  it('is nobody who must not see the case', async () => {
    const [, quin] = programme.practitioners;
    const { code } = await journey.booked(pia, { conflictPersonIds: [quin.personId] });
    expect(await refusalFrom(attendees.change(pia, code, add(LEE, quin.email)))).toMatchObject({
      code: 'invalid-input',
      field: 'attendees/1',
    });
    expect(await listOf(code)).toEqual([]);
  });

  it('is not overwritten by an older list, and two who add at once both count', async () => {
    const { code } = await journey.booked(pia);
    const { version } = await journey.state(code);
    await Promise.all([
      attendees.change(pia, code, add(SAM)),
      attendees.change(programme.lead, code, add(LEE)),
    ]);
    expect(await listOf(code)).toEqual([LEE, SAM]);
    expect(await codeFrom(attendees.set(pia, code, [KIT], version))).toBe('changed-meanwhile');
    const now = (await journey.state(code)).version;
    const both = await Promise.allSettled([
      attendees.set(pia, code, [KIT], now),
      attendees.set(programme.lead, code, [], now),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('goes with the booking when somebody else takes it over', async () => {
    const { code, consultant } = await journey.booked(pia);
    await attendees.change(pia, code, add(SAM));
    await sent(code);
    const [next] = programme.champions.filter((champion) => champion !== consultant);
    await service.get(Lead).reassign(programme.lead, code, {
      consultantId: next?.personId ?? '',
      reason: 'Unwell',
    });
    expect(told(await sent(code)).filter((line) => line.startsWith('sam'))).toEqual([
      'sam.colleague: REQUEST CONFIRMED 3',
    ]);
  });
});
