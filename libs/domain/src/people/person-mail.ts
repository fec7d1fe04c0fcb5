import { type MailContent } from '../invites/mail-content.js';

/** Mails about a person's own account, and nothing else. */
export const PERSON_MAILS = ['invitation', 'address-changed'] as const;
export type PersonMail = (typeof PERSON_MAILS)[number];

export interface PersonMailFacts {
  /** The service's neutral name. */
  serviceName: string;
  /** Where to sign in: it carries no secret. */
  link: string;
}

const WORDS: Readonly<Record<PersonMail, Pick<MailContent, 'subject' | 'paragraphs'>>> = {
  invitation: {
    subject: 'Your account is ready',
    paragraphs: [
      'There is an account for you. To sign in, enter this email address on the sign-in page; a code is then sent to you.',
      'You do not need a password, and nothing happens until you sign in. If you did not expect this, ask your manager.',
    ],
  },
  'address-changed': {
    subject: 'The email address of your account was changed',
    paragraphs: [
      'Codes to sign in are no longer sent to this email address: your account has another one now.',
      'If you did not expect this, tell your manager or the people who run the service straight away.',
    ],
  },
};

/** The words of a mail about an account. They say nothing of what the service is for, which shows on a locked screen. */
export function personMail(kind: PersonMail, { serviceName, link }: PersonMailFacts): MailContent {
  return {
    ...WORDS[kind],
    facts: [],
    link: { text: 'Go to the sign-in page', href: link },
    footer: `Sent by ${serviceName}. Please do not reply to this message.`,
  };
}

/** Asked for again within so many minutes, an invitation is the same one: a button pressed twice sends one mail. */
export const INVITE_AGAIN_MINUTES = 10;

export function isSameInvitation(askedAt: Date, now: Date): boolean {
  return now.getTime() - askedAt.getTime() < INVITE_AGAIN_MINUTES * 60_000;
}
