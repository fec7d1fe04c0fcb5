import { request } from 'node:http';

/**
 * Bytes that come over the wire, as gzip, for the styles and scripts of a page, and for the scripts that those import.
 *
 * @throws an Error for one that is not there
 */
export async function bytesOfAssets(url: string, path: string): Promise<number> {
  const html = await (await fetch(`${url}${path}`)).text();
  const addresses = new Set(
    [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js))"/g)].map(([, found]) => found ?? ''),
  );
  if (addresses.size === 0) throw new Error(`${path} has neither styles nor scripts`);
  let bytes = 0;
  // What a script imports is added on the way, and gone through in its turn.
  for (const address of addresses) {
    bytes += await compressed(`${url}${address}`);
    if (!address.endsWith('.js')) continue;
    const script = await (await fetch(`${url}${address}`)).text();
    for (const [, imported] of script.matchAll(/(?:from|import)\s*\(?["'](\.{0,2}\/[^"']+)["']/g))
      addresses.add(new URL(imported ?? '', `${url}${address}`).pathname);
  }
  return bytes;
}

function compressed(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      const { statusCode, headers } = answer;
      if (statusCode !== 200 || headers['content-encoding'] !== 'gzip')
        return reject(
          new Error(`${url} answers ${statusCode}, ${headers['content-encoding'] ?? 'as it is'}`),
        );
      let bytes = 0;
      answer
        .on('data', (chunk: Buffer) => (bytes += chunk.length))
        .on('end', () => resolve(bytes))
        .on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
