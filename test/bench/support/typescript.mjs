import { register } from 'node:module';

/** `node --import` of this file runs the TypeScript of the bench as it stands; libraries come from their builds. */
register('./typescript-hooks.mjs', import.meta.url);
