import { type SunkMessage } from '../services/index.js';
import { type TestService } from './service.js';

/** One header of a mail, unfolded; empty when it is not there. */
export function header({ raw }: SunkMessage, name: string): string {
  const head = raw.toString('utf8').split('\r\n\r\n', 1)[0] ?? '';
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(unfolded)?.[1] ?? '';
}

/** The mails to one address about one consultation, in the order in which they came. */
export function mailsTo(service: TestService, email: string, code: string): SunkMessage[] {
  return service.mailbox.messages.filter(({ to, raw }) => to.includes(email) && raw.includes(code));
}

/** Their subjects, without the part that they all begin with. */
export function subjectsTo(service: TestService, email: string, code: string): string[] {
  return mailsTo(service, email, code).map((mail) =>
    header(mail, 'Subject').replace('Practice consultation: ', ''),
  );
}
