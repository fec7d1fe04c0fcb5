import { z } from 'zod';

/** Which of its buttons was pressed. */
export const settleForm = z.object({
  as: z.enum(['done', 'not-done', 'no-longer-needed'], {
    error: 'Say whether it is done, not done or no longer needed',
  }),
});
