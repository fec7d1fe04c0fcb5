import { REQUEST_LIMITS } from '../asking/request-form.js';
import { mustHaveNoProblems, type Problem } from '../problems.js';
import { refusalOf } from '../refusal.js';
import { isDay } from '../time/day.js';
import { checkBrand } from './brand.js';
import { matchesPattern, patternProblem } from './case-reference-pattern.js';
import {
  type CountField,
  type HoursField,
  partOf,
  SETTING_FIELDS,
  type SettingField,
} from './setting-fields.js';
import { workingHoursInWords } from './setting-words.js';
import { type ProgrammeSettings } from './settings.js';

export const SETTING_LIMITS = {
  closureDays: 200,
  mailDomains: 50,
  contacts: 8,
  contactName: 80,
  contactPhone: 40,
  contactWhen: 120,
  /** The least a working day lasts, in minutes. */
  workingDay: 60,
} as const;

const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const PHONE = /^[0-9+()\-. ]{3,}(?: (?:ext|extension) [0-9]{1,6})?$/;

/**
 * What is wrong with settings that somebody wants to save, as far as they changed something: what stood there before, and
 * could not be saved today, is not held against them.
 */
export function settingProblems(
  settings: ProgrammeSettings,
  changed: ReadonlySet<keyof ProgrammeSettings>,
): Problem[] {
  return SETTING_FIELDS.filter((field) => changed.has(partOf(field))).flatMap((field) =>
    problemsOf(field, settings),
  );
}

/** @throws DomainError `invalid-input` with every problem in `details.problems` */
export function checkSettings(
  settings: ProgrammeSettings,
  changed: ReadonlySet<keyof ProgrammeSettings>,
): void {
  mustHaveNoProblems(settingProblems(settings, changed));
}

function problemsOf(field: SettingField, settings: ProgrammeSettings): Problem[] {
  const { path } = field;
  const say = (message: string | null): Problem[] => (message === null ? [] : [{ field: path, message }]);
  switch (field.kind) {
    case 'count':
      return say(countProblem(field, settings) ?? orderProblem(path, settings));
    case 'hours':
      return say(hoursProblem(field, settings) ?? orderProblem(path, settings));
    case 'time-of-day':
      return say(timeProblem(path, settings));
    case 'yes-no':
      return say(typeof field.read(settings) === 'boolean' ? null : 'Select yes or no');
    case 'text':
      return say(textProblem(path, settings));
    case 'days':
      return daysProblems(settings);
    case 'domains':
      return domainsProblems(settings);
    case 'contacts':
      return contactsProblems(settings);
  }
}

function countProblem(field: CountField, settings: ProgrammeSettings): string | null {
  const value = field.read(settings);
  const { least, most, step, unit } = field;
  if (Number.isInteger(value) && value >= least && value <= most && value % step === 0) return null;
  const steps = step === 1 ? 'a whole number' : `a number of ${unit[1]} that ${step} goes into,`;
  return `Enter ${steps} from ${least} to ${most}`;
}

function hoursProblem(field: HoursField, settings: ProgrammeSettings): string | null {
  const value = field.read(settings);
  const { leastMinutes, mostMinutes } = field;
  if (Number.isInteger(value) && value >= leastMinutes && value <= mostMinutes && value % 30 === 0)
    return null;
  return `Enter whole or half working hours, from ${leastMinutes / 60} to ${workingHoursInWords(mostMinutes)}`;
}

/** What is more urgent is never given more time than what is less so. */
function orderProblem(path: string, settings: ProgrammeSettings): string | null {
  const [part, priority] = path.split('/');
  if (part === 'targetWorkingDays' || part === 'offerWindowMinutes') {
    const { P1, P2, P3 } = settings[part];
    if (priority === 'P2' && P2 < P1) return 'Give priority 2 at least as long as priority 1';
    if (priority === 'P3' && P3 < P2) return 'Give priority 3 at least as long as priority 2';
  }
  if (path === 'decisionNearWorkingDays/P2') {
    const { P1, P2 } = settings.decisionNearWorkingDays;
    if (P2 < P1) return 'Enter at least as many working days as for priority 1';
  }
  return null;
}

