import { DomainError } from '../errors.js';
import { mustHaveNoProblems } from '../problems.js';

/** What agencies are, beside what a programme calls them. */
export const AGENCY_KINDS = {
  'children-social-care': 'Children’s social care',
  mash: 'MASH',
  'early-help': 'Early help',
  health: 'Health',
  police: 'Police',
  housing: 'Housing',
  school: 'School or education',
  'vawg-service': 'VAWG service',
  probation: 'Probation',
  other: 'Other',
} as const satisfies Readonly<Record<string, string>>;

/** What ready-made pathways lead to. */
export const PATHWAY_KINDS = {
  marac: 'MARAC',
  refuge: 'Refuge',
  'housing-reciprocal': 'Housing in another borough',
  'perpetrator-programme': 'Programme for people who cause harm',
  mash: 'MASH',
  idva: 'IDVA',
  school: 'School',
  health: 'Health',
  housing: 'Housing',
  other: 'Other',
} as const satisfies Readonly<Record<string, string>>;

/** A kind in words; one that is no longer in the list as it is written. */
export function kindInWords(kinds: Readonly<Record<string, string>>, kind: string): string {
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? kind) : kind;
}

export const PLACE_NAME_LIMIT = 80;
const NAME_PLEASE = `Enter a name of up to ${PLACE_NAME_LIMIT} characters`;
const KIND_PLEASE = 'Select what kind it is';
export const PATHWAY_LIMITS = { name: 80, guidance: 1000, contact: 200 } as const;
/** A pathway that nobody has checked for so many months is listed to be checked. */
export const PATHWAY_CHECK_MONTHS = 6;

export interface PathwayGiven {
  kind: string;
  name: string;
  guidance: string;
  contact: string;
}

/**
 * An agency as it is kept, without spaces around its name.
 * @throws DomainError `invalid-input` with every problem in `details.problems`
 */
export function checkAgency(given: { name: string; kind: string }): { name: string; kind: string } {
  const name = given.name.trim();
  mustHaveNoProblems([
    ...(isText(name, PLACE_NAME_LIMIT, false) ? [] : [{ field: 'name', message: NAME_PLEASE }]),
    ...(Object.hasOwn(AGENCY_KINDS, given.kind) ? [] : [{ field: 'kind', message: KIND_PLEASE }]),
  ]);
  return { name, kind: given.kind };
}

/**
 * The name of an agency or team, without spaces around it.
 * @throws DomainError `invalid-input` for `name`, unless it is 1 to 80 characters in one line
 */
export function placeName(given: string): string {
  const name = given.trim();
  if (isText(name, PLACE_NAME_LIMIT, false)) return name;
  throw new DomainError('invalid-input', `${NAME_PLEASE}.`, 'name');
}

/** @throws DomainError `invalid-input` for `kind` */
export function mustBeKindOf(kinds: Readonly<Record<string, string>>, kind: string): void {
  if (!Object.hasOwn(kinds, kind)) throw new DomainError('invalid-input', `${KIND_PLEASE}.`, 'kind');
}

/**
 * A pathway as it is kept, without spaces around.
 * @throws DomainError `invalid-input` with every problem in `details.problems`
 */
export function checkPathway(given: PathwayGiven): PathwayGiven {
  const kept = {
    kind: given.kind,
    name: given.name.trim(),
    guidance: given.guidance.trim(),
    contact: given.contact.trim(),
  };
  const { name, guidance, contact } = PATHWAY_LIMITS;
  mustHaveNoProblems([
    ...(isText(kept.name, name, false)
      ? []
      : [{ field: 'name', message: `Enter a name of up to ${name} characters` }]),
    ...(Object.hasOwn(PATHWAY_KINDS, kept.kind)
      ? []
      : [{ field: 'kind', message: 'Select what it leads to' }]),
    ...(isText(kept.guidance, guidance, true)
      ? []
      : [{ field: 'guidance', message: `Say what to do, in up to ${guidance} characters` }]),
    ...(isText(kept.contact, contact, true)
      ? []
      : [{ field: 'contact', message: `Enter whom to turn to, in up to ${contact} characters` }]),
  ]);
  return kept;
}

function isText(text: string, most: number, lines: boolean): boolean {
  const control = lines ? /[^\P{Cc}\n]|\p{Cs}/u : /[\p{Cc}\p{Cs}]/u;
  return text !== '' && [...text].length <= most && !control.test(text);
}
