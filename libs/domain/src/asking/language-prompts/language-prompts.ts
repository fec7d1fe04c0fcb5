import { DomainError } from '../../errors.js';
import { type LanguageKind, type LanguagePattern } from './language-pattern.js';
import { WHY_PROMPTS } from './why-prompts.js';

/** A question to show beside the text. It never stops anyone, and is never counted against a person. */
export interface LanguagePrompt {
  id: string;
  kind: LanguageKind;
  prompt: string;
  /** "Why this prompt?" */
  why: string;
  /** Where the wording stands in the text, in UTF-16 units, end excluded. */
  start: number;
  end: number;
}

/** More would be in the way. */
export const MOST_PROMPTS = 3;

/**
 * The questions to offer about `text`: at most three, in the order of the text, each pattern once. Words inside quotation
 * marks are somebody else's and are left alone; so is every pattern in `dismissed` (ids). Never throws: a pattern that does
 * not compile is passed over (`checkLanguagePattern` refuses it when it is saved).
 */
export function promptsFor(
  text: string,
  patterns: readonly LanguagePattern[],
  { dismissed = [] }: { dismissed?: readonly string[] } = {},
): LanguagePrompt[] {
  const own = withoutQuotedWords(text);
  const found: LanguagePrompt[] = [];
  for (const pattern of patterns) {
    if (dismissed.includes(pattern.id)) continue;
    const match = compiled(pattern)?.exec(own);
    if (match == null || match[0] === '') continue;
    const { id, kind, prompt } = pattern;
    found.push({
      id,
      kind,
      prompt,
      why: WHY_PROMPTS[kind],
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end).slice(0, MOST_PROMPTS);
}

/**
 * What a pattern must be before it is saved: it compiles, finds its example, leaves its counter-example alone and asks something.
 * @throws DomainError `invalid-input` naming the field.
 */
export function checkLanguagePattern(pattern: LanguagePattern): void {
  const refuse = (field: keyof LanguagePattern, message: string): never => {
    throw new DomainError('invalid-input', message, field);
  };
  if (pattern.prompt.trim() === '') refuse('prompt', 'Enter the question to ask');
  if (!/^[imsu]*$/.test(pattern.flags)) refuse('flags', 'Use only the flags i, m, s and u');
  if (compiled(pattern) === null) refuse('pattern', 'Enter a regular expression that works');
  if (promptsFor(pattern.example, [pattern]).length === 0) {
    refuse('example', 'Enter an example that the pattern finds');
  }
  if (promptsFor(pattern.counterExample, [pattern]).length > 0) {
    refuse('counterExample', 'Enter a counter-example that the pattern leaves alone');
  }
}

const kept = new WeakMap<LanguagePattern, RegExp | null>();

function compiled(pattern: LanguagePattern): RegExp | null {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  let expression: RegExp | null;
  try {
    expression = new RegExp(pattern.pattern, pattern.flags);
  } catch {
    expression = null;
  }
  kept.set(pattern, expression);
  return expression;
}

/** Double quotes of every shape, and single ones that open at the start of a word and close at the end of one. */
const QUOTED =
  /"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<![\p{L}\p{N}])['‘](?=\S)[^\n]{0,300}?\S['’](?![\p{L}\p{N}])/gu;

/** Full stops in their place keep every position, and no pattern reaches across the end of a sentence. */
function withoutQuotedWords(text: string): string {
  return text.replace(QUOTED, (quoted) => '.'.repeat(quoted.length));
}
