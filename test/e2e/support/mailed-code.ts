import { simpleParser } from 'mailparser';
import { type Page } from 'playwright-core';
import { type TestService } from '../../support/service/service.js';

/** The code in the latest mail to this address. */
export async function codeFor(service: TestService, email: string): Promise<string> {
  await service.drain();
  const mail = service.mailbox.messages.filter(({ to }) => to.includes(email)).at(-1);
  return /^Code: (\d{6})$/m.exec((await simpleParser(mail?.raw ?? '')).text ?? '')?.[1] ?? 'no code';
}

/** Signs in with the code from one's mail, at the sign-in page. */
export async function signInByMail(page: Page, service: TestService, email: string): Promise<void> {
  await page.getByLabel('Your work email address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code').fill(await codeFor(service, email));
  await page.getByRole('button', { name: 'Continue' }).click();
}
