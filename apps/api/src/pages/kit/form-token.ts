import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a form must carry to show that it came from a page of ours: an HMAC keyed by the visitor's own secret cookie,
 * which another site can neither read nor set (OWASP Cross-Site Request Forgery Prevention, HMAC-based token pattern).
 * Nothing is stored, and it changes with the session.
 */
export function formToken(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

export function isFormToken(given: string, secret: string): boolean {
  const expected = Buffer.from(formToken(secret));
  const presented = Buffer.from(given);
  return presented.length === expected.length && timingSafeEqual(presented, expected);
}

/** The name of the hidden field. */
export const FORM_TOKEN = '_token';
