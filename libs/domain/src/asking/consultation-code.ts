/**
 * Public codes of consultations: `B-` and six characters of Crockford's base 32 without its vowels, so thirty (no A, E, I, L,
 * O, U): 30⁶ ≈ 729 million, nothing to read into, nothing to mistake, never derived from the case. Uniqueness is for the
 * database to keep: on a clash, make another.
 */
const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const LENGTH = 6;
const CODE = new RegExp(`^B-[${ALPHABET}]{${LENGTH}}$`);
/** The largest multiple of the alphabet's size in a byte: what is above it is passed over, so every character is as likely. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length);

/**
 * A code from random bytes. Give 32: one in sixteen is passed over, and six must be left.
 * @throws RangeError when too few usable bytes are given.
 */
export function consultationCode(randomBytes: Uint8Array): string {
  let code = '';
  for (const byte of randomBytes) {
    if (byte >= FAIR_BELOW) continue;
    code += ALPHABET.charAt(byte % ALPHABET.length);
    if (code.length === LENGTH) return `B-${code}`;
  }
  throw new RangeError('A consultation code needs more random bytes: give 32');
}

/** Whether a text is a code exactly as the service writes it. */
export function isConsultationCode(text: string): boolean {
  return CODE.test(text);
}

/**
 * The code that someone meant: small letters, spaces, dashes of any kind or none, and O for 0, I or L for 1, are all understood.
 * Null when it is no code.
 */
export function normaliseConsultationCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const code = `B-${plain.slice(1)}`;
  return plain.startsWith('B') && isConsultationCode(code) ? code : null;
}
