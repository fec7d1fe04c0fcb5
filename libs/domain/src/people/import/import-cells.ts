import { dayFromNumber, dayNumber, isDay } from '../../time/day.js';
import { type Day } from '../consultant.js';
import { type Role, ROLES } from '../person.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Day 0 of the serial numbers that spreadsheets keep days as (ECMA-376, 18.17.4.1, the 1900 date base). */
const SERIAL_DAY_0 = dayNumber('1899-12-30');
/** 1 January 2000 and 31 December 2099 as such numbers. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

/**
 * A day as spreadsheets write it: `2027-03-31` (with a time behind it or not), `31/03/2027`, `31.3.27`, `31-Mar-27`,
 * `31 March 2027`, or a bare serial number. The day comes before the month, as in Britain.
 * @returns `YYYY-MM-DD`; null for what is none
 */
export function dayInCell(cell: string): Day | null {
  const text = cell.trim();
  if (/^\d{5}(\.0+)?$/.test(text)) {
    const serial = Math.trunc(Number(text));
    return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? dayFromNumber(SERIAL_DAY_0 + serial) : null;
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][0-9:.]+Z?)?$/.exec(text);
  if (iso) return realDay(iso[1], Number(iso[2]), iso[3]);
  const british = /^(\d{1,2})[/.\- ]+(\d{1,2}|\p{L}{3,9})[/.\-, ]+(\d{4}|\d{2})(?: 0?0:00(?::00)?)?$/u.exec(
    text,
  );
  if (!british) return null;
  const [, day, month = '', year = ''] = british;
  return realDay(year.length === 2 ? `20${year}` : year, monthIn(month), day);
}

function monthIn(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toLowerCase();
  const at = MONTHS.findIndex((short) => name === short || (name === 'sept' && short === 'sep'));
  return (at === -1 ? LONG_MONTHS.indexOf(name) : at) + 1;
}

const LONG_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

function realDay(year = '', month: number, day = ''): Day | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) && text >= '2000' && text < '2100' ? text : null;
}

/** How roles come in files, beside their own names. */
const ROLE_WORDS: Readonly<Record<string, Role>> = {
  admin: 'administrator',
  'implementation lead': 'lead',
  'steering group': 'steering',
  'information governance': 'auditor',
};

/** Several roles in one cell, parted by commas, semicolons, slashes, plus signs or bars; each once, in the order of ROLES. */
export function rolesInCell(cell: string): { roles: readonly Role[]; unknown: readonly string[] } {
  const words = cell
    .split(/[,;/|+\n]/)
    .map((word) => word.replace(/\s+/g, ' ').trim().toLowerCase())
    .filter((word) => word !== '');
  const found = words.map((word) => ({ word, role: roleNamed(word) }));
  return {
    roles: ROLES.filter((role) => found.some((one) => one.role === role)),
    unknown: found.filter(({ role }) => role === undefined).map(({ word }) => word),
  };
}

function roleNamed(word: string): Role | undefined {
  return ROLES.find((role) => word === role || word === `${role}s`) ?? ROLE_WORDS[word];
}
