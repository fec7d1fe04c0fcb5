import { z } from 'zod';

export const noConflictForm = z.object({
  noConflict: z.literal('yes', {
    error: 'Confirm that you have no conflict, or select “I have a conflict” below',
  }),
});
