import { randomUUID } from 'node:crypto';
import { type Cast } from '../http/cast.js';
import { type Stage, type Subject, type Subjects } from '../http/subjects.js';
import { type Fields, type PageRoute } from './page-walk.js';
import { type ReadPage } from './read-page.js';

export interface FillingFacts {
  /** The page as it is shown to somebody who may fill it in. */
  page: ReadPage;
  cast: Cast;
  subjects: Subjects;
  subject: Subject;
  stage: Stage;
}

interface Filling {
  filled: Fields;
  /** The words of the button to press, where there is more than one form or button. */
  button?: string;
}

type Fill = (facts: FillingFacts) => Filling;

const nothing: Fill = () => ({ filled: {} });
const fill =
  (filled: Fields, button?: string): Fill =>
  () => ({ filled, ...(button === undefined ? {} : { button }) });

/** The first choice of a group of radios that is not chosen yet. */
const another =
  (name: string, more: Fields = {}): Fill =>
  ({ page }) => ({ filled: { [name]: choicesOf(page, name)[0] ?? '', ...more } });

function choicesOf(page: ReadPage, name: string): string[] {
  return page
    .$(`main input[name="${name}"]:not([checked])`)
    .map((_, one) => page.$(one).attr('value'))
    .get();
}

/** A day as the three inputs of a date take it. */
function dateOf(name: string, isoDay: string): Fields {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

const reason = 'The conference was moved';
const ask = (page: string) => `POST /consultations/:code/ask${page}` as const;
const of = (page: string) => `POST /consultations/:code${page}` as const;

/** What is said of somebody’s time, at both addresses. */
function availabilityAt(base: string): Readonly<Record<string, Fill>> {
  return {
    [`POST ${base}`]: ({ page }) => ({
      filled: { week: page.text.includes('Not this week') ? 'pause' : 'resume' },
    }),
    [`POST ${base}/hours`]: () => ({
      filled: { 'start-6-0': '10am', 'end-6-0': `${(hour = (hour % 8) + 1)}:30pm` },
    }),
    [`POST ${base}/one-off`]: ({ subjects }) => ({
      filled: { kind: 'extra', ...dateOf('day', subjects.inDays(200)), start: '9:30am', end: '11am' },
    }),
    [`POST ${base}/leave`]: ({ subjects }) => ({
      filled: { ...dateOf('from', subjects.inDays(250)), ...dateOf('until', subjects.inDays(252)) },
    }),
    [`POST ${base}/limits`]: ({ page }) => ({
      filled: { bufferAfterMinutes: page.fields['bufferAfterMinutes'] === '20' ? '25' : '20' },
    }),
    [`POST ${base}/never`]: ({ cast, page }) => ({
      filled: {
        personIds: [page.fields['personIds'] ?? []].flat().length > 0 ? [] : [cast.outsider.personId],
      },
    }),
  };
}

/** What a person fills in on each page so that something comes of it. One that has none here is not walked, and the walk says so. */
export const FILLINGS: Readonly<Record<PageRoute, Fill>> = {
  // An address of its own each time: codes for one are limited.
  'POST /sign-in': () => ({ filled: { email: `${randomUUID()}@elmbrook.example.org` } }),
  'POST /sign-in/code': fill({ code: '123456' }),
  'POST /sign-in/programme': fill({ programme: 'none' }),
  'POST /sign-in/people': fill({ person: 'none/none' }),
  'POST /sign-out': nothing,

  'POST /requests/new': nothing,
  [ask('/safety')]: fill({ highRiskLast14Days: 'yes' }),
  [ask('/team')]: another('agencyId'),
  [ask('/team/name')]: another('teamId'),
  [ask('/team/others')]: fill({ 'attendees-0': 'sam.colleague@elmbrook.example.org' }),
  [ask('/case')]: fill({ caseReference: 'C-2027-2222' }),
  [ask('/case/children')]: fill({ 'children-0-4': '2' }),
  [ask('/stage')]: fill({ stage: 'section-47' }),
  [ask('/stage/decision')]: fill({ decisionKind: 'conference' }),
  [ask('/stage/date')]: ({ subjects }) => {
    return { filled: dateOf('decisionOn', subjects.inDays(30)) };
  },
  [ask('/flags')]: fill({ 'safetyFlags-stalking': 'yes' }),
  [ask('/purpose')]: fill({ purposes: ['see-the-pattern', 'prepare-for-a-conference'] }),
  [ask('/purpose/question')]: fill({ question: 'How do we speak about this with the school?' }),
  [ask('/purpose/words')]: nothing,
  [ask('/conflicts')]: ({ cast }) => ({
    filled: { conflictPersonIds: [cast.shutOutLead.personId, cast.outsider.personId] },
  }),
  [ask('/conflicts/family')]: fill({ familyWorksForAgency: 'yes' }),
  [ask('/times')]: fill({ mode: 'phone' }),
  [ask('/times/access')]: fill({ accessNeeds: 'A quiet room' }),
  [ask('/times/choose')]: another('time'),
  [ask('/times/chosen')]: fill({ another: 'no' }),
  [ask('/times/none')]: nothing,
  [ask('/check')]: nothing,
  [ask('/delete')]: nothing,

  ...availabilityAt('/availability'),
  ...availabilityAt('/people/:id/availability'),

  [of('/change-times')]: ({ page }) => ({ filled: { times: choicesOf(page, 'times').slice(0, 1) } }),
  [of('/reschedule')]: another('startsAt', { reason }),
  [of('/cancel')]: fill({ times: 'soonest', reason }),
  [of('/withdraw')]: fill({ reason }),
  [of('/attendees')]: fill({ 'new-0': 'sam.colleague@elmbrook.example.org' }),
  [of('/agree')]: nothing,
  [of('/feedback')]: fill({ usefulness: 'very-useful', gotWhatWanted: 'yes', comment: '' }),
  [of('/review')]: fill({
    planThen: 'assessment',
    planNow: 'closed',
    reReferral: 'no',
    engagement: 'spoken-to',
    childrensVoiceHeard: 'yes',
    confidence: '4',
    note: '',
  }),
  [of('/review/not-possible')]: fill({ note: 'The family has moved away' }),

  [of('/attendance')]: fill({ held: 'yes', minutesLate: '5' }),
  [of('/attendance/not-held')]: fill({ because: 'logistics', next: 'rebook' }),
  [of('/conflict')]: nothing,
  [of('/no-conflict')]: fill({ noConflict: 'yes' }),
  [of('/record')]: fill({ 'harm-to-the-children': 'Child B no longer speaks at school.' }),
  [of('/record/share')]: nothing,
  [of('/actions/new')]: ({ cast }) => ({
    filled: {
      description: 'Write to the school',
      ownerId: cast.requester.personId,
      due: 'two-weeks',
      about: 'child',
    },
  }),
  [of('/assign')]: another('time'),
  [of('/assign/consultant')]: another('consultantId', { reason }),
  [of('/take')]: another('time', { noConflict: 'yes', reason }),
  [of('/turn-down')]: fill({ reason, signpost: 'The legal team, by the usual form' }),
  [of('/priority')]: fill({ priority: 'P1', reason }),
  [of('/reassign')]: another('consultantId', { reason }),
  [of('/swap')]: another('with', { reason }),
  'POST /board/cover': ({ cast, subjects }) => {
    const [year = '', month = '', day = ''] = subjects.inDays(7).split('-');
    return {
      filled: {
        consultantId: cast.programme.champions[0].personId,
        'from-day': day,
        'from-month': month,
        'from-year': year,
        lasts: 'for-good',
        what: 'plan',
      },
      button: 'Make the plan',
    };
  },
  'POST /board/cover/plan/:id': fill({ reason }, 'Apply this plan'),
  'POST /board/cover/plan/:id/:code': fill({ choice: 'left' }),
  [of('/hand-over')]: another('consultantId', { reason }),
  [of('/close')]: fill({ reason }),
  'POST /board/tasks': ({ subject }) => ({ filled: { task: subject.id } }),
  'POST /people/new': ({ cast }) => ({
    filled: {
      name: 'Nia Newcomer',
      email: `nia-${randomUUID()}@elmbrook.example.org`,
      teamId: cast.requester.teamId,
    },
  }),
  'POST /people/import': () => ({
    filled: {
      pasted: `Name,Email,Agency,Team\nNia Newcomer,nia-${randomUUID()}@elmbrook.example.org,Elmbrook health visiting,North`,
    },
  }),
  'POST /people/import/:id': nothing,
  'POST /people/:id/change': fill({ name: 'Fred Fresher' }),
  'POST /people/:id/roles': fill({ roles: ['practitioner', 'steering'] }),
  'POST /people/:id/deactivate': nothing,
  'POST /people/:id/reactivate': nothing,
  'POST /people/:id/invite': nothing,
  'POST /offers/:id': fill({ noConflict: 'yes' }, 'Accept this consultation'),
  'POST /offers/:id/decline': fill({ because: 'time-does-not-suit' }),
  'POST /offers/:id/conflict': nothing,
  'POST /actions/:id': fill({ as: 'done' }),

  'POST /settings/:group': ({ page }) => {
    const hours = Number(page.$('#offerWindowMinutes-P3').attr('value')) + 0.5;
    return { filled: { 'offerWindowMinutes-P3': String(hours), reason }, button: 'Save and switch on' };
  },
  'POST /settings/routing/replay': fill({ reason }),
  'POST /settings/agencies/new': () => ({ filled: { name: `Elmbrook ${randomUUID()}`, kind: 'police' } }),
  'POST /settings/agencies/:id': () => ({ filled: { name: `Elmbrook ${randomUUID()}`, reason } }),
  'POST /settings/agencies/:id/teams/new': () => ({ filled: { name: `Team ${randomUUID()}` } }),
  'POST /settings/teams/:id': () => ({ filled: { name: `Team ${randomUUID()}`, reason } }),
  'POST /settings/pathways': ({ subject }) => ({ filled: { pathway: subject.id } }),
  'POST /settings/pathways/new': fill({
    kind: 'idva',
    name: 'Elmbrook advocates',
    guidance: 'Call first.',
    contact: 'The duty desk',
  }),
  'POST /settings/pathways/:id': () => ({ filled: { name: `Elmbrook ${randomUUID()}`, reason } }),
};

/** What is asked for in the query of pages that cannot be filled in without. */
export const OPENED_WITH: Readonly<Partial<Record<PageRoute, (subjects: Subjects) => string>>> = {
  'POST /settings/routing/replay': () => `?weeklyCap=${nextCap()}`,
  [of('/assign/consultant')]: (subjects) => `?time=${aWednesday(subjects)}T11:00:00.000Z`,
};

/** A working day in the second week from now. */
function aWednesday(subjects: Subjects): string {
  const days = Array.from({ length: 7 }, (_, at) => subjects.inDays(7 + at));
  return days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 3) ?? '';
}

/** Another one than lately, so that there is something to switch on. */
function nextCap(): number {
  cap = (cap % 20) + 1;
  return cap;
}
let cap = 2;
/** When a Saturday’s hours end: another each time. */
let hour = 0;
