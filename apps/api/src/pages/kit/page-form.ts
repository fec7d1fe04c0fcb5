import { type z } from 'zod';
import { DomainError, identifiersInOneSentence, type RequestProblem } from '@case-consultation/domain';
import { type MayKeep } from '@case-consultation/features';
import { PROBLEMS } from '../../http/problems/problem-codes.js';
import { type PageAnswer } from './answer.js';
import { type FieldProblem, FormState, type Typed } from './form-state.js';

/** Refusals that are about the person or the address, not about what they typed: they get a page of their own. */
const NOT_ABOUT_THE_FORM: ReadonlySet<string> = new Set([
  'not-found',
  'not-your-task',
  'not-signed-in',
  'scope-missing',
  'key-missing',
]);

export interface FormToAnswer<S extends z.ZodType> {
  readonly schema: S;
  readonly typed: Typed;
  /**
   * Does what was asked; may throw a DomainError. With it comes why something that may identify a person has to stay, as
   * every form may ask (`layout/identifiers.njk`).
   */
  readonly act: (values: z.output<S>, kept: MayKeep) => Promise<PageAnswer>;
  /** The same page again, with all that was typed and what to put right. */
  readonly again: (
    form: FormState,
    status: number,
    error: DomainError | null,
  ) => Promise<PageAnswer> | PageAnswer;
  /** Where on the page the input of a rule's field is; its own name unless told. Paths are like `attendees/1`. */
  readonly inputOf?: (field: string) => string;
}

/**
 * Reads a form and does what it asks. When something is wrong with it, in itself or by a rule, the page is shown again
 * with a 4xx, an error summary and everything that was typed.
 */
export async function answerForm<S extends z.ZodType>({
  schema,
  typed,
  act,
  again,
  inputOf = (field) => field,
}: FormToAnswer<S>): Promise<PageAnswer> {
  const read = schema.safeParse(typed);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({ field: path.join('-'), message }));
    return again(new FormState(typed, oncePerField(problems)), 422, null);
  }
  try {
    return await act(read.data, keptIn(typed));
  } catch (error) {
    if (!(error instanceof DomainError) || NOT_ABOUT_THE_FORM.has(error.code)) throw error;
    const refusals = problemsOf(error);
    const problems = identifiersTogether(refusals).map(({ field, message }) => ({
      field: field === '' || field === IDENTIFIER_REASON ? field : inputOf(field),
      message,
    }));
    const codes = new Set([error.code, ...refusals.flatMap(({ code }) => code ?? [])]);
    return again(new FormState(typed, oncePerField(problems), codes), PROBLEMS[error.code].status, error);
  }
}

const IDENTIFIER_REASON = 'identifierReason';

/** Not asked: nothing is said of it. Left empty: there is no reason. */
function keptIn(typed: Typed): MayKeep {
  const given = typed[IDENTIFIER_REASON];
  if (given === undefined) return {};
  const reason = (typeof given === 'string' ? given : (given[0] ?? '')).trim();
  return { identifierReason: reason === '' ? null : reason };
}

type Refusal = FieldProblem & { code?: string };

/** What a rule found wrong, field by field; one without a field is about the whole form. */
export function problemsOf(error: DomainError): readonly Refusal[] {
  const several = error.details?.['problems'];
  if (Array.isArray(several) && several.length > 0) return several as readonly Refusal[];
  return [{ field: error.field ?? '', message: error.message }];
}

/** Identifiers in one text are one problem of it, as they are for whoever wrote it. */
function identifiersTogether(problems: readonly Refusal[]): Refusal[] {
  const found = problems.filter(isAboutIdentifiers);
  return problems.flatMap((problem) => {
    if (!isAboutIdentifiers(problem)) return [problem];
    const same = found.filter(({ field }) => field === problem.field);
    return same[0] === problem ? [{ ...problem, message: identifiersInOneSentence(same) }] : [];
  });
}

function isAboutIdentifiers(problem: Refusal): problem is RequestProblem {
  return problem.code === 'identifier-found' || problem.code === 'identifier-needs-reason';
}

/** A field says one thing at a time. */
function oncePerField(problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.filter(
    ({ field }, index) => field === '' || problems.findIndex((other) => other.field === field) === index,
  );
}
