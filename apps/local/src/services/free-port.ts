import { createServer, type AddressInfo } from 'node:net';

/** Whether nothing listens on this port (1 to 65535) of 127.0.0.1. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await tryToListen(port)) !== undefined;
}

/**
 * A port of 127.0.0.1 that nothing listens on: the first free one of `usual`, else one the system picks.
 * Another process may take it before the caller does, so a caller that cannot listen should ask again.
 */
export async function freePort(...usual: number[]): Promise<number> {
  for (const port of usual) if (await portIsFree(port)) return port;
  const port = await tryToListen(0);
  if (port === undefined) throw new Error('No free port on 127.0.0.1: the system would not give one.');
  return port;
}

function tryToListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      server.close(() => resolve(taken));
    });
  });
}
