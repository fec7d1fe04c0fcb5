import { z } from 'zod';

/** Which prompt is put aside. */
export const dismissForm = z.object({ prompt: z.string().min(1) });
