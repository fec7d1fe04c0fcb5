import { SAFETY_FLAGS } from '@case-consultation/domain';
import { Asking, type FormPart } from '@case-consultation/features';
import { type TestPerson } from '../service/programme.builder.js';
import { aRequest } from '../service/request.builder.js';
import { type TestService } from '../service/service.js';

/** The address of a page that asks. */
export function askAt(code: string, page = ''): string {
  return `/consultations/${code}/ask${page === '' ? '' : `/${page}`}`;
}

/** A draft with everything in it, so that only what a test changes is missing. @returns its code */
export async function aFullDraft(
  service: TestService,
  person: TestPerson,
  given: FormPart = {},
): Promise<string> {
  return (await service.get(Asking).start(person, aRequest(given))).code;
}

/** The safety questions, all answered no. */
export const ALL_CALM = {
  immediateDanger: 'no',
  significantHarm: 'no',
  referralMade: 'no',
  highRiskLast14Days: 'no',
} as const;

/** The twelve safety concerns, all answered no. */
export const NO_FLAGS: Readonly<Record<string, string>> = Object.fromEntries(
  SAFETY_FLAGS.map((flag) => [`safetyFlags-${flag}`, 'no']),
);
