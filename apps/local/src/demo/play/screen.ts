import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What is written to: standard output, or whatever stands in for it. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Where the demonstration is shown: sober, and the same words without a terminal, only without emphasis. */
export class Screen {
  private readonly emphasises: boolean;
  private steps = 0;

  constructor(private readonly out: Output) {
    this.emphasises = out.isTTY === true && process.env['NO_COLOR'] === undefined;
  }

  /** The heading of a step, numbered, and when it happens by the service's clock. */
  step(title: string, when: string): void {
    this.steps += 1;
    const heading = `${String(this.steps).padStart(2)}  ${title}`;
    this.line(`\n${this.as('bold', heading.padEnd(58))} ${this.as('dim', when)}`);
  }

  /** What somebody does. @param ms how long the service took, where that is of interest */
  does(text: string, ms?: number): void {
    this.line(`    ${text}${ms === undefined ? '' : this.as('dim', `  ${Math.round(ms)} ms`)}`);
  }

  /** What somebody sees, below what was done. */
  sees(text: string): void {
    this.line(this.as('dim', `      ${text}`));
  }

  /** A mail that came, and what its calendar part says. */
  mail(to: string, subject: string, calendar?: string): void {
    this.line(`    ${this.as('cyan', 'mail')}  to ${to}: “${subject}”`);
    if (calendar) this.line(this.as('dim', `          ${calendar}`));
  }

  /** Time passes. */
  clock(text: string): void {
    this.line(`\n    ${this.as('dim', `… the clock is moved on to ${text}`)}`);
  }

  line(text = ''): void {
    this.out.write(`${text}\n`);
  }

  private as(style: Style, text: string): string {
    return this.emphasises ? styleText(style, text, { validateStream: false }) : text;
  }
}
