import { randomBytes } from 'node:crypto';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Visitor } from '@case-consultation/features';
import { ASSETS_PREFIX } from './assets.js';
import { type Cookies } from './cookies.js';
import { isForPeople } from './for-people.js';

/** One request of a person's browser for a page. */
export interface Visit {
  /** For the one inline script and style of the layout, new for every page. */
  readonly nonce: string;
  /** Who is signed in; null for nobody. */
  visitor: Visitor | null;
  /** How the visitor's programme shows itself. */
  brand: { readonly name: string; readonly colour: string } | null;
  /** The secret that forms are tied to: the session's token, or that of somebody not signed in. */
  secret: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for addresses of pages, before anything else. */
    visit: Visit | undefined;
  }
}

/** Whether this is a request for a page, and not for a style or by a program. */
export function isPageRequest({ url }: FastifyRequest): boolean {
  return isForPeople(url) && !url.startsWith(ASSETS_PREFIX);
}

/** Begins the visit: its nonce, and the policy that goes with it. */
export function beginVisit(request: FastifyRequest, reply: FastifyReply): Visit {
  const nonce = randomBytes(16).toString('base64');
  request.visit = { nonce, visitor: null, brand: null, secret: null };
  void reply.header('content-security-policy', policyWith(nonce));
  return request.visit;
}

/** The visit of a request; begun here for one that was refused before our hook ran. */
export function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  return request.visit ?? beginVisit(request, reply);
}

/** The secret that the browser of somebody not signed in keeps, if it has one. */
export function knownSecretOfStranger(request: FastifyRequest, cookies: Cookies): string | null {
  const known = cookies.read(request, 'visit');
  return known !== undefined && known.length >= 22 ? known : null;
}

/** A secret for somebody who is not signed in, kept by their browser; the one they have, if they have one. */
export function secretOfStranger(request: FastifyRequest, reply: FastifyReply, cookies: Cookies): string {
  const known = knownSecretOfStranger(request, cookies);
  if (known !== null) return known;
  const fresh = randomBytes(16).toString('base64url');
  cookies.set(reply, 'visit', fresh);
  return fresh;
}

function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';');
}
