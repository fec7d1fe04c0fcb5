import { findIdentifiers, type IdentifierKind } from './identifiers.js';
import { type RequestProblem } from './request-problem.js';
import { IDENTIFIER_WORDS } from './request-words.js';

/** Characters, as a person counts them, of why something that may identify a person has to stay. */
export const IDENTIFIER_REASON_LIMIT = 500;

/** A text that somebody has written, and the input that it came from. */
export interface FreeText {
  /** Where, as a JSON pointer into what was sent without the leading slash: `reason`, `headings/language-agreed`. */
  readonly field: string;
  readonly text: string | null | undefined;
  /** What has its place in this text, such as the phone number of a service. */
  readonly mayHold?: readonly IdentifierKind[];
}

/** What a service can be reached by: it says nothing about a family. */
export const CONTACT_KINDS: readonly IdentifierKind[] = ['email', 'phone', 'postcode', 'street-address'];

/**
 * What may identify a person in free texts, each kind once a text: what must be taken out, and what may stay when the writer
 * says why. The one rule for everything that people write.
 * @param identifierReason why it has to stay, as given; blank for none
 */
export function identifierProblems(
  texts: readonly FreeText[],
  identifierReason: string | null | undefined,
): RequestProblem[] {
  const mayStay = isGiven(identifierReason);
  return texts.flatMap(({ field, text, mayHold = [] }) =>
    kindsIn(text, mayHold).flatMap(({ kind, severity }): RequestProblem[] => {
      const words = IDENTIFIER_WORDS[kind];
      const message = `Take out what looks like ${words}`;
      if (severity === 'block') return [{ field, code: 'identifier-found', message, looksLike: words }];
      if (mayStay) return [];
      const orSayWhy = `${message}, or say why it has to stay`;
      return [{ field, code: 'identifier-needs-reason', message: orSayWhy, looksLike: words }];
    }),
  );
}

/**
 * All that may identify a person in one text in one sentence, so that nobody is sent back once for each.
 * @param problems at least one, of one text, as `identifierProblems` found them
 */
export function identifiersInOneSentence(problems: readonly RequestProblem[]): string {
  const [first] = problems;
  if (problems.length === 1 && first) return first.message;
  const wordsOf = (code: RequestProblem['code']): string[] =>
    problems.flatMap((problem) => (problem.code === code ? (problem.looksLike ?? []) : []));
  const [mustGo, mayStay] = [wordsOf('identifier-found'), wordsOf('identifier-needs-reason')];
  const why = mayStay.length === 1 ? 'or say why it has to stay' : 'or say why they have to stay';
  if (mustGo.length === 0) return `Take out what looks like ${listed(mayStay)}, ${why}`;
  const takeOut = `Take out what looks like ${listed(mustGo)}`;
  return mayStay.length === 0 ? takeOut : `${takeOut}; and also ${listed(mayStay)}, ${why}`;
}

function listed(words: readonly string[]): string {
  const [last = '', ...before] = [...words].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

/** The same, and what is wrong with the reason itself: it is a free text too, which nobody can excuse. */
export function freeTextProblems(
  texts: readonly FreeText[],
  identifierReason: string | null | undefined,
): RequestProblem[] {
  const reason = identifierReason ?? '';
  const field = 'identifierReason';
  const tooLong: RequestProblem[] =
    [...reason].length > IDENTIFIER_REASON_LIMIT
      ? [
          {
            field,
            code: 'invalid-input',
            message: `Shorten this to ${IDENTIFIER_REASON_LIMIT} characters or fewer`,
          },
        ]
      : [];
  return [...identifierProblems([...texts, { field, text: reason }], reason), ...tooLong];
}

/** Whether a text holds something that only a reason lets stay. */
export function holdsKeptIdentifier(texts: readonly FreeText[]): boolean {
  return texts.some(({ text, mayHold = [] }) =>
    kindsIn(text, mayHold).some(({ severity }) => severity === 'warn'),
  );
}

function isGiven(reason: string | null | undefined): boolean {
  return (reason ?? '').trim() !== '';
}

function kindsIn(text: string | null | undefined, mayHold: readonly IdentifierKind[]) {
  const found = findIdentifiers(text ?? '').filter(({ kind }) => !mayHold.includes(kind));
  return found.filter(({ kind }, at) => found.findIndex((other) => other.kind === kind) === at);
}
