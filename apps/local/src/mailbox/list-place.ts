import { type MessageFilter } from './message-store.js';

/** Where in the mailbox a reader is: whose mail, about what, and from where on. Part of every link, so that none is lost. */
export interface ListPlace {
  readonly to: string | undefined;
  /** Words of the subject. */
  readonly subject: string | undefined;
  /** The page begins with the message that follows the one with this id. */
  readonly before: string | undefined;
}

/** Reads a place from an address; what makes no sense is left out. */
export function placeOf(parameters: URLSearchParams): ListPlace {
  const before = parameters.get('before') ?? '';
  return {
    to: parameters.get('to')?.trim() || undefined,
    subject: parameters.get('subject')?.trim() || undefined,
    before: /^\d{1,9}$/.test(before) ? before : undefined,
  };
}

/** The messages of a place, on all its pages. */
export function filterOfPlace({ to, subject }: Omit<ListPlace, 'before'>): MessageFilter {
  return { ...(to ? { to } : {}), ...(subject ? { subject } : {}) };
}

/** The query of a link to `place`, with more where given: `?to=…`, or nothing. */
export function queryOf({ to, subject, before }: ListPlace, more: Record<string, string> = {}): string {
  const parameters = new URLSearchParams({
    ...filterOfPlace({ to, subject }),
    ...(before ? { before } : {}),
    ...more,
  }).toString();
  return parameters && `?${parameters}`;
}

/** One page of a list. */
export interface ListPart<T> {
  readonly messages: readonly T[];
  /** Which they are of all, counted from 1; 0 when there are none. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** Where the neighbouring pages begin; undefined when there is none. */
  readonly newer: { readonly before: string | undefined } | undefined;
  readonly older: { readonly before: string } | undefined;
}

/**
 * The page that begins below the message `before`; the first when there is no such message. New messages do not move it.
 * @param all in any order: by the service's clock the newest is first, and of one instant the one that came last
 * @param size the most messages a page has, at least 1
 */
export function partOf<T extends { readonly id: string; readonly receivedAt: string }>(
  all: readonly T[],
  before: string | undefined,
  size: number,
): ListPart<T> {
  const newestFirst = [...all].sort(
    (a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt) || Number(b.id) - Number(a.id),
  );
  const from = newestFirst.findIndex(({ id }) => Number(id) === Number(before)) + 1;
  const messages = newestFirst.slice(from, from + size);
  const lastShown = messages.at(-1);
  return {
    messages,
    first: messages.length && from + 1,
    last: messages.length && from + messages.length,
    total: all.length,
    newer: from > 0 ? { before: newestFirst[from - size - 1]?.id } : undefined,
    older: lastShown && from + size < all.length ? { before: lastShown.id } : undefined,
  };
}
