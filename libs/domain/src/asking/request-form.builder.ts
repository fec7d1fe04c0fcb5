import { SAFETY_FLAGS, type RequestForm } from './request.js';

/** A draft in which nothing has been answered yet. */
export function anEmptyForm(given: Partial<RequestForm> = {}): RequestForm {
  return {
    safetyGate: null,
    agencyId: null,
    teamId: null,
    attendees: [],
    caseReference: null,
    children: null,
    stage: null,
    decisionOn: null,
    decisionKind: null,
    safetyFlags: null,
    purposes: [],
    question: null,
    identifierReason: null,
    conflictPersonIds: [],
    familyWorksForAgency: null,
    mode: null,
    accessNeeds: null,
    preferredTimes: [],
    soonest: false,
    ...given,
  };
}

/** A form that can be submitted: nothing urgent in it, the soonest time asked for. */
export function aCompleteForm(given: Partial<RequestForm> = {}): RequestForm {
  return anEmptyForm({
    safetyGate: {
      immediateDanger: false,
      significantHarm: false,
      referralMade: false,
      highRiskLast14Days: false,
    },
    agencyId: 'agency-1',
    teamId: 'team-1',
    caseReference: 'C-2026-1042',
    children: { '0-4': 1, '5-9': 2 },
    stage: 'assessment',
    safetyFlags: Object.fromEntries(SAFETY_FLAGS.map((flag) => [flag, 'no'])),
    purposes: ['see-the-pattern'],
    question: 'How do we keep the person causing harm in view?',
    familyWorksForAgency: false,
    mode: 'video',
    soonest: true,
    ...given,
  });
}
