import { ApiProblem, type InputError, noSuchThing } from '../problems/api-problem.js';

/** An issue as any Standard Schema gives it; zod adds what is read here. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
  readonly keys?: unknown;
  readonly params?: unknown;
  readonly errors?: unknown;
}

/** Most errors told at a time. */
const MOST_TOLD = 50;
/** Names of unknown fields are told as they came, up to this length. */
const LONGEST_NAME = 60;

/** What a schema found wrong, as one problem; a path that names nothing at all is not found. */
export function invalidInput(issues: readonly Issue[]): ApiProblem {
  if (issues.some(({ params }) => isNotFound(params))) return noSuchThing();
  const errors = issues.flatMap((issue) => errorsOf(issue, [])).slice(0, MOST_TOLD);
  const [first] = errors;
  const detail =
    errors.length === 1 && first
      ? `${first.pointer === '' ? 'The body' : first.pointer}: ${first.message}.`
      : `${errors.length} things have to change; \`errors\` names them.`;
  return new ApiProblem('invalid-input', detail, { errors });
}

/** On a custom issue of a schema for a path parameter: what it names cannot exist. */
export const NOTHING_LIKE_IT = { notFound: true } as const;

function isNotFound(params: unknown): boolean {
  return typeof params === 'object' && params !== null && 'notFound' in params;
}

function errorsOf(
  { message, path = [], code, keys, errors }: Issue,
  above: readonly PropertyKey[],
): InputError[] {
  const steps = [...above, ...path.map((step) => (typeof step === 'object' ? step.key : step))];
  if (code === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) => ({
      pointer: pointerOf([...steps, String(key).slice(0, LONGEST_NAME)]),
      code: 'invalid-input',
      message,
    }));
  }
  // The forms of a union: told by the one that came closest.
  if (code === 'invalid_union' && Array.isArray(errors) && errors.length > 0) {
    const [closest] = [...(errors as Issue[][])].sort((a, b) => a.length - b.length);
    if (closest && closest.length > 0) return closest.flatMap((issue) => errorsOf(issue, steps));
  }
  return [{ pointer: pointerOf(steps), code: 'invalid-input', message }];
}

/** RFC 6901. */
function pointerOf(steps: readonly PropertyKey[]): string {
  return steps.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
