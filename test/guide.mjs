/**
 * `npm run guide`: takes the pictures of docs/guide anew, from the service that `npm start` runs in this folder.
 * Best after `npm start -- --fresh`, so that everything is as it was made. What it begins for a picture, it deletes.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '@case-consultation/local';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs', 'guide', 'images');
const desktop = { width: 1100, height: 900 };
const phone = { width: 390, height: 844 };

const people = {
  practitioner: 'Greta Holloway',
  champion: 'Dorian Peverell',
  writer: 'Amara Thistlewood',
  lead: 'Desmond Achterberg',
};

const { apiUrl, mailboxUrl } = running();
const { path, env } = await findBrowser(join(root, '.local', 'cache'));
mkdirSync(images, { recursive: true });
const browser = await chromium.launch({
  executablePath: path,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  await practitioner();
  await champion();
  await lead();
  await mailbox();
} finally {
  await browser.close();
}

function running() {
  try {
    return JSON.parse(readFileSync(join(root, '.local', 'running.json'), 'utf8'));
  } catch {
    console.error('Nothing runs from this folder. Run npm start first, in another terminal.');
    process.exit(1);
  }
}

/** A window in which somebody of the demo has signed in. */
async function signedIn(name, viewport = desktop) {
  const context = await browser.newContext({ baseURL: apiUrl, viewport, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto('/sign-in/people');
  await page.getByLabel(name, { exact: true }).check();
  await page.getByRole('button', { name: 'Be this person' }).click();
  await page.waitForURL(`${apiUrl}/`);
  return page;
}

/** What of the page fits the window; or all of it. */
/** @param from the heading that it begins with, where it is not the top of the page */
async function picture(page, name, { whole = false, from } = {}) {
  const top = from
    ? await page
        .getByRole('heading', { name: from, exact: true })
        .evaluate((it) => it.getBoundingClientRect().top)
    : 0;
  await page.evaluate((by) => {
    document.activeElement.blur();
    window.scrollTo(0, by);
  }, top);
  await page.screenshot({ path: join(images, `${name}.png`), fullPage: whole });
  console.log(`docs/guide/images/${name}.png`);
}

async function press(page, name) {
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('main').getByRole('button', { name }).click(),
  ]);
}

function choose(page, question, answer) {
  return page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check();
}

async function practitioner() {
  const page = await signedIn(people.practitioner);
  await picture(page, 'practitioner-home');
  await page.goto('/requests/new');
  await press(page, 'Start now');
  const ask = new URL(page.url()).pathname;
  const step = (name) => page.goto(`${ask}/${name}`);
  await step('safety');
  for (const question of [
    /immediate danger/,
    /significant harm/,
    /referral to the MASH/,
    /high in the last 14 days/,
  ])
    await choose(page, question, 'No');
  await picture(page, 'practitioner-safety');
  await press(page, 'Save and continue');
  await page.goto(ask);
  await picture(page, 'practitioner-steps');
  await step('purpose');
  await page.getByLabel('See the pattern of behaviour').check();
  await press(page, 'Save and continue');
  await page
    .getByRole('textbox', { name: 'What would you like to think about?' })
    .fill(
      'The mother failed to protect the children when he came back. How do we prepare for the conference?',
    );
  await press(page, 'Save and continue');
  await picture(page, 'practitioner-words');
  await step('times');
  await page.getByLabel('Video call').check();
  await press(page, 'Save and continue');
  await press(page, 'Save and continue');
  await picture(page, 'practitioner-times');
  await page.goto(ask);
  await page.getByRole('link', { name: 'Delete this draft' }).click();
  await press(page, /delete/i);

  await page.goto('/requests');
  await page
    .getByRole('link', { name: /B-[0-9A-Z]{6}/ })
    .first()
    .click();
  await page.waitForLoadState('load');
  await picture(page, 'practitioner-consultation');
  const handheld = await signedIn(people.practitioner, phone);
  await handheld.goto(page.url());
  await picture(handheld, 'practitioner-phone');
}

async function champion() {
  const page = await signedIn(people.champion);
  await picture(page, 'champion-home');
  await page
    .getByRole('link', { name: /^Answer an offer/ })
    .first()
    .click();
  await page.waitForLoadState('load');
  await picture(page, 'champion-offer');
  const handheld = await signedIn(people.champion, phone);
  await handheld.goto('/day');
  await picture(handheld, 'champion-day');
  const writer = await signedIn(people.writer);
  await writer.goto('/availability');
  await picture(writer, 'champion-availability', { whole: true });
  await writer.goto('/');
  await writer
    .getByRole('link', { name: /the record of/ })
    .first()
    .click();
  await writer.waitForLoadState('load');
  await picture(writer, 'champion-record');
  await writer.goto(writer.url().replace(/\/record$/, '/actions/new'));
  await picture(writer, 'champion-action');
}

async function lead() {
  const page = await signedIn(people.lead);
  await page.goto('/board');
  await picture(page, 'board');
  await page.goto('/board/offers');
  await picture(page, 'lead-offers');
  await page
    .getByRole('main')
    .getByRole('link', { name: /B-[0-9A-Z]{6}/ })
    .first()
    .click();
  await page.waitForLoadState('load');
  await page.goto(`${page.url()}/routing`);
  await picture(page, 'lead-routing');
  await page.goto('/board/with-lead');
  await page
    .getByRole('main')
    .getByRole('link', { name: /B-[0-9A-Z]{6}/ })
    .first()
    .click();
  await page.waitForLoadState('load');
  await picture(page, 'lead-consultation');
  await page.goto(`${page.url()}/assign`);
  await picture(page, 'lead-assign');
  await cover(page);
  await page.goto('/board/demand');
  await picture(page, 'lead-demand', { from: 'What is asked for' });
  await page.goto('/board/demand/forecast');
  await picture(page, 'lead-forecast');
  await page.goto('/board/demand/what-if?championsMore=-2&trained=20');
  await picture(page, 'lead-what-if');
  await page.goto('/settings');
  await picture(page, 'lead-settings');
  await page.goto('/settings/routing/replay?noticeWorkingDays=5');
  await picture(page, 'lead-replay');
  await page.goto('/people');
  await picture(page, 'lead-people');
}

/** What if the writer were away for two weeks? It is only looked at. */
async function cover(page) {
  await page.goto('/board/cover');
  await page.getByLabel('Who is away').selectOption({ label: people.writer });
  const [first, last] = [1, 14].map((days) => new Date(Date.now() + days * 86_400_000));
  await dayIn(page, 'First day away', first);
  await choose(page, 'Do you know the last day?', 'Yes');
  await dayIn(page, 'Last day away', last);
  await choose(page, 'What do you want?', 'Only to see what would happen');
  await press(page, 'Make the plan');
  await picture(page, 'lead-cover');
}

async function dayIn(page, question, day) {
  const group = page.getByRole('group', { name: question });
  await group.getByLabel('Day').fill(String(day.getDate()));
  await group.getByLabel('Month').fill(String(day.getMonth() + 1));
  await group.getByLabel('Year').fill(String(day.getFullYear()));
}

async function mailbox() {
  if (!mailboxUrl) return;
  const page = await (await browser.newContext({ viewport: desktop })).newPage();
  await page.goto(mailboxUrl);
  await picture(page, 'mailbox');
}
