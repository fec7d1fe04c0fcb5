import { type Mode } from '../asking/request.js';
import { formatPeriod } from '../time/format-time.js';
import { MAIL_WORDS } from './mail-words.js';
import { checkFacts, type MessageFacts } from './message-facts.js';
import { type MessageKind, MESSAGES } from './message-kinds.js';

/** One message as data. The text and the HTML are made of this and of nothing else, so they cannot differ. */
export interface MailContent {
  subject: string;
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** The only link. It needs sign-in, and opening it changes nothing. */
  link: { text: string; href: string };
  /** Who writes and how to answer, under the message. */
  footer: string;
}

/** How a consultation is held, in words for a mail or a calendar's location. */
export const MODE_WORDS: Readonly<Record<Mode, string>> = {
  video: 'Video call',
  phone: 'Phone call',
  'in-person': 'In person',
};

/**
 * The words of one message.
 *
 * @param facts the allow-list; facts that the kind does not tell are left out
 * @param zone IANA zone in which the time is told
 * @throws DomainError `invalid-input` when the facts hold anything but what a message may say, or lack what it must say
 */
export function contentOf(kind: MessageKind, facts: MessageFacts, zone: string): MailContent {
  checkFacts(kind, facts);
  const { subject, paragraphs, linkText } = MAIL_WORDS[kind];
  return {
    subject,
    paragraphs,
    facts: factsToTell(kind, facts, zone),
    link: { text: linkText, href: facts.link },
    footer: `Sent by ${facts.serviceName}. Please do not reply with any details: sign in instead.`,
  };
}

function factsToTell(kind: MessageKind, { code, start, end, mode }: MessageFacts, zone: string) {
  const told: { label: string; value: string }[] = [];
  if (code !== null) told.push({ label: 'Reference', value: code });
  if (MESSAGES[kind].tellsTime) {
    if (start && end) told.push({ label: 'When', value: formatPeriod(start, end, zone) });
    if (mode) told.push({ label: 'How', value: MODE_WORDS[mode] });
  }
  return told;
}
