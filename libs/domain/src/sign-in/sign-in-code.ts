import { DomainError } from '../errors.js';
import { isMailAddress } from '../invites/mail-address.js';

/** How long a code works, in minutes. */
export const CODE_MINUTES = 10;
/** How often a code may be tried. */
export const MOST_TRIES = 5;
/** How many codes may be asked for one address in an hour. */
export const CODES_AN_HOUR = 5;
/** And for all together: with five tries each, a guesser who knows many addresses gets no further than chance allows. */
export const CODES_OF_ALL_AN_HOUR = 2_000;

const MINUTE = 60_000;
const DIGITS = 6;

/** Someone asked for a code, and may try it. */
export interface SignInAttempt {
  expiresAt: Date;
  /** How often a code was given. */
  tries: number;
  /** A newer code was asked for the same address. */
  superseded: boolean;
  /** The right code was given; null while it was not. */
  rightAt: Date | null;
}

/** When what begins now no longer works: the code, and once it was given, the choice of a programme. */
export function worksUntil(now: Date): Date {
  return new Date(now.getTime() + CODE_MINUTES * MINUTE);
}

/** Attempts from before this instant no longer count, and are swept. */
export function countedFrom(now: Date): Date {
  return new Date(now.getTime() - 60 * MINUTE);
}

/**
 * What becomes of an attempt when a code is given: it costs a try, right or not.
 * @param attempt null when there is none (any more)
 * @throws DomainError `sign-in-code-expired`, `sign-in-tries-spent`: whatever was given, ask for a new code
 */
export function tryCode(
  attempt: SignInAttempt | null,
  isRight: boolean,
  now: Date,
): Pick<SignInAttempt, 'tries' | 'rightAt' | 'expiresAt'> {
  if (!attempt || attempt.superseded || now >= attempt.expiresAt) throw codeExpired();
  if (attempt.tries >= MOST_TRIES) throw triesSpent();
  const { tries, rightAt, expiresAt } = attempt;
  if (!isRight) return { tries: tries + 1, rightAt, expiresAt };
  return { tries: tries + 1, rightAt: rightAt ?? now, expiresAt: rightAt ? expiresAt : worksUntil(now) };
}

/** What to say of a wrong code, after so many tries with this one. */
export function wrongCode(tries: number): DomainError {
  const left = MOST_TRIES - tries;
  if (left <= 0) return triesSpent();
  const again = left === 1 ? 'You can try once more.' : `You can try ${left} more times.`;
  return new DomainError(
    'sign-in-code-wrong',
    `That is not the code in the newest e-mail. Check it and enter it again. ${again}`,
    'code',
    { triesLeft: left },
  );
}

/**
 * May a programme be chosen, after the right code?
 * @throws DomainError `sign-in-code-expired`
 */
export function mayChoose(attempt: SignInAttempt | null, now: Date): void {
  if (!attempt?.rightAt || attempt.superseded || now >= attempt.expiresAt) throw codeExpired();
}

export function codeExpired(): DomainError {
  return new DomainError(
    'sign-in-code-expired',
    'This code no longer works: it was used, it is too old, or you asked for a newer one. Ask for a new code.',
    'code',
  );
}

function triesSpent(): DomainError {
  return new DomainError(
    'sign-in-tries-spent',
    `The code was entered wrongly ${MOST_TRIES} times, so it no longer works. Ask for a new code.`,
    'code',
  );
}

export function tooManyCodes(): DomainError {
  return new DomainError(
    'too-many-requests',
    'Too many codes have been asked for. Use the code in the newest e-mail, or ask again in an hour.',
    'email',
  );
}

/**
 * Six digits from a keyed hash (the truncation of RFC 4226, 5.3, with more of the hash: no digit is likelier by more than 1 in 10¹³).
 * @param hash at least 8 bytes that nobody can foretell
 */
export function codeFrom(hash: Uint8Array): string {
  const number = new DataView(hash.buffer, hash.byteOffset, 8).getBigUint64(0) % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, '0');
}

/**
 * A code as a person types it: spaces and dashes do not matter.
 * @throws DomainError `invalid-input`, which costs no try
 */
export function readCode(typed: string): string {
  const code = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  if (!/^[0-9]{6}$/.test(code)) {
    throw new DomainError('invalid-input', 'Enter the 6 digits of the code, such as 012345.', 'code');
  }
  return code;
}

/**
 * A person's address as they type it.
 * @throws DomainError `invalid-input`
 */
export function readAddress(typed: string): string {
  const address = typed.trim().toLowerCase();
  if (!isMailAddress(address)) {
    throw new DomainError(
      'invalid-input',
      'Enter your work e-mail address in the right form, like name@council.example.org.',
      'email',
    );
  }
  return address;
}
