import { DomainError } from '../errors.js';
import { hasWhiteTextContrast, isColour } from './contrast.js';

/** How a programme's pages show whose service this is. */
export interface Brand {
  /** The organisation's name as the header shows it, such as `Elmbrook Council`; null: the programme's own name. */
  organisation: string | null;
  /** Of the header, under white text: `#rrggbb`. */
  colour: string;
}

/** A deep blue that is nobody's: white on it has a contrast of more than 10 to 1. */
export const DEFAULT_BRAND: Brand = { organisation: null, colour: '#1f3a5f' };

export const ORGANISATION_LIMIT = 60;

/**
 * What a brand must be before it is saved.
 * @throws DomainError `invalid-input` for `brand/organisation` (1 to 60 characters in one line) or `brand/colour` (`#rrggbb`
 *   on which white text can be read)
 */
export function checkBrand({ organisation, colour }: Brand): void {
  if (organisation !== null && !isName(organisation)) {
    throw new DomainError(
      'invalid-input',
      `Give the organisation’s name in up to ${ORGANISATION_LIMIT} characters, on one line.`,
      'brand/organisation',
    );
  }
  if (!isColour(colour)) {
    throw new DomainError(
      'invalid-input',
      'Give the colour as # and six digits, for example #1f3a5f.',
      'brand/colour',
    );
  }
  if (!hasWhiteTextContrast(colour)) {
    throw new DomainError(
      'invalid-input',
      'Give a darker colour: white text on this one is hard to read.',
      'brand/colour',
    );
  }
}

/**
 * What the header shows. Whatever could not have been saved (a setting that came in another way) gives way to the default,
 * so that the header can always be read.
 * @param name of the programme
 */
export function brandShown({ organisation, colour }: Brand, name: string): { name: string; colour: string } {
  const given = organisation !== null && isName(organisation) ? organisation.trim() : name;
  const legible = isColour(colour) && hasWhiteTextContrast(colour);
  return { name: given, colour: legible ? colour.toLowerCase() : DEFAULT_BRAND.colour };
}

function isName(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && [...trimmed].length <= ORGANISATION_LIMIT && !/[\p{Cc}\p{Cs}]/u.test(trimmed);
}
