import { AvailabilityChanges, AvailabilityQueries } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let journey: Journey;
let ada: TestPerson;
let browser: PageVisitor;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [ada] = programme.champions;
  browser = await signedIn(api, programme, ada);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const said = (person = ada) => service.get(AvailabilityQueries).of(person, person.personId);
const date = (name: string, day: string, month: string, year = '2027') => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
const OFF = { hours: [], from: '2027-03-02', until: null };

/** Booked with Ada, whoever else there is. */
async function bookedWithAda(): Promise<{ code: string; day: [string, string] }> {
  const [, ...others] = programme.champions;
  for (const other of others) await service.get(AvailabilityChanges).changeHours(other, other.personId, OFF);
  const { code } = await journey.booked(programme.practitioners[0]);
  const { booking } = await journey.state(code);
  const [, month = '', day = ''] = (booking?.startsAt.toISOString() ?? '').slice(0, 10).split('-');
  return { code, day: [day, month] };
}

describe('my availability', () => {
  it('shows what I have said and eight weeks of what comes of it, each stretch in words', async () => {
    const { code } = await bookedWithAda();
    const page = await browser.get('/availability');
    expect(page.heading).toBe('My availability');
    expect(page.summary['Weekly hours']).toBe(
      'Mondays 10:00am to 4:00pm; Tuesdays 10:00am to 4:00pm; Wednesdays 10:00am to 4:00pm; Thursdays 10:00am to 4:00pm; Fridays 10:00am to 4:00pm',
    );
    expect(page.$('.app-weeks__week')).toHaveLength(8);
    expect(page.text).toContain('Week of Monday 1 March 2027 1 of 2 consultations held for you');
    expect(page.text).toContain('Thursday 4 March 10:00am to 4:00pm Can be booked');
    expect(page.text).toContain('Friday 26 March 10:00am to 4:00pm Closed day');
    expect(page.link(`Booked, ${code}`)).toBe(`/consultations/${code}`);
  });

  it('gives days on which nothing can be booked and nothing is one line, where there is no room', async () => {
    const days = [1, 4].map((weekday) => ({ weekday, startMinute: 600, endMinute: 720 }));
    await service
      .get(AvailabilityChanges)
      .changeHours(ada, ada.personId, { hours: days, from: '2027-03-08', until: null });
    const page = await browser.get('/availability');
    const week = page.$('.app-weeks__week').eq(1);
    const lines = week
      .find('.app-weeks__quiet')
      .map((_, line) => page.$(line).text())
      .get();
    expect(lines).toEqual(['Tuesday 9 March to Wednesday 10 March No hours', 'Friday 12 March No hours']);
    expect(week.find('.app-weeks__day')).toHaveLength(5);
    expect(week.find('.app-weeks__day:not(.app-weeks__day--quiet)').text()).toContain('Monday 8 March');
    // Today has its own, whatever is on it.
    expect(page.$('.app-weeks__day--today.app-weeks__day--quiet')).toHaveLength(0);
  });

  it('is paused and taken back with one press', async () => {
    const paused = await browser.submit(await browser.get('/availability'), {}, 'Not this week');
    expect(paused.text).toContain('You are paused from Tuesday 2 March 2027 to Sunday 7 March 2027');
    expect((await said()).paused).toEqual({ from: '2027-03-02', until: '2027-03-07' });
    const back = await browser.submit(paused, {}, 'Take consultations again');
    expect(back.text).toContain('The pause is over: consultations can be booked again.');
    expect((await said()).paused).toBeNull();
  });

  it('takes hours as people write them, from a day on', async () => {
    const page = await browser.get('/availability/hours');
    expect(page.fields).toMatchObject({
      'start-1-0': '10:00am',
      'end-5-0': '4:00pm',
      'from-day': '2',
      'from-month': '3',
    });
    const saved = await browser.submit(page, {
      'start-1-0': '9',
      'end-1-0': 'midday',
      'start-1-1': '1.30pm',
      'end-1-1': '1530',
      ...Object.fromEntries(
        [2, 3, 4, 5].flatMap((day) => [
          [`start-${day}-0`, ''],
          [`end-${day}-0`, ''],
        ]),
      ),
      ...date('from', '1', 'april'),
    });
    expect(saved.text).toContain('The weekly hours are saved.');
    expect(saved.text).toContain('From Thursday 1 April 2027: Mondays 9:00am to midday and 1:30pm to 3:30pm');
    const history = await browser.get('/availability/history');
    expect(history.text).toContain('Weekly hours from Thursday 1 April 2027: Mondays 9:00am to midday');
    expect(history.text).toContain('Ada Champion, Tuesday 2 March 2027');
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['no time', { 'start-1-0': 'soon' }, 'start-1-0', 'Enter the time at which Monday starts, like 9:30am'],
    ['no end', { 'end-1-0': '' }, 'end-1-0', 'Enter the time at which Monday ends, like 4:30pm'],
    ['backwards', { 'start-2-0': '5pm' }, 'start-2-0', 'The end must be after the start'],
    [
      'too short',
      { 'start-3-0': '3:30pm' },
      'start-3-0',
      'Give at least 60 minutes, the length of a consultation',
    ],
    [
      'an overlap',
      { 'start-4-1': '11am', 'end-4-1': '1pm' },
      'start-4-1',
      'This overlaps 10:00am to 4:00pm on the same day',
    ],
    ['a day that is over', date('from', '1', '3'), 'from-day', 'The first day must be today or later'],
    ['no day', date('from', '31', '2'), 'from-day', 'The first day must be a real date'],
    [
      'an end before it',
      date('until', '1', '3'),
      'until-day',
      'The last day must be the first day or after it',
    ],
    ['half a date', { 'until-day': '1' }, 'until-month', 'The last day must include a month and year'],
  ])('refuses hours with %s beside the field, and keeps what was typed', async (_, typed, field, message) => {
    const page = await browser.submit(await browser.get('/availability/hours'), {
      'start-6-0': '9am',
      'end-6-0': '1pm',
      ...typed,
    });
    expect(page.status).toBe(422);
    expect(page.errors).toEqual([{ text: message, href: `#${field}` }]);
    expect(page.fields).toMatchObject({ 'start-6-0': '9am', ...typed });
    expect((await said()).version).toBe(0);
  });

  it('says everything that is wrong with the hours at once, in the order of the page', async () => {
    const page = await browser.submit(await browser.get('/availability/hours'), {
      'start-1-0': 'soon',
      'start-2-0': '5pm',
      'end-3-0': '',
      ...date('from', '1', '3'),
      ...date('until', '28', '2'),
    });
    expect(page.errors).toEqual([
      { text: 'Enter the time at which Monday starts, like 9:30am', href: '#start-1-0' },
      { text: 'The end must be after the start', href: '#start-2-0' },
      { text: 'Enter the time at which Wednesday ends, like 4:30pm', href: '#end-3-0' },
      { text: 'The first day must be today or later', href: '#from-day' },
      { text: 'The last day must be the first day or after it', href: '#until-day' },
    ]);
    expect(page.errorBeside('from')).toBe('The first day must be today or later');
  });

  it('adds a single time and takes it back; a time the clocks skip or show twice is refused', async () => {
    const add = async (fields: Record<string, string>) =>
      browser.submit(await browser.get('/availability/one-off'), fields, 'Add this time');
    const added = await add({ kind: 'extra', ...date('day', '20', '3'), start: '9am', end: '11am' });
    expect(added.text).toContain('Extra time: Saturday 20 March 2027, 9:00am to 11:00am');
    const removed = await browser.submit(
      added,
      {},
      'Take it back: Extra time: Saturday 20 March 2027, 9:00am to 11:00am',
    );
    expect(removed.text).toContain('That time is taken back.');
    expect((await said()).oneOff).toEqual([]);

    const skipped = await add({ kind: 'extra', ...date('day', '28', '3'), start: '1:30am', end: '4am' });
    expect([skipped.status, skipped.errorBeside('start')]).toEqual([
      422,
      'The clocks go forward over that time, so it does not exist. Choose another time',
    ]);
    const twice = await add({ kind: 'extra', ...date('day', '31', '10'), start: '1:30am', end: '4am' });
    expect(twice.errorBeside('start')).toBe(
      'The clocks go back that night and this time comes twice. Give another time',
    );
    const nothing = await add({});
    expect(nothing.errors.map(({ href }) => href)).toEqual(['#kind', '#day-day', '#start', '#end']);
    const past = await add({ kind: 'blocked', ...date('day', '1', '3'), start: '9am', end: '11am' });
    expect(past.errorBeside('start')).toBe('The start must be in the future');
  });

  it('shows what leave collides with, and asks; going back loses nothing', async () => {
    const { code, day } = await bookedWithAda();
    const leave = { ...date('from', ...day), ...date('until', ...day) };
    const asked = await browser.submit(await browser.get('/availability/leave'), leave, 'Add this leave');
    expect([asked.status, asked.heading]).toEqual([409, 'This collides with a consultation']);
    expect(asked.text).toContain(`Booked, ${code}, lies in your leave`);
    expect((await said()).leave).toEqual([]);

    const back = await browser.submit(asked, {}, 'Go back');
    expect([back.status, back.heading]).toEqual([200, 'Leave']);
    expect(back.fields).toMatchObject(leave);
    expect((await said()).leave).toEqual([]);

    const again = await browser.submit(back, {}, 'Add this leave');
    const kept = await browser.submit(again, {}, 'Keep them and change it');
    expect(kept.text).toContain('The leave is added');
    expect((await said()).leave).toHaveLength(1);
    expect((await journey.state(code)).status).toBe('booked');
    const lead = await signedIn(api, programme, programme.lead);
    const tasks = await lead.get('/board/tasks');
    expect(tasks.text).toContain('Ada Champion’s leave meets consultations');
    const cover = await lead.get(tasks.link('Plan cover: Ada Champion’s leave meets consultations'));
    expect(cover.fields).toMatchObject({ consultantId: ada.personId });
  });

  it('comes back from what collides with nothing newer than was seen', async () => {
    const { day } = await bookedWithAda();
    const leave = { ...date('from', ...day), ...date('until', ...day) };
    const asked = await browser.submit(await browser.get('/availability/leave'), leave, 'Add this leave');
    const later = { hours: [], from: '2027-06-01', until: null };
    await service.get(AvailabilityChanges).changeHours(programme.lead, ada.personId, later);
    const back = await browser.submit(asked, {}, 'Go back');
    const told = await browser.submit(back, {}, 'Add this leave');
    expect([told.status, told.errors[0]?.text]).toEqual([409, expect.stringContaining('Lena Lead: Weekly')]);
    expect((await said()).leave).toEqual([]);
  });

  it('keeps what I take and how much, and refuses what cannot be', async () => {
    const page = await browser.get('/availability/limits');
    const wrong = await browser.submit(page, {
      weeklyCap: '9',
      bufferAfterMinutes: '7',
      modes: [],
      autoAccept: 'yes',
    });
    expect([wrong.status, wrong.errors.map(({ href }) => href)]).toEqual([
      422,
      ['#weeklyCap', '#bufferAfterMinutes', '#modes'],
    ]);
    expect(wrong.fields).toMatchObject({ weeklyCap: '9', bufferAfterMinutes: '7', autoAccept: 'yes' });
    const right = await browser.submit(wrong, { weeklyCap: '3', bufferAfterMinutes: '', modes: ['phone'] });
    expect(right.summary['What you take, and how much']).toContain(
      'Up to 3 consultations a week, 15 minutes kept free after each',
    );
    expect((await said()).preferences).toMatchObject({
      weeklyCap: 3,
      bufferAfterMinutes: null,
      modes: ['phone'],
      autoAccept: true,
    });
  });

  it('finds people never to be matched with by name, and tells nobody else', async () => {
    const [pia] = programme.practitioners;
    const found = await browser.submit(await browser.get('/availability/never'), { search: 'pia' }, 'Find');
    expect(found.text).toContain('Pia Practitioner');
    const saved = await browser.submit(found, { personIds: [pia.personId] }, 'Save these people');
    expect(saved.summary['Never matched with']).toBe('Pia Practitioner');
    expect((await (await signedIn(api, programme, pia)).get('/availability')).status).toBe(404);
  });

  it('asks before it names somebody who has a consultation booked, and tells the lead when it is kept', async () => {
    const { code } = await bookedWithAda();
    const [pia] = programme.practitioners;
    const found = await browser.submit(await browser.get('/availability/never'), { search: 'pia' }, 'Find');
    const asked = await browser.submit(found, { personIds: [pia.personId] }, 'Save these people');
    expect([asked.status, asked.heading]).toEqual([409, 'This collides with a consultation']);
    expect(asked.text).toContain(`Booked, ${code}, is for somebody you are never to be matched with`);
    expect((await said()).neverMatch).toEqual([]);
    const back = await browser.submit(asked, {}, 'Go back');
    expect(back.fields['personIds']).toEqual([pia.personId]);
    const again = await browser.submit(back, {}, 'Save these people');
    const kept = await browser.submit(again, {}, 'Keep them and change it');
    expect(kept.summary['Never matched with']).toBe('Pia Practitioner');
    expect((await journey.state(code)).status).toBe('booked');
    const lead = await signedIn(api, programme, programme.lead);
    expect((await lead.get('/board/tasks')).text).toContain(
      'A consultant keeps a consultation for somebody they are never to be matched with',
    );
  });

  it('asks before a priority or a way to consult is taken no more that something booked has', async () => {
    const { code } = await bookedWithAda();
    const page = await browser.get('/availability/limits');
    const asked = await browser.submit(page, { priorities: ['P1'], modes: ['phone'] });
    expect([asked.status, asked.text]).toEqual([
      409,
      expect.stringContaining(
        `Booked, ${code}, has a priority you would not take and is held in a way you would not consult`,
      ),
    ]);
    await browser.submit(asked, {}, 'Keep them and change it');
    expect((await said()).preferences).toMatchObject({ priorities: ['P1'], modes: ['phone'] });
  });

  it('tells the second of two what the first changed, with all they had typed', async () => {
    const page = await browser.get('/availability/leave');
    await service
      .get(AvailabilityChanges)
      .changeHours(programme.lead, ada.personId, { hours: [], from: '2027-06-01', until: null });
    const typed = { ...date('from', '5', '4'), ...date('until', '9', '4') };
    const told = await browser.submit(page, typed, 'Add this leave');
    expect(told.status).toBe(409);
    expect(told.errors[0]?.text).toContain('Lena Lead: Weekly hours from Tuesday 1 June 2027: no hours.');
    expect(told.fields).toMatchObject(typed);
    await browser.submit(told, {}, 'Add this leave');
    expect(await said()).toMatchObject({ version: 2, leave: [{ from: '2027-04-05', until: '2027-04-09' }] });
  });
});

