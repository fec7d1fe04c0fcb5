import { type IdentifierKind } from './identifiers.js';
import { type AgeBand, type SafetyFlag } from './request.js';

/** The field's words for the closed lists, as they stand in the middle of a sentence. */
export const SAFETY_FLAG_WORDS: Readonly<Record<SafetyFlag, string>> = {
  'non-fatal-strangulation': 'non-fatal strangulation',
  'threats-to-kill': 'threats to kill',
  stalking: 'stalking',
  separation: 'separation now or planned',
  escalation: 'escalation',
  weapon: 'a weapon',
  'pregnancy-or-baby': 'pregnancy or a baby under 1',
  'suicidal-threats': 'suicidal threats by the person causing harm',
  'threat-to-child': 'threats to take or harm a child',
  'honour-based-abuse': 'so-called honour-based abuse',
  'release-or-order-ending': 'a release or an order ending within 14 days',
  'survivor-very-frightened': 'the survivor being very frightened',
};

export const AGE_BAND_WORDS: Readonly<Record<AgeBand, string>> = {
  unborn: 'unborn',
  '0-4': 'aged 0 to 4',
  '5-9': 'aged 5 to 9',
  '10-15': 'aged 10 to 15',
  '16-17': 'aged 16 to 17',
};

export const IDENTIFIER_WORDS: Readonly<Record<IdentifierKind, string>> = {
  'nhs-number': 'an NHS number',
  'national-insurance-number': 'a National Insurance number',
  email: 'an email address',
  phone: 'a phone number',
  postcode: 'a postcode',
  'date-of-birth': 'a date of birth',
  'titled-name': 'someone’s name',
  'street-address': 'a street address',
};
