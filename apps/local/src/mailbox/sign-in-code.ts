/** Six digits by themselves: no part of a reference, a longer number or an address. */
const codes = /(?<![\w/.=-])\d{6}(?![\w/.=-]*\w)/g;

/**
 * The one-time code that a mail carries, so that the mailbox can show it large.
 * @returns six digits; undefined unless the subject speaks of a code and the text holds exactly one
 */
export function signInCodeIn({ subject, text }: { subject: string; text: string }): string | undefined {
  if (!/\bcode\b/i.test(subject)) return undefined;
  const found = new Set(text.match(codes));
  return found.size === 1 ? [...found][0] : undefined;
}
