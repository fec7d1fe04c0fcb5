import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { gcmOpen, gcmOverhead, gcmSeal, joinParts } from './aes-gcm.js';
import { CaseTextError } from './case-text-error.js';

/** Where a piece of case text lives; bound to it, so that sealed text moved elsewhere does not open. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

const format = 1;
/** Format byte and the data key's version as an unsigned 32-bit number, big-endian. */
const headerBytes = 5;

interface Subkeys {
  readonly text: KeyObject;
  readonly lookup: KeyObject;
}

/** One programme's data keys, ready for use: seals and opens without waiting. */
export class ProgrammeKeys {
  readonly #subkeys: ReadonlyMap<number, Subkeys>;
  /** The version that seals: the highest. */
  readonly currentVersion: number;

  /** `dataKeys`: unwrapped 256-bit keys by version. Throws CaseTextError `key-lost` when there is none. */
  constructor(
    readonly programmeId: string,
    dataKeys: ReadonlyMap<number, KeyObject>,
  ) {
    if (dataKeys.size === 0) throw new CaseTextError('key-lost', `Programme ${programmeId} has no data key`);
    this.currentVersion = Math.max(...dataKeys.keys());
    this.#subkeys = new Map(
      [...dataKeys].map(([version, key]) => [
        version,
        { text: derive(key, 'case-text'), lookup: derive(key, 'lookup') },
      ]),
    );
  }

  /** Encrypts one field's text: format, data key version, nonce, ciphertext, tag. Adds 33 bytes. */
  seal(place: Place, text: string): Buffer {
    const header = Buffer.alloc(headerBytes);
    header.writeUInt8(format, 0);
    header.writeUInt32BE(this.currentVersion, 1);
    const { text: key } = this.#version(this.currentVersion);
    return gcmSeal(key, header, this.#associated(place), Buffer.from(text, 'utf8'));
  }

  /** The text that was sealed for this place. Throws CaseTextError; an error is never an empty text. */
  open(place: Place, sealed: Buffer): string {
    const { text: key } = this.#version(sealedVersion(sealed));
    try {
      return gcmOpen(key, headerBytes, this.#associated(place), sealed).toString('utf8');
    } catch (cause) {
      throw new CaseTextError(
        'not-authentic',
        `${place.table}.${place.column} of row ${place.rowId} was changed or does not belong there`,
        { cause },
      );
    }
  }

  /** Whether text sealed with this version can be opened. */
  holds(version: number): boolean {
    return this.#subkeys.has(version);
  }

  /**
   * A keyed hash (HMAC-SHA256, 32 bytes) under the current version, by which equal texts are found without being
   * readable. Letter case and spacing do not count. Different purposes and programmes give unrelated hashes.
   */
  keyedHash(purpose: string, text: string): Buffer {
    return this.#hash(this.currentVersion, purpose, text);
  }

  /**
   * The hashes under every version, newest first: search with all of them (`= ANY`), so that rows written before a
   * key was rotated are still found.
   */
  keyedHashes(purpose: string, text: string): Buffer[] {
    return [...this.#subkeys.keys()]
      .sort((a, b) => b - a)
      .map((version) => this.#hash(version, purpose, text));
  }

  #hash(version: number, purpose: string, text: string): Buffer {
    const { lookup } = this.#version(version);
    return createHmac('sha256', lookup)
      .update(joinParts(this.programmeId, purpose, normaliseForLookup(text)))
      .digest();
  }

  #version(version: number): Subkeys {
    const subkeys = this.#subkeys.get(version);
    if (!subkeys) {
      throw new CaseTextError(
        'key-lost',
        `Programme ${this.programmeId} has no data key of version ${version}`,
      );
    }
    return subkeys;
  }

  #associated({ table, column, rowId }: Place): Buffer {
    return joinParts(this.programmeId, table, column, rowId);
  }
}

/** The data key version that sealed these bytes. Throws CaseTextError `unknown-format`. */
export function sealedVersion(sealed: Buffer): number {
  if (sealed.length < headerBytes + gcmOverhead || sealed[0] !== format) {
    throw new CaseTextError('unknown-format', 'These bytes are not sealed case text');
  }
  return sealed.readUInt32BE(1);
}

/** Text without regard to letter case, spacing or the way its characters are composed. */
export function normaliseForLookup(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/\s+/gu, '');
}

/** One key for each use (RFC 5869, HKDF-SHA256), so that what one use reveals tells nothing of another. */
function derive(key: KeyObject, use: string): KeyObject {
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `case-consultation/${use}/v1`, 32)),
  );
}
