import { type IdentifierKind } from './identifiers.js';
import { isNhsNumber } from './nhs-number.js';
import { datesOfBirth, streetAddresses, titledNames } from './identifier-warnings.js';
import { spansOf, type Detector } from './spans.js';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Ten digits together, 3-3-4, 3-4-3 or 5-5, or each apart, with spaces, dots or dashes between. */
const TEN_DIGITS =
  /(?<!\d)(?:\d{10}|\d{3}[\s.-]{1,2}\d{3}[\s.-]{1,2}\d{4}|\d{3}[\s.-]{1,2}\d{4}[\s.-]{1,2}\d{3}|\d{5}[\s.-]{1,2}\d{5}|\d(?:[\s.-]\d){9})(?!\d)/g;

const nhsNumbers: Detector = (text) =>
  spansOf(text, TEN_DIGITS, ([match]) => isNhsNumber(digitsOf(match ?? '')));

/** HMRC's National Insurance manual, NIM39110: letters and prefixes never issued are left out; the last letter is A to D. */
const NATIONAL_INSURANCE =
  /(?<![\p{L}\p{N}])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D](?![\p{L}\p{N}])/giu;

/** The shape of an address rather than RFC 5321 in full: caught when in doubt, with one space allowed round the `@`. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_%+'-][\p{L}\p{N}._%+'-]{0,63}\s?@\s?(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu;

/**
 * What could be a telephone number: +44, 0044 or 0 and nine or ten more digits in groups, or a number from abroad after `+`
 * or `00`. Whether anyone has been given the number is not asked: what looks like one is kept out all the same.
 */
const PHONE = new RegExp(
  [
    // +44 20 7946 0018, 0044 (0)20 7946 0018
    String.raw`(?:\+|(?<!\d)00[\s.-]?)44[\s.-]{0,3}(?:\(0\)[\s.-]{0,3})?\d(?:[\s.()-]{0,3}\d){8,9}`,
    // from abroad
    String.raw`(?:\+|(?<!\d)00[\s.-]?)[1-9](?:[\s.()-]{0,3}\d){7,13}`,
    // 020 7946 0018: after the 0 come 1, 2, 3, 5, 7, 8 or 9; 4 and 6 are not in use
    String.raw`\(?(?<!\d)0[\s.()-]{0,3}[1-35789](?:[\s.()-]{0,3}\d){8,9}`,
  ]
    .map((branch) => `(?:${branch})(?!\\d)`)
    .join('|'),
  'g',
);

/** The tail of a longer number, or of a reference such as `AB-0123456780`. */
const WITHIN_A_REFERENCE = /(?:\d[-./]|(?<![\p{L}])(?!(?:TEL|MOB|T|M)-?$)[A-Z]{1,4}[-/]?)$/u;

/** `01.02.2027 10`, `02 2027 1030`, `09.30 - 10.30 11`: runs of dates and of times are nothing to call. */
const DATE_OR_TIME_FIRST =
  /^(?:[0-3]\d(?<gap>[.\s-])[01]\d\k<gap>(?:19|20)\d{2}[\s.-]|[0-2]\d\.[0-5]\d\s?[\s-])/;

const phones: Detector = (text) =>
  spansOf(text, PHONE, ({ 0: match, index }) => {
    const withDayBefore = text.slice(Math.max(0, index - 3), index + match.length);
    return !(
      WITHIN_A_REFERENCE.test(text.slice(Math.max(0, index - 6), index)) ||
      DATE_OR_TIME_FIRST.test(match) ||
      DATE_OR_TIME_FIRST.test(withDayBefore)
    );
  });

/** Royal Mail's postcode areas, with those of the Crown dependencies. */
const AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL ' +
    'GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX ' +
    'PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN ' +
    'WR WS WV YO ZE'
  ).split(' '),
);

/** Outward and inward code; the last two letters are never C, I, K, M, O or V (BS 7666). */
const POSTCODE =
  /(?<![\p{L}\p{N}])([A-Z]{1,2})\d[A-Z\d]?([\s-]{0,2})(\d[ABD-HJLNP-UW-Z]{2})(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])GIR\s?0AA(?![\p{L}\p{N}])/giu;

/** "S47 2nd meeting" is section 47, not a place in Sheffield. */
const ORDINAL = /^(?:1st|2nd|3rd|[04-9]th)$/;

const postcodes: Detector = (text) =>
  spansOf(text, POSTCODE, ([, area, gap, inward]) => {
    if (area === undefined) return true;
    return AREAS.has(area.toUpperCase()) && !(gap !== '' && ORDINAL.test(inward ?? ''));
  });

/** One detector for each kind; the compiler finds the one that is missing. */
export const DETECTORS: Readonly<Record<IdentifierKind, Detector>> = {
  'nhs-number': nhsNumbers,
  'national-insurance-number': (text) => spansOf(text, NATIONAL_INSURANCE),
  email: (text) => spansOf(text, EMAIL),
  phone: phones,
  postcode: postcodes,
  'date-of-birth': datesOfBirth,
  'titled-name': titledNames,
  'street-address': streetAddresses,
};
