import { Actions } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let elsewhere: TestProgramme;
let journey: Journey;
let code: string;
let consultant: TestPerson;

const as = (person: TestPerson): Promise<PageVisitor> => signedIn(api, programme, person);

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service, { champions: { weeklyCap: 40 } });
  elsewhere = await aProgramme(service);
  journey = new Journey(service, programme);
  ({ code, consultant } = await journey.held(programme.practitioners[0]));
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

async function add(owner: TestPerson, description: string, dueOn: string, pathwayId: string | null = null) {
  const given = { description, dueOn, pathwayId, ownerId: owner.personId, about: 'child' as const };
  return (await service.get(Actions).add(programme.practitioners[0], code, given)).id;
}

describe('my actions', () => {
  it('are overdue first, then what is due today, then what is to come', async () => {
    const pia = programme.practitioners[0];
    await add(pia, 'Call the school', '2027-03-08');
    await add(pia, 'Write to the landlord', '2027-03-09');
    await add(pia, 'Ask the nursery', '2027-03-30');
    service.clock.setTo(new Date('2027-03-09T09:00:00Z'));
    const visitor = await as(pia);
    const page = await visitor.get('/actions');
    expect(
      page
        .$('main h2')
        .map((_, h) => page.$(h).text())
        .get(),
    ).toEqual(['Overdue', 'Due today', 'Still to come']);
    expect(page.text).toMatch(
      /Overdue Call the school Overdue Was due on Monday 8 March 2027\. About a child\./,
    );
    expect(page.text).toMatch(/Due today Write to the landlord Today Due today\./);
    expect(page.text).toMatch(/Still to come Ask the nursery Open Due on Tuesday 30 March 2027\./);
  });

  it('are read page by page', async () => {
    const ros = await programme.addPerson({ name: 'Ros Practitioner', roles: ['practitioner'] });
    for (let i = 0; i < 21; i += 1) await add(ros, `Step ${i}`, '2027-03-30');
    const visitor = await as(ros);
    const page = await visitor.get('/actions');
    const next = await visitor.get(page.link(/More actions/));
    expect([page.$('.app-list__item').length, next.$('.app-list__item').length]).toEqual([20, 1]);
    expect((await visitor.get('/actions?from=nonsense')).status).toBe(400);
    expect((await visitor.get('/actions/settled?from=nonsense')).status).toBe(400);
  });
});

describe('one action', () => {
  it('shows its pathway with whom to call and when that was checked, and is settled with one press', async () => {
    const quin = programme.practitioners[1];
    const id = await add(quin, 'Refer to the programme', '2027-03-30', programme.pathwayId);
    const visitor = await as(quin);
    const page = await visitor.get(`/actions/${id}`);
    expect(page.heading).toBe('Refer to the programme');
    expect(page.text).toContain('Refer with consent; tell the partner support worker.');
    expect(page.text).toContain('Contact: Elmbrook change team, 020 7946 0000');
    expect(page.text).toContain('Checked on Monday 4 January 2027');
    // The case is not theirs to see, so nothing leads there.
    expect(page.links.map(({ href }) => href)).not.toContain(`/consultations/${code}`);
    expect(page.text).toContain(code);

    const done = await visitor.submit(page, {}, 'It is done');
    expect([done.path, done.notice]).toEqual(['/actions', 'Thank you. That is noted.']);
    expect(done.text).not.toContain('Refer to the programme');
    const settled = await visitor.get(done.link('Settled'));
    expect(settled.text).toContain('Refer to the programme Done, Tuesday 9 March 2027');

    const twice = await visitor.submit(page, {}, 'It was not done');
    expect(twice.status).toBe(409);
    expect(twice.errors[0]?.text).toBe('This action has been settled already. There is nothing to do.');
    expect(twice.summary['Where it stands']).toBe('Done, Tuesday 9 March 2027');
    expect(twice.$('main form')).toHaveLength(0);
  });

  it.each([
    ['It was not done', 'Not done'],
    ['It is no longer needed', 'No longer needed'],
  ])('is settled with “%s”', async (button, words) => {
    const quin = programme.practitioners[1];
    const id = await add(quin, `Something for “${button}”`, '2027-03-30');
    const visitor = await as(quin);
    await visitor.submit(await visitor.get(`/actions/${id}`), {}, button);
    expect((await visitor.get(`/actions/${id}`)).summary['Where it stands']).toBe(
      `${words}, Tuesday 9 March 2027`,
    );
  });

  it('says what to do when no button, or none of its buttons, was pressed', async () => {
    const quin = programme.practitioners[1];
    const visitor = await as(quin);
    const path = `/actions/${await add(quin, 'Keep this', '2027-03-30')}`;
    const page = await visitor.get(path);
    const presses: Record<string, string>[] = [{}, { as: 'eaten' }];
    for (const filled of presses) {
      const again = await visitor.submit(page, filled);
      expect([again.status, again.errors[0]]).toEqual([
        422,
        { text: 'Say whether it is done, not done or no longer needed', href: '#as' },
      ]);
      expect(again.heading).toBe('Keep this');
    }
  });

  it('may be settled by those who look after the case, and is not there for anybody else', async () => {
    const quin = programme.practitioners[1];
    const id = await add(quin, 'Ask the health visitor', '2027-03-30');
    const rio = await as(programme.practitioners[2]);
    expect((await rio.get(`/actions/${id}`)).status).toBe(404);
    const away = await signedIn(api, elsewhere, elsewhere.lead);
    expect((await away.get(`/actions/${id}`)).status).toBe(404);
    expect((await rio.get('/actions/nonsense')).status).toBe(404);
    for (const person of [consultant, programme.lead]) {
      const page = await (await as(person)).get(`/actions/${id}`);
      expect(page.form('It is done').action).toBe(`/actions/${id}`);
      expect(page.links.map(({ href }) => href)).toContain(`/consultations/${code}`);
    }
  });

  it('is not for a lead who must not know of the case', async () => {
    const locked = await aProgramme(service, { champions: { weeklyCap: 40 } });
    const there = new Journey(service, locked);
    const held = await there.held(locked.practitioners[0], { conflictPersonIds: [locked.deputy.personId] });
    const given = { description: 'A step', dueOn: '2027-06-30', pathwayId: null, about: 'survivor' as const };
    const { id } = await service
      .get(Actions)
      .add(locked.practitioners[0], held.code, { ...given, ownerId: locked.practitioners[0].personId });
    const deputy = await signedIn(api, locked, locked.deputy);
    expect((await deputy.get(`/actions/${id}`)).status).toBe(404);
    expect((await deputy.get(`/consultations/${held.code}`)).status).toBe(404);
  });
});
