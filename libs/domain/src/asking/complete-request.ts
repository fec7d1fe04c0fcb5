import { type ProgrammeSettings } from '../programme/settings.js';
import { checkRequestForm } from './request-form.js';
import { type RequestProblem } from './request-problem.js';
import { SAFETY_FLAG_WORDS } from './request-words.js';
import { SAFETY_FLAGS, type RequestForm } from './request.js';

/**
 * What stands between this form and being submitted, in the order of the pages: what is missing (`request-incomplete`) and
 * what is wrong (`checkRequestForm`). Whether the safety gate lets it go is `mustPassSafetyGate`'s.
 *
 * Optional: others who attend, colleagues to keep out, access needs, and the next decision (its date and kind go together).
 */
export function checkComplete(
  form: RequestForm,
  settings: Pick<ProgrammeSettings, 'zone' | 'caseReference' | 'allowedMailDomains'>,
  today: string,
): RequestProblem[] {
  const problems = [...checkMissing(form), ...checkRequestForm(form, settings, today)];
  const place = (problem: RequestProblem): number =>
    PAGES.findIndex((page) => page === problem.field.split('/')[0]);
  return problems.sort((a, b) => place(a) - place(b));
}

/** The form's fields in the order in which its pages ask. */
const PAGES: readonly (keyof RequestForm)[] = [
  'safetyGate',
  'agencyId',
  'teamId',
  'attendees',
  'caseReference',
  'children',
  'stage',
  'decisionOn',
  'decisionKind',
  'safetyFlags',
  'purposes',
  'question',
  'identifierReason',
  'conflictPersonIds',
  'familyWorksForAgency',
  'mode',
  'accessNeeds',
  'preferredTimes',
  'soonest',
];

function checkMissing(form: RequestForm): RequestProblem[] {
  const problems: RequestProblem[] = [];
  const need = (given: boolean, field: string, message: string): void => {
    if (!given) problems.push({ field, code: 'request-incomplete', message });
  };
  need(form.safetyGate !== null, 'safetyGate', 'Answer the safety questions');
  need(hasText(form.agencyId), 'agencyId', 'Select your agency');
  need(hasText(form.teamId), 'teamId', 'Select your team');
  need(hasText(form.caseReference), 'caseReference', 'Enter the case reference');
  need(
    Object.values(form.children ?? {}).some((count) => count > 0),
    'children',
    'Enter how many children there are in each age band',
  );
  need(form.stage !== null, 'stage', 'Select the stage the case is at');
  need(
    form.decisionOn !== null || form.decisionKind === null,
    'decisionOn',
    'Enter the date of the next decision',
  );
  need(
    form.decisionKind !== null || form.decisionOn === null,
    'decisionKind',
    'Select what kind of decision it is',
  );
  for (const flag of SAFETY_FLAGS) {
    const words = `Select yes, no or not known for ${SAFETY_FLAG_WORDS[flag]}`;
    need(form.safetyFlags?.[flag] !== undefined, `safetyFlags/${flag}`, words);
  }
  need(form.purposes.length > 0, 'purposes', 'Select what you want from the consultation');
  need(hasText(form.question), 'question', 'Enter what you would like to think about');
  need(
    form.familyWorksForAgency !== null,
    'familyWorksForAgency',
    'Select whether anyone in the family works for a partner agency',
  );
  need(form.mode !== null, 'mode', 'Select video, phone or in person');
  need(
    form.preferredTimes.length > 0 || form.soonest,
    'preferredTimes',
    'Select up to 3 times, or select the soonest',
  );
  return problems;
}

const hasText = (text: string | null): boolean => text !== null && text.trim() !== '';
