import fc from 'fast-check';
import { consultationCode, isConsultationCode, normaliseConsultationCode } from './consultation-code.js';

describe('consultation codes', () => {
  it('come from the bytes alone', () => {
    expect(consultationCode(Uint8Array.of(7, 13, 3, 17, 2, 21))).toBe('B-7F3K2Q');
    expect(consultationCode(Uint8Array.of(240, 255, 0, 29, 30, 59, 60, 239))).toBe('B-0Z0Z0Z');
  });

  it('use every character equally often', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const bytes = Uint8Array.of(byte, 0, 0, 0, 0, 0, 0);
      if (byte < 240)
        counts.set(consultationCode(bytes)[2] ?? '', (counts.get(consultationCode(bytes)[2] ?? '') ?? 0) + 1);
      else expect(consultationCode(bytes)).toBe('B-000000');
    }
    expect([...counts.keys()].sort().join('')).toBe('0123456789BCDFGHJKMNPQRSTVWXYZ');
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it('are always in the form, without vowels, and read back as themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        const usable = bytes.filter((byte) => byte < 240);
        fc.pre(usable.length >= 6);
        const code = consultationCode(bytes);
        expect(code).toMatch(/^B-[0-9BCDFGHJKMNP-TV-Z]{6}$/);
        expect(isConsultationCode(code)).toBe(true);
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replace('-', ''),
          ` ${code.split('').join(' ')} `,
        ]) {
          expect(normaliseConsultationCode(typed)).toBe(code);
        }
      }),
    );
  });

  it.each([[[]], [[1, 2, 3, 4, 5]], [[255, 255, 255, 255, 255, 255, 1, 2, 3, 4, 5]]])(
    'ask for more bytes than %j',
    (bytes) => {
      expect(() => consultationCode(Uint8Array.from(bytes))).toThrow(RangeError);
    },
  );

  it.each([
    ['b7f3k2q', 'B-7F3K2Q'],
    ['B 7F3 K2Q', 'B-7F3K2Q'],
    ['b–7f3k2q', 'B-7F3K2Q'],
    ['B-OlI3K2', 'B-0113K2'],
    ['Ｂ－７Ｆ３Ｋ２Ｑ', 'B-7F3K2Q'],
  ])('%p is understood as %s', (typed, code) => {
    expect(normaliseConsultationCode(typed)).toBe(code);
  });

  it.each([
    '',
    'B',
    '7F3K2Q',
    'B-7F3K2',
    'B-7F3K2QQ',
    'C-7F3K2Q',
    'B-7F3K2A',
    'B-7F3K2U',
    "B-7F3K2'",
    'C-2026-1042',
  ])('%p is no code', (typed) => {
    expect(normaliseConsultationCode(typed)).toBeNull();
  });

  it.each(['b-7F3K2Q', 'B7F3K2Q', 'B-7F3K2Q\n', ' B-7F3K2Q', 'B-7F3K2I'])(
    '%p is not written as a code',
    (text) => {
      expect(isConsultationCode(text)).toBe(false);
    },
  );
});
