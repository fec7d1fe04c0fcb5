import { type ProblemCode } from '@case-consultation/api';
import { type Walker, WALKERS } from './cast.js';
import { type Stage } from './subjects.js';

/** What each may do with one route at one stage, being given every scope: `ok`, or the code they are refused with. */
export interface WalkRow {
  readonly operation: string;
  readonly stage: Stage;
  readonly expected: Readonly<Record<Walker, 'ok' | ProblemCode>>;
}

type Outcomes = Partial<Record<Walker, 'ok' | ProblemCode>>;

/** Nobody named is told that it is not there. */
const only = (outcomes: Outcomes): WalkRow['expected'] => ({ ...all('not-found'), ...outcomes });
const all = (outcome: 'ok' | ProblemCode) =>
  Object.fromEntries(WALKERS.map((walker) => [walker, outcome])) as WalkRow['expected'];

const row = (operation: string, stage: Stage, expected: WalkRow['expected']): WalkRow => ({
  operation,
  stage,
  expected,
});

const no = 'not-your-task';
const LEADS = { lead: 'ok', deputy: 'ok' } as const;
const NOT_THE_LEADS = { lead: no, deputy: no } as const;
const BOTH_SIDES_AND_LEADS = only({ requester: 'ok', consultant: 'ok', ...LEADS });
const ONLY_LEADS = only({ requester: no, consultant: no, ...LEADS });
const ONLY_REQUESTER = only({ requester: 'ok', consultant: no, ...NOT_THE_LEADS });
const ONLY_CONSULTANT = only({ requester: no, consultant: 'ok', ...NOT_THE_LEADS });
const AFTER_THE_CONFLICT_CHECK = only({ requester: 'ok', consultant: 'conflict-check-first', ...LEADS });

/** A plan is its maker's alone; whoever is no lead is told that it is not their task. */
const ITS_MAKER: WalkRow['expected'] = {
  ...all(no),
  lead: 'ok',
  deputy: 'not-found',
  shutOutLead: 'not-found',
  elsewhere: 'not-found',
};

