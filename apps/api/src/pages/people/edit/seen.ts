import { type FormState } from '../../kit/form-state.js';

/** The version that a form was opened at; 0 when it does not say, so that everything is told. */
export function seenIn(form: FormState): number {
  const seen = Number(form.text('seen'));
  return Number.isSafeInteger(seen) && seen > 0 ? seen : 0;
}
