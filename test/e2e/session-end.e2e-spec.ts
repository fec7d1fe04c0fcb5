import { type Page } from 'playwright-core';
import { LONGEST_SESSION_HOURS } from '@case-consultation/domain';
import { Asking } from '@case-consultation/features';
import { aFullDraft } from '../support/pages/asking.js';
import { type TestPerson } from '../support/service/programme.builder.js';
import { DESKTOP } from './support/browser.js';
import { signInByMail } from './support/mailed-code.js';
import { QUESTION } from './support/nine-steps.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

const MINUTE = 60_000;

let world: World;
let nia: TestPerson;
let code: string;
let screen: PersonAtScreen;

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew();
  nia = await world.newcomer();
  code = await aFullDraft(world.service, nia);
  screen = await world.at(DESKTOP, nia);
  await screen.page.clock.install();
});
afterEach(() => world.settle());
afterAll(() => world.stop());

const asks = (): string => `/consultations/${code}/ask/purpose/question`;
const typed = (page: Page) => page.getByRole('textbox', { name: /think about/ });
const warning = (page: Page) => page.getByRole('dialog', { name: 'You will be signed out soon' });
const cover = (page: Page) => page.getByRole('dialog', { name: 'You have been signed out' });

/** Whether what was typed and the header can be seen, printed and found. */
const shown = (page: Page) =>
  page.evaluate(
    `[...document.querySelectorAll('textarea, header')].map((element) => getComputedStyle(element).visibility)`,
  );

/** Lets time pass where the service runs. */
function passThere(minutes: number): void {
  const { clock } = world.service;
  clock.setTo(new Date(clock.now().getTime() + minutes * MINUTE));
}

/** The same, and in all tabs of the window. */
async function pass(minutes: number): Promise<void> {
  passThere(minutes);
  await screen.page.clock.runFor(minutes * MINUTE);
}

/** Another tab of the same window. */
async function tabBeside(path: string): Promise<Page> {
  const tab = await screen.page.context().newPage();
  await tab.goto(path);
  return tab;
}

/** Presses what asks the service in the background, and waits for its answer. */
async function asking(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/stay-signed-in')), act()]);
}

describe('a person who does nothing', () => {
  it('is warned, stays signed in with one press, and is signed out in the end, to come back to the same page', async () => {
    const { page } = screen;
    await screen.opens(asks());
    await pass(17);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await pass(1.5);
    expect(await warning(page).innerText()).toContain('There are 2 minutes left.');
    await screen.looks();
    const stay = warning(page).getByRole('button', { name: 'Stay signed in' });
    await asking(page, () => stay.click());
    await warning(page).waitFor({ state: 'hidden' });
    await pass(17);
    expect(await page.getByRole('dialog').count()).toBe(0);

    await pass(4);
    await page.waitForURL('**/signed-out?*');
    await screen.reads('You are signed out');
    await screen.presses('Sign in');
    await signInByMail(page, world.service, nia.email);
    expect(new URL(page.url()).pathname).toBe(asks());
  });

  it('is warned in no tab while they work in another, and then in all of them', async () => {
    await screen.opens('/requests');
    await pass(15);
    const heard = screen.page.evaluate(
      `new Promise((hear) => new BroadcastChannel('session').addEventListener('message', () => hear()))`,
    );
    const other = await tabBeside('/actions');
    await heard;
    await pass(15);
    expect(await screen.page.getByRole('dialog').count()).toBe(0);
    await pass(3.5);
    await warning(screen.page).waitFor();
    await asking(other, () => warning(other).getByRole('button', { name: 'Stay signed in' }).click());
    await warning(screen.page).waitFor({ state: 'hidden' });
  });

  it('has signed out in every tab', async () => {
    await screen.opens('/requests');
    const other = await tabBeside('/actions');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await screen.page.waitForURL('**/signed-out?*');
    await screen.reads('You are signed out');
  });
});

describe('a person who writes for long on one page', () => {
  it('stays signed in', async () => {
    const { page } = screen;
    await screen.opens(asks());
    await typed(page).fill('');
    for (let part = 1; part <= 4; part += 1) {
      await pass(9);
      await asking(page, () => typed(page).pressSequentially(`Part ${part}. `, { delay: 0 }));
      expect(await page.getByRole('dialog').count()).toBe(0);
    }
    await screen.presses('Save and continue');
    expect((await world.service.get(Asking).draft(nia, code)).form.question).toBe(
      'Part 1. Part 2. Part 3. Part 4.',
    );
  });

  it('and is called away finds it again after signing in beside it, and nobody reads it meanwhile', async () => {
    const { page } = screen;
    await screen.opens(asks());
    await typed(page).fill(QUESTION);
    await pass(21);
    await cover(page).waitFor();
    await screen.looks();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await cover(page).waitFor();
    const before = await page.screenshot();
    await page.locator('textarea').evaluate((box) => (box.style.visibility = 'hidden'));
    expect((await page.screenshot()).equals(before)).toBe(true);
    await page.locator('textarea').evaluate((box) => (box.style.visibility = ''));
    // Nor do they print it, or find it on the page.
    expect(await shown(page)).toEqual(['hidden', 'hidden']);
    await asking(page, () => cover(page).getByRole('button', { name: 'Carry on' }).click());
    await cover(page).getByText('You are not signed in yet.').waitFor();

    const opened = page.context().waitForEvent('page');
    await cover(page)
      .getByRole('link', { name: /^sign in again/ })
      .click();
    const other = await opened;
    await signInByMail(other, world.service, nia.email);
    await other.getByRole('heading', { name: 'You are signed in' }).waitFor();
    // The tab that waits hears of it.
    await cover(page).waitFor({ state: 'hidden' });
    expect(await shown(page)).toEqual(['visible', 'visible']);
    await screen.presses('Save and continue');
    await screen.reads('Check your answers');
    expect((await world.service.get(Asking).draft(nia, code)).form.question).toBe(QUESTION);
  });

  it('and finds somebody else signed in is told so, and what they typed stays covered', async () => {
    const { page } = screen;
    await screen.opens(asks());
    await typed(page).fill(QUESTION);
    await pass(21);
    await cover(page).waitFor();
    await world.signIn(screen, world.programme.lead);
    await asking(page, () => cover(page).getByRole('button', { name: 'Carry on' }).click());
    await cover(page).getByText('Somebody else is signed in now.').waitFor();
    await world.signIn(screen, nia);
    await asking(page, () => cover(page).getByRole('button', { name: 'Carry on' }).click());
    await cover(page).waitFor({ state: 'hidden' });
    expect(await typed(page).inputValue()).toBe(QUESTION);
  });
});

describe('the ninth hour', () => {
  it('is said to be the last', async () => {
    const { page } = screen;
    await screen.opens('/requests');
    const { clock } = world.service;
    const ends = clock.now().getTime() + LONGEST_SESSION_HOURS * 60 * MINUTE;
    const left = () => (ends - clock.now().getTime()) / MINUTE;
    while (left() > 19) {
      passThere(18);
      await page.reload();
    }
    await pass(left() - 1.5);
    const words = await warning(page).innerText();
    expect(words).toContain('nobody stays signed in for more than 9 hours');
    expect(words).not.toContain('without doing anything');
    expect(await warning(page).getByRole('button').count()).toBe(0);
  });
});
