import { randomBytes } from 'node:crypto';
import { parseCaseKeys } from '@case-consultation/config';
import fc from 'fast-check';
import { CaseCipher } from './case-cipher.js';
import { CaseTextError, type CaseTextProblem } from './case-text-error.js';
import { KeyRing, type WrappedDataKey } from './data-keys.js';
import { normaliseForLookup } from './programme-keys.js';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const ring = (...ids: string[]) =>
  new KeyRing(parseCaseKeys(ids.map((id) => `${id}:${key(id.charCodeAt(0))}`).join(',')));

/** Two programmes' keys as a table would hold them. */
function programmes(keyRing = ring('a')) {
  const rows = new Map<string, WrappedDataKey[]>(
    ['p1', 'p2'].map((programmeId) => [programmeId, [keyRing.newDataKey({ programmeId, version: 1 })]]),
  );
  let loads = 0;
  const load = (programmeId: string) => {
    loads += 1;
    return Promise.resolve(rows.get(programmeId) ?? []);
  };
  return { rows, load, loads: () => loads };
}

const place = { programmeId: 'p1', table: 'consultation', column: 'background', rowId: '0190-1' };

async function problemOf(work: Promise<unknown> | (() => unknown)): Promise<CaseTextProblem | 'none'> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof CaseTextError) return error.problem;
    throw error;
  }
  return 'none';
}

describe('CaseCipher', () => {
  it('opens whatever was sealed, and shows none of it', async () => {
    const { load } = programmes();
    const cipher = new CaseCipher(ring('a'), load);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 2_000 }), async (text) => {
        const sealed = await cipher.seal(place, text);
        expect(await cipher.open(place, sealed)).toBe(text);
        expect(sealed).toHaveLength(Buffer.byteLength(text) + 33);
        if (Buffer.byteLength(text) >= 8) expect(sealed.includes(Buffer.from(text))).toBe(false);
      }),
    );
  });

  it('never seals the same text to the same bytes', async () => {
    const cipher = new CaseCipher(ring('a'), programmes().load);
    const keys = await cipher.withKeys('p1');
    const nonces = Array.from({ length: 1_000 }, () =>
      keys.seal(place, 'same').subarray(5, 17).toString('hex'),
    );
    expect(new Set(nonces).size).toBe(1_000);
  });

  it.each([
    ['another row', { ...place, rowId: '0190-2' }],
    ['another column', { ...place, column: 'notes' }],
    ['another table', { ...place, table: 'record' }],
    ['another programme', { ...place, programmeId: 'p2' }],
    ['parts cut differently', { ...place, table: 'consultationb', column: 'ackground' }],
  ])('does not open text moved to %s', async (_, elsewhere) => {
    const cipher = new CaseCipher(ring('a'), programmes().load);
    const sealed = await cipher.seal(place, 'moved');
    expect(await problemOf(cipher.open(elsewhere, sealed))).toBe('not-authentic');
  });

  it('notices every changed bit and every cut', async () => {
    const cipher = new CaseCipher(ring('a'), programmes().load);
    const sealed = await cipher.seal(place, 'short text');
    const keys = await cipher.withKeys('p1');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(await problemOf(() => keys.open(place, changed))).not.toBe('none');
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(await problemOf(() => keys.open(place, sealed.subarray(0, length)))).not.toBe('none');
    }
  });

  it('answers a lost key with an error', async () => {
    const { rows, load } = programmes();
    const sealed = await new CaseCipher(ring('a'), load).seal(place, 'kept');
    expect(await problemOf(new CaseCipher(ring('b'), load).open(place, sealed))).toBe('key-lost');
    rows.set('p1', []);
    expect(await problemOf(new CaseCipher(ring('a'), load).open(place, sealed))).toBe('key-lost');
    rows.set('p1', [ring('a').newDataKey({ programmeId: 'p1', version: 2 })]);
    expect(await problemOf(new CaseCipher(ring('a'), load).open(place, sealed))).toBe('key-lost');
  });

  it('answers a key of another programme or version with an error', async () => {
    const { rows, load } = programmes();
    const [stolen] = rows.get('p2')!;
    rows.set('p1', [stolen!]);
    expect(await problemOf(new CaseCipher(ring('a'), load).seal(place, 'text'))).toBe('not-authentic');
    rows.set('p2', [{ ...stolen!, version: 2 }]);
    expect(await problemOf(new CaseCipher(ring('a'), load).withKeys('p2'))).toBe('not-authentic');
    rows.set('p2', [{ ...stolen!, wrapped: randomBytes(60) }]);
    expect(await problemOf(new CaseCipher(ring('a'), load).withKeys('p2'))).toBe('unknown-format');
  });

  it('answers bytes that were never sealed with an error', async () => {
    const cipher = new CaseCipher(ring('a'), programmes().load);
    expect(await problemOf(cipher.open(place, Buffer.from('plain text that somebody wrote by hand')))).toBe(
      'unknown-format',
    );
    expect(await problemOf(cipher.open(place, Buffer.alloc(0)))).toBe('unknown-format');
  });

  it('rotates data keys while the service runs', async () => {
    const { rows, load } = programmes();
    const reader = new CaseCipher(ring('a'), load);
    const before = await reader.seal(place, 'before');
    rows.get('p1')!.push(ring('a').newDataKey({ programmeId: 'p1', version: 2 }));
    const after = await new CaseCipher(ring('a'), load).seal(place, 'after');
    expect(after.readUInt32BE(1)).toBe(2);
    expect(await reader.open(place, after)).toBe('after');
    expect(await reader.open(place, before)).toBe('before');
    expect((await reader.seal(place, 'new')).readUInt32BE(1)).toBe(2);
  });

  it('rotates key-encryption keys without touching sealed text', async () => {
    const { rows, load } = programmes(ring('a'));
    const sealed = await new CaseCipher(ring('a'), load).seal(place, 'stays');
    const both = ring('b', 'a');
    expect(await new CaseCipher(both, load).open(place, sealed)).toBe('stays');
    rows.set(
      'p1',
      rows.get('p1')!.map((row) => both.rewrap('p1', row)),
    );
    expect(rows.get('p1')![0]).toMatchObject({ version: 1, kekId: 'b' });
    expect(await new CaseCipher(ring('b'), load).open(place, sealed)).toBe('stays');
    expect(await problemOf(new CaseCipher(ring('a'), load).open(place, sealed))).toBe('key-lost');
  });

  it('loads keys once, and again after they expire or were forgotten', async () => {
    const { load, loads } = programmes();
    const cipher = new CaseCipher(ring('a'), load);
    await Promise.all([cipher.withKeys('p1')]);
    await cipher.withKeys('p1');
    await cipher.withKeys('p2');
    expect(loads()).toBe(2);
    cipher.forget('p1');
    await cipher.withKeys('p1');
    await cipher.withKeys('p2');
    expect(loads()).toBe(3);
    cipher.forget();
    await cipher.withKeys('p2');
    expect(loads()).toBe(4);
    const impatient = new CaseCipher(ring('a'), load, { keepKeysMs: 0 });
    await impatient.withKeys('p1');
    await impatient.withKeys('p1');
    expect(loads()).toBe(6);
  });

  it('does not keep a failed load', async () => {
    const { load } = programmes();
    let fail = true;
    const cipher = new CaseCipher(ring('a'), (id) => (fail ? Promise.reject(new Error('down')) : load(id)));
    await expect(cipher.withKeys('p1')).rejects.toThrow('down');
    fail = false;
    expect((await cipher.withKeys('p1')).currentVersion).toBe(1);
  });
});

