import { z } from 'zod';

/** There is nothing to fill in: the button says it all. */
export const checkForm = z.object({});
