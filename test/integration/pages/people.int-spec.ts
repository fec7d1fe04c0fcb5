import { People } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { errorsOf } from '../../support/pages/lead-pages.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
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
