import { CsvError, parse } from 'csv-parse/sync';
import { IMPORT_BYTES, type ImportRecord, wrongFile } from '@case-consultation/domain';

const DELIMITERS = [',', ';', '\t'] as const;
/** Far more than all cells of a person together; a quotation mark that is never closed ends here. */
const LONGEST_RECORD = 20_000;

/**
 * The text of a file: UTF-8 with or without its mark, UTF-16 with its mark, or else Windows-1252, which is what spreadsheets
 * save as "CSV" on a council's laptop.
 * @throws DomainError `invalid-input` for `file`: too large, or no text at all
 */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes.length > IMPORT_BYTES) throw tooLarge();
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw wrongFile(
      'This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” in the spreadsheet, then choose that.',
    );
  }
  const text = decoded(bytes);
  if (text.includes('\0'))
    throw wrongFile('This is not a text file. Save the list as CSV, then choose that.');
  return text;
}

export function tooLarge(): Error {
  return wrongFile('The file is larger than 1 MB. Split it into several files.');
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The records of a CSV text (RFC 4180), parted by commas, semicolons or tabs, each with the line on which it begins; quoted
 * cells may go over several lines. A first line `sep=;`, as Excel writes it, is obeyed.
 * @throws DomainError `invalid-input` for `file`, which says in which line
 */
export function recordsOf(text: string): ImportRecord[] {
  if (Buffer.byteLength(text) > IMPORT_BYTES) throw tooLarge();
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const hint = /^"?sep=([,;\t])"?\n/i.exec(plain);
  const body = hint ? plain.slice(hint[0].length) : plain;
  let last = hint ? 1 : 0;
  return parsed(body, hint?.[1] ?? delimiterOf(body), last).map(({ record, info: { lines } }) => {
    const line = last + 1;
    last = (hint ? 1 : 0) + lines;
    return { line, cells: record };
  });
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

function parsed(text: string, delimiter: string, linesBefore: number): Parsed[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      record_delimiter: '\n',
      max_record_size: LONGEST_RECORD,
    }) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw wrongFile(wordsFor(error.code, lines + linesBefore));
  }
}

function wordsFor(code: string, line: number): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return `Near line ${line}: a quotation mark is opened and not closed. Close it, or take it out.`;
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return `Line ${line}: there is a quotation mark inside a cell. Write it twice, and put the whole cell into quotation marks.`;
    default:
      return `Line ${line} cannot be read. Save the list as CSV again, then choose that.`;
  }
}

/** The one that the first line has most of, outside quotation marks. */
function delimiterOf(text: string): string {
  const heading = (text.split('\n').find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => heading.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
