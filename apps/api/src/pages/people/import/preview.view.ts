import { IMPORT_HEADINGS, type ImportProblem, type PlannedLine } from '@case-consultation/domain';
import { type ImportDone, type ImportPreview } from '@case-consultation/features';
import { type FormState } from '../../kit/form-state.js';
import { changeWords } from '../parts/person-words.js';

const LINES_ON_A_PAGE = 50;
/** More would not be read; the rest shows once these are put right. */
const MOST_PROBLEMS = 200;

interface Told {
  readonly line: number;
  readonly title: string;
  readonly changes: readonly string[];
  /** What they hold and may hold no more, with where to see to it. */
  readonly meets: { readonly words: string; readonly href: string } | null;
  /** It would have done something else when the file was given. */
  readonly otherwise: boolean;
}

export interface PreviewView {
  readonly title: string;
  readonly href: string;
  readonly seen: string;
  readonly counts: readonly { key: string; value: string }[];
  readonly problems: readonly { line: number; column: string; message: string }[];
  readonly moreProblems: number;
  readonly otherwise: string | null;
  readonly lines: readonly Told[];
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  /** The words of the button; null when there is nothing to confirm. */
  readonly button: string | null;
  readonly invite: readonly { value: string; text: string; checked: boolean }[];
}

export function previewView(found: ImportPreview, form: FormState, after: number): PreviewView {
  const { id, counts, problems, otherwise, seen } = found;
  const href = `/people/import/${id}`;
  const doing = found.lines.filter(({ outcome }) => outcome !== 'same');
  const left = doing.filter(({ line }) => line > after);
  const lines = left.slice(0, LINES_ON_A_PAGE);
  const last = lines.at(-1);
  return {
    title: problems.length > 0 ? 'The file cannot be used yet' : 'What the file would do',
    href,
    seen,
    counts: [
      { key: 'People to add', value: String(counts.add) },
      { key: 'People to change', value: String(counts.change) },
      { key: 'Left as they are', value: String(counts.same) },
      ...metTold(found.lines),
    ],
    problems: problems.slice(0, MOST_PROBLEMS).map(problemTold),
    moreProblems: Math.max(0, problems.length - MOST_PROBLEMS),
    otherwise: otherwiseWords(otherwise),
    lines: lines.map((line) => lineTold(line, otherwise)),
    nextHref: left.length > lines.length && last ? `${href}?after=${last.line}` : null,
    firstHref: after > 0 ? href : null,
    button: problems.length > 0 || doing.length === 0 ? null : buttonWords(counts),
    invite:
      counts.add === 0
        ? []
        : [
            {
              value: 'yes',
              text: `Send an email to ${counts.add === 1 ? 'the person who is' : 'those who are'} added that says there is an account`,
              checked: form.has('invite', 'yes'),
            },
          ],
  };
}

export function doneView({ added, changed }: ImportDone): {
  counts: readonly { key: string; value: string }[];
} {
  return {
    counts: [
      { key: 'People added', value: String(added) },
      { key: 'People changed', value: String(changed) },
    ],
  };
}

function problemTold({ line, column, message }: ImportProblem) {
  return { line, column: column === null ? 'The whole line' : IMPORT_HEADINGS[column], message };
}

function lineTold(line: PlannedLine, otherwise: readonly number[]): Told {
  const changes = line.outcome === 'same' ? [] : line.changes;
  const { name } = line.details;
  return {
    line: line.line,
    title: line.outcome === 'add' ? `Add ${name}` : `Change ${name}`,
    changes: changes.filter(({ field }) => line.outcome !== 'add' || field !== 'name').map(changeWords),
    meets: meetsTold(line),
    otherwise: otherwise.includes(line.line),
  };
}

/** Nothing where there is nothing to tell of. */
function metTold(lines: readonly PlannedLine[]): { key: string; value: string }[] {
  const met = lines.reduce((sum, line) => sum + (line.outcome === 'change' ? line.meets.length : 0), 0);
  const of = lines.filter((line) => line.outcome === 'change' && line.meets.length > 0).length;
  if (met === 0) return [];
  return [
    {
      key: 'Consultations met',
      value: `${met}, of ${of === 1 ? '1 person' : `${of} people`} who may no longer hold them`,
    },
  ];
}

function meetsTold(line: PlannedLine): Told['meets'] {
  if (line.outcome !== 'change' || line.meets.length === 0) return null;
  const { length } = line.meets;
  const what = length === 1 ? '1 consultation that is' : `${length} consultations that are`;
  return {
    words: `They may no longer hold ${what} booked with them or on offer to them. Nothing is moved by the file.`,
    href: `/board/cover?consultant=${line.personId}`,
  };
}

function otherwiseWords(lines: readonly number[]): string | null {
  const [first] = lines;
  if (first === undefined) return null;
  return lines.length === 1
    ? `Since you gave the file, something here has changed: line ${first} would now do something else.`
    : `Since you gave the file, something here has changed: ${lines.length} lines would now do something else, the first of them line ${first}.`;
}

function buttonWords({ add, change }: ImportPreview['counts']): string {
  const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`);
  if (change === 0) return `Add ${people(add)}`;
  return add === 0 ? `Change ${people(change)}` : `Add ${people(add)} and change ${change}`;
}
