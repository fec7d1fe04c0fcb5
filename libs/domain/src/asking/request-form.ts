import { mayBeMailed } from '../invites/mail-address.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { addDays, isDay } from '../time/day.js';
import { dayOf } from '../time/zone.js';
import { IDENTIFIER_REASON_LIMIT, identifierProblems } from './free-text.js';
import { type RequestProblem } from './request-problem.js';
import { AGE_BAND_WORDS, SAFETY_FLAG_WORDS } from './request-words.js';
import {
  AGE_BANDS,
  DECISION_KINDS,
  MODES,
  PURPOSES,
  SAFETY_FLAGS,
  STAGES,
  type RequestForm,
} from './request.js';

export const REQUEST_LIMITS = {
  /** Characters, as a person counts them (code points). */
  question: 1_500,
  accessNeeds: 500,
  identifierReason: IDENTIFIER_REASON_LIMIT,
  caseReference: 40,
  attendees: 10,
  preferredTimes: 3,
  /** Children in one age band. */
  children: 20,
  /** Days ahead that a decision can sensibly be known. */
  decisionDaysAhead: 730,
} as const;

type FormSettings = Pick<ProgrammeSettings, 'zone' | 'caseReference' | 'allowedMailDomains'>;
/** The free texts of the form: each is checked for its length and for identifiers. */
const FREE_TEXTS = ['question', 'accessNeeds', 'identifierReason'] as const;
const FLAG_ANSWERS: readonly unknown[] = ['yes', 'no', 'not-known'];

/**
 * What is wrong with what has been given so far; what is missing is left for `checkComplete`. For every save of a draft.
 *
 * @param form any values may have come from outside: closed lists are checked too
 * @param today `YYYY-MM-DD` in the programme's zone
 */
export function checkRequestForm(form: RequestForm, settings: FormSettings, today: string): RequestProblem[] {
  return [
    ...checkAttendees(form, settings),
    ...checkCaseReference(form, settings),
    ...checkChildren(form),
    ...checkLists(form),
    ...checkDecision(form, today),
    ...FREE_TEXTS.flatMap((field) => checkFreeText(field, form)),
    ...checkTimes(form, settings, today),
  ];
}

const invalid = (field: string, message: string): RequestProblem => ({
  field,
  code: 'invalid-input',
  message,
});

const isOneOf = (list: readonly string[], value: unknown): boolean => list.some((known) => known === value);

/** What is wrong with a list of others who will attend. */
export function checkAttendees(
  { attendees }: Pick<RequestForm, 'attendees'>,
  { allowedMailDomains }: Pick<ProgrammeSettings, 'allowedMailDomains'>,
): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (attendees.length > REQUEST_LIMITS.attendees) {
    problems.push(invalid('attendees', `Enter ${REQUEST_LIMITS.attendees} other people or fewer`));
  }
  const seen = new Set<string>();
  attendees.forEach((attendee, i) => {
    const field = `attendees/${i}`;
    if (!mayBeMailed(attendee, allowedMailDomains)) {
      const where = allowedMailDomains.length > 0 ? `, ending in ${listed(allowedMailDomains)}` : '';
      problems.push({ field, code: 'email-not-allowed', message: `Enter a work email address${where}` });
    } else if (seen.has(attendee.toLowerCase())) {
      problems.push(invalid(field, 'Enter each person once'));
    }
    seen.add(attendee.toLowerCase());
  });
  return problems;
}

function listed(domains: readonly string[]): string {
  const names = domains.map((domain) => `@${domain}`);
  const last = names.pop() ?? '';
  return names.length > 0 ? `${names.join(', ')} or ${last}` : last;
}

function checkCaseReference({ caseReference }: RequestForm, settings: FormSettings): RequestProblem[] {
  if (caseReference === null || caseReference.trim() === '') return [];
  const { pattern, example } = settings.caseReference;
  const fits =
    caseReference.length <= REQUEST_LIMITS.caseReference && new RegExp(pattern).test(caseReference);
  if (fits) return [];
  return [
    {
      field: 'caseReference',
      code: 'case-reference-format',
      message: `Enter the case reference as your council writes it, for example ${example}`,
    },
  ];
}