describe('keyed hashes', () => {
  it('find the same reference in any case and spacing, within one programme and purpose', async () => {
    const cipher = new CaseCipher(ring('a'), programmes().load);
    const [one, other] = [await cipher.withKeys('p1'), await cipher.withKeys('p2')];
    const hash = one.keyedHash('case-reference', 'C-2026-1042');
    expect(hash).toHaveLength(32);
    expect(one.keyedHash('case-reference', ' c-2026- 1042\t')).toEqual(hash);
    expect(one.keyedHash('case-reference', 'C-2026-1043')).not.toEqual(hash);
    expect(one.keyedHash('other-purpose', 'C-2026-1042')).not.toEqual(hash);
    expect(other.keyedHash('case-reference', 'C-2026-1042')).not.toEqual(hash);
  });

  it('still find what was stored before the key was rotated', async () => {
    const { rows, load } = programmes();
    const stored = (await new CaseCipher(ring('a'), load).withKeys('p1')).keyedHash('case-reference', 'C-1');
    rows.get('p1')!.push(ring('a').newDataKey({ programmeId: 'p1', version: 2 }));
    const keys = await new CaseCipher(ring('a'), load).withKeys('p1');
    expect(keys.keyedHash('case-reference', 'C-1')).not.toEqual(stored);
    expect(keys.keyedHashes('case-reference', 'c-1')).toEqual([
      keys.keyedHash('case-reference', 'C-1'),
      stored,
    ]);
  });

  it('regard differently composed characters as the same', () => {
    expect(normaliseForLookup('é１ 2')).toBe(normaliseForLookup('e\u0301 12'));
  });
});
