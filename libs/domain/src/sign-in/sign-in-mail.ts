import { type MailContent } from '../invites/mail-content.js';
import { CODE_MINUTES } from './sign-in-code.js';

/** All that the mail with a code says. */
export interface SignInMailFacts {
  /** Six digits. */
  code: string;
  /** The service's neutral name. */
  serviceName: string;
  /** Where to sign in: it carries no secret. */
  link: string;
}

/** The words of the mail with a code. The code is not in the subject, which shows on a locked screen. */
export function signInMail({ code, serviceName, link }: SignInMailFacts): MailContent {
  return {
    subject: 'Your code to sign in',
    paragraphs: [
      `Enter this code on the page where you asked for it. It works once, for ${CODE_MINUTES} minutes.`,
      'If you did not ask for a code, you do not need to do anything. Nobody can sign in without it, so do not pass it on.',
    ],
    facts: [{ label: 'Code', value: code }],
    link: { text: 'Go to the sign-in page', href: link },
    footer: `Sent by ${serviceName}. Please do not reply to this message.`,
  };
}
