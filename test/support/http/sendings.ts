import { randomUUID } from 'node:crypto';
import { PeopleImports, RoutingQueries, Settings, Swaps } from '@case-consultation/features';
import { A_RECORD } from '../service/journey.js';
import { aRequest } from '../service/request.builder.js';
import { type TestService } from '../service/service.js';
import { type Cast } from './cast.js';
import { type Sending } from './client.js';
import { NOT_THERE, type Subject, type Subjects } from './subjects.js';

/** What is sent, and asked for in the query, so that nothing but the person can stand in the way. */
export interface GoodSending extends Sending {
  query?: string;
}

export interface SendingFacts {
  service: TestService;
  cast: Cast;
  subjects: Subjects;
  subject: Subject;
}

type Maker = (facts: SendingFacts) => GoodSending | Promise<GoodSending>;

const NOTHING: Maker = () => ({});
const reason = 'The conference was moved';

/** A good request for every operation, by its id. One that has none here is not walked, and the walk says so. */
export const SENDINGS: Readonly<Record<string, Maker>> = {
  listConsultations: NOTHING,
  startDraft: () => ({ json: aRequest() }),
  readConsultation: NOTHING,
  saveDraft: () => ({ json: { question: 'How do we speak about this with the school?' } }),
  readHistory: NOTHING,
  listReaders: NOTHING,
  listTimes: NOTHING,
  changeTimes: () => ({ json: { soonest: true } }),
  submitRequest: NOTHING,
  withdrawRequest: () => ({ json: { reason } }),
  listTimesToMove: NOTHING,
  rescheduleBooking: async (facts) => ({ json: { startsAt: await freeTime(facts), reason } }),
  cancelBooking: () => ({ json: { reason } }),
  setAttendees: async ({ subject, subjects }) => {
    const isThere = subject.code !== NOT_THERE.code;
    const { version } = isThere ? await subjects.journey.state(subject.code) : { version: 1 };
    return {
      json: { attendees: ['sam.colleague@elmbrook.example.org'] },
      headers: { 'if-match': `"${version}"` },
    };
  },
  sayAttendance: () => ({ json: { held: true } }),
  listOffers: NOTHING,
  acceptOffer: () => ({ json: { noConflict: true } }),
  declineOffer: () => ({ json: { because: 'time-does-not-suit' } }),
  declareConflictWithOffer: NOTHING,
  declareConflict: NOTHING,
  declareNoConflict: NOTHING,
  readRecord: NOTHING,
  saveRecord: () => ({ json: { headings: A_RECORD }, headers: { 'if-match': '"0"' } }),
  shareRecord: NOTHING,
  agreeRecord: NOTHING,
  readFeedback: NOTHING,
  giveFeedback: () => ({ json: { usefulness: 'very-useful', gotWhatWanted: 'yes' } }),
  readReview: NOTHING,
  giveReview: () => ({ json: { completed: false, note: 'The family has moved away' } }),
  listActions: NOTHING,
  addAction: ({ cast, subjects }) => ({
    json: {
      description: 'Write to the school',
      ownerId: cast.outsider.personId,
      dueOn: subjects.inDays(7),
      about: 'child',
    },
  }),
  listMyActions: NOTHING,
  readAction: NOTHING,
  settleAction: () => ({ json: { as: 'done' } }),
  assignConsultation: async (facts) => {
    const consultantId = await anotherConsultant(facts);
    return { json: { consultantId, startsAt: await freeTime(facts, consultantId), reason } };
  },
  takeConsultation: async (facts) => {
    const startsAt = await freeTime(facts, facts.cast.lead.personId);
    return { json: { startsAt, noConflict: true, reason } };
  },
  reassignConsultation: async (facts) => ({
    json: { consultantId: await anotherConsultant(facts), reason },
  }),
  handOverRecord: async (facts) => ({ json: { consultantId: await anotherConsultant(facts), reason } }),
  closeConsultation: () => ({ json: { reason } }),
  turnDownConsultation: () => ({ json: { reason, signpost: 'The legal team, by the usual form' } }),
  overridePriority: () => ({ json: { priority: 'P1', reason } }),
  readRouting: NOTHING,
  listCandidates: async (facts) => ({ query: `?startsAt=${(await freeTime(facts)).toISOString()}` }),
  planCover: ({ cast, subjects }) => ({
    json: {
      consultantId: cast.programme.champions[0].personId,
      from: subjects.inDays(1),
      until: subjects.inDays(6),
    },
  }),
  listCoverPlans: NOTHING,
  readCoverPlan: NOTHING,
  listCoverOptions: NOTHING,
  changeCoverPlan: () => ({ json: { kind: 'left' } }),
  applyCoverPlan: () => ({ json: { reason, recordAway: false } }),
  listSwapPartners: NOTHING,
  swapConsultation: async ({ service, cast, subject }) => {
    const partners = await service
      .get(Swaps)
      .partners(cast.lead, subject.code)
      .catch(() => null);
    return { json: { with: partners?.able[0]?.code ?? NOT_THERE.code, reason } };
  },
  readAvailability: NOTHING,
  readCalendar: NOTHING,
  listAvailabilityChanges: NOTHING,
  setWeeklyHours: ({ subjects }) => ({
    json: { hours: [{ weekday: 6, startMinute: 600, endMinute: 780 }], from: subjects.inDays(300) },
  }),
  addTime: ({ subjects }) => ({
    json: {
      kind: 'extra',
      startsAt: `${subjects.inDays(200)}T10:00:00Z`,
      endsAt: `${subjects.inDays(200)}T12:00:00Z`,
    },
  }),
  removeTime: () => ({ json: {} }),
  takeLeave: ({ subjects }) => ({ json: { from: subjects.inDays(250), until: subjects.inDays(252) } }),
  takeLeaveBack: NOTHING,
  pauseThisWeek: async ({ service }) => {
    const { rows } = await service.admin.query<{ at: Date }>(
      `SELECT starts_at AS at FROM booking WHERE status <> 'cancelled' AND free_again_at > $1`,
      [service.clock.now()],
    );
    return { json: { keep: rows.map(({ at }) => at.toISOString()) } };
  },
  endPause: NOTHING,
  setPreferences: () => ({
    json: {
      weeklyCap: 6,
      bufferAfterMinutes: 20,
      priorities: ['P1', 'P2', 'P3'],
      modes: ['video', 'phone'],
      specialisms: [],
      autoAccept: false,
    },
  }),
  setNeverMatch: ({ cast }) => ({ json: { personIds: [cast.outsider.personId] } }),
  listLeadTasks: NOTHING,
  readHome: NOTHING,
  readAlerts: NOTHING,
  readForecast: NOTHING,
  readWhatIf: () => ({ query: '?championsMore=1&boroughRequests=2' }),
  finishLeadTask: NOTHING,
  listUnmetDemand: () => ({ query: '?kind=nobody-eligible&became=open&period=this-quarter' }),
  readDemand: () => ({ query: '?period=this-quarter&stage=assessment' }),
  listAccounts: NOTHING,
  addPerson: ({ cast }) => ({
    json: {
      name: 'Nia Newcomer',
      email: `nia-${randomUUID()}@elmbrook.example.org`,
      teamId: cast.requester.teamId,
      roles: ['practitioner'],
    },
  }),
  readPerson: NOTHING,
  readPersonHistory: NOTHING,
  changePerson: () => ({ json: { name: 'Fred Fresher' }, headers: { 'if-match': '"1"' } }),
  deactivatePerson: NOTHING,
  reactivatePerson: NOTHING,
  invitePerson: NOTHING,
  previewPeopleImport: () => ({
    json: {
      csv: 'Name,Email,Agency,Team\nNia Newcomer,nia@elmbrook.example.org,Elmbrook health visiting,North\n',
    },
  }),
  readPeopleImport: NOTHING,
  confirmPeopleImport: async ({ service, cast, subject }) => {
    const isThere = subject.id !== NOT_THERE.id;
    const found = isThere ? await service.get(PeopleImports).view(cast.lead, subject.id) : {};
    return { json: { seen: 'seen' in found ? found.seen : 'nothing' } };
  },
  readSettings: NOTHING,
  changeSettings: async ({ service, cast }) => {
    const { version, settings } = await service.get(Settings).view(cast.lead);
    return {
      json: { weeklyCap: (settings.weeklyCap % 20) + 1, reason },
      headers: { 'if-match': `"${version}"` },
    };
  },
  listSettingsChanges: NOTHING,
  replayRouting: () => ({ query: '?weeklyCap=3&targetP1=2&offerWindowMinutesP1=60' }),
  listAgencies: NOTHING,
  addAgency: () => ({ json: { name: `Elmbrook ${randomUUID()}`, kind: 'police' } }),
  changeAgency: () => ({
    json: { name: `Elmbrook ${randomUUID()}`, reason },
    headers: { 'if-match': '"0"' },
  }),
  addTeam: () => ({ json: { name: `Team ${randomUUID()}` } }),
  changeTeam: () => ({ json: { name: `Team ${randomUUID()}`, reason }, headers: { 'if-match': '"0"' } }),
  addPathway: () => ({
    json: { kind: 'idva', name: 'IDVA', guidance: 'Call first.', contact: 'The duty desk' },
  }),
  readPathway: NOTHING,
  changePathway: () => ({ json: { name: 'Another name', reason }, headers: { 'if-match': '"0"' } }),
  checkPathway: NOTHING,
  readMe: NOTHING,
  readProgramme: NOTHING,
  listPeople: NOTHING,
  listPathways: NOTHING,
  readDescription: NOTHING,
  listProblems: NOTHING,
  readProblem: NOTHING,
  live: NOTHING,
  ready: NOTHING,
  readMetrics: NOTHING,
};

async function anotherConsultant({ cast, subjects, subject }: SendingFacts): Promise<string> {
  return subject.consultantId === null
    ? cast.programme.champions[0].personId
    : subjects.somebodyElse(subject.code);
}

/** A start at which that consultant could take it, by default the one it is with; any coming time where there is none. */
async function freeTime(
  { service, cast, subject }: SendingFacts,
  consultantId = subject.consultantId,
): Promise<Date> {
  const days = Array.from({ length: 30 }, (_, at) => elevenIn(service.clock.now(), 7 + at));
  if (consultantId !== null && subject.code !== NOT_THERE.code) {
    for (const day of days) {
      // A draft is not there for the lead: any time will do.
      const all = await service
        .get(RoutingQueries)
        .candidates(cast.lead, subject.code, day)
        .catch(() => []);
      const rules = all.find(({ consultant }) => consultant.id === consultantId)?.rules;
      if (rules?.length === 0) return day;
    }
  }
  return days[0] ?? service.clock.now();
}

/** Eleven o'clock, so many days later. */
function elevenIn(now: Date, days: number): Date {
  const day = new Date(now.getTime() + days * 86_400_000);
  day.setUTCHours(11, 0, 0, 0);
  return day;
}
