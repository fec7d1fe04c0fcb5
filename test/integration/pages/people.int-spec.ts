import { formatPeriod } from '@case-consultation/domain';
import { People, PeopleImports } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { errorsOf } from '../../support/pages/lead-pages.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  programme = await aProgramme(service);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

it('adding says everything that is wrong beside its field, keeps what was typed, then adds', async () => {
  const visitor = await signedIn(api, programme, programme.lead);
  const shown = await visitor.get('/people/new');
  const typed = { name: '', email: 'nia', roles: ['champion'], 'signedOffFrom-day': '31', invite: [] };
  const wrong = await visitor.submit(shown, typed);
  expect([wrong.status, errorsOf(wrong)]).toEqual([
    422,
    ['The first day of the sign-off must be a real date, with a day, a month and a year'],
  ]);
  const again = await visitor.submit(wrong, { ...typed, 'signedOffFrom-day': '' });
  expect(again.status).toBe(422);
  expect(errorsOf(again)).toEqual([
    'Enter their full name',
    'Enter an email address in the right form, like name@council.example.org',
    'Select the team they work in',
    'Enter the day from which their training is signed off',
  ]);
  expect(again.fields).toMatchObject({ email: 'nia', roles: ['champion'] });
  const added = await visitor.submit(again, {
    name: 'Nia Newcomer',
    email: 'nia@elmbrook.example.org',
    teamId: programme.agencies.health.teams[0]?.id ?? '',
    roles: ['champion'],
    'signedOffFrom-day': '4',
    'signedOffFrom-month': '3',
    'signedOffFrom-year': '2027',
  });
  expect([added.heading, added.summary['Training signed off']]).toEqual([
    'Nia Newcomer',
    'From Thursday 4 March 2027, until further notice',
  ]);
});

it('the second of two is told what the first changed, and nothing is overwritten', async () => {
  const [pia] = programme.practitioners;
  const visitor = await signedIn(api, programme, programme.lead);
  const shown = await visitor.get(`/people/${pia.personId}/change`);
  await service.get(People).update(programme.deputy, pia.personId, { name: 'Pia Bell' });
  const second = await visitor.submit(shown, { name: 'Pia Other' });
  expect([second.status, second.fields['name']]).toEqual([409, 'Pia Other']);
  expect(second.text).toContain('Name: Pia Practitioner, now Pia Bell');
  expect(second.text).toContain('by Dana Deputy');
  expect((await visitor.submit(second)).heading).toBe('Pia Other');
});

it('the last lead stays one, in words, and no administrator is offered what opens cases', async () => {
  const { lead, deputy } = programme;
  const administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'] });
  await service.get(People).deactivate(lead, deputy.personId);
  const visitor = await signedIn(api, programme, administrator);
  const page = await visitor.submit(await visitor.get(`/people/${lead.personId}/deactivate`));
  expect([page.status, errorsOf(page).join()]).toEqual([409, expect.stringContaining('only active lead')]);
  const roles = await visitor.get(`/people/${lead.personId}/roles`);
  expect(roles.$('input[value=lead], input[value=champion], #signedOffFrom-day')).toHaveLength(0);
  const forged = await visitor.submit(roles, { roles: ['champion', 'practitioner'] });
  expect(forged.status).toBe(403);
});

describe('the end of somebody’s consulting before something they hold', () => {
  let code: string;
  let consultant: TestPerson;
  let when: string;

  beforeEach(async () => {
    const journey = new Journey(service, programme);
    ({ code, consultant } = await journey.booked(programme.practitioners[0]));
    const { booking } = await journey.state(code);
    if (!booking) throw new Error('It is booked');
    when = formatPeriod(booking.startsAt, booking.endsAt, 'Europe/London');
  });
  const lastDay = { 'signedOffUntil-day': '2', 'signedOffUntil-month': '3', 'signedOffUntil-year': '2027' };

  it('is shown with what it meets and asked about; a plan for cover is one press away', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    const shown = await visitor.get(`/people/${consultant.personId}/roles`);
    const asked = await visitor.submit(shown, lastDay, 'Save');
    expect([asked.status, asked.heading]).toEqual([409, 'This collides with a consultation']);
    expect(asked.text).toContain(`${when} Booked, ${code}, would lie outside their sign-off`);
    expect(asked.text).toContain(`they stay with ${consultant.name}`);
    const cover = await visitor.get(asked.link(`Plan who covers for ${consultant.name} on these days`));
    expect([cover.status, cover.fields]).toEqual([
      200,
      expect.objectContaining({
        consultantId: consultant.personId,
        'from-day': '3',
        'until-day': '3',
        'until-month': '3',
        'until-year': '2027',
        lasts: 'until',
      }),
    ]);

    const back = await visitor.submit(asked, {}, 'Go back');
    expect([back.status, back.heading, back.fields]).toEqual([
      200,
      'Change roles',
      expect.objectContaining(lastDay),
    ]);
    const again = await visitor.submit(back, {}, 'Save');
    const saved = await visitor.submit(again, {}, 'Save it all the same');
    expect(saved.heading).toBe(consultant.name);
    expect(saved.summary['Training signed off']).toContain('to Tuesday 2 March 2027');
    expect((await new Journey(service, programme).state(code)).status).toBe('booked');
  });

  it('comes back with nothing newer than was seen', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    const shown = await visitor.get(`/people/${consultant.personId}/roles`);
    const asked = await visitor.submit(shown, lastDay, 'Save');
    await service.get(People).update(programme.deputy, consultant.personId, { signedOffUntil: '2027-12-31' });
    const told = await visitor.submit(await visitor.submit(asked, {}, 'Go back'), {}, 'Save');
    expect([told.status, told.heading]).toEqual([409, 'Change roles']);
    expect(told.text).toContain('What was changed meanwhile');
  });

  it('when the role is taken away, too', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    const shown = await visitor.get(`/people/${consultant.personId}/roles`);
    const asked = await visitor.submit(shown, { roles: ['practitioner'] }, 'Save');
    expect([asked.status, asked.text]).toEqual([
      409,
      expect.stringContaining(`Booked, ${code}, would come when they no longer consult`),
    ]);
    const saved = await visitor.submit(asked, {}, 'Save it all the same');
    expect(saved.summary['Roles']).toBe('Practitioner');
  });

  it('is said in the line of a file', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    const { id } = await service
      .get(PeopleImports)
      .read(programme.lead, `Name,Email,Agency,Team,Roles\n,${consultant.email},,,practitioner`);
    const preview = await visitor.get(`/people/import/${id}`);
    expect(preview.summary['Consultations met']).toBe('1, of 1 person who may no longer hold them');
    expect(preview.text).toContain('They may no longer hold 1 consultation that is booked with them');
    const cover = await visitor.get(preview.link('Plan cover: line 2'));
    expect(cover.fields).toMatchObject({ consultantId: consultant.personId });
    const done = await visitor.submit(preview, {}, 'Change 1 person');
    expect(done.heading).toBe('The file is done');
  });
});
