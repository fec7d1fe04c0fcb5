import { TestApi } from '../support/http/test-api.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';
import { BROWSER_URL, DESKTOP, DEVICES, mustFitTheWindow, TestBrowser, ZOOMED } from './support/browser.js';
import { signInByMail } from './support/mailed-code.js';

let service: TestService;
let api: TestApi;
let browser: TestBrowser;
let programme: TestProgramme;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service, { publicUrl: BROWSER_URL });
  browser = await TestBrowser.start();
  programme = await aProgramme(service);
});
afterAll(async () => {
  await browser.stop();
  await api.stop();
  await service.stop();
});

describe.each(DEVICES)('on a $name', (device) => {
  it('somebody signs in with the code from their mail, lands where they were going, and signs out', async () => {
    const [person] = programme.practitioners;
    const page = await browser.open(api, device);
    await page.goto('/help');
    await browser.mustBeAccessible(page);
    await page.goto('/?from=mail');
    await browser.mustBeAccessible(page);
    await signInByMail(page, service, person.email);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/?from=mail');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('What needs you now');
    await browser.mustBeAccessible(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You are signed out');
    await page.goBack();
    await page.reload();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
  });

  it('a wrong code is said beside the field, and what was typed stays', async () => {
    const page = await browser.open(api, device);
    await page.goto('/sign-in');
    await page.getByLabel('Your work email address').fill(programme.practitioners[1].email);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('Code').fill('12 34');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByLabel('Code').inputValue()).toBe('12 34');
    await page
      .getByRole('link', { name: /6 digits|code/i })
      .first()
      .click();
    await browser.mustBeAccessible(page);
  });
});

it.each([
  '/help',
  '/support-for-you',
  '/privacy',
  '/cookies',
  '/accessibility',
  '/sign-in',
  '/signed-out',
  '/nothing',
])('%s is accessible and fits a window at 400 %', async (path) => {
  for (const device of [DESKTOP, ZOOMED]) {
    const page = await browser.open(api, device);
    await page.goto(path);
    await browser.mustBeAccessible(page);
    await mustFitTheWindow(page);
    await page.context().close();
  }
});
