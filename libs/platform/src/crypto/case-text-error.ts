export type CaseTextProblem =
  /** The data key, or the key-encryption key that wraps it, is not there. */
  | 'key-lost'
  /** The bytes were changed, cut, or moved to another row, column or programme. */
  | 'not-authentic'
  /** These bytes were never sealed case text. */
  | 'unknown-format';

/**
 * Case text that cannot be read. Never to be answered with an empty field: the person is told that the text
 * cannot be shown, and somebody is called. The message holds no text and no key.
 */
export class CaseTextError extends Error {
  constructor(
    readonly problem: CaseTextProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CaseTextError';
  }
}
