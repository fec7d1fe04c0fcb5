import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { LocalClock, Mailbox } from '@case-consultation/local';
import { Journey } from '../support/service/journey.js';
import { aProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';
import { DESKTOP, mustFitTheWindow, PHONE, TestBrowser, ZOOMED } from './support/browser.js';

let folder: string;
let mailbox: Mailbox;
let browser: TestBrowser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  mailbox = await Mailbox.open(join(folder, 'mail'), await LocalClock.open(join(folder, 'clock.json')));
  browser = await TestBrowser.start();
});
afterAll(async () => {
  await browser.stop();
  await mailbox.close();
  await rm(folder, { recursive: true });
});

/** Passes on what the service has sent of a booking: invites, their update, and plain mails. */
async function mailsOfABooking(): Promise<void> {
  const service = await TestService.start();
  try {
    const programme = await aProgramme(service);
    const journey = new Journey(service, programme);
    const { code, consultant } = await journey.booked(programme.practitioners[0]);
    await journey.hold(code, consultant);
    const transport = createTransport({ url: mailbox.smtpUrl });
    for (const { raw, to } of service.mailbox.messages)
      await transport.sendMail({ envelope: { from: 'bounces@example.org', to: [...to] }, raw });
    transport.close();
  } finally {
    await service.stop();
  }
}

it('can be used by all and fits a window: empty, the list, a plain mail, an invite and its raw parts', async () => {
  const at = { nobody: { origin: mailbox.url } };
  const look = async (paths: readonly string[]) => {
    for (const device of [DESKTOP, PHONE, ZOOMED]) {
      const page = await browser.open(at, device);
      for (const path of paths) {
        await page.goto(path);
        await browser.mustBeAccessible(page);
        await mustFitTheWindow(page);
      }
      await page.context().close();
    }
  };
  await look(['/', '/nothing-here']);
  await mailsOfABooking();
  const page = await browser.open(at);
  const linksOf = async (path: string) => {
    await page.goto(path);
    const links = page.locator('a');
    return links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  };
  const messages = (await linksOf('/')).filter((href) => href.startsWith('/messages/'));
  // Each way in which it can be read: as text, as HTML, as it was sent and, of an invite, as an event.
  const ways: string[][] = [];
  for (const message of new Set(messages)) {
    const own = (await linksOf(message)).filter((href) => /[?&]as=/.test(href));
    ways.push([message, ...own.map((href) => new URL(href, new URL(message, mailbox.url)).href)]);
  }
  ways.sort((a, b) => b.length - a.length);
  const [invite = [], plain = []] = [ways[0], ways.at(-1)];
  expect(invite.length).toBeGreaterThan(plain.length);
  expect(plain.length).toBeGreaterThan(2);
  await look(['/', ...invite, ...plain]);
  browser.mustBeQuiet();
});
