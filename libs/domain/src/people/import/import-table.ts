import { DomainError } from '../../errors.js';

/** Most people in one file. */
export const MOST_IMPORTED = 2_000;
/** Bytes of one file. */
export const IMPORT_BYTES = 1024 * 1024;

/** What a file may say of a person. */
export const IMPORT_COLUMNS = [
  'name',
  'email',
  'agency',
  'team',
  'managerEmail',
  'roles',
  'signedOffFrom',
  'signedOffUntil',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** The heading of each column, as the example has it. */
export const IMPORT_HEADINGS: Readonly<Record<ImportColumn, string>> = {
  name: 'Name',
  email: 'Email',
  agency: 'Agency',
  team: 'Team',
  managerEmail: 'Manager email',
  roles: 'Roles',
  signedOffFrom: 'Signed off from',
  signedOffUntil: 'Signed off until',
};

/** Other ways in which the headings come, in small letters without spaces and marks. */
const ALSO: Readonly<Record<ImportColumn, readonly string[]>> = {
  name: ['fullname', 'person'],
  email: ['emailaddress', 'mail', 'workemail', 'workemailaddress'],
  agency: ['organisation', 'organization'],
  team: ['teamname'],
  managerEmail: ['manager', 'manageremailaddress', 'managersemail', 'linemanager', 'linemanageremail'],
  roles: ['role'],
  signedOffFrom: ['signofffrom', 'trainedfrom', 'trainingsignedofffrom'],
  signedOffUntil: ['signoffuntil', 'signedoffto', 'traineduntil', 'trainingsignedoffuntil'],
};

/** Without these nobody can be told from another, or placed. */
const NEEDED: readonly ImportColumn[] = ['name', 'email', 'agency', 'team'];

/** One record of a file: where it begins, 1 for the first line, and its cells. */
export interface ImportRecord {
  line: number;
  cells: readonly string[];
}

/** One person of a file: cells without spaces around them; a column that the file does not have is left out. */
export interface ImportLine {
  line: number;
  cells: Readonly<Partial<Record<ImportColumn, string>>>;
  /** How many cells more than headings there are. */
  tooMany: number;
}

/**
 * Finds the columns by their headings, whatever their order. Lines without anything in them are passed over.
 * @throws DomainError `invalid-input` for `file`: what is wrong with it as a whole, in words
 */
export function tableFrom(records: readonly ImportRecord[]): ImportLine[] {
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [headings, ...lines] = filled;
  if (!headings) throw wrongFile('The file is empty. Give a line of headings, and a line for each person.');
  const columns = columnsOf(headings);
  if (lines.length === 0)
    throw wrongFile('The file has headings, but no people. Add a line for each person.');
  if (lines.length > MOST_IMPORTED) {
    throw wrongFile(
      `The file has ${lines.length} people. Give at most ${MOST_IMPORTED} at a time: split it into several files.`,
    );
  }
  return lines.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      columns.flatMap((column, at) => (column === null ? [] : [[column, (cells[at] ?? '').trim()]])),
    ),
    tooMany: cells.slice(columns.length).filter((cell) => cell.trim() !== '').length,
  }));
}

export function wrongFile(message: string): DomainError {
  return new DomainError('invalid-input', message, 'file');
}

/** What each column is; null for an empty heading over nothing. */
function columnsOf({ line, cells }: ImportRecord): (ImportColumn | null)[] {
  const columns = cells.map((heading) => columnNamed(heading));
  cells.forEach((heading, at) => {
    const column = columns[at] ?? null;
    if (column === null && heading.trim() !== '') {
      throw wrongFile(
        `Line ${line}: there is no column “${shown(heading)}”. The headings are ${listed(IMPORT_COLUMNS)}.`,
      );
    }
    if (column !== null && columns.indexOf(column) < at)
      throw wrongFile(`Line ${line}: there are two columns “${IMPORT_HEADINGS[column]}”. Keep one.`);
  });
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw wrongFile(
      `Line ${line}: the headings ${listed(missing)} are missing. The first line has to have the headings of the columns.`,
    );
  }
  return columns;
}

function columnNamed(heading: string): ImportColumn | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const wanted = plain(heading);
  return (
    IMPORT_COLUMNS.find(
      (column) => plain(IMPORT_HEADINGS[column]) === wanted || ALSO[column].includes(wanted),
    ) ?? null
  );
}

function listed(columns: readonly ImportColumn[]): string {
  const words = columns.map((column) => `“${IMPORT_HEADINGS[column]}”`);
  const last = words.pop() ?? '';
  return words.length > 0 ? `${words.join(', ')} and ${last}` : last;
}

/** A heading as it may be repeated to whoever sent it. */
function shown(heading: string): string {
  const plain = heading.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}
