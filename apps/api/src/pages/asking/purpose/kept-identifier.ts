import { type DomainError } from '@case-consultation/domain';
import { type FormState } from '../../kit/form-state.js';

/** Whether to ask why something that looks like an identifier has to stay: once a text was warned of, or a reason given. */
export function asksForReason(form: FormState, error: DomainError | null): boolean {
  const problems = error?.details?.['problems'];
  const codes = Array.isArray(problems)
    ? (problems as readonly { code?: unknown }[]).map(({ code }) => code)
    : [];
  return codes.includes('identifier-needs-reason') || form.text('identifierReason') !== '';
}

/** Whether a text was refused for an identifier of any kind. */
export function wasCaught(error: DomainError | null): boolean {
  const problems = error?.details?.['problems'];
  if (!Array.isArray(problems)) return false;
  return (problems as readonly { code?: unknown }[]).some(
    ({ code }) => code === 'identifier-needs-reason' || code === 'identifier-found',
  );
}
