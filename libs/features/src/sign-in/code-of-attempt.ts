import { timingSafeEqual } from 'node:crypto';
import { codeFrom } from '@case-consultation/domain';
import { type ProgrammeKeys } from '@case-consultation/platform';

const CODE = 'sign-in-code';
const ADDRESS = 'sign-in-address';

/**
 * The code of an attempt: made from the hash of its handle and the programme's key whenever it is needed, so that it is
 * stored nowhere, and neither who holds the handle nor who reads the database knows it.
 */
export function codeOfAttempt(keys: ProgrammeKeys, handleHash: Buffer): string {
  return codeFrom(keys.keyedHash(CODE, handleHash.toString('hex')));
}

/** Whether a code is the attempt's, should the programme's key have been rotated meanwhile too; tells nothing by its time. */
export function isCodeOfAttempt(keys: ProgrammeKeys, handleHash: Buffer, code: string): boolean {
  const given = Buffer.from(code.padEnd(6).slice(0, 6), 'latin1');
  return keys
    .keyedHashes(CODE, handleHash.toString('hex'))
    .map((hash) => timingSafeEqual(Buffer.from(codeFrom(hash), 'latin1'), given))
    .includes(true);
}

/** By which the codes for one address are counted, newest key first, without keeping the address. */
export function addressKeys(keys: ProgrammeKeys, address: string): Buffer[] {
  return keys.keyedHashes(ADDRESS, address);
}
