import { DomainError, isDay } from '@case-consultation/domain';

/** One column of an order: as SQL, and how its values are written down. */
export interface SortKey {
  readonly sql: string;
  /** `instant` is written in microseconds since 1970, `day` as `YYYY-MM-DD`. */
  readonly type: 'instant' | 'day' | 'text';
}

/** Beside which row of a list a page lies. */
export interface PagePlace {
  readonly side: 'after' | 'before';
  readonly id: string;
  /** The row's values in the columns of the order. */
  readonly keys: readonly string[];
}

/** Which list, in which order, a place belongs to. */
export interface PlaceOrder {
  readonly list: string;
  readonly order: string;
  readonly reversed: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MICROSECONDS = /^-?\d{1,16}$/;
const LONGEST = 1_000;

/** A place as text that is handed back unread. No secret: a made-up one shows nothing that the list would not. */
export function writePlace({ list, order, reversed }: PlaceOrder, { side, id, keys }: PagePlace): string {
  return Buffer.from(JSON.stringify([list, order, reversed, side, id, ...keys])).toString('base64url');
}

/** @throws DomainError `invalid-input` for what is no place of this list in this order */
export function readPlace(
  { list, order, reversed }: PlaceOrder,
  keys: readonly SortKey[],
  given: string | null,
): PagePlace | null {
  if (given === null) return null;
  const [ofList, ofOrder, ofReversed, side, id, ...at] = partsOf(given);
  const isOne =
    ofList === list &&
    ofOrder === order &&
    ofReversed === reversed &&
    (side === 'after' || side === 'before') &&
    typeof id === 'string' &&
    UUID.test(id) &&
    at.length === keys.length &&
    keys.every(({ type }, n) => isValue(type, at[n]));
  if (!isOne) {
    throw new DomainError(
      'invalid-input',
      'There is no such page. Open the list from its beginning.',
      'page',
    );
  }
  return { side, id, keys: at as string[] };
}

function partsOf(given: string): unknown[] {
  if (given.length > LONGEST) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(given, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}

function isValue(type: SortKey['type'], value: unknown): boolean {
  if (typeof value !== 'string') return false;
  switch (type) {
    case 'instant':
      return MICROSECONDS.test(value);
    case 'day':
      return isDay(value) && value >= '0001';
    case 'text':
      return !value.includes('\0');
  }
}
