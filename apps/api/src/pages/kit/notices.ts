/**
 * What is said once, in a green banner, at the top of the page after something was done. Codes travel in a cookie;
 * words about a case never do.
 */
export const NOTICES = {
  'signed-out': 'You have signed out.',
  'draft-saved': 'Your request is saved. You can go on with it whenever you like.',
  'draft-deleted': 'Your draft is deleted.',
} as const satisfies Readonly<Record<string, string>>;

export type NoticeCode = keyof typeof NOTICES;

export function isNotice(text: string): text is NoticeCode {
  return Object.hasOwn(NOTICES, text);
}
