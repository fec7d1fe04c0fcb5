import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Bytes that encryption adds: the nonce before and the tag after. */
export const gcmOverhead = nonceBytes + tagBytes;

// One call into the system's generator for many nonces; each is handed out once.
const noncePool = Buffer.alloc(nonceBytes * 256);
let nextNonce = noncePool.length;

function freshNonce(): Buffer {
  if (nextNonce === noncePool.length) {
    randomFillSync(noncePool);
    nextNonce = 0;
  }
  nextNonce += nonceBytes;
  return noncePool.subarray(nextNonce - nonceBytes, nextNonce);
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: header, nonce, ciphertext, tag.
 * `header` and `associated` are authenticated; only the header is stored.
 */
export function gcmSeal(key: KeyObject, header: Buffer, associated: Buffer, plain: Buffer): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.concat([header, associated]));
  return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The reverse of `gcmSeal`. Throws when key, header, associated data or any byte differ. */
export function gcmOpen(key: KeyObject, headerBytes: number, associated: Buffer, sealed: Buffer): Buffer {
  const header = sealed.subarray(0, headerBytes);
  const nonce = sealed.subarray(headerBytes, headerBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.concat([header, associated]));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plain = decipher.update(sealed.subarray(headerBytes + nonceBytes, sealed.length - tagBytes));
  return Buffer.concat([plain, decipher.final()]);
}

/** Parts joined so that no two different lists give the same bytes: each is preceded by its length. */
export function joinParts(...parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
