import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { root } from './paths.mjs';

/**
 * Holds a name that belongs to this clone for as long as the process lives, however it ends: a socket in Linux's
 * abstract name space, which leaves no file behind. Other systems have none, and there nothing is held.
 *
 * @returns {Promise<boolean>} false when another process holds it
 */
export async function holdClone() {
  if (process.platform !== 'linux') return true;
  const name = createHash('sha256').update(root).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(`\0case-consultation-${name}`, () => {
      server.unref();
      resolve(true);
    });
  });
}
