import { z } from 'zod';
import { type Scope, type Tokens } from '@case-consultation/features';
import { type Clock } from '@case-consultation/platform';
import { keepFile, readKept } from '../supervisor/keep-file.js';
import { elmbrook } from './programmes/elmbrook.js';
import { brackenhurst } from './programmes/brackenhurst.js';
import { type DemoPerson, emailOf } from './cast.js';

const shape = z.object({
  /** By the service's clock. */
  expiresAt: z.iso.datetime(),
  people: z.array(
    z.object({
      programme: z.string(),
      name: z.string(),
      email: z.string(),
      roles: z.array(z.string()),
      token: z.string(),
    }),
  ),
});

/** The tokens of everybody in the demo, as `.local/demo-tokens.json` keeps them. */
export type DemoTokens = z.output<typeof shape>;

const DAYS = 365;
/** New ones are made while the old still hold: a demonstration moves the clock on by months. */
const RENEW_DAYS_BEFORE = 200;
const A_DAY_MS = 24 * 60 * 60_000;

/**
 * Sees to it that everybody in the demo has a token in the file, which only its owner can read: new ones when there are none,
 * when they are of another database, or when they end before long.
 */
export async function keepTokens(file: string, tokens: Tokens, clock: Clock): Promise<void> {
  const kept = await readKept(file, shape);
  const [first] = kept?.people ?? [];
  const isOfHere = first !== undefined && (await tokens.bearerOf(first.token)) !== null;
  if (isOfHere && !(await endBeforeLong(file, clock.now()))) return;
  const people = [];
  let expiresAt = clock.now();
  for (const programme of [elmbrook, brackenhurst]) {
    for (const person of programme.people) {
      const email = emailOf(person, programme);
      const wish = { name: 'demo', scopes: scopesOf(person), days: DAYS };
      const issued = await tokens.issue(programme.code, email, wish);
      expiresAt = issued.expiresAt;
      const { name, roles } = person;
      people.push({ programme: programme.code, name, email, roles, token: issued.token });
    }
  }
  await keepFile(file, JSON.stringify({ expiresAt: expiresAt.toISOString(), people }, null, 2));
}

/** Whether the tokens in the file end before long by the service's clock; also when there are none. */
export async function endBeforeLong(file: string, now: Date): Promise<boolean> {
  const kept = await readKept(file, shape);
  return !kept || Date.parse(kept.expiresAt) - now.getTime() < RENEW_DAYS_BEFORE * A_DAY_MS;
}

function scopesOf({ roles }: DemoPerson): Scope[] {
  const scopes: Scope[] = ['consultations:read', 'consultations:write'];
  if (roles.includes('lead')) scopes.push('lead', 'audit');
  if (roles.includes('lead') || roles.includes('administrator')) scopes.push('people', 'settings');
  return scopes;
}
