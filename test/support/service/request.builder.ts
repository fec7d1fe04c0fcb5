import { type RequestForm, SAFETY_FLAGS } from '@case-consultation/domain';
import { Asking, type FormPart } from '@case-consultation/features';
import { type TestPerson } from './programme.builder.js';
import { type TestService } from './service.js';

/** A request with everything in it and nothing urgent: P3, the soonest. */
export function aRequest(given: FormPart = {}): FormPart {
  const flags = Object.fromEntries(SAFETY_FLAGS.map((flag) => [flag, 'no' as const]));
  const form: FormPart = {
    safetyGate: {
      immediateDanger: false,
      significantHarm: false,
      referralMade: false,
      highRiskLast14Days: false,
    },
    caseReference: 'C-2027-1042',
    children: { '0-4': 1, '5-9': 2 },
    stage: 'assessment',
    safetyFlags: flags satisfies RequestForm['safetyFlags'],
    purposes: ['see-the-pattern'],
    question: 'How do I keep the focus on the behaviour of the person causing harm?',
    familyWorksForAgency: false,
    mode: 'video',
    soonest: true,
  };
  return { ...form, ...given };
}

/** A request that has been submitted. @returns its code */
export async function aSubmittedRequest(
  service: TestService,
  requester: TestPerson,
  given: FormPart = {},
): Promise<string> {
  const asking = service.get(Asking);
  const { code } = await asking.start(requester, aRequest(given));
  await asking.submit(requester, code);
  return code;
}
