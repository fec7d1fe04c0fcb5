/**
 * The pattern of a case reference is written by people, and run against what other people type. So it is a small part of
 * regular expressions, of which it can be told beforehand how much work it makes: letters and digits, `[classes]`, `\d`,
 * groups with `|`, `?`, `{n}` and `{n,m}`; no `*`, `+`, `.`, look-around or back reference, which nobody needs for a reference.
 */

export const PATTERN_LIMIT = 120;

/** The most ways in which a pattern may try to match one text. Each is at most as long as the text. */
export const MOST_WAYS = 20_000;

const MOST_TIMES = 40;

/** Why a pattern cannot be used, as it is said beside the field. */
class Unfit extends Error {}

/**
 * What is wrong with the pattern, in words; null when nothing is. The number of ways in which it can match is the product of
 * its choices: of `[0-9]{2,10}` nine, of `x?` two, of `(a|b)` two. Bounded, and anchored at both ends, it cannot run away.
 */
export function patternProblem(pattern: string): string | null {
  if (pattern === '') return 'Enter the pattern of a case reference';
  if (/[\p{Cc}\p{Cs}]/u.test(pattern)) return 'Correct the pattern: it cannot be read';
  if (pattern.length > PATTERN_LIMIT) return `Shorten the pattern to ${PATTERN_LIMIT} characters or fewer`;
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.length < 3) {
    return 'Begin the pattern with ^ and end it with $, so that it holds for the whole reference';
  }
  try {
    const reader = new PatternReader(pattern.slice(1, -1));
    const ways = reader.whole();
    if (ways > MOST_WAYS) return 'Make the pattern simpler: it has too many ways to match';
    new RegExp(pattern);
    return null;
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    if (error instanceof SyntaxError) return 'Correct the pattern: it cannot be read';
    throw error;
  }
}

/** Whether a reference has the form of a pattern that `patternProblem` has nothing against. */
export function matchesPattern(pattern: string, reference: string): boolean {
  return new RegExp(pattern).test(reference);
}

/** Reads the part between `^` and `$`, counting in how many ways each piece can match. */
class PatternReader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): number {
    const ways = this.sequence();
    if (this.peek() === '|') throw new Unfit('Put alternatives in brackets, for example ^(A|B)[0-9]{4}$');
    if (this.peek() === ')') throw new Unfit('Correct the pattern: a closing bracket is too many');
    return ways;
  }

  private sequence(): number {
    let ways = 1;
    while (this.at < this.text.length && this.peek() !== '|' && this.peek() !== ')') {
      const piece = this.piece();
      ways = Math.min(ways * this.times(piece), Number.MAX_SAFE_INTEGER);
    }
    return ways;
  }

  /** One character, class or group, in how many ways it matches. */
  private piece(): number {
    const character = this.peek();
    if (character === '(') return this.group();
    if (character === '[') return this.characterClass();
    if (character === '\\') return this.escaped();
    if (character === '.')
      throw new Unfit('Say which characters may stand there, for example [0-9], rather than a dot');
    if (/[*+]/.test(character)) throw new Unfit('Say how many, for example {1,6}, rather than * or +');
    if (/[?{}^$\]]/.test(character)) {
      throw new Unfit(`Correct the pattern: “${character}” stands where nothing can be meant by it`);
    }
    this.at += 1;
    return 1;
  }

  private group(): number {
    this.at += 1;
    if (this.text.startsWith('?:', this.at)) this.at += 2;
    else if (this.peek() === '?') throw new Unfit('Use plain brackets: nothing may follow (?');
    let ways = this.sequence();
    while (this.peek() === '|') {
      this.at += 1;
      ways += this.sequence();
    }
    if (this.peek() !== ')') throw new Unfit('Correct the pattern: a closing bracket is missing');
    this.at += 1;
    return ways;
  }

  private characterClass(): number {
    const end = /^\[\^?(?:\\[\w\-/\\\]]|[^\]\\])+\]/.exec(this.text.slice(this.at));
    if (!end) throw new Unfit('Correct the pattern: a square bracket is not closed');
    this.at += end[0].length;
    return 1;
  }

  private escaped(): number {
    if (!/^\\[dw\-/\\.()[\]{}]/.test(this.text.slice(this.at))) {
      throw new Unfit('Use only \\d, \\w or a sign such as \\- or \\/ after a backslash');
    }
    this.at += 2;
    return 1;
  }

  /** In how many ways a piece matches with what is said of how often it stands there. */
  private times(piece: number): number {
    const { least, most } = this.howOften();
    if (/[*+?{]/.test(this.peek())) {
      throw new Unfit(
        'Say how many only once for each part, for example {1,6}, without * or + or a second ?',
      );
    }
    let ways = 0;
    for (let count = least; count <= most; count += 1) ways += piece ** count;
    return Math.max(1, ways);
  }

  private howOften(): { least: number; most: number } {
    if (this.peek() === '?') {
      this.at += 1;
      return { least: 0, most: 1 };
    }
    if (this.peek() !== '{') return { least: 1, most: 1 };
    const found = /^\{(\d{1,3})(?:,(\d{1,3}))?\}/.exec(this.text.slice(this.at));
    if (!found) throw new Unfit('Say how many with both ends, for example {1,6}');
    this.at += found[0].length;
    const least = Number(found[1]);
    const most = Number(found[2] ?? found[1]);
    if (least > most || most < 1 || most > MOST_TIMES) {
      throw new Unfit(`Say how many from 0 to ${MOST_TIMES}, the smaller number first`);
    }
    return { least, most };
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }
}
