import { Asking, ConsultationQueries, Lead, Offers } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let elsewhere: TestProgramme;
let journey: Journey;
const QUESTION = 'How do I keep the focus on his behaviour?';

const as = (person: TestPerson): Promise<PageVisitor> => signedIn(api, programme, person);

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service, { champions: { weeklyCap: 40 } });
  elsewhere = await aProgramme(service);
  journey = new Journey(service, programme);
});
beforeEach(() => {
  service.clock.setTo(TUESDAY_MORNING);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

describe('the page of a consultation', () => {
  it('begins with where it stands and what happens next, for each who may see it', async () => {
    const { lead, practitioners } = programme;
    const [pia] = practitioners;
    const { code, consultant } = await journey.booked(pia, { question: QUESTION });
    const { booking } = await journey.state(code);
    const time = booking?.startsAt.getTime() ?? 0;

    const mine = await (await as(pia)).get(`/consultations/${code}`);
    expect([mine.status, mine.heading]).toEqual([200, `Consultation ${code} Booked`]);
    expect(mine.text).toMatch(
      new RegExp(
        `Booked for Wednesday 3 March 2027, 10:00am to 11:00am, with ${consultant.name}\\. What happens next`,
      ),
    );
    expect(time).toBe(new Date('2027-03-03T10:00:00Z').getTime());
    expect(mine.text).toContain(QUESTION);
    expect(mine.summary['Case reference']).toBe('C-2027-1042');
    expect(mine.link('Move it to another time')).toBe(`/consultations/${code}/reschedule`);
    expect(mine.links.map(({ text }) => text)).not.toContain('See how it was routed');

    const theirs = await (await as(consultant)).get(`/consultations/${code}`);
    expect(theirs.text).toContain(`with ${pia.name}. What happens next`);
    expect(theirs.text).toContain(QUESTION);
    expect(theirs.link('Say that you have a conflict')).toBe(`/consultations/${code}/conflict`);

    const leads = await (await as(lead)).get(`/consultations/${code}`);
    expect(leads.text).toContain(`${consultant.name} with ${pia.name}. What happens next`);
    expect(leads.link('Give it to another consultant')).toBe(`/consultations/${code}/reassign`);
  });

  it('is not there for anybody else, nor signed out', async () => {
    const { code } = await journey.booked(programme.practitioners[0]);
    const other = await as(programme.practitioners[1]);
    expect((await other.get(`/consultations/${code}`)).status).toBe(404);
    const away = await signedIn(api, elsewhere, elsewhere.lead);
    expect((await away.get(`/consultations/${code}`)).status).toBe(404);
    const stranger = await aStranger(api).once('GET', `/consultations/${code}`);
    expect(stranger.headers.get('location')).toBe(
      `/sign-in?to=${encodeURIComponent(`/consultations/${code}`)}`,
    );
  });

  it('leads the author of a draft on to asking, and hides it from all others', async () => {
    const [pia] = programme.practitioners;
    const { code } = await service.get(Asking).start(pia, aRequest());
    const answer = await (await as(pia)).once('GET', `/consultations/${code}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/consultations/${code}/ask`]);
    expect((await (await as(programme.lead)).get(`/consultations/${code}`)).status).toBe(404);
  });

  it('leads the one who is asked to the offer, and does not say to the requester who that is', async () => {
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    const offer = await journey.offer(code);
    const answer = await (await as(offer.consultant)).once('GET', `/consultations/${code}`);
    expect(answer.headers.get('location')).toBe(`/offers/${offer.id}`);

    const mine = await (await as(pia)).get(`/consultations/${code}`);
    expect(mine.text).toContain('A consultant has been asked for Wednesday 3 March 2027');
    expect(mine.text).toContain('A consultant was asked');
    expect(mine.text).not.toContain(offer.consultant.name);
    const leads = await (await as(programme.lead)).get(`/consultations/${code}`);
    expect(leads.text).toContain(`${offer.consultant.name} was asked`);
  });

  it('tells nobody but the leads who said no, and why', async () => {
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    const { id, consultant } = await journey.offer(code);
    const reason = 'I am snowed under';
    await service.get(Offers).decline(consultant, id, { because: 'no-room-this-week', reason });
    await service.drain();
    const mine = await (await as(pia)).get(`/consultations/${code}`);
    expect(mine.text).toContain('They could not take it');
    expect(mine.text).not.toContain(consultant.name);
    expect(mine.text).not.toContain(reason);
    expect(mine.text).not.toContain('no room');
    const leads = await (await as(programme.lead)).get(`/consultations/${code}`);
    expect(leads.text).toContain(`${consultant.name} could not take it`);
    expect(leads.text).toContain(reason);
  });

  it('shows only the outline to a consultant who has yet to say whether they have a conflict', async () => {
    const auto = await aProgramme(service, { champions: { autoAccept: true, weeklyCap: 40 } });
    const [pia] = auto.practitioners;
    const code = await new Journey(service, auto).asked(pia, { question: QUESTION });
    const { consultant } = await service.get(ConsultationQueries).get(pia, code);
    const visitor = await signedIn(api, auto, auto.person(consultant?.id));
    const page = await visitor.get(`/consultations/${code}`);
    expect([page.status, page.heading]).toEqual([200, 'Do you have a conflict?']);
    expect(page.summary).toEqual({
      When: 'Wednesday 3 March 2027, 10:00am to 11:00am',
      How: 'Video call',
      Agency: 'Elmbrook children’s services',
      Stage: 'Assessment',
      Priority: 'Priority 3, usual',
      'What it is for': 'See the pattern of behaviour',
    });
    for (const hidden of [QUESTION, pia.name, 'C-2027-1042']) expect(page.text).not.toContain(hidden);
    expect(page.link('I have no conflict')).toBe(`/consultations/${code}/no-conflict`);
    expect(page.link('I have a conflict')).toBe(`/consultations/${code}/conflict`);
    for (const verb of ['attendees', 'print', 'review'])
      expect((await visitor.get(`/consultations/${code}/${verb}`)).status).toBeGreaterThanOrEqual(403);
    // Whoever falls ill says so first and reads later: neither page has anything of the case.
    for (const verb of ['reschedule', 'cancel']) {
      const moving = await visitor.get(`/consultations/${code}/${verb}`);
      expect(moving.status).toBe(200);
      for (const hidden of [QUESTION, 'C-2027-1042']) expect(moving.text).not.toContain(hidden);
    }
  });

  it('names the people in what has happened, and shows who opened it', async () => {
    const [pia] = programme.practitioners;
    const { code, consultant } = await journey.booked(pia);
    const visitor = await as(programme.lead);
    await visitor.get(`/consultations/${code}`);
    const page = await visitor.get(`/consultations/${code}`);
    const events = page
      .$('.moj-timeline__title')
      .map((_, title) => page.$(title).text())
      .get();
    expect(events.at(0)).toBe(`Booked with ${consultant.name}`);
    expect(events.at(-1)).toBe('Request sent');
    expect(page.$('details tbody tr').text()).toContain(programme.lead.name);
    expect(page.html).not.toMatch(/offer-accepted|in-person|with_lead|[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('says why it was turned down and where to turn instead', async () => {
    const [pia] = programme.practitioners;
    const code = await aSubmittedRequest(service, pia);
    const answer = { reason: 'Not a matter for us', signpost: 'The housing line' };
    await service.get(Lead).turnDown(programme.lead, code, answer);
    const page = await (await as(pia)).get(`/consultations/${code}`);
    expect(page.text).toContain('Not a matter for us Where to turn instead: The housing line');
  });
});

describe('my requests', () => {
  it('are drafts first, then what is open, then what is over, page by page, each in plain words', async () => {
    const ros = await programme.addPerson({ name: 'Ros Practitioner', roles: ['practitioner'] });
    const asking = service.get(Asking);
    const { code: deleted } = await asking.start(ros, aRequest());
    await asking.withdraw(ros, deleted, '');
    const over: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      const code = await aSubmittedRequest(service, ros);
      await asking.withdraw(ros, code, 'No longer needed');
      over.push(code);
    }
    const { code: booked, consultant } = await journey.booked(ros);
    const { code: draft } = await asking.start(ros, aRequest());
    const visitor = await as(ros);
    const page = await visitor.get('/requests');
    expect(page.heading).toBe('My requests');
    expect(page.link('Ask for a consultation')).toBe('/requests/new');
    expect(
      page
        .$('main h2')
        .map((_, h) => page.$(h).text())
        .get(),
    ).toEqual(['Drafts', 'Open requests', 'Past requests']);
    expect(page.link(`Go on with ${draft}`)).toBe(`/consultations/${draft}/ask`);
    expect(page.link(booked)).toBe(`/consultations/${booked}`);
    expect(page.text).toMatch(
      new RegExp(`Booked for Wednesday 3 March 2027, [^.]+, with ${consultant.name}\.`),
    );
    expect(page.text).not.toContain(deleted);
    const seen = (list: typeof page) => over.filter((code) => list.links.some(({ text }) => text === code));
    const next = await visitor.get(page.link(/More requests/));
    expect([...seen(page), ...seen(next)].sort()).toEqual([...over].sort());
    expect(seen(page)).toHaveLength(18);
    expect(next.link(/To the start/)).toBe('/requests');
  });

  it('are nobody else’s, and a place that is none is no page', async () => {
    const { code } = await journey.booked(programme.practitioners[0]);
    const page = await (await as(programme.practitioners[1])).get('/requests');
    expect(page.text).not.toContain(code);
    expect((await (await as(programme.practitioners[0])).get('/requests?from=nonsense')).status).toBe(400);
  });
});
