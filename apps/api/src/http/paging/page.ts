import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Page } from '@case-consultation/features';
import { listOf } from '../validation/fields.js';
import { type Cursor } from './cursor.js';

export const MOST_ON_A_PAGE = 100;
const USUAL_ON_A_PAGE = 25;

/** The query parameters of every list. */
export const pageWish = {
  limit: z.coerce
    .number({ error: `Give a whole number from 1 to ${MOST_ON_A_PAGE}` })
    .int()
    .min(1)
    .max(MOST_ON_A_PAGE)
    .default(USUAL_ON_A_PAGE)
    .meta({ description: 'How many to a page' }),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .meta({ description: '`next` of the page before; left out for the first' }),
};

/** One page as it goes out. */
export interface PageAnswer<T> {
  items: readonly T[];
  /** For `cursor`; null on the last page. */
  next: string | null;
}

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: listOf(item),
    next: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last' }),
  });
}

/** The page with where the next begins, in the body and as a Link header (RFC 8288). */
export function pageAnswer<Row, Item, Place>(
  { items, more }: Page<Row>,
  to: { item: (row: Row) => Item; place: (row: Row) => Place; cursor: Cursor<Place> },
  request: FastifyRequest,
  reply: FastifyReply,
): PageAnswer<Item> {
  const last = items.at(-1);
  const next = more && last !== undefined ? to.cursor.write(to.place(last)) : null;
  return linkedAnswer(items.map(to.item), next, request, reply);
}

/** The same where the cursor is known already. */
export function linkedAnswer<Item>(
  items: readonly Item[],
  next: string | null,
  request: FastifyRequest,
  reply: FastifyReply,
): PageAnswer<Item> {
  if (next !== null) void reply.header('link', `<${addressWith(request.url, next)}>; rel="next"`);
  return { items, next };
}

function addressWith(url: string, cursor: string): string {
  const [path, query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