function timeProblem(path: string, { workingDay }: ProgrammeSettings): string | null {
  const { startMinute, endMinute } = workingDay;
  const isTime = (minute: number): boolean => Number.isInteger(minute) && minute >= 0 && minute <= 24 * 60;
  if (path === 'workingDay/startMinute') {
    return isTime(startMinute) ? null : 'Enter a time, for example 9am or 9:30am';
  }
  if (!isTime(endMinute)) return 'Enter a time, for example 5pm or 5:30pm';
  if (!isTime(startMinute)) return null;
  return endMinute - startMinute >= SETTING_LIMITS.workingDay
    ? null
    : 'Let the working day end at least an hour after it starts';
}

function textProblem(path: string, settings: ProgrammeSettings): string | null {
  const { pattern, example } = settings.caseReference;
  switch (path) {
    case 'caseReference/pattern':
      return patternProblem(pattern);
    case 'caseReference/example':
      if (!isLine(example, REQUEST_LIMITS.caseReference)) {
        return `Enter an example of up to ${REQUEST_LIMITS.caseReference} characters`;
      }
      if (patternProblem(pattern) !== null || matchesPattern(pattern, example)) return null;
      return 'Enter an example that fits the pattern';
    default: {
      const refusal = refusalOf(() => checkBrand(settings.brand));
      return refusal?.field === path ? refusal.message.replace(/\.$/, '') : null;
    }
  }
}

function daysProblems({ closureDays }: ProgrammeSettings): Problem[] {
  const field = 'closureDays';
  const wrong = closureDays.find((day) => !isDay(day) || day < '2000-01-01' || day > '2099-12-31');
  if (wrong !== undefined) {
    return [{ field, message: `Enter a real date for “${wrong}”, for example 24 December 2027` }];
  }
  if (new Set(closureDays).size < closureDays.length) return [{ field, message: 'Enter each day once' }];
  if (closureDays.length > SETTING_LIMITS.closureDays) {
    return [{ field, message: `Enter ${SETTING_LIMITS.closureDays} days or fewer` }];
  }
  return [];
}

function domainsProblems({ allowedMailDomains }: ProgrammeSettings): Problem[] {
  const field = 'allowedMailDomains';
  if (allowedMailDomains.length === 0) {
    return [{ field, message: 'Enter at least one domain, or the service can write to nobody' }];
  }
  const wrong = allowedMailDomains.find((domain) => !HOST.test(domain));
  if (wrong !== undefined) {
    return [
      { field, message: `Enter “${wrong}” as what stands after the @, for example council.example.org` },
    ];
  }
  if (new Set(allowedMailDomains).size < allowedMailDomains.length) {
    return [{ field, message: 'Enter each domain once' }];
  }
  if (allowedMailDomains.length > SETTING_LIMITS.mailDomains) {
    return [{ field, message: `Enter ${SETTING_LIMITS.mailDomains} domains or fewer` }];
  }
  return [];
}

function contactsProblems({ localContacts }: ProgrammeSettings): Problem[] {
  if (localContacts.length > SETTING_LIMITS.contacts) {
    return [{ field: 'localContacts', message: `Enter ${SETTING_LIMITS.contacts} contacts or fewer` }];
  }
  return localContacts.flatMap(({ name, phone, when }, at) => {
    const say = (part: string, message: string): Problem => ({
      field: `localContacts/${at}/${part}`,
      message,
    });
    const { contactName, contactPhone, contactWhen } = SETTING_LIMITS;
    return [
      ...(isLine(name, contactName)
        ? []
        : [say('name', `Enter who it is, in up to ${contactName} characters`)]),
      ...(isLine(phone, contactPhone) && PHONE.test(phone)
        ? []
        : [say('phone', 'Enter a phone number, for example 020 7946 0000')]),
      ...(isLine(when, contactWhen)
        ? []
        : [say('when', `Enter when somebody answers, in up to ${contactWhen} characters`)]),
    ];
  });
}

function isLine(text: string, most: number): boolean {
  return text.trim() !== '' && text.length <= most && !/[\p{Cc}\p{Cs}]/u.test(text);
}
