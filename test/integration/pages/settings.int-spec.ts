import { dayOf, formatDay } from '@case-consultation/domain';
import { Agencies, Settings } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let lead: PageVisitor;

const reason = 'Champions asked for it';

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  lead = await signedIn(api, programme, programme.lead);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

describe('the settings page', () => {
  it('shows everything that can be set, in words, with a way to change each group', async () => {
    const page = await lead.get('/settings');
    expect([page.status, page.heading]).toEqual([200, 'Settings']);
    expect(page.text).toContain('Target for priority 1, most urgent 3 working days');
    expect(page.text).toContain('The working day starts 9:00am');
    expect(page.text).toContain('Work addresses end in elmbrook.example.org');
    for (const link of page.links.filter(({ text }) => text.startsWith('Change:')))
      expect([link.href, (await lead.get(link.href)).status]).toEqual([link.href, 200]);
  });

  it('is for leads and administrators; others find nothing there', async () => {
    const champion = await signedIn(api, programme, programme.champions[0]);
    const administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'] });
    const keeper = await signedIn(api, programme, administrator);
    expect((await champion.get('/settings')).status).toBe(404);
    expect((await keeper.get('/settings')).status).toBe(200);
    expect((await keeper.get('/settings/routing')).text).not.toContain('Replay');
    expect((await keeper.get('/settings/routing/replay')).status).toBe(404);
  });
});

