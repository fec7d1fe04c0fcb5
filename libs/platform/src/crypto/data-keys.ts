import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { CaseKey } from '@case-consultation/config';
import { gcmOpen, gcmOverhead, gcmSeal, joinParts } from './aes-gcm.js';
import { CaseTextError } from './case-text-error.js';

/** A programme's data key as it is stored: encrypted under a key-encryption key. */
export interface WrappedDataKey {
  /** 1 and up, for each programme; the highest seals, all open. */
  readonly version: number;
  /** Which key-encryption key wrapped it. */
  readonly kekId: string;
  /** 61 bytes: format, nonce, encrypted key, tag. */
  readonly wrapped: Buffer;
}

/** Where a data key belongs; authenticated with it, so that rows cannot be swapped between programmes. */
export interface DataKeyPlace {
  readonly programmeId: string;
  readonly version: number;
}

const keyBytes = 32;
const format = Buffer.from([1]);

/** The key-encryption keys of this process: wraps, unwraps and re-wraps data keys. */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** The id of the key that wraps from now on. */
  readonly currentId: string;

  /** `keys`: at least one, the current one first (`Config.caseKeys`). */
  constructor(keys: readonly CaseKey[]) {
    const [current] = keys;
    if (!current) throw new RangeError('At least one key-encryption key is needed');
    this.currentId = current.id;
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  /** A fresh random 256-bit data key, wrapped under the current key-encryption key. */
  newDataKey({ programmeId, version }: DataKeyPlace): WrappedDataKey {
    return this.#wrap({ programmeId, version }, randomBytes(keyBytes));
  }

  /**
   * The data key itself. Throws CaseTextError: `key-lost` without its key-encryption key, `not-authentic` when the
   * bytes or the place differ.
   */
  unwrap(programmeId: string, stored: WrappedDataKey): KeyObject {
    const plain = this.#open(programmeId, stored);
    const key = createSecretKey(plain);
    plain.fill(0);
    return key;
  }

  /**
   * The same data key under the current key-encryption key, so that the old one can be retired. Rows sealed with it
   * stay as they are. Throws CaseTextError as `unwrap` does.
   */
  rewrap(programmeId: string, stored: WrappedDataKey): WrappedDataKey {
    return this.#wrap({ programmeId, version: stored.version }, this.#open(programmeId, stored));
  }

  #wrap(place: DataKeyPlace, plain: Buffer): WrappedDataKey {
    const kekId = this.currentId;
    const wrapped = gcmSeal(this.#kek(kekId), format, associated(place, kekId), plain);
    plain.fill(0);
    return { version: place.version, kekId, wrapped };
  }

  #open(programmeId: string, { version, kekId, wrapped }: WrappedDataKey): Buffer {
    const kek = this.#kek(kekId);
    if (wrapped.length !== format.length + keyBytes + gcmOverhead || wrapped[0] !== format[0]) {
      throw new CaseTextError(
        'unknown-format',
        `Data key ${version} of programme ${programmeId} is not a wrapped key`,
      );
    }
    try {
      return gcmOpen(kek, format.length, associated({ programmeId, version }, kekId), wrapped);
    } catch (cause) {
      throw new CaseTextError(
        'not-authentic',
        `Data key ${version} of programme ${programmeId} does not open with key-encryption key ${kekId}`,
        { cause },
      );
    }
  }

  #kek(id: string): KeyObject {
    const key = this.#keys.get(id);
    if (!key) throw new CaseTextError('key-lost', `CASE_KEYS holds no key-encryption key ${id}`);
    return key;
  }
}

function associated({ programmeId, version }: DataKeyPlace, kekId: string): Buffer {
  return joinParts('data-key', programmeId, String(version), kekId);
}
