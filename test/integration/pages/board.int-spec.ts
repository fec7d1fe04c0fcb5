import { Actions, Bookings, Offers } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { codesOf, countsOf, rowsOf } from '../../support/pages/board-rows.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

const LISTS = [
  ['/board/waiting', 'Waiting for a consultant', 'Nothing waits for a consultant just now.'],
  ['/board/with-lead', 'With the lead', 'Nothing is with the lead just now.'],
  ['/board/offers', 'Offers open', 'No offer is open just now.'],
  ['/board/this-week', 'This week', 'Nothing is booked in this week.'],
  ['/board/records', 'Records owed', 'No record is owed.'],
  ['/board/actions', 'Actions overdue', 'No action is overdue.'],
  ['/board/tasks', 'Tasks for the lead', 'There is no task just now.'],
] as const;

let service: TestService;
let api: TestApi;
let beside: TestProgramme;
let programme: TestProgramme;
let journey: Journey;
let visitor: PageVisitor;
let pia: TestPerson;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  visitor = await signedIn(api, programme, programme.lead);
  [pia] = programme.practitioners;
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

/** The page as the lead sees it who has just signed in: a session does not outlast a jump of the clock. */
async function open(path: string) {
  visitor = await signedIn(api, programme, programme.lead);
  return visitor.get(path);
}

async function declinedByAll(requester: TestPerson): Promise<string> {
  const code = await journey.asked(requester);
  while ((await journey.state(code)).status === 'offered') {
    const { id, consultant } = await journey.offer(code);
    await service.get(Offers).decline(consultant, id, { because: 'not-the-right-person', reason: null });
    await service.drain();
  }
  return code;
}

describe('the board', () => {
  it('is for leads: to anybody else there is no such page', async () => {
    for (const person of [pia, programme.champions[0]]) {
      const other = await signedIn(api, programme, person);
      for (const path of ['/board', ...LISTS.map(([list]) => list)]) {
        const page = await other.get(path);
        expect([page.status, page.heading]).toEqual([404, 'Page not found']);
      }
    }
    expect((await aStranger(api).get('/board/waiting')).heading).toBe('Sign in');
  });

  it.each(LISTS)('%s says in plain words that there is nothing', async (path, heading, empty) => {
    const page = await visitor.get(path);
    expect([page.status, page.heading]).toEqual([200, heading]);
    expect(page.title).toBe(`${heading} – Practice consultations`);
    expect(page.text).toContain(empty);
    expect(page.$('table')).toHaveLength(0);
    expect(page.$('.app-board-nav [aria-current=page]').attr('href')).toBe(path);
  });

  it('shows the counts and the most pressing few, each leading on', async () => {
    service.clock.setTo(new Date('2027-02-01T09:00:00Z'));
    const late = await declinedByAll(pia);
    service.clock.setTo(TUESDAY_MORNING);
    const [, quin, rio] = programme.practitioners;
    const waits = [];
    for (let n = 0; n < 4; n += 1) waits.push(await aSubmittedRequest(service, quin));
    await service.admin.query(`DELETE FROM outbox`);
    const offered = await journey.asked(rio, { stage: 'section-47' });

    const page = await open('/board');
    expect([page.status, page.heading]).toEqual([200, 'Board']);
    expect(page.text).toContain('Tuesday 2 March 2027');
    expect(countsOf(page)).toEqual({
      Overview: '',
      Waiting: '4',
      'With the lead': '1',
      Offers: '1',
      'This week': '0',
      Records: '0',
      Overdue: '0',
      Tasks: '1',
      Alerts: '',
      Cover: '',
      Demand: '',
      'Not met': '',
    });
    const block = (id: string) => page.$(`section[aria-labelledby=${id}]`).text().replace(/\s+/g, ' ');
    expect(block('waiting')).toContain('See all 4');
    expect(waits.filter((code) => block('waiting').includes(code))).toHaveLength(3);
    expect(block('with-lead')).toContain(late);
    expect(block('with-lead')).toMatch(/Past by 11 working days/);
    expect(block('offers')).toContain(offered);
    expect(block('records')).toContain('No record is owed.');
    const figures = page
      .$('.app-board-figures tbody tr')
      .get()
      .map((row) =>
        page
          .$(row)
          .find('.app-board-figures__link, .app-board-figures__none')
          .map((_, figure) => Number.parseInt(page.$(figure).text(), 10))
          .get(),
      );
    // Priority 1, 2 and 3; past target; target near; all.
    expect(figures).toEqual([
      [0, 0, 4, 0, 0, 4],
      [0, 0, 1, 1, 0, 1],
    ]);
    expect(codesOf(await visitor.get('/board/waiting?priority=P3'))).toHaveLength(4);
    const past = await visitor.get(page.link('1 with the lead: past target'));
    expect(past.text).toContain('Showing only: Past target');
    expect(codesOf(past)).toEqual([late]);
    for (const none of ['/board/with-lead?target=near', '/board/waiting?target=past'])
      expect(codesOf(await visitor.get(none))).toEqual([]);
  });

  it('leads from the targets that are near to just these', async () => {
    const code = await aSubmittedRequest(service, pia);
    for (const [day, near, past] of [
      ['2027-03-12', 0, 0],
      ['2027-03-15', 1, 0],
      ['2027-03-16', 1, 0],
      ['2027-03-17', 0, 1],
    ] as const) {
      service.clock.setTo(new Date(`${day}T09:00:00Z`));
      const page = await open('/board');
      const figures = { near: /^1 waiting: target near$/, past: /^1 waiting: past target$/ };
      for (const [target, n] of Object.entries({ near, past })) {
        const shown = page.links.filter(({ text }) => figures[target as 'near' | 'past'].test(text));
        expect(shown.map(({ href }) => href)).toEqual(n === 0 ? [] : [`/board/waiting?target=${target}`]);
        const listed = codesOf(await visitor.get(`/board/waiting?target=${target}`));
        expect({ day, target, listed }).toEqual({ day, target, listed: n === 0 ? [] : [code] });
      }
    }
  });
});

