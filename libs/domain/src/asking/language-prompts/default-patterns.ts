import { type LanguagePattern } from './language-pattern.js';
import { minimisingPatterns } from './minimising.js';
import { mutualisingPatterns } from './mutualising.js';
import { perpetratorInvisiblePatterns } from './perpetrator-invisible.js';
import { victimBlamingPatterns } from './victim-blaming.js';

/** The patterns a programme begins with. */
export const DEFAULT_LANGUAGE_PATTERNS: readonly LanguagePattern[] = [
  ...victimBlamingPatterns,
  ...mutualisingPatterns,
  ...minimisingPatterns,
  ...perpetratorInvisiblePatterns,
];
