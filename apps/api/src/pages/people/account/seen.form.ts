import { z } from 'zod';

/** The version that was read. One that is no number was never seen, so that nothing is done. */
export const seenForm = z.object({ seen: z.coerce.number().int().catch(-1) });