describe('what each list tells of a consultation', () => {
  it('that waits: priority, working days left, who asks, and the wish', async () => {
    const times = [new Date('2027-03-04T10:00:00Z'), new Date('2027-03-05T10:00:00Z')];
    const code = await aSubmittedRequest(service, pia, { preferredTimes: times, soonest: false });
    const [row] = rowsOf(await visitor.get('/board/waiting'));
    expect(row).toEqual({
      Consultation: `${code} Video call`,
      Priority: '3, usual',
      Target: '10 working days left Tuesday 16 March 2027',
      'Who asks': 'Pia Practitioner Elmbrook children’s services Assessment',
      'Asked on': expect.stringMatching(/\d{4}$/) as string,
      'Time wished for': 'Thursday 4 March 2027, 10:00am, or one other time Nobody asked yet',
    });
    for (const [now, target] of [
      ['2027-03-15', '1 working day left'],
      ['2027-03-16', 'Due today'],
      ['2027-03-17', 'Past by 1 working day'],
      ['2027-03-19', 'Past by 3 working days'],
    ] as const) {
      service.clock.setTo(new Date(`${now}T09:00:00Z`));
      expect(rowsOf(await open('/board/waiting'))[0]?.['Target']).toContain(target);
    }
  });

  it('that is with the lead: why, and what can be done at once', async () => {
    const code = await declinedByAll(pia);
    const restricted = await journey.asked(pia, { familyWorksForAgency: true });
    const page = await visitor.get('/board/with-lead');
    const rows = rowsOf(page);
    expect(rows.find((row) => row['Consultation']?.startsWith(code))?.['Why it is here']).toMatch(
      /^Nobody who fits was free Since Tuesday 2 March 2027, .* Asked [34] times so far$/,
    );
    expect(page.link(`Ask a consultant (${code})`)).toBe(`/consultations/${code}/assign`);
    expect(page.link(`Take it yourself (${code})`)).toBe(`/consultations/${code}/take`);
    expect(page.link(`Turn it down (${code})`)).toBe(`/consultations/${code}/turn-down`);
    const offers = rowsOf(await visitor.get('/board/offers'));
    const all = [...rows, ...offers].map((row) => row['Consultation'] ?? '');
    expect(all.find((text) => text.startsWith(restricted))).toContain('Restricted');
  });

  it('on offer: whom, since when, until when', async () => {
    const code = await journey.asked(pia);
    const { consultant, madeAt } = await journey.offer(code);
    service.clock.setTo(new Date(madeAt.getTime() + 90 * 60_000 + 1_000));
    const [row] = rowsOf(await open('/board/offers'));
    expect(row).toMatchObject({
      Consultation: `${code} Video call`,
      'Who was asked': consultant.name,
      'For when': 'Wednesday 3 March 2027, 10:00am to 11:00am',
      'Open for': '1 working hour Not reminded yet',
      'Answer by': expect.stringContaining('March 2027') as string,
    });
  });

  it('in this week, and in those beside it', async () => {
    const { code, consultant } = await journey.booked(pia);
    const page = await visitor.get('/board/this-week');
    expect(page.text).toContain('Monday 1 March 2027 to Sunday 7 March 2027');
    expect(rowsOf(page)[0]).toMatchObject({
      When: 'Wednesday 3 March 2027 10:00am to 11:00am',
      Consultant: consultant.name,
      'Where it stands': 'Booked',
    });
    const after = await visitor.get(page.link('The week after'));
    expect(after.heading).toBe('Week of Monday 8 March 2027');
    expect(after.text).toContain('Nothing is booked in this week.');
    expect(codesOf(await visitor.get(after.link('The week before')))).toEqual([code]);
    expect(codesOf(await visitor.get(after.link('This week')))).toEqual([code]);
    expect((await visitor.get(`/consultations/${code}`)).text).not.toContain('After the target');

    service.clock.setTo(new Date('2027-03-03T12:00:00Z'));
    expect(rowsOf(await open('/board/this-week'))[0]).toMatchObject({
      When: 'Wednesday 3 March 2027 Today 10:00am to 11:00am',
      'Where it stands': 'Was it held?',
    });
  });

  it('booked after its target, with a flag that its own page has too, for leads', async () => {
    const { code, consultant } = await journey.booked(pia);
    await service
      .get(Bookings)
      .reschedule(consultant, code, { startsAt: new Date('2027-03-17T13:00:00Z'), reason: 'Away' });
    const page = await visitor.get('/board/this-week?week=2027-03-17');
    expect(rowsOf(page)[0]?.['Where it stands']).toBe('Booked After the target');
    const heading = `Consultation ${code} Booked`;
    expect((await visitor.get(`/consultations/${code}`)).heading).toBe(`${heading} After the target`);
    expect((await (await signedIn(api, programme, pia)).get(`/consultations/${code}`)).heading).toBe(heading);
  });

  it('whose record is owed, and whose action is overdue', async () => {
    const { code, consultant } = await journey.held(pia);
    const { id } = await service.get(Actions).add(consultant, code, {
      description: 'Ask the school who is told of an absence',
      ownerId: pia.personId,
      about: 'system',
      dueOn: '2027-03-08',
      pathwayId: null,
    });
    service.clock.setTo(new Date('2027-03-10T09:00:00Z'));
    expect(rowsOf(await open('/board/records'))[0]).toMatchObject({
      'Took place': 'Wednesday 3 March 2027 7 days ago',
      Consultant: consultant.name,
      Record: 'Not started',
    });
    const actions = await visitor.get('/board/actions');
    expect(rowsOf(actions)[0]).toEqual({
      Action: 'About how agencies work',
      'Was due': '2 days overdue Monday 8 March 2027',
      'Who does it': 'Pia Practitioner Elmbrook children’s services',
      Consultation: `${code} Assessment`,
      Priority: '3, usual',
      Consultant: consultant.name,
    });
    expect(actions.link('About how agencies work')).toBe(`/actions/${id}`);
    expect(actions.html).not.toContain('absence');
  });

  it('never of another programme, nor of what this lead is locked out of', async () => {
    const { deputy } = programme;
    const code = await aSubmittedRequest(service, pia, { conflictPersonIds: [deputy.personId] });
    for (const [of, person] of [
      [programme, deputy],
      [beside, beside.lead],
    ] as const) {
      const other = await signedIn(api, of, person);
      const page = await other.get('/board/waiting');
      expect(page.html).not.toContain(code);
      expect(countsOf(page)['Waiting']).toBe('0');
    }
    expect(codesOf(await visitor.get('/board/waiting'))).toEqual([code]);
  });
});
