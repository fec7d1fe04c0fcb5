/** A stretch of text: start and end (excluded) in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** Finds what it looks for in a folded text (see `foldText`). */
export type Detector = (text: string) => Span[];

/** Where `pattern` (global) matches and `accept` agrees. */
export function spansOf(
  text: string,
  pattern: RegExp,
  accept: (match: RegExpExecArray) => boolean = () => true,
): Span[] {
  return [...text.matchAll(pattern)]
    .filter(accept)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
