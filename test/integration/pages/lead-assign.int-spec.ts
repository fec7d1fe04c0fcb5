import { Lead } from '@case-consultation/features';
import { bodyOf } from '../../support/http/client.js';
import { errorsOf, LeadAtWork, radiosOf } from '../../support/pages/lead-pages.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { type TestPerson } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';

const FRIDAY = '2027-03-05T13:00:00.000Z';
const SATURDAY = '2027-03-06T13:00:00.000Z';

let work: LeadAtWork;
let pia: TestPerson;

beforeAll(async () => {
  work = await LeadAtWork.start();
});
beforeEach(async () => {
  await work.begin();
  [pia] = work.programme.practitioners;
});
afterAll(() => work.stop());

const assigning = (code: string, person: TestPerson, reason = '') =>
  work.service.get(Lead).assign(person, code, {
    consultantId: work.programme.champions[2].personId,
    startsAt: new Date(FRIDAY),
    reason,
  });

/** The page on which a consultant is chosen for Friday. */
async function candidatesOn(code: string, time = FRIDAY): Promise<ReadPage> {
  return work.visitor.submit(await work.visitor.get(`/consultations/${code}/assign`), { time });
}

describe('asking a consultant', () => {
  it('begins with the times wished for, then those that are free, and how many can', async () => {
    const code = await aSubmittedRequest(work.service, pia, {
      preferredTimes: [new Date(FRIDAY)],
      soonest: false,
    });
    const page = await work.visitor.get(`/consultations/${code}/assign`);
    expect([page.status, page.heading]).toEqual([200, 'Ask a consultant']);
    const times = Object.entries(radiosOf(page, 'time'));
    expect(times[0]).toEqual([FRIDAY, 'Friday 5 March 2027, 1:00pm to 2:00pm']);
    expect(page.text).toContain('Week of Monday 1 March 2027');
    expect(page.text).toContain('4 consultants can.');
    // No notice is needed: this very morning is among them, as soon as it can be answered.
    expect(page.text).toContain('Every time below leaves the consultant a working hour, or more, to answer.');
    expect(times.map(([value]) => value)).toContain('2027-03-02T11:00:00.000Z');
    expect(times.map(([value]) => value)).not.toContain('2027-03-02T10:30:00.000Z');

    // A week at a time; what is selected stays selected.
    expect(times.map(([value]) => value).every((value) => value < '2027-03-08')).toBe(true);
    const later = await work.visitor.submit(page, { time: FRIDAY, week: '2027-03-08' });
    expect([later.status, later.heading]).toEqual([200, 'Ask a consultant']);
    expect(later.text).toContain('Week of Monday 8 March 2027');
    expect(later.fields).toMatchObject({ time: FRIDAY });
    expect(Object.keys(radiosOf(later, 'time'))).toContain('2027-03-09T10:00:00.000Z');
    const next = await work.visitor.submit(later, { time: '2027-03-09T10:00:00.000Z' });
    expect(next.text).toContain('For Tuesday 9 March 2027, 10:00am to 11:00am.');
  });

  it('shows who can and who cannot and why, and asks the one chosen', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    const [ada, bea, cal] = work.programme.champions;
    await work.service
      .get(Lead)
      .assign(work.programme.lead, await aSubmittedRequest(work.service, work.programme.practitioners[1]), {
        consultantId: bea.personId,
        startsAt: new Date(FRIDAY),
        reason: '',
      });
    const page = await candidatesOn(code);
    expect([page.status, page.heading]).toEqual([200, 'Whom do you want to ask?']);
    expect(page.text).toContain('For Friday 5 March 2027, 1:00pm to 2:00pm.');
    expect(radiosOf(page, 'consultantId')).toEqual({
      [ada.personId]: 'Ada Champion',
      [cal.personId]: 'Cal Champion',
      [work.programme.lead.personId]: 'Lena Lead',
    });
    expect(page.text).toContain('Bea Champion is not free for the whole session and the time after it.');
    expect(page.fields).not.toHaveProperty('reason');

    const done = await work.visitor.submit(page, { consultantId: cal.personId });
    expect([done.status, done.path, done.notice]).toEqual([
      200,
      `/consultations/${code}`,
      'The consultant has been asked.',
    ]);
    expect(await work.journey.offer(code)).toMatchObject({ consultant: cal, startsAt: new Date(FRIDAY) });

    // The button pressed twice, or the page gone back to: what was done stands.
    const again = await work.visitor.submit(page, { consultantId: ada.personId });
    expect(again.status).toBe(422);
    expect(errorsOf(again)).toEqual(['Say why the open offer is withdrawn']);
    expect((await work.journey.offers(code)).map(({ status }) => status)).toEqual(['open']);
  });

  it('says what speaks for each, whom the rules would ask first before the others', async () => {
    const [ada, bea, cal] = work.programme.champions;
    await work.service.admin.query('UPDATE consultant SET specialisms = $2 WHERE person_id = $1', [
      cal.personId,
      ['see-the-pattern'],
    ]);
    const code = await aSubmittedRequest(work.service, pia, { purposes: ['see-the-pattern'] });
    const page = await candidatesOn(code);
    expect(Object.keys(radiosOf(page, 'consultantId'))[0]).toBe(cal.personId);
    expect(page.text).toContain('Is strong in one of the things asked for. ');
    expect(page.text).toMatch(/in 8 weeks, (those|and none) to come.*, with room for \d+/);
    const { items } = await bodyOf(
      (await work.api.as(work.programme, work.programme.lead)).get<{
        items: { consultant: { id: string }; speaksFor: string[] }[];
      }>(`/api/v1/consultations/${code}/candidates?startsAt=${FRIDAY}`),
    );
    expect(items[0]).toMatchObject({
      consultant: { id: cal.personId },
      speaksFor: ['is strong in one of the things asked for'],
    });
    for (const { personId } of [ada, bea])
      expect(items.find(({ consultant }) => consultant.id === personId)?.speaksFor).toEqual([]);
  });

  it('keeps what was typed when something is missing', async () => {
    const code = await work.journey.asked(pia);
    const start = await work.visitor.get(`/consultations/${code}/assign`);
    for (const time of ['', 'tomorrow']) {
      const page = await work.visitor.submit(start, { time });
      expect([page.status, errorsOf(page)]).toEqual([422, ['Select a time']]);
      expect(page.title).toMatch(/^Error: /);
    }
    const page = await candidatesOn(code);
    expect(page.text).toContain('has been asked and has not answered yet. That offer is withdrawn');
    const nobody = await work.visitor.submit(page, { reason: 'Knows the agency' });
    expect([nobody.status, errorsOf(nobody)]).toEqual([422, ['Select a consultant']]);
    expect(nobody.fields).toMatchObject({ reason: 'Knows the agency' });
    const [ada] = work.programme.champions;
    const silent = await work.visitor.submit(page, { consultantId: ada.personId, reason: ' ' });
    expect(errorsOf(silent)).toEqual(['Say why the open offer is withdrawn']);
    expect(silent.fields).toMatchObject({ consultantId: ada.personId });
    const long = await work.visitor.submit(page, { consultantId: ada.personId, reason: 'a'.repeat(501) });
    expect(errorsOf(long)).toEqual(['Keep the reason to 500 characters or fewer']);
    const stranger = { consultantId: work.beside.champions[0].personId, reason: 'Theirs' };
    const refused = await work.visitor.submit(page, stranger);
    expect(refused.status).toBe(409);
    expect(errorsOf(refused)[0]).toContain('cannot take it at that time');
    expect(refused.fields).toMatchObject({ reason: 'Theirs' });
    expect(await work.journey.offers(code)).toHaveLength(1);
  });

  it('leads back to the times for one that is none, or over', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    for (const time of [
      '',
      '?time=soon',
      '?time=2027-03-02T08:00:00.000Z',
      '?time=2027-03-02T10:30:00.000Z',
    ]) {
      const page = await work.visitor.get(`/consultations/${code}/assign/consultant${time}`);
      expect(page.heading).toBe('Ask a consultant');
    }
    const saturday = await work.visitor.get(`/consultations/${code}/assign/consultant?time=${SATURDAY}`);
    expect(saturday.text).toContain('Nobody can take it at that time.');
    expect(Object.keys(radiosOf(saturday, 'consultantId'))).toEqual([]);
  });

  it('overwrites nothing when another lead was quicker, and says what is so now', async () => {
    const { deputy, champions } = work.programme;
    const [ada] = champions;
    const code = await aSubmittedRequest(work.service, pia);
    const page = await candidatesOn(code);
    await assigning(code, deputy);
    const late = await work.visitor.submit(page, { consultantId: ada.personId, reason: 'I know best' });
    expect(late.status).toBe(409);
    expect(errorsOf(late)[0]).toMatch(
      /^Somebody changed this while you had the page open, so nothing was done\. Cal Champion has been asked for Friday 5 March 2027/,
    );
    expect(late.fields).toMatchObject({ consultantId: ada.personId, reason: 'I know best' });
    expect((await work.journey.offer(code)).consultant.name).toBe('Cal Champion');

    // Having seen that, the lead may still decide so.
    const done = await work.visitor.submit(late);
    expect(done.notice).toBe('The consultant has been asked.');
    expect((await work.journey.offer(code)).consultant).toBe(ada);
  });

  it('is not there any more once it is booked, and what was typed is shown', async () => {
    const code = await work.journey.asked(pia);
    const page = await candidatesOn(code);
    const consultant = await work.journey.accept(code);
    const [ada] = work.programme.champions;
    const late = await work.visitor.submit(page, {
      consultantId: ada.personId,
      reason: 'Ada knows the school',
    });
    expect([late.status, late.heading]).toEqual([409, 'It has changed meanwhile']);
    expect(late.text).toContain(`Booked for Wednesday 3 March 2027, 10:00am to 11:00am: ${consultant.name}`);
    expect(late.text).toContain('Ada knows the school');
    const shown = await work.visitor.get(`/consultations/${code}/assign`);
    expect([shown.status, shown.heading]).toEqual([200, 'That cannot be done now']);
  });

  it('of a restricted one names the champion by choosing them', async () => {
    const [ada, , cal] = work.programme.champions;
    const code = await work.journey.asked(pia, { familyWorksForAgency: true });
    const page = await candidatesOn(code);
    expect(page.text).toContain('This is restricted');
    expect(Object.keys(radiosOf(page, 'consultantId'))).toContain(ada.personId);
    expect(Object.keys(radiosOf(page, 'consultantId'))).not.toContain(cal.personId);
    expect(page.text).toContain('Cal Champion may not see it, because it is restricted');
  });
});

