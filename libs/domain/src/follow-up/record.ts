import { DomainError } from '../errors.js';

/** The headings of a record, in the order they are written and printed. */
export const HEADINGS = [
  'pattern-of-coercive-control',
  'harm-to-the-children',
  'survivors-efforts-for-safety',
  'effect-on-each-child',
  'what-else-matters',
  'language-agreed',
] as const;
export type Heading = (typeof HEADINGS)[number];

/** Headings as they stand above a text. */
export const HEADING_WORDS: Readonly<Record<Heading, string>> = {
  'pattern-of-coercive-control': 'Pattern of coercive control',
  'harm-to-the-children': 'Harm to the children',
  'survivors-efforts-for-safety': 'The survivor’s efforts for safety',
  'effect-on-each-child': 'Effect on each child',
  'what-else-matters': 'What else matters',
  'language-agreed': 'Language agreed',
};

/** Text by heading; each at most 5,000 characters. Case text. */
export type RecordContent = Partial<Record<Heading, string>>;

export const HEADING_LIMIT = 5000;

/** Headings with something written under them. */
export function headingsFilled(content: RecordContent): number {
  return HEADINGS.filter((heading) => (content[heading] ?? '').trim() !== '').length;
}

/** @throws DomainError `invalid-input` for an unknown heading or a text that is too long. */
export function checkRecord(content: Readonly<Record<string, string>>): RecordContent {
  for (const [heading, text] of Object.entries(content)) {
    if (!HEADINGS.includes(heading as Heading)) {
      throw new DomainError('invalid-input', 'Use the headings of the record.', `headings/${heading}`);
    }
    if (text.length > HEADING_LIMIT) {
      throw new DomainError(
        'invalid-input',
        `Shorten “${HEADING_WORDS[heading as Heading]}” to ${HEADING_LIMIT.toLocaleString('en-GB')} characters or fewer.`,
        `headings/${heading}`,
      );
    }
  }
  return content;
}
