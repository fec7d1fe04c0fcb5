import { spansOf, type Detector } from './spans.js';

/** Identifiers that only warn: their words are ordinary too, so the writer may keep them with a reason. */

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DATE = [
  String.raw`\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})`,
  String.raw`\d{4}-\d{1,2}-\d{1,2}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:${MONTH})\b(?:,?\s(?:\d{4}|['’]?\d{2})\b)?`,
  String.raw`(?:${MONTH})\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?\d{4}`,
].join('|');
const BIRTH = String.raw`(?:d\.?\s?o\.?\s?b\.?|dates?\sof\sbirth|birth\s?dates?|birthdays?|born|b\.)`;

/**
 * A date is a date of birth when the words beside it say so; dates of meetings and incidents are what a consultation is
 * about. Up to 25 characters may stand between (`DOB (eldest child): 12/03/2015`), none of them the end of a sentence.
 */
const DATE_OF_BIRTH = new RegExp(
  String.raw`(?<![\p{L}])${BIRTH}(?![\p{L}])(?:(?!\.\s\p{Lu})[^\n!?;\d]){0,25}?(?<!\d)(?:${DATE})(?!\d)|` +
    String.raw`(?<!\d)(?:${DATE})\s?[(,:-]?\s?(?:is\s)?(?:(?:his|her|their|the)\s)?(?:d\.?o\.?b|date\sof\sbirth|birthday)(?![\p{L}])`,
  'giu',
);

export const datesOfBirth: Detector = (text) => spansOf(text, DATE_OF_BIRTH);

const INITIALS = String.raw`(?:\p{Lu}\.?\s){0,3}`;
const PARTICLES = String.raw`(?:(?:de|da|del|della|di|du|la|le|van|von|der|den|bin|binti|ibn|al|el|ap|st\.?)[\s-])*`;
const TITLE = 'Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Rev|Reverend|Sir|Dame|Lord|Lady';
const SURNAME = String.raw`\p{Lu}[\p{L}'’]+(?:-\p{L}[\p{L}'’]*)*`;

/** A title and a name with a capital; one letter alone ("Mr A") is a stand-in and not a name. */
const TITLED = new RegExp(
  String.raw`(?<![\p{L}])(?:${TITLE}|${TITLE.toUpperCase()})\b\.?\s${INITIALS}${PARTICLES}(?<name>${SURNAME})`,
  'gu',
);
/** In small letters only the titles that are no other word (`miss school`, `5 ms`, `dr appointment` are not names). */
const TITLED_IN_SMALL_LETTERS = /(?<![\p{L}])(?:mr|mrs)\b\.?\s(?:\p{L}\.?\s){0,2}(?<name>\p{L}[\p{L}'’-]+)/gu;

/** Words that follow a title and are no name. */
const NOT_A_SURNAME = new Set(
  (
    'and or is was has had said says who that the to of in on at for with from will would can could did does not also then ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september ' +
    'october november december school college appointment surgery justice chancellor mayor advocate'
  ).split(' '),
);

const isSurname = (match: RegExpExecArray): boolean => {
  const name = match.groups?.['name'] ?? '';
  return name.length > 1 && !NOT_A_SURNAME.has(name.toLowerCase());
};

export const titledNames: Detector = (text) => [
  ...spansOf(text, TITLED, isSurname),
  ...spansOf(text, TITLED_IN_SMALL_LETTERS, isSurname),
];

const HOUSE_NUMBER = String.raw`(?<![\p{L}\p{N}£.:/-])\d{1,4}[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?,?\s`;
/** Kinds of street that are no other word: found in capitals and in small letters. */
const PLAIN_STREETS = 'street|road|avenue|lane|crescent|terrace|gardens|mews|grove|rd|ave|cres|gdns';
/** Kinds of street and of building that are everyday words too: found only where every word has a capital. */
const CAPITAL_STREETS =
  'Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Crescent|Terrace|Gardens|Mews|Grove|Close|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|' +
  'Hill|Park|Walk|Row|Green|Rise|View|Parade|Mount|Broadway|House|Mansions|Buildings|Heights|Lodge|Point|Tower|Towers|Wharf|' +
  'Quay|Yard|Villas|Vale|Common|End|Gate|Passage|Path|Estate';

const STREET_IN_CAPITALS = new RegExp(
  String.raw`${HOUSE_NUMBER}(?<words>(?:\p{Lu}[\p{L}'’.-]*\s){1,3})(?:${CAPITAL_STREETS}|${CAPITAL_STREETS.toUpperCase()})(?![\p{L}])`,
  'gu',
);
const STREET_IN_ANY_CASE = new RegExp(
  String.raw`${HOUSE_NUMBER}(?<words>(?:[\p{L}'’.-]+\s){1,2})(?:${PLAIN_STREETS})(?![\p{L}])`,
  'giu',
);

/** Words that never stand in the name of a street after its number: "3 children in the road", "5 March Family Court". */
const NOT_IN_A_STREET = new Set(
  (
    'a an the this that his her their our my in on at to of off by for from and or near with down up along across into over ' +
    'under is was were are has have had children child people minutes minute mins hours hour days weeks months years metres ' +
    'miles times reports incidents visits boys girls families homes am pm january february march april may june july august ' +
    'september october november december monday tuesday wednesday thursday friday saturday sunday family crown county ' +
    "magistrates magistrates' high youth children's cases calls police every each same main busy other another different"
  ).split(' '),
);
/** "High" may stand in a street's name ("12 High Street") but not before a court. */
const isStreet = (match: RegExpExecArray): boolean => {
  const words = (match.groups?.['words'] ?? '').toLowerCase().trim().split(/\s+/);
  const kind = match[0].split(/\s+/).at(-1)?.toLowerCase() ?? '';
  return words.every((word) => !NOT_IN_A_STREET.has(word) || (word === 'high' && kind !== 'court'));
};

export const streetAddresses: Detector = (text) => [
  ...spansOf(text, STREET_IN_CAPITALS, isStreet),
  ...spansOf(text, STREET_IN_ANY_CASE, isStreet),
];
