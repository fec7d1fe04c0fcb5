import { hashToken, looksLikeToken, newToken, sameHash } from './tokens.js';

describe('tokens', () => {
  it('are recognisable, different, and hashed to 32 bytes', () => {
    const tokens = Array.from({ length: 1_000 }, newToken);
    expect(new Set(tokens).size).toBe(1_000);
    for (const token of tokens) {
      expect(token).toMatch(/^bcc_[A-Za-z0-9_-]{43}$/);
      expect(looksLikeToken(token)).toBe(true);
      expect(hashToken(token)).toHaveLength(32);
    }
  });

  it.each(['', 'bcc_', `${newToken()}x`, newToken().slice(4), 'bcc_' + '!'.repeat(43)])(
    'does not take %j for one',
    (text) => {
      expect(looksLikeToken(text)).toBe(false);
    },
  );

  it('are compared by their hashes', () => {
    const token = newToken();
    expect(sameHash(hashToken(token), hashToken(token))).toBe(true);
    expect(sameHash(hashToken(token), hashToken(newToken()))).toBe(false);
    expect(sameHash(hashToken(token), Buffer.alloc(0))).toBe(false);
  });
});
