import { ASKING_STEPS, type AskingStep, stepsMissing } from '@case-consultation/domain';
import { type SavedDraft } from '@case-consultation/features';

/** The pages that ask, in their order: the end of their address, and the step they belong to. */
const STEP_OF_PAGE = {
  safety: 'safety-gate',
  team: 'people',
  'team/name': 'people',
  'team/others': 'people',
  case: 'family',
  'case/children': 'family',
  stage: 'stage',
  'stage/decision': 'stage',
  'stage/date': 'stage',
  flags: 'safety-flags',
  purpose: 'purpose',
  'purpose/question': 'purpose',
  'purpose/words': 'purpose',
  conflicts: 'conflicts',
  'conflicts/family': 'conflicts',
  times: 'times',
  'times/access': 'times',
  'times/choose': 'times',
  'times/chosen': 'times',
} as const satisfies Readonly<Record<string, AskingStep>>;

export type AskPage = keyof typeof STEP_OF_PAGE;

/** Pages that save nothing of the draft. */
export type OtherPage = 'stop' | 'times/none' | 'check' | 'submitted' | 'delete';

const PAGES = Object.keys(STEP_OF_PAGE) as readonly AskPage[];

/** Where asking for this consultation is done: the list of steps, or one page of it. */
export function askPath(code: string, page?: AskPage | OtherPage): string {
  return `/consultations/${code}/ask${page === undefined ? '' : `/${page}`}`;
}

export function stepOfPage(page: AskPage): AskingStep {
  return STEP_OF_PAGE[page];
}

/** The first page of a step. */
export function firstPageOf(step: AskingStep): AskPage {
  const page = PAGES.find((one) => STEP_OF_PAGE[one] === step);
  if (page === undefined) throw new Error(`No page asks for the step ${step}`);
  return page;
}

/** The page before or after this one in the same step; undefined at its end. */
export function pageBeside(page: AskPage, direction: 'before' | 'after'): AskPage | undefined {
  const beside = PAGES[PAGES.indexOf(page) + (direction === 'after' ? 1 : -1)];
  return beside !== undefined && STEP_OF_PAGE[beside] === STEP_OF_PAGE[page] ? beside : undefined;
}

/**
 * Where to go once a step is done: the next one that is not. The first time round nobody passes by their team, which is
 * known beforehand: who else comes is asked there.
 */
export function addressAfterStep(step: AskingStep, { code, missing, gate }: SavedDraft): string {
  if (gate?.go === false) return askPath(code, 'stop');
  const left = stepsMissing(missing, gate);
  if (step === 'safety-gate' && left.length > 0) return askPath(code, firstPageOf('people'));
  const place = ASKING_STEPS.indexOf(step);
  const next = left.find((one) => ASKING_STEPS.indexOf(one) > place) ?? left[0];
  return askPath(code, next === undefined ? 'check' : firstPageOf(next));
}
