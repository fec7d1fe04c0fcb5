/** What a browser posted: each field once, or several times. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** One thing to put right. */
export interface FieldProblem {
  /** The id of the input that it is about; empty when it is about the whole form. */
  readonly field: string;
  /** What to do, as it stands beside the field: “Select a time”. */
  readonly message: string;
}

/** A form as it stands: what was typed, word for word, and what is to be put right. */
export class FormState {
  constructor(
    readonly typed: Typed = {},
    readonly problems: readonly FieldProblem[] = [],
    /** The codes of the rules that refused it. */
    private readonly refusedBy: ReadonlySet<string> = new Set(),
  ) {}

  /** What stands in a text field; empty when nothing does. */
  text(name: string): string {
    const value = this.typed[name];
    return typeof value === 'string' ? value : (value?.[0] ?? '');
  }

  /** Everything that was given under this name, such as ticked boxes. */
  list(name: string): readonly string[] {
    const value = this.typed[name];
    if (value === undefined) return [];
    return typeof value === 'string' ? [value] : value;
  }

  has(name: string, value: string): boolean {
    return this.list(name).includes(value);
  }

  /** For `errorMessage` of a GOV.UK component; undefined when nothing is wrong with the field. */
  error(name: string): { text: string } | undefined {
    const problem = this.problems.find(({ field }) => field === name);
    return problem && { text: problem.message };
  }

  /** Whether a text was refused for what may identify a person. */
  get wasCaught(): boolean {
    return this.refusedBy.has('identifier-found') || this.refusedBy.has('identifier-needs-reason');
  }

  /** Whether to ask why it has to stay: once a text was warned of, or a reason given. */
  get asksWhyItStays(): boolean {
    return this.refusedBy.has('identifier-needs-reason') || this.text('identifierReason') !== '';
  }

  /** For the GOV.UK error summary; null when nothing is wrong. */
  get summary(): { titleText: string; errorList: readonly { text: string; href?: string }[] } | null {
    if (this.problems.length === 0) return null;
    return {
      titleText: 'There is a problem',
      errorList: this.problems.map(({ field, message }) =>
        field === '' ? { text: message } : { text: message, href: `#${field}` },
      ),
    };
  }
}