function checkChildren({ children }: RequestForm): RequestProblem[] {
  return Object.entries(children ?? {}).flatMap(([band, count]) => {
    const field = `children/${band}`;
    const known = AGE_BANDS.find((name) => name === band);
    if (known === undefined) return [invalid(field, `Use the age bands ${AGE_BANDS.join(', ')}`)];
    if (Number.isInteger(count) && count >= 0 && count <= REQUEST_LIMITS.children) return [];
    const words = `Enter how many children are ${AGE_BAND_WORDS[known]}, from 0 to ${REQUEST_LIMITS.children}`;
    return [invalid(field, words)];
  });
}

function checkLists(form: RequestForm): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (form.stage !== null && !isOneOf(STAGES, form.stage)) {
    problems.push(invalid('stage', 'Select the stage the case is at'));
  }
  if (form.decisionKind !== null && !isOneOf(DECISION_KINDS, form.decisionKind)) {
    problems.push(invalid('decisionKind', 'Select what kind of decision it is'));
  }
  if (form.mode !== null && !isOneOf(MODES, form.mode)) {
    problems.push(invalid('mode', 'Select video, phone or in person'));
  }
  if (
    !form.purposes.every((purpose) => isOneOf(PURPOSES, purpose)) ||
    new Set(form.purposes).size !== form.purposes.length
  ) {
    problems.push(invalid('purposes', 'Select what you want from the consultation from the list, each once'));
  }
  for (const [flag, answer] of Object.entries(form.safetyFlags ?? {})) {
    const known = SAFETY_FLAGS.find((name) => name === flag);
    const field = `safetyFlags/${flag}`;
    if (known === undefined) problems.push(invalid(field, 'Answer the safety questions that are asked'));
    else if (!FLAG_ANSWERS.includes(answer)) problems.push(invalid(field, askFlag(known)));
  }
  return problems;
}

const askFlag = (flag: keyof typeof SAFETY_FLAG_WORDS): string =>
  `Select yes, no or not known for ${SAFETY_FLAG_WORDS[flag]}`;

function checkDecision({ decisionOn }: RequestForm, today: string): RequestProblem[] {
  if (decisionOn === null) return [];
  if (!isDay(decisionOn)) return [invalid('decisionOn', 'Enter the decision date as a real date')];
  if (decisionOn < today) return [invalid('decisionOn', 'Enter a decision date that is today or later')];
  if (decisionOn > addDays(today, REQUEST_LIMITS.decisionDaysAhead)) {
    return [invalid('decisionOn', 'Enter a decision date within the next 2 years')];
  }
  return [];
}

function checkFreeText(field: (typeof FREE_TEXTS)[number], form: RequestForm): RequestProblem[] {
  const text = form[field];
  if (text === null) return [];
  const problems: RequestProblem[] = [];
  const most = REQUEST_LIMITS[field];
  // A longer text is cut for the check below: what is refused for its length need not be read to the end.
  const characters = [...text];
  if (characters.length > most) {
    problems.push(invalid(field, `Shorten this to ${most.toLocaleString('en-GB')} characters or fewer`));
  }
  const read = characters.slice(0, 2 * most).join('');
  return [...problems, ...identifierProblems([{ field, text: read }], form.identifierReason)];
}

function checkTimes(form: RequestForm, { zone }: FormSettings, today: string): RequestProblem[] {
  const { preferredTimes, soonest } = form;
  const problems: RequestProblem[] = [];
  if (preferredTimes.length > REQUEST_LIMITS.preferredTimes) {
    problems.push(invalid('preferredTimes', `Select up to ${REQUEST_LIMITS.preferredTimes} times`));
  }
  if (preferredTimes.length > 0 && soonest) {
    problems.push(invalid('preferredTimes', 'Select times, or select the soonest, but not both'));
  }
  const seen = new Set<number>();
  preferredTimes.forEach((time, i) => {
    const field = `preferredTimes/${i}`;
    if (Number.isNaN(time.getTime())) problems.push(invalid(field, 'Select a time from the list'));
    else if (dayOf(time, zone) < today) problems.push(invalid(field, 'Select a time that is still to come'));
    else if (seen.has(time.getTime())) problems.push(invalid(field, 'Select each time once'));
    seen.add(time.getTime());
  });
  return problems;
}