/** Routes about a consultation, an offer, an action or a task. */
const ABOUT_ONE: readonly WalkRow[] = [
  row('readConsultation', 'draft', only({ requester: 'ok' })),
  row('saveDraft', 'draft', only({ requester: 'ok' })),
  row('listTimes', 'draft', only({ requester: 'ok' })),
  row('submitRequest', 'draft', only({ requester: 'ok' })),
  row('withdrawRequest', 'draft', only({ requester: 'ok' })),

  row('listTimes', 'waiting', ONLY_REQUESTER),
  row('changeTimes', 'waiting', ONLY_REQUESTER),
  row('changeTimes', 'offered', ONLY_REQUESTER),
  row('assignConsultation', 'waiting', ONLY_LEADS),
  row('takeConsultation', 'waiting', { ...ONLY_LEADS, deputy: 'consultant-not-eligible' }),
  row('turnDownConsultation', 'waiting', ONLY_LEADS),
  row('overridePriority', 'waiting', ONLY_LEADS),
  row('turnDownConsultation', 'with-lead', ONLY_LEADS),
  row('finishLeadTask', 'task', {
    ...all(no),
    ...LEADS,
    shutOutLead: 'not-found',
    elsewhere: 'not-found',
  }),

  row('readConsultation', 'offered', BOTH_SIDES_AND_LEADS),
  row('readHistory', 'offered', AFTER_THE_CONFLICT_CHECK),
  row('listReaders', 'offered', AFTER_THE_CONFLICT_CHECK),
  row('readRouting', 'offered', ONLY_LEADS),
  row('listCandidates', 'offered', ONLY_LEADS),
  row('assignConsultation', 'offered', ONLY_LEADS),
  row('withdrawRequest', 'offered', ONLY_REQUESTER),
  row('acceptOffer', 'offered', ONLY_CONSULTANT),
  row('declineOffer', 'offered', ONLY_CONSULTANT),
  row('declareConflictWithOffer', 'offered', ONLY_CONSULTANT),

  row('listTimesToMove', 'booked', BOTH_SIDES_AND_LEADS),
  row('rescheduleBooking', 'booked', BOTH_SIDES_AND_LEADS),
  row('cancelBooking', 'booked', BOTH_SIDES_AND_LEADS),
  row('setAttendees', 'waiting', { ...ONLY_LEADS, requester: 'ok' }),
  row('setAttendees', 'booked', { ...ONLY_LEADS, requester: 'ok' }),
  row('declareConflict', 'booked', ONLY_CONSULTANT),
  row('reassignConsultation', 'booked', ONLY_LEADS),
  // Moving or cancelling shows no case: the conflict check need not come first.
  row('listTimesToMove', 'reassigned', BOTH_SIDES_AND_LEADS),
  row('rescheduleBooking', 'reassigned', BOTH_SIDES_AND_LEADS),
  row('cancelBooking', 'reassigned', BOTH_SIDES_AND_LEADS),
  row('listSwapPartners', 'booked', ONLY_LEADS),
  row('swapConsultation', 'paired', ONLY_LEADS),
  ...['readCoverPlan', 'listCoverOptions', 'changeCoverPlan', 'applyCoverPlan'].map((operation) =>
    row(operation, 'covered', ITS_MAKER),
  ),
  row('readConsultation', 'reassigned', BOTH_SIDES_AND_LEADS),
  row('readHistory', 'reassigned', AFTER_THE_CONFLICT_CHECK),
  row('declareNoConflict', 'reassigned', ONLY_CONSULTANT),
  row('sayAttendance', 'begun', { ...BOTH_SIDES_AND_LEADS, requester: no }),

  row('readConsultation', 'held', BOTH_SIDES_AND_LEADS),
  row('readHistory', 'held', BOTH_SIDES_AND_LEADS),
  row('listReaders', 'held', BOTH_SIDES_AND_LEADS),
  row('readRecord', 'held', BOTH_SIDES_AND_LEADS),
  row('readReview', 'held', BOTH_SIDES_AND_LEADS),
  row('readFeedback', 'held', BOTH_SIDES_AND_LEADS),
  row('giveFeedback', 'held', ONLY_REQUESTER),
  row('readFeedback', 'handed-over', AFTER_THE_CONFLICT_CHECK),
  row('listActions', 'held', BOTH_SIDES_AND_LEADS),
  row('addAction', 'held', BOTH_SIDES_AND_LEADS),
  row('saveRecord', 'held', ONLY_CONSULTANT),
  row('handOverRecord', 'held', ONLY_LEADS),
  row('closeConsultation', 'held', ONLY_LEADS),
  row('readRecord', 'handed-over', AFTER_THE_CONFLICT_CHECK),
  row('readReview', 'handed-over', AFTER_THE_CONFLICT_CHECK),
  row('listActions', 'handed-over', AFTER_THE_CONFLICT_CHECK),
  row('addAction', 'handed-over', AFTER_THE_CONFLICT_CHECK),
  row('saveRecord', 'handed-over', { ...ONLY_CONSULTANT, consultant: 'conflict-check-first' }),
  row('shareRecord', 'written', ONLY_CONSULTANT),
  row('agreeRecord', 'shared', ONLY_REQUESTER),
  // Before its day a look-back is the lead's alone.
  row('giveReview', 'shared', {
    ...BOTH_SIDES_AND_LEADS,
    requester: 'wrong-state',
    consultant: 'wrong-state',
  }),
  // The outsider owns the action.
  row('readAction', 'action', { ...BOTH_SIDES_AND_LEADS, outsider: 'ok' }),
  row('settleAction', 'action', { ...BOTH_SIDES_AND_LEADS, outsider: 'ok' }),
];

/** Leads and administrators of the programme look after its people; others learn that it is not theirs, wherever they are. */
const MANAGERS = { ...LEADS, shutOutLead: 'ok', administrator: 'ok' } as const;
const ABOUT_PEOPLE: readonly WalkRow[] = [
  ...['listAccounts', 'previewPeopleImport'].map((operation) =>
    row(operation, 'nothing', { ...all(no), ...MANAGERS, elsewhere: 'ok' }),
  ),
  // The team that is sent is none of theirs.
  row('addPerson', 'nothing', { ...all(no), ...MANAGERS, elsewhere: 'invalid-input' }),
  ...['readPerson', 'readPersonHistory', 'changePerson', 'deactivatePerson', 'invitePerson'].map(
    (operation) => row(operation, 'person', { ...all(no), ...MANAGERS, elsewhere: 'not-found' }),
  ),
  row('reactivatePerson', 'deactivated', { ...all(no), ...MANAGERS, elsewhere: 'not-found' }),
  // A file waits for whoever gave it, alone.
  ...['readPeopleImport', 'confirmPeopleImport'].map((operation) =>
    row(operation, 'import', {
      ...all(no),
      lead: 'ok',
      deputy: 'not-found',
      shutOutLead: 'not-found',
      administrator: 'not-found',
      elsewhere: 'not-found',
    }),
  ),
];