describe('the overview', () => {
  it('tells that local contacts are missing, until there are some', async () => {
    const missing = 'No local contacts are entered.';
    const page = await lead.get('/settings');
    expect(page.text).toContain(missing);
    expect(page.link('Enter whom to call')).toBe('/settings/contacts');
    const form = await lead.get('/settings/contacts');
    const contact = {
      'localContacts-0-name': 'MASH',
      'localContacts-0-phone': '020 7946 0105',
      'localContacts-0-when': 'at any hour',
    };
    const done = await lead.submit(form, { ...contact, reason });
    expect([done.path, done.text.includes(missing)]).toEqual(['/settings', false]);
  });

  it('says an example of a case reference and shows the colour, and leaves out what only computers read', async () => {
    const page = await lead.get('/settings');
    expect(page.text).toContain('Example that is shown to people');
    expect(page.text).not.toMatch(/\[0-9\]|#[0-9a-f]{6}/);
    expect(page.$('main rect').attr('fill')).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe('a group of settings', () => {
  it('is changed with a reason, and the history says so in words', async () => {
    const form = await lead.get('/settings/answering');
    expect(form.text).toContain('An offer that is open keeps the time it was made with.');
    const done = await lead.submit(form, { 'offerWindowMinutes-P1': '2.5', reason });
    expect([done.path, done.notice]).toEqual([
      '/settings',
      'The settings are saved. They hold for what happens from now on.',
    ]);
    const { text } = await lead.get('/settings/history');
    expect(text).toContain('Settings, Tuesday 2 March 2027, 9:00am, by Lena Lead');
    expect(text).toContain(
      'Time to answer for priority 1, most urgent: from “4 working hours” to “2.5 working hours”',
    );
    expect(text).toContain(`Why: ${reason}`);
  });

  it.each([
    ['routing', { weeklyCap: '0', fairnessWeeks: 'many' }, ['fairnessWeeks', 'weeklyCap']],
    ['routing', { leadIsLastResort: 'perhaps' }, ['leadIsLastResort']],
    ['routing', { 'targetWorkingDays-P1': '9' }, ['targetWorkingDays-P2']],
    ['answering', { 'offerWindowMinutes-P1': '0.2' }, ['offerWindowMinutes-P1']],
    ['sessions', { sessionMinutes: '7', startStepMinutes: '-30' }, ['sessionMinutes', 'startStepMinutes']],
    ['near-decisions', { 'decisionNearWorkingDays-P2': '1' }, ['decisionNearWorkingDays-P2']],
    [
      'working-time',
      { 'workingDay-endMinute': 'late', closureDays: '31 February 2027' },
      ['workingDay-endMinute', 'closureDays'],
    ],
    ['follow-up', { reviewWeeks: '' }, ['reviewWeeks']],
    [
      'contacts',
      { 'localContacts-0-name': 'MASH', 'localContacts-0-phone': 'x', 'localContacts-0-when': '' },
      ['localContacts-0-phone', 'localContacts-0-when'],
    ],
    ['case-reference', { 'caseReference-pattern': '^(a+)+$' }, ['caseReference-pattern']],
    ['case-reference', { 'caseReference-example': '!' }, ['caseReference-example']],
    ['mail-domains', { allowedMailDomains: 'not a domain' }, ['allowedMailDomains']],
    ['brand', { 'brand-colour': 'yellow' }, ['brand-colour']],
    ['brand', { 'brand-colour': '#000000', reason: '' }, ['reason']],
  ])('%s with %j comes back with what to put right, and all that was typed', async (group, filled, wrong) => {
    const before = await service.get(Settings).view(programme.lead);
    const page = await lead.submit(await lead.get(`/settings/${group}`), { reason, ...filled });
    expect([page.status, page.errors.map(({ href }) => href)]).toEqual([422, wrong.map((id) => `#${id}`)]);
    for (const [name, value] of Object.entries(filled))
      if (name !== 'leadIsLastResort') expect([name, page.fields[name] ?? '']).toEqual([name, value]);
    expect(await service.get(Settings).view(programme.lead)).toEqual(before);
  });

  it('takes days and times as people write them', async () => {
    await lead.submit(await lead.get('/settings/working-time'), {
      'workingDay-startMinute': '8.30am',
      'workingDay-endMinute': '17:30',
      closureDays: '24 December 2027\n27/12/2027\n\n2027-12-28',
      reason,
    });
    const { settings } = await service.get(Settings).view(programme.lead);
    expect(settings.workingDay).toEqual({ startMinute: 510, endMinute: 1050 });
    expect(settings.closureDays).toEqual(['2027-12-24', '2027-12-27', '2027-12-28']);
  });

  it('tells the second of two leads what the first changed, keeps what they typed and overwrites nothing', async () => {
    const deputy = await signedIn(api, programme, programme.deputy);
    const [mine, theirs] = [await lead.get('/settings/routing'), await deputy.get('/settings/routing')];
    await deputy.submit(theirs, { weeklyCap: '4', reason });
    const told = await lead.submit(mine, { weeklyCap: '6', fairnessWeeks: '12', reason: 'My own reason' });
    expect([told.status, told.fields['weeklyCap'], told.fields['reason']]).toEqual([
      409,
      '6',
      'My own reason',
    ]);
    expect(told.errors[0]?.text).toContain(
      'Dana Deputy changed “Consultations a week, at most” from 2 a week to 4 a week.',
    );
    expect((await service.get(Settings).view(programme.lead)).settings.weeklyCap).toBe(4);
    await lead.submit(told);
    expect((await service.get(Settings).view(programme.lead)).settings).toMatchObject({
      weeklyCap: 6,
      fairnessWeeks: 12,
    });
  });
});

describe('a closure day on which something is booked', () => {
  const typed = (day: string) => ({ closureDays: `${formatDay(day)}\n24/12/2027`, reason });
  const days = async () => (await service.get(Settings).view(programme.lead)).settings.closureDays;
  const form = (visitor: PageVisitor) => visitor.get('/settings/working-time');
  let code: string;
  let day: string;
  let consultant: TestPerson;

  beforeEach(async () => {
    const journey = new Journey(service, programme);
    const conflictPersonIds = [programme.deputy.personId];
    ({ code, consultant } = await journey.booked(programme.practitioners[0], { conflictPersonIds }));
    day = dayOf((await journey.state(code)).booking?.startsAt ?? new Date(0), 'Europe/London');
  });

  it('is shown with what it meets, each with a link, and asked about; going back loses nothing', async () => {
    const asked = await lead.submit(await form(lead), typed(day), 'Save and switch on');
    expect([asked.status, asked.heading]).toEqual([409, 'This collides with a consultation']);
    expect(asked.text).toContain(
      'The council would be closed on a day on which something is booked or offered.',
    );
    expect(asked.text).toContain(
      `${formatDay(day)}, 10:00am to 11:00am Booked, ${code}, with ${consultant.name}`,
    );
    expect(asked.text).toContain('nothing is moved or cancelled by itself');
    expect((await lead.get(asked.link(`${formatDay(day)}, 10:00am to 11:00am`))).status).toBe(200);
    expect(await days()).toEqual([]);

    const back = await lead.submit(asked, {}, 'Go back');
    expect([back.status, back.heading]).toEqual([200, 'Working hours and closure days']);
    expect(back.fields).toMatchObject(typed(day));
    expect(await days()).toEqual([]);

    const again = await lead.submit(back, {}, 'Save and switch on');
    const saved = await lead.submit(again, {}, 'Save it all the same');
    expect([saved.path, saved.notice]).toEqual([
      '/settings',
      'The settings are saved. They hold for what happens from now on.',
    ]);
    expect(await days()).toEqual([day, '2027-12-24']);
    expect((await new Journey(service, programme).state(code)).status).toBe('booked');

    const more = await lead.submit(await form(lead), { 'workingDay-startMinute': '8am', reason });
    expect(more.path).toBe('/settings');
  });

  it('comes back with nothing newer than was seen: what somebody else saved meanwhile is told, not overwritten', async () => {
    const asked = await lead.submit(await form(lead), typed(day), 'Save and switch on');
    const other = { closureDays: ['2027-12-31'] };
    await service.get(Settings).change(programme.deputy, other, { reason, seen: 0 });
    const back = await lead.submit(asked, {}, 'Go back');
    const told = await lead.submit(back, {}, 'Save and switch on');
    expect([told.status, told.errors[0]?.text]).toEqual([
      409,
      expect.stringContaining('Dana Deputy changed'),
    ]);
    expect(told.fields).toMatchObject(typed(day));
    expect(await days()).toEqual(['2027-12-31']);
  });

  it('tells whoever may not see it that there is one, and no more; they may save it all the same', async () => {
    const administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'] });
    for (const by of [programme.deputy, administrator]) {
      const visitor = await signedIn(api, programme, by);
      const asked = await visitor.submit(await form(visitor), typed(day), 'Save and switch on');
      expect([asked.status, asked.heading]).toEqual([409, 'This collides with a consultation']);
      expect(asked.text).toContain('It is not yours to see. A lead who may see it can move it.');
      expect(asked.text).not.toMatch(new RegExp(`${code}|${consultant.name}|am to`));
      if (by === administrator) await visitor.submit(asked, {}, 'Save it all the same');
    }
    expect(await days()).toEqual([day, '2027-12-24']);
  });
});

describe('the replay', () => {
  it('shows who would have got what, and switches the change on from there', async () => {
    const journey = new Journey(service, programme);
    for (let asked = 0; asked < 4; asked += 1) await journey.asked(programme.practitioners[0]);
    const form = await lead.get('/settings/routing');
    const replay = await lead.submit(form, { leadIsLastResort: 'no' }, 'Replay the last 90 days first');
    expect([replay.status, replay.heading]).toEqual([200, 'Replay of the last 90 days']);
    expect(replay.text).toContain('The lead is asked only when nobody else fits: No instead of Yes');
    expect(replay.text).toContain('Lena Lead would have got 1 instead of 0.');
    expect(replay.text).toMatch(/Met their target 100% \(4 of 4\) 100% \(4 of 4\)/);
    const unsaid = await lead.submit(replay, { reason: '' });
    expect([unsaid.status, unsaid.errors.map(({ href }) => href)]).toEqual([422, ['#reason']]);
    const done = await lead.submit(unsaid, { reason });
    expect(done.path).toBe('/settings');
    expect((await service.get(Settings).view(programme.lead)).settings.leadIsLastResort).toBe(false);
  });

  it('tries other times to answer, too', async () => {
    const form = await lead.get('/settings/answering');
    const hours = { 'offerWindowMinutes-P2': '6', 'offerWindowMinutes-P3': '8' };
    const replay = await lead.submit(form, hours, 'Replay the last 90 days first');
    expect([replay.status, replay.heading]).toEqual([200, 'Replay of the last 90 days']);
    expect(replay.text).toMatch(
      /Time to answer for priority 2[^:]*: 6 working hours instead of 8 working hours/,
    );
    const further = await lead.get(replay.link('Change what is tried') ?? '');
    expect(further.heading).toBe('How long consultants have to answer');
    expect(further.fields['offerWindowMinutes-P2']).toBe('6');
    const done = await lead.submit(replay, { reason });
    expect(done.path).toBe('/settings');
    const { offerWindowMinutes } = (await service.get(Settings).view(programme.lead)).settings;
    expect(offerWindowMinutes).toMatchObject({ P2: 360, P3: 480 });
    const wrong = await lead.get('/settings/routing/replay?offerWindowMinutes-P2=0.2');
    expect([wrong.status, wrong.errors.map(({ href }) => href)]).toEqual([422, ['#offerWindowMinutes-P2']]);
  });

  it('says nothing of nothing, and sends back what cannot be', async () => {
    const nothing = await lead.get('/settings/routing/replay');
    expect(nothing.text).toContain('There is no request to replay yet.');
    const wrong = await lead.get('/settings/routing/replay?weeklyCap=99');
    expect([wrong.status, wrong.errors.map(({ href }) => href)]).toEqual([422, ['#weeklyCap']]);
  });
});

describe('agencies and pathways', () => {
  it('are added, changed and closed; what is wrong comes back', async () => {
    const empty = await lead.submit(await lead.get('/settings/agencies/new'), { name: ' ' });
    expect([empty.status, empty.errors.map(({ href }) => href)]).toEqual([422, ['#name', '#kind']]);
    const added = await lead.submit(empty, { name: 'Elmbrook police', kind: 'police' });
    expect([added.heading, added.notice]).toEqual(['Elmbrook police', 'It is saved.']);
    const team = await lead.submit(await lead.get(`${added.path}/teams/new`), { name: 'Safeguarding' });
    expect(team.text).toContain('Safeguarding, 0 people');
    const unsaid = await lead.submit(team, { open: 'no' });
    expect([unsaid.status, unsaid.errors.map(({ href }) => href)]).toEqual([422, ['#reason']]);
    await lead.submit(unsaid, { reason });
    expect((await lead.get('/settings/agencies')).text).toContain('Elmbrook police Closed');

    const council = await lead.get(`/settings/agencies/${programme.agencies.council.id}`);
    const used = await lead.submit(council, { open: 'no', reason });
    expect([used.status, used.errors[0]?.text]).toEqual([
      409,
      'It cannot be closed yet: 6 people are in it. Move them to another team first.',
    ]);
    await service
      .get(Agencies)
      .change(programme.deputy, programme.agencies.council.id, { name: 'Renamed' }, { seen: 0, reason });
    const told = await lead.submit(council, { name: 'Mine', reason });
    expect([told.status, told.fields['name']]).toEqual([409, 'Mine']);
    expect(told.errors[0]?.text).toContain(
      'Dana Deputy changed “Name” from Elmbrook children’s services to Renamed.',
    );
  });

  it('that nobody has checked for six months come first, and are checked with one press', async () => {
    service.clock.setTo(new Date('2027-07-05T09:00:00Z'));
    const again = await signedIn(api, programme, programme.lead);
    const list = await again.get('/settings/pathways');
    expect(list.text).toContain('Not checked for 6 months or more');
    const checked = await again.submit(list);
    expect([checked.notice, checked.text.includes('checked on Monday 5 July 2027')]).toEqual([
      'Thank you. It is noted as checked today.',
      true,
    ]);
    const wrong = await again.submit(await again.get('/settings/pathways/new'), { name: 'X' });
    expect([wrong.status, wrong.errors.map(({ href }) => href)]).toEqual([
      422,
      ['#kind', '#guidance', '#contact'],
    ]);
    const given = { kind: 'idva', guidance: 'Call first.', contact: 'The duty desk' };
    expect((await again.submit(wrong, given)).notice).toBe('The pathway is saved.');
    const one = await again.get(`/settings/pathways/${programme.pathwayId}`);
    const retired = await again.submit(one, { active: 'no', reason });
    expect(retired.text).toContain('No longer in use Programme for people who cause harm');
  });
});
