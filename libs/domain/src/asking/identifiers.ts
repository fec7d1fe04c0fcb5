import { DETECTORS } from './identifier-detectors.js';
import { foldText } from './fold-text.js';

/** What could tell a reader who a family is. */
export const IDENTIFIER_KINDS = [
  'nhs-number',
  'national-insurance-number',
  'email',
  'phone',
  'postcode',
  'date-of-birth',
  'titled-name',
  'street-address',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** `block`: must be taken out. `warn`: may stay if the writer says why. */
export type IdentifierSeverity = 'block' | 'warn';

/** Where an identifier stands, in UTF-16 units of the text, end excluded. Never the words themselves: this may be logged. */
export interface IdentifierFinding {
  kind: IdentifierKind;
  severity: IdentifierSeverity;
  start: number;
  end: number;
}

/** What must never be kept and what may be kept with a reason. */
export const IDENTIFIER_SEVERITY: Readonly<Record<IdentifierKind, IdentifierSeverity>> = {
  'nhs-number': 'block',
  'national-insurance-number': 'block',
  email: 'block',
  phone: 'block',
  postcode: 'block',
  'date-of-birth': 'warn',
  'titled-name': 'warn',
  'street-address': 'warn',
};

/**
 * The identifiers in a free text, in order; overlapping ones are told once, a blocking one before a warning, else the
 * first. Works on what a reader sees: full-width digits, odd spaces and dashes, and invisible characters do not hide one.
 */
export function findIdentifiers(text: string): IdentifierFinding[] {
  const folded = foldText(text);
  const found: IdentifierFinding[] = [];
  for (const kind of IDENTIFIER_KINDS) {
    for (const { start, end } of DETECTORS[kind](folded.text)) {
      found.push({
        kind,
        severity: IDENTIFIER_SEVERITY[kind],
        start: folded.sourceOf(start),
        end: folded.sourceOf(end - 1) + 1,
      });
    }
  }
  // Kinds are tried most telling first, so an earlier finding outranks a later one over the same words.
  const kept: IdentifierFinding[] = [];
  for (const finding of found) {
    if (!kept.some((other) => finding.start < other.end && other.start < finding.end)) kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start);
}
