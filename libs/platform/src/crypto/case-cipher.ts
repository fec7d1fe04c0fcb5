import { CaseTextError } from './case-text-error.js';
import { type KeyRing, type WrappedDataKey } from './data-keys.js';
import { type Place, ProgrammeKeys, sealedVersion } from './programme-keys.js';

/** A programme's wrapped data keys, all versions, from where they are stored. */
export type LoadDataKeys = (programmeId: string) => Promise<readonly WrappedDataKey[]>;

/** A place and the programme it belongs to. */
export interface CasePlace extends Place {
  readonly programmeId: string;
}

export interface CaseCipherOptions {
  /** How long loaded keys are used before they are asked for again, in milliseconds; 5 minutes by default. */
  readonly keepKeysMs?: number;
}

interface Loaded {
  readonly keys: Promise<ProgrammeKeys>;
  readonly until: number;
}

/**
 * Encrypts and opens case text with the programme's own data key. Keys are loaded once and kept in memory for a
 * while; a version that is not known yet is looked for again, so that keys rotate while the service runs.
 */
export class CaseCipher {
  readonly #loaded = new Map<string, Loaded>();
  readonly #keepKeysMs: number;

  constructor(
    private readonly keyRing: KeyRing,
    private readonly load: LoadDataKeys,
    { keepKeysMs = 300_000 }: CaseCipherOptions = {},
  ) {
    this.#keepKeysMs = keepKeysMs;
  }

  /** Encrypts one field's text for its place. Throws CaseTextError `key-lost`. */
  async seal({ programmeId, ...place }: CasePlace, text: string): Promise<Buffer> {
    return (await this.withKeys(programmeId)).seal(place, text);
  }

  /** The text that was sealed for this place. Throws CaseTextError; never an empty text in its stead. */
  async open({ programmeId, ...place }: CasePlace, sealed: Buffer): Promise<string> {
    return (await this.withKeys(programmeId, sealedVersion(sealed))).open(place, sealed);
  }

  /**
   * The programme's keys, for many fields without waiting for each. With `version`, loads once more when that
   * version is not known yet. Throws CaseTextError `key-lost`.
   */
  async withKeys(programmeId: string, version?: number): Promise<ProgrammeKeys> {
    const known = this.#loaded.get(programmeId);
    if (known && known.until > performance.now()) {
      const keys = await known.keys;
      if (version === undefined || keys.holds(version)) return keys;
    }
    return this.#reload(programmeId);
  }

  /** Forgets a programme's keys (all programmes' without an argument): after a rotation in this process. */
  forget(programmeId?: string): void {
    if (programmeId === undefined) this.#loaded.clear();
    else this.#loaded.delete(programmeId);
  }

  async #reload(programmeId: string): Promise<ProgrammeKeys> {
    const keys = this.#unwrapAll(programmeId);
    const loaded = { keys, until: performance.now() + this.#keepKeysMs };
    this.#loaded.set(programmeId, loaded);
    try {
      return await keys;
    } catch (error) {
      // A failure is not kept: the next one asks again.
      if (this.#loaded.get(programmeId) === loaded) this.#loaded.delete(programmeId);
      throw error;
    }
  }

  async #unwrapAll(programmeId: string): Promise<ProgrammeKeys> {
    const stored = await this.load(programmeId);
    if (new Set(stored.map(({ version }) => version)).size !== stored.length) {
      throw new CaseTextError('not-authentic', `Programme ${programmeId} has two data keys of one version`);
    }
    return new ProgrammeKeys(
      programmeId,
      new Map(stored.map((wrapped) => [wrapped.version, this.keyRing.unwrap(programmeId, wrapped)])),
    );
  }
}
