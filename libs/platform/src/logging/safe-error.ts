/** What a log may say of an error. */
export interface SafeError {
  readonly type: string;
  /** A stable code: ours, Node's, or an SQLSTATE. */
  readonly code?: string;
  /** Left out for errors of the database and of parsers, whose messages repeat what was typed. */
  readonly message?: string;
  /** Where it was thrown, without the message. */
  readonly at?: readonly string[];
  readonly constraint?: string;
  readonly cause?: SafeError;
}

const emailPattern = /[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+/g;
const maxMessage = 300;
const maxFrames = 8;

/** Error types whose messages repeat their input. */
const repeatsInput = new Set(['QueryFailedError', 'SyntaxError', 'ZodError', 'URIError']);

/**
 * An error reduced to what may be logged: no SQL, no parameters, no row values, no addresses. Anything can be thrown,
 * so anything is taken.
 */
export function safeError(thrown: unknown, depth = 3): SafeError {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const { code, constraint } = thrown as { readonly code?: unknown; readonly constraint?: unknown };
  return {
    type: thrown.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(mayShowMessage(thrown) ? { message: safeMessage(thrown.message) } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    at: frames(thrown),
    ...(thrown.cause !== undefined && depth > 1 ? { cause: safeError(thrown.cause, depth - 1) } : {}),
  };
}

function mayShowMessage(error: Error): boolean {
  // `severity` and `routine` are on every error that PostgreSQL itself reported.
  return (
    !repeatsInput.has(error.name) && !('severity' in error) && !('routine' in error) && !('query' in error)
  );
}

function safeMessage(message: string): string {
  return message.replace(emailPattern, '[address]').slice(0, maxMessage);
}

function frames({ stack = '', message }: Error): readonly string[] {
  // The message can span lines that look like frames; it comes first and is cut away whole.
  const start = stack.indexOf(message);
  const rest = start >= 0 ? stack.slice(start + message.length) : stack;
  return rest
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, maxFrames);
}
