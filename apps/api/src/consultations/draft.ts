import { type z } from 'zod';
import { type SavedDraft } from '@case-consultation/features';
import { type draft } from './consultation.dto.js';

/** A draft as it goes out. */
export function draftOf({ code, version, form, gate, missing }: SavedDraft): z.output<typeof draft> {
  return {
    access: 'draft',
    code,
    status: 'draft',
    version,
    request: form,
    gate,
    missing: missing.map(({ field, code: problem, message }) => ({
      pointer: `/${field}`,
      code: problem,
      message,
    })),
  };
}
