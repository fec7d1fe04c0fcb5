import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ASSETS } from './paths.js';

export const ASSETS_PREFIX = '/assets/';

const manifest = z.object({ styles: z.string(), script: z.string() });

/** The addresses of the styles and the script of every page. Their names hold a hash of what is in them. */
export interface Assets {
  readonly styles: string;
  readonly script: string;
}

/** @throws an Error that says how to build them, when they are not there */
export function findAssets(): Assets {
  const file = join(ASSETS, 'manifest.json');
  if (!existsSync(file)) throw new Error('The styles of the pages are not built. Run npm run build.');
  const { styles, script } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { styles: ASSETS_PREFIX + styles, script: ASSETS_PREFIX + script };
}

/** Serves them, compressed beforehand, to be kept for a year: another content has another name. */
export async function serveAssets(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: ASSETS,
    prefix: ASSETS_PREFIX,
    wildcard: false,
    index: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/manifest.json', '**/*.br', '**/*.gz'],
    setHeaders: (answer) => {
      answer.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
}
