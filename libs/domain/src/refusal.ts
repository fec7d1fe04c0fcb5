import { DomainError, type ErrorCode } from './errors.js';

/** The rule's refusal; null when it did not refuse. Anything that is not a refusal is thrown on: it is a fault. */
export function refusalOf(call: () => unknown): DomainError | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** Only the code of it, for tables. */
export function codeOf(call: () => unknown): ErrorCode | null {
  return refusalOf(call)?.code ?? null;
}
