import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Begins every bearer token, so that a leaked one is recognised by people and secret scanners. */
export const tokenPrefix = 'bcc_';

const tokenPattern = /^bcc_[A-Za-z0-9_-]{43}$/;

/** A bearer token of 256 random bits; shown once, stored only as `hashToken` of it. */
export function newToken(): string {
  return tokenPrefix + randomBytes(32).toString('base64url');
}

/** Whether this could be a token of ours; false spares the look-up. */
export function looksLikeToken(text: string): boolean {
  return tokenPattern.test(text);
}

/**
 * SHA-256 of a token, 32 bytes. A plain hash is enough for 256 random bits, which cannot be guessed; never use it
 * for what a person chose or for short codes.
 */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Whether two hashes are equal, in a time that does not tell where they differ. */
export function sameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
