import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ApiProblem } from '../problems/api-problem.js';

const CHECK_BYTES = 6;

/**
 * Where a page ended, as text that a client passes back unread. It names the list it belongs to and carries a check, so
 * that one of another list, or one that was changed on the way, is refused and not misread. It is no secret: a forged one
 * shows nothing that the list would not.
 */
export class Cursor<T> {
  constructor(
    /** Which list, in which order. */
    private readonly list: string,
    private readonly shape: z.ZodType<T>,
  ) {}

  write(place: T): string {
    const text = Buffer.from(JSON.stringify(place));
    return Buffer.concat([this.check(text), text]).toString('base64url');
  }

  /** @throws ApiProblem `bad-cursor` */
  read(given: string | undefined): T | null {
    if (given === undefined) return null;
    const bytes = Buffer.from(given, 'base64url');
    const text = bytes.subarray(CHECK_BYTES);
    const isWhole =
      bytes.toString('base64url') === given && this.check(text).equals(bytes.subarray(0, CHECK_BYTES));
    const place = isWhole ? this.shape.safeParse(parsed(text)) : undefined;
    if (!place?.success) {
      throw new ApiProblem(
        'bad-cursor',
        'This cursor is not one of this list. Use `next` as it was given, or leave it out to begin again.',
      );
    }
    return place.data;
  }

  private check(text: Uint8Array): Buffer {
    return createHash('sha256').update(this.list).update('\n').update(text).digest().subarray(0, CHECK_BYTES);
  }
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}