describe('the availability of another, for a lead', () => {
  let lead: PageVisitor;
  const backOf = ({ $ }: ReadPage) => [
    $('.govuk-back-link').text().trim(),
    $('.govuk-back-link').attr('href'),
  ];
  const adas = (path = '') => `/people/${ada.personId}/availability${path}`;

  beforeEach(async () => {
    lead = await signedIn(api, programme, programme.lead);
  });

  it('is linked from the person, says whose it is, and leads back', async () => {
    const { code } = await bookedWithAda();
    const person = await lead.get(`/people/${ada.personId}`);
    const page = await lead.get(person.link('See and change when Ada Champion can consult'));
    expect([page.path, page.heading]).toEqual([adas(), 'Ada Champion’s availability']);
    expect(backOf(page)).toEqual(['Ada Champion', `/people/${ada.personId}`]);
    expect(page.text).toContain('1 of 2 consultations held for them');
    expect(page.link(`Booked, ${code}`)).toBe(`/consultations/${code}`);
    expect(page.link('Change weekly hours')).toBe(adas('/hours'));
    const hours = await lead.get(adas('/hours'));
    expect([hours.heading, hours.text]).toEqual([
      'Weekly hours',
      expect.stringContaining('When can they hold consultations in most weeks?'),
    ]);
    expect(backOf(hours)).toEqual(['Ada Champion’s availability', adas()]);
    for (const path of ['', '/hours', '/one-off', '/leave', '/limits', '/never']) {
      const { $, title } = await lead.get(adas(path));
      expect([path, title]).toEqual([path, expect.stringContaining('Ada Champion')]);
      expect([path, $('main').text()]).toEqual([path, expect.not.stringMatching(/\b(you|your|me|my)\b/i)]);
    }
  });

  it('is changed by the lead for them, and the history says so to both', async () => {
    const added = await lead.submit(
      await lead.get(adas('/leave')),
      { ...date('from', '5', '4'), ...date('until', '9', '4') },
      'Add this leave',
    );
    expect([added.path, added.text]).toEqual([
      adas('/leave'),
      expect.stringContaining('The leave is added.'),
    ]);
    const paused = await lead.submit(await lead.get(adas()), {}, 'Not this week');
    expect([paused.path, paused.text]).toEqual([adas(), expect.stringContaining('They are paused from')]);
    expect(await said()).toMatchObject({ version: 2, leave: [{ from: '2027-04-05', until: '2027-04-09' }] });
    expect((await lead.get(adas('/history'))).text).toContain('Lena Lead, for them, Tuesday 2 March 2027');
    expect((await browser.get('/availability/history')).text).toContain('Lena Lead, for you, Tuesday');
  });

  it('asks the lead about what collides, and keeps it only when told so', async () => {
    const { code, day } = await bookedWithAda();
    const leave = { ...date('from', ...day), ...date('until', ...day) };
    const asked = await lead.submit(await lead.get(adas('/leave')), leave, 'Add this leave');
    expect([asked.status, asked.heading]).toEqual([409, 'This collides with a consultation']);
    expect(asked.text).toContain(`Booked, ${code}, lies in their leave`);
    expect(asked.text).toContain('If Ada Champion cannot hold one, open it to move it, or plan cover.');
    const kept = await lead.submit(asked, {}, 'Keep them and change it');
    expect([kept.path, (await said()).leave.length]).toEqual([adas('/leave'), 1]);
  });

  it('tells the lead who comes second what the person changed meanwhile, with all that was typed', async () => {
    const page = await lead.get(adas('/limits'));
    await browser.submit(await browser.get('/availability'), {}, 'Not this week');
    const told = await lead.submit(page, { weeklyCap: '1' });
    expect([told.status, told.fields['weeklyCap']]).toEqual([409, '1']);
    expect(told.errors[0]?.text).toMatch(/This was changed while you had it open.*Ada Champion: /);
    expect((await said()).version).toBe(1);
    await lead.submit(told, {});
    expect(await said()).toMatchObject({ version: 2, preferences: { weeklyCap: 1 } });
  });

  it('names whom they are never matched with to them and the lead alone', async () => {
    const [pia] = programme.practitioners;
    await service.get(AvailabilityChanges).changeNeverMatch(ada, ada.personId, [pia.personId]);
    expect((await lead.get(adas())).summary['Never matched with']).toBe('Pia Practitioner');
    const seenBy = 'and the leads of the programme can see it, also a lead who is named.';
    expect((await lead.get(adas('/never'))).text).toContain(`Only Ada Champion ${seenBy}`);
    expect((await browser.get('/availability/never')).text).toContain(`Only you ${seenBy}`);
    const { deputy } = programme;
    await service
      .get(AvailabilityChanges)
      .changeNeverMatch(ada, ada.personId, [pia.personId, deputy.personId]);
    const seen = (await (await signedIn(api, programme, deputy)).get(adas())).summary['Never matched with'];
    expect(seen).toContain('Dana Deputy');
    const [, bea] = programme.champions;
    const elsewhere = await aProgramme(service);
    const administrator = await programme.addPerson({
      name: 'Alan Administrator',
      roles: ['administrator'],
      email: `alan-${ada.personId}@elmbrook.example.org`,
    });
    const none = await (await signedIn(api, programme, bea)).get('/people/nobody/availability');
    const others = [
      await signedIn(api, programme, bea),
      browser,
      await signedIn(api, programme, pia),
      await signedIn(api, programme, administrator),
      await signedIn(api, elsewhere, elsewhere.lead),
    ];
    for (const other of others)
      for (const path of ['', '/never', '/history']) {
        const page = await other.get(adas(path));
        expect([page.status, page.text]).toEqual([404, expect.not.stringContaining('never')]);
        expect(page.heading).toBe(none.heading);
      }
    expect(
      (await (await signedIn(api, programme, administrator)).get(`/people/${ada.personId}`)).text,
    ).not.toContain('can consult');
  });

  it('is not there for who is set up for nothing, and is one’s own at one’s own', async () => {
    const [pia] = programme.practitioners;
    expect((await lead.get(`/people/${pia.personId}/availability`)).status).toBe(404);
    expect((await lead.get(`/people/${pia.personId}`)).text).not.toContain('can consult');
    const own = await lead.get(`/people/${programme.lead.personId}/availability`);
    expect([own.heading, own.link('Change weekly hours')]).toEqual([
      'My availability',
      '/availability/hours',
    ]);
  });
});

describe('my day', () => {
  it('has today and next, what to answer with how long is left, what to write up, and my actions', async () => {
    const { code } = await bookedWithAda();
    const waiting = await journey.asked(programme.practitioners[1]);
    await journey.offer(waiting);
    const before = await browser.get('/day');
    expect(before.heading).toBe('My day');
    expect(before.text).toContain('No consultation today.');
    expect(before.text).toContain('Answer an offer:');
    expect(before.text).toMatch(/Answer by .*: (2|1) working days? left\./);
    const booking = (await journey.state(code)).booking;
    service.clock.setTo(new Date((booking?.startsAt.getTime() ?? 0) - 30 * 60_000));
    const again = await signedIn(api, programme, ada);
    const today = await again.get('/day');
    expect(today.link(/^\d+:\d\d[ap]m to /)).toBe(`/consultations/${code}`);
    expect(today.text).not.toContain('No consultation today.');
    expect((await again.get('/')).link('See my day')).toBe('/day');
  });

  it('says so when nothing waits', async () => {
    const page = await browser.get('/day');
    expect(page.text).toContain('Nothing waits for you just now.');
  });
});
