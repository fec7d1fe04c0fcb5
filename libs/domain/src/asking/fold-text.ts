/** A text as it looks, with a way back to where each of its characters stands in the original. */
export interface FoldedText {
  text: string;
  /** Index in the original (UTF-16 units) of the character at `index` of the folded text. */
  sourceOf(index: number): number;
}

/** Soft hyphen, zero-width spaces and joiners, direction marks, byte-order mark: seen by nobody. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const SPACE = /\s/;
const DASH = /\p{Pd}|\u2212/u;

/**
 * Folds what looks alike into plain characters: compatibility forms (full-width digits and letters) to ASCII, every space
 * but a line break to a space, every dash to `-`, invisible characters to nothing.
 */
export function foldText(original: string): FoldedText {
  const sources: number[] = [];
  let text = '';
  for (let index = 0; index < original.length; index += 1) {
    const character = original.charAt(index);
    if (INVISIBLE.test(character)) continue;
    text += foldCharacter(character);
    sources.push(index);
  }
  return { text, sourceOf: (index) => sources[index] ?? original.length };
}

/** Always one UTF-16 unit for one, so that positions can be followed. */
function foldCharacter(character: string): string {
  if (character < '\u0080') return character;
  if (SPACE.test(character)) return ' ';
  if (DASH.test(character)) return '-';
  const plain = character.normalize('NFKC');
  return plain.length === 1 ? plain : character;
}
