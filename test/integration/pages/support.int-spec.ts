import { TestApi } from '../../support/http/test-api.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

it.each([
  ['/help', 'Help'],
  ['/support-for-you', 'Support for you'],
  ['/privacy', 'Privacy'],
  ['/cookies', 'Cookies'],
  ['/accessibility', 'Accessibility statement'],
])('%s is there for anybody, signed in or not', async (path, heading) => {
  for (const visitor of [aStranger(api), await signedIn(api, programme, programme.practitioners[0])]) {
    const page = await visitor.get(path);
    expect([page.status, page.heading]).toEqual([200, heading]);
    expect(page.title).toBe(`${heading} – Practice consultations`);
  }
});

it('says on the accessibility statement whom to turn to, to those who are signed in', async () => {
  const { name, email } = programme.lead;
  const signed = await signedIn(api, programme, programme.practitioners[0]);
  const page = await signed.get('/accessibility');
  expect(page.text).toContain(`${name}, ${email}`);
  expect(page.text).toContain('partially compliant');
  const stranger = await aStranger(api).get('/accessibility');
  expect(stranger.text).not.toContain(email);
  expect(stranger.text).toContain('Once you have signed in');
});

it('names on the cookies page every cookie that a browser is given, and no other', async () => {
  const visitor = aStranger(api);
  const page = await visitor.get('/cookies');
  const told = page
    .$('tbody tr td:first-child')
    .map((_, cell) => page.$(cell).text())
    .get();
  expect(told).toEqual(['session', 'sign-in', 'visit', 'notice']);
  // Nobody who only reads is given one.
  expect(visitor.cookie('__Host-visit')).toBeUndefined();
  await visitor.get('/sign-in');
  expect(visitor.cookie('__Host-visit')).toBeDefined();
});

it('has a way out at once on the page of support', async () => {
  const page = await aStranger(api).get('/support-for-you');
  expect(page.links.map(({ text }) => text)).toContain('Emergency Exit this page');
});
