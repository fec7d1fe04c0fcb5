import { createSecretKey, type KeyObject } from 'node:crypto';

/** A key-encryption key: it wraps the programmes' data keys and never touches case text itself. */
export interface CaseKey {
  /** Kept beside every data key it wrapped, so that the right key is found again. */
  readonly id: string;
  /** 256 bits; a KeyObject so that it cannot be printed or serialised by accident. */
  readonly key: KeyObject;
}

/** Thrown by `parseCaseKeys`; says what is wrong without repeating any of the key. */
export class CaseKeyFormatError extends Error {}

const idPattern = /^[A-Za-z0-9_-]{1,32}$/;
const base64Pattern = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Reads `id:base64-of-32-bytes[,id2:…]`. The first key is the current one; the others only open what they wrapped.
 * Throws CaseKeyFormatError.
 */
export function parseCaseKeys(text: string): readonly CaseKey[] {
  const keys = text.split(',').map((part, index) => parseCaseKey(part.trim(), index + 1));
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    throw new CaseKeyFormatError('must not name the same key twice');
  }
  return Object.freeze(keys);
}

function parseCaseKey(part: string, position: number): CaseKey {
  const colon = part.indexOf(':');
  const id = part.slice(0, colon);
  const encoded = part.slice(colon + 1);
  if (colon < 1 || !idPattern.test(id)) {
    throw new CaseKeyFormatError(
      `needs an id of 1 to 32 letters, digits, - or _ and a colon before key ${position}`,
    );
  }
  if (!base64Pattern.test(encoded)) {
    throw new CaseKeyFormatError(`needs exactly 32 bytes in base64 as key ${position}`);
  }
  return Object.freeze({ id, key: createSecretKey(Buffer.from(encoded, 'base64')) });
}
