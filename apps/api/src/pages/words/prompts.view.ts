import { type LanguagePrompt } from '@case-consultation/domain';

/** A prompt beside the words it is about. */
export interface PromptView {
  readonly id: string;
  /** What was written, with a few words before and after it. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
  readonly question: string;
  readonly why: string;
}

/** Characters shown before and after, cut at a word. */
const AROUND = 60;

/** The prompts about a text, each with the place it is about. */
export function promptViews(text: string, prompts: readonly LanguagePrompt[]): PromptView[] {
  return prompts.map(({ id, prompt, why, start, end }) => ({
    id,
    before: lastWords(text.slice(0, start)),
    words: text.slice(start, end),
    after: firstWords(text.slice(end)),
    question: prompt,
    why,
  }));
}

function lastWords(text: string): string {
  if (text.length <= AROUND) return text;
  const cut = text.slice(-AROUND);
  return `… ${cut.slice(cut.search(/\s/) + 1)}`;
}

function firstWords(text: string): string {
  if (text.length <= AROUND) return text;
  return `${text.slice(0, AROUND).replace(/\s\S*$/, '')} …`;
}