describe('taking it', () => {
  it('books it with the lead at a time of their own', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    const page = await work.open(code, 'take');
    expect(page.heading).toBe('Take it yourself');
    const times = Object.keys(radiosOf(page, 'time'));
    const missing = await work.visitor.submit(page, {});
    expect(errorsOf(missing)).toEqual([
      'Select a time',
      'Say that you have no conflict, or ask a consultant instead',
    ]);
    const noWord = await work.visitor.submit(page, { time: FRIDAY });
    expect(noWord.status).toBe(422);
    expect(noWord.fields).toMatchObject({ time: FRIDAY });
    expect((await work.journey.state(code)).status).toBe('waiting');

    const [time = ''] = times;
    const done = await work.visitor.submit(noWord, { time, noConflict: 'yes' });
    expect([done.path, done.notice]).toEqual([
      `/consultations/${code}`,
      'It is yours, and booked. Everyone who attends has been told.',
    ]);
    expect(await work.journey.state(code)).toMatchObject({
      status: 'booked',
      consultantId: work.programme.lead.personId,
    });
    const twice = await work.visitor.submit(noWord, { time, noConflict: 'yes' });
    expect([twice.status, twice.heading]).toEqual([409, 'It has changed meanwhile']);
  });

  it('needs a reason for an open offer that it withdraws', async () => {
    const code = await work.journey.asked(pia);
    const { consultant } = await work.journey.offer(code);
    const page = await work.visitor.get(`/consultations/${code}/take`);
    expect(page.text).toContain(`${consultant.name} has been asked and has not answered yet.`);
    const silent = await work.visitor.submit(page, { time: FRIDAY, noConflict: 'yes' });
    expect(errorsOf(silent)).toEqual(['Say why the open offer is withdrawn']);
    expect(silent.fields).toMatchObject({ time: FRIDAY, noConflict: ['yes'] });
    await work.visitor.submit(silent, { reason: 'It is urgent' });
    expect((await work.journey.state(code)).status).toBe('booked');
    expect((await work.journey.offers(code)).map(({ status }) => status)).toEqual(['withdrawn', 'accepted']);
  });

  it('offers other times when the time has gone meanwhile, and keeps the rest', async () => {
    const second = await work.journey.asked(pia);
    const first = await aSubmittedRequest(work.service, pia);
    const page = await work.visitor.get(`/consultations/${second}/take`);
    await work.service.get(Lead).take(work.programme.lead, first, {
      startsAt: new Date(FRIDAY),
      noConflict: true,
      reason: '',
    });
    const late = await work.visitor.submit(page, { time: FRIDAY, noConflict: 'yes', reason: 'It is urgent' });
    expect(late.status).toBe(409);
    expect(errorsOf(late)).toHaveLength(1);
    expect(late.fields).toEqual({ noConflict: ['yes'], reason: 'It is urgent' });
    expect(Object.keys(radiosOf(late, 'time'))).not.toContain(FRIDAY);
  });

  it('is explained to a lead who was asked before and said no', async () => {
    const code = await work.withLead(pia);
    const page = await work.visitor.get(`/consultations/${code}/take`);
    expect(page.text).toContain('Lena Lead was offered this consultation and did not take it.');
    const sent = await work.visitor.submit(page, { time: FRIDAY });
    expect([sent.status, errorsOf(sent).length]).toEqual([422, 1]);
  });

  it('is not offered to a lead who holds none, nor to the one who asked', async () => {
    const code = await work.withLead(pia);
    const deputy = await work.as(work.programme.deputy);
    for (const path of [`/consultations/${code}`, `/consultations/${code}/assign`, '/board/with-lead']) {
      const page = await deputy.get(path);
      expect([page.status, page.html.includes(`/consultations/${code}/take`)]).toEqual([200, false]);
    }
    expect((await deputy.get(`/consultations/${code}/take`)).heading).toBe('That cannot be done now');
    work.visitor = await work.as(work.programme.lead);
    expect((await work.visitor.get(`/consultations/${code}`)).link('Take it yourself')).toBe(
      `/consultations/${code}/take`,
    );
    const own = await aSubmittedRequest(work.service, work.programme.lead);
    expect((await work.visitor.get(`/consultations/${own}/take`)).heading).toBe('That cannot be done now');
  });
});
