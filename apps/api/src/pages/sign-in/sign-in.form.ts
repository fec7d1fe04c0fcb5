import { z } from 'zod';

/** What is asked to send a code. */
export const addressForm = z.object({
  email: z.string({ error: 'Enter your work email address' }).trim().min(1, 'Enter your work email address'),
});

/** The code from the email. */
export const codeForm = z.object({
  code: z.string({ error: 'Enter the code' }).trim().min(1, 'Enter the code from the email'),
});

/** In which programme somebody works today who belongs to several. */
export const programmeForm = z.object({
  programme: z.string({ error: 'Select the programme you want to work in' }),
});
