import { type Mode, MODES } from '../asking/request.js';
import { DomainError } from '../errors.js';
import { type MessageKind, MESSAGES } from './message-kinds.js';

/**
 * All that a message may ever say of a consultation: an allow-list. A mailbox and a calendar may be read over a
 * shoulder, so nothing of the case, the family, the people or the reasons has a place to go in here.
 */
export interface MessageFacts {
  /** The consultation's public code, such as `B-7F3K2Q`; null only in messages about the service itself. */
  code: string | null;
  start?: Date;
  end?: Date;
  mode?: Mode;
  /** The service's neutral name, such as `Practice consultations`; at most 60 characters. */
  serviceName: string;
  /** Where to sign in: an http(s) address with neither query nor fragment, so it can carry no secret. */
  link: string;
}

const ALLOWED = [
  'code',
  'start',
  'end',
  'mode',
  'serviceName',
  'link',
] as const satisfies readonly (keyof MessageFacts)[];

const CODE = /^[A-Z]{1,2}-[0-9A-Z]{4,12}$/;
/** A host, perhaps a port, and a path of unreserved characters; no user, query or fragment. */
const SIGN_IN_LINK = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\w.~%/-]*)?$/i;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} &'’.,-]{0,59}$/u;

/**
 * Checks at run time what the type says, for facts that were read from a row: unknown keys, free text in a place of
 * a code, a link that could carry a secret. The message of the error names the key, never the value.
 *
 * @throws DomainError `invalid-input`
 */
export function checkFacts(kind: MessageKind, facts: MessageFacts): void {
  for (const key of Object.keys(facts)) {
    if (!(ALLOWED as readonly string[]).includes(key))
      refuse(key, 'is not on the list of what a message may say');
  }
  const { about, tellsTime } = MESSAGES[kind];
  if (facts.code === null ? about === 'consultation' : !CODE.test(facts.code))
    refuse('code', 'must be a code');
  if (!NAME.test(facts.serviceName)) refuse('serviceName', 'must be a plain name of at most 60 characters');
  if (!SIGN_IN_LINK.test(facts.link))
    refuse('link', 'must be a web address without query, fragment or password');
  if (facts.mode !== undefined && !MODES.includes(facts.mode)) refuse('mode', 'is not a mode');
  if (tellsTime || facts.start || facts.end) checkTimes(facts);
}

function checkTimes({ start, end }: MessageFacts): void {
  if (!start || Number.isNaN(start.getTime())) refuse('start', 'must be an instant');
  if (!end || Number.isNaN(end.getTime())) refuse('end', 'must be an instant');
  if (end <= start) refuse('end', 'must be after the start');
}

function refuse(key: string, why: string): never {
  throw new DomainError('invalid-input', `A message cannot be written: ${key} ${why}`, key);
}
