/** What kind of wording a pattern looks for. */
export const LANGUAGE_KINDS = [
  'victim-blaming',
  'mutualising',
  'minimising',
  'perpetrator-invisible',
] as const;
export type LanguageKind = (typeof LANGUAGE_KINDS)[number];

/** One wording that a practitioner may want to think about again, and the question that helps. A lead can edit these. */
export interface LanguagePattern {
  /** Stable, such as `VB01`. */
  id: string;
  kind: LanguageKind;
  /** Source of a JavaScript regular expression. */
  pattern: string;
  /** Its flags: `i`, `m`, `s` and `u` are allowed. */
  flags: string;
  /** A text the pattern finds, and one it must leave alone. */
  example: string;
  counterExample: string;
  /** The supportive question that is shown. */
  prompt: string;
}
