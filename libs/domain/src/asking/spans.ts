/** A stretch of text: start and end (excluded) in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** Finds what it looks for in a folded text (see `foldText`). */
export type Detector = (text: string) => Span[];

/**
 * Where `pattern` (global) matches and `accept` agrees. After a refused match the search goes on one character later, so that
 * a time of day cannot hide the number that follows it.
 */
export function spansOf(
  text: string,
  pattern: RegExp,
  accept: (match: RegExpExecArray) => boolean = () => true,
): Span[] {
  const search = new RegExp(pattern);
  const spans: Span[] = [];
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    if (accept(match)) spans.push({ start: match.index, end: match.index + match[0].length });
    else search.lastIndex = match.index + 1;
  }
  return spans;
}
