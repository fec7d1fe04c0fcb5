import { DomainError } from '@case-consultation/domain';
import { datePartField } from '../../../kit/date-parts.js';
import { FormState } from '../../../kit/form-state.js';
import { problemsOf } from '../../../kit/page-form.js';
import { type End, ENDS } from './period-asked.js';

/** What was read; null where the dates are to be put right, which the form then says beside them. */
export interface ReadInPeriod<T> {
  readonly found: T | null;
  readonly form: FormState;
}

/** Waits for what is read of a period. Only dates that are refused are for the form: any other error is thrown. */
export async function readInPeriod<T>(reading: Promise<T>): Promise<ReadInPeriod<T>> {
  try {
    return { found: await reading, form: new FormState() };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid-input') throw error;
    const problems = problemsOf(error);
    if (!problems.every(({ field }) => ENDS.includes(field as End))) throw error;
    const inForm = problems.map(({ field, message }) => ({ field: datePartField(field, 'day'), message }));
    return { found: null, form: new FormState({}, inForm) };
  }
}