/** The same for the settings; a replay tells of each consultant and is for leads alone. */
const ABOUT_SETTINGS: readonly WalkRow[] = [
  ...['readSettings', 'listSettingsChanges', 'listAgencies', 'addAgency', 'addPathway'].map((operation) =>
    row(operation, 'nothing', { ...all(no), ...MANAGERS, elsewhere: 'ok' }),
  ),
  // The version that is sent is that of another programme.
  row('changeSettings', 'nothing', { ...all(no), ...MANAGERS, elsewhere: 'changed-meanwhile' }),
  row('replayRouting', 'nothing', { ...all(no), ...LEADS, shutOutLead: 'ok', elsewhere: 'ok' }),
  ...['changeAgency', 'addTeam'].map((operation) =>
    row(operation, 'agency', { ...all(no), ...MANAGERS, elsewhere: 'not-found' }),
  ),
  row('changeTeam', 'team', { ...all(no), ...MANAGERS, elsewhere: 'not-found' }),
  ...['readPathway', 'changePathway', 'checkPathway'].map((operation) =>
    row(operation, 'pathway', { ...all(no), ...MANAGERS, elsewhere: 'not-found' }),
  ),
];

/** Routes about oneself and the programme. What a list holds is tested beside. */
const ABOUT_NO_ONE: readonly WalkRow[] = [
  ...['listLeadTasks', 'listCoverPlans', 'readDemand', 'listUnmetDemand'].map((operation) =>
    row(operation, 'nothing', { ...all(no), ...LEADS, shutOutLead: 'ok', elsewhere: 'ok' }),
  ),
  // Elsewhere there is no such consultant.
  row('planCover', 'nothing', { ...all(no), ...LEADS, shutOutLead: 'ok', elsewhere: 'invalid-input' }),
  row('readHome', 'nothing', all('ok')),
  row('readAlerts', 'nothing', { ...all(no), ...LEADS, shutOutLead: 'ok', elsewhere: 'ok' }),
  row('readForecast', 'nothing', { ...all(no), ...LEADS, shutOutLead: 'ok', elsewhere: 'ok' }),
  row('readWhatIf', 'nothing', { ...all(no), ...LEADS, shutOutLead: 'ok', elsewhere: 'ok' }),
  ...[
    'startDraft',
    'listConsultations',
    'listOffers',
    'listMyActions',
    'readMe',
    'readProgramme',
    'listPeople',
    'listPathways',
  ].map((operation) => row(operation, 'nothing', all('ok'))),
];

/** One's own, for whoever is set up to consult; two of the leads are not. Of nothing, nobody is the consultant. */
const THOSE_WHO_CONSULT = (outcome: 'ok' | ProblemCode): WalkRow['expected'] => ({
  ...all(no),
  anotherChampion: outcome,
  lead: outcome,
  elsewhere: outcome,
});
const ABOUT_ONES_TIME: readonly WalkRow[] = [
  ...[
    'readAvailability',
    'readCalendar',
    'listAvailabilityChanges',
    'setWeeklyHours',
    'pauseThisWeek',
    'setPreferences',
  ].map((operation) => row(operation, 'nothing', THOSE_WHO_CONSULT('ok'))),
  // The lead has taken theirs back before.
  row('endPause', 'nothing', { ...THOSE_WHO_CONSULT('ok'), lead: 'wrong-state' }),
  // Who is named is nobody of that programme.
  row('setNeverMatch', 'nothing', { ...THOSE_WHO_CONSULT('ok'), elsewhere: 'invalid-input' }),
  row('removeTime', 'time', { ...THOSE_WHO_CONSULT('not-found'), anotherChampion: 'ok' }),
  row('takeLeaveBack', 'leave', { ...THOSE_WHO_CONSULT('not-found'), anotherChampion: 'ok' }),
  // The lead has added the same before.
  row('addTime', 'nothing', { ...THOSE_WHO_CONSULT('ok'), lead: 'invalid-input' }),
  row('takeLeave', 'nothing', { ...THOSE_WHO_CONSULT('ok'), lead: 'invalid-input' }),
];

/** What anybody may read, signed in or not. It holds nothing about anybody. */
export const PUBLIC = ['readDescription', 'listProblems', 'readProblem', 'live', 'ready', 'readMetrics'];

export const WALK: readonly WalkRow[] = [
  ...ABOUT_ONE,
  ...ABOUT_PEOPLE,
  ...ABOUT_SETTINGS,
  ...ABOUT_NO_ONE,
  ...ABOUT_ONES_TIME,
  ...PUBLIC.map((operation) => row(operation, 'nothing', all('ok'))),
];
