/**
 * One plain e-mail address (a dot-atom and a host name, RFC 5321 4.1.2 without its quoted and literal forms). Nothing that
 * passes can end a header, begin another address or need quoting in a calendar.
 */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,})$/;

export function isMailAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text);
}

/** Two spellings of one mailbox. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * Whether the service may write to this address at all.
 *
 * @param allowedDomains the programme's allow-list; a domain stands for itself, not for what is below it
 */
export function mayBeMailed(email: string, allowedDomains: readonly string[]): boolean {
  const domain = ADDRESS.exec(email)?.[1]?.toLowerCase();
  return domain !== undefined && allowedDomains.some((allowed) => allowed.toLowerCase() === domain);
}
