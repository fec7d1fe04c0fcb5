import { type Walker, WALKERS } from '../http/cast.js';
import { type Stage } from '../http/subjects.js';
import { type PageOutcome, type PageRoute } from './page-walk.js';

/** How each of the cast fares with one page at one stage; whoever is not named is told that it is not there. */
export interface PageRow {
  readonly route: PageRoute;
  readonly stage: Stage;
  readonly expected: Readonly<Record<Walker, PageOutcome>>;
}

type Outcomes = Partial<Record<Walker, PageOutcome>>;

const all = (outcome: PageOutcome) =>
  Object.fromEntries(WALKERS.map((walker) => [walker, outcome])) as PageRow['expected'];
const only = (outcomes: Outcomes): PageRow['expected'] => ({ ...all('not-there'), ...outcomes });

const about = (path: string) => `GET /consultations/:code${path}` as const;
const sentTo = (path: string) => `POST /consultations/:code${path}` as const;
const row = (route: PageRoute, stage: Stage, expected: PageRow['expected']): PageRow => ({
  route,
  stage,
  expected,
});

/** The same for the leads who are not shut out. */
const leads = (outcome: PageOutcome) => ({ lead: outcome, deputy: outcome });
/** The same for every lead of the programme, where it is about no case. */
const everyLead = (outcome: PageOutcome) => ({ ...leads(outcome), shutOutLead: outcome });
/** The same for everyone who has to do with it. */
const concerned = (outcome: PageOutcome) => ({ requester: outcome, consultant: outcome, ...leads(outcome) });

const no = 'not-theirs';
const seeIt = 'to /consultations/:code';
const checkFirst = 'to /consultations/:code/no-conflict';
const chooseWhom = 'to /consultations/:code/assign/consultant?time';
const REQUESTERS_ALONE = { ...concerned(no) };

/** The pages that ask, each with a form. */
const ASKING = [
  '/safety',
  '/team',
  '/team/name',
  '/team/others',
  '/case',
  '/case/children',
  '/stage',
  '/stage/decision',
  '/stage/date',
  '/flags',
  '/purpose',
  '/purpose/question',
  '/purpose/words',
  '/conflicts',
  '/conflicts/family',
  '/times',
  '/times/access',
  '/times/choose',
  '/times/none',
  '/check',
  '/delete',
] as const;

/** The same for everybody who looks after the settings of the programme, and nobody of another. */
const keepers = (outcome: PageOutcome) => ({
  ...leads(outcome),
  shutOutLead: outcome,
  administrator: outcome,
});

/** Pages about one consultation, offer or action, opened. */
export const OPENED: readonly PageRow[] = [
  ...ASKING.flatMap((page) => [
    row(about(`/ask${page}`), 'draft', only({ requester: 'form' })),
    row(about(`/ask${page}`), 'waiting', only({ requester: seeIt })),
  ]),
  row(about('/ask'), 'draft', only({ requester: 'page' })),
  row(about('/ask'), 'offered', only({ requester: seeIt })),
  row(about('/ask/stop'), 'draft', only({ requester: 'to /consultations/:code/ask' })),
  row(about('/ask/times/chosen'), 'draft', only({ requester: 'to /consultations/:code/ask/times/choose' })),
  row(about('/ask/submitted'), 'draft', only({ requester: 'to /consultations/:code/ask' })),
  row(about('/ask/submitted'), 'waiting', only({ requester: 'page' })),

  row(about(''), 'draft', only({ requester: 'to /consultations/:code/ask' })),
  row(about(''), 'waiting', only({ requester: 'page', ...leads('page') })),
  row(about(''), 'with-lead', only({ requester: 'page', ...leads('page') })),
  row(about(''), 'offered', only({ ...concerned('page'), consultant: 'to /offers/:id' })),
  row(about(''), 'booked', only(concerned('page'))),
  row(about(''), 'reassigned', only(concerned('page'))),
  row(about(''), 'handed-over', only(concerned('page'))),
  row(about(''), 'written', only(concerned('page'))),
  row(about(''), 'shared', only(concerned('page'))),
  row(about(''), 'action', only(concerned('page'))),

  row(about('/withdraw'), 'draft', only({ requester: 'form' })),
  row(about('/withdraw'), 'offered', only({ ...REQUESTERS_ALONE, requester: 'form' })),
  row(about('/withdraw'), 'held', only({ ...REQUESTERS_ALONE, requester: 'not-now' })),
  row(about('/change-times'), 'waiting', only({ requester: 'form', ...leads(no) })),
  row(about('/change-times'), 'offered', only({ ...REQUESTERS_ALONE, requester: 'form' })),
  row(about('/change-times'), 'booked', only({ ...REQUESTERS_ALONE, requester: 'not-now' })),
  row(about('/attendees'), 'waiting', only({ requester: 'form', ...leads('form') })),
  row(about('/attendees'), 'offered', only({ ...concerned('form'), consultant: 'not-now' })),
  row(about('/reschedule'), 'booked', only(concerned('form'))),
  row(about('/reschedule'), 'reassigned', only(concerned('form'))),
  row(about('/reschedule'), 'begun', only(concerned('not-now'))),
  row(about('/cancel'), 'booked', only(concerned('form'))),
  row(about('/cancel'), 'reassigned', only(concerned('form'))),

  row('GET /offers/:id', 'offered', only({ consultant: 'form', ...leads('page') })),
  row('GET /offers/:id/decline', 'offered', only({ consultant: 'form', ...leads('page') })),
  row('GET /offers/:id/conflict', 'offered', only({ consultant: 'form', ...leads('page') })),
  row(about('/conflict'), 'offered', only({ ...concerned('page'), consultant: 'to /offers/:id/conflict' })),
  row(about('/conflict'), 'booked', only({ ...concerned('page'), consultant: 'form' })),
  row(about('/no-conflict'), 'offered', only({ ...concerned('page'), consultant: 'to /offers/:id' })),
  row(about('/no-conflict'), 'booked', only({ ...concerned('page'), consultant: seeIt })),
  row(about('/no-conflict'), 'reassigned', only({ ...concerned('page'), consultant: 'form' })),
  row(about('/no-conflict'), 'handed-over', only({ ...concerned('page'), consultant: 'form' })),
  row(about('/attendance'), 'booked', only(concerned('page'))),
  row(
    about('/attendance'),
    'begun',
    only({ ...concerned('form'), requester: 'to /consultations/:code/attendance/not-held' }),
  ),
  row(about('/attendance/not-held'), 'begun', only(concerned('form'))),

  row(about('/record'), 'offered', only({ ...concerned('page'), consultant: checkFirst })),
  row(about('/record'), 'held', only({ ...concerned('page'), consultant: 'form' })),
  row(about('/record'), 'handed-over', only({ ...concerned('page'), consultant: checkFirst })),
  row(about('/record'), 'written', only({ ...concerned('page'), consultant: 'form' })),
  row(about('/record'), 'shared', only(concerned('page'))),
  row(about('/record/share'), 'handed-over', only({ ...concerned('page'), consultant: checkFirst })),
  row(about('/record/share'), 'written', only({ ...concerned('page'), consultant: 'form' })),
  row(about('/record/share'), 'shared', only(concerned('to /consultations/:code/record'))),
  row(about('/actions/new'), 'held', only(concerned('form'))),
  row(about('/actions/new'), 'handed-over', only({ ...concerned('form'), consultant: checkFirst })),
  row(about('/routing'), 'offered', only(leads('page'))),
  row(about('/routing'), 'booked', only(leads('page'))),
  row(about('/assign'), 'waiting', only(leads('form'))),
  row(about('/assign'), 'booked', only(leads('page'))),
  row(about('/assign/consultant'), 'waiting', only(leads('to /consultations/:code/assign'))),
  row(about('/take'), 'waiting', only({ lead: 'form', deputy: 'page' })),
  row(about('/turn-down'), 'waiting', only(leads('form'))),
  row(about('/turn-down'), 'with-lead', only(leads('form'))),
  row(about('/priority'), 'waiting', only(leads('form'))),
  row(about('/reassign'), 'booked', only(leads('form'))),
  row(about('/swap'), 'booked', only(leads('form'))),
  row(about('/swap'), 'waiting', only(leads('page'))),
  // A plan is its maker's alone.
  row('GET /board/cover/plan/:id', 'covered', only({ lead: 'form' })),
  row('GET /board/cover/plan/:id/:code', 'covered', only({ lead: 'form' })),
  row(about('/hand-over'), 'held', only(leads('form'))),
  row(about('/close'), 'held', only(leads('form'))),
  row(about('/close'), 'action', only(leads('page'))),
  row('GET /actions/:id', 'action', only({ ...concerned('form'), outsider: 'form' })),
  row(about('/agree'), 'written', only({ ...REQUESTERS_ALONE, requester: 'not-now' })),
  row(about('/agree'), 'shared', only({ ...REQUESTERS_ALONE, requester: 'form' })),
  row(about('/print'), 'written', only(concerned('not-now'))),
  row(about('/print'), 'shared', only(concerned('page'))),
  row(about('/feedback'), 'held', only({ ...REQUESTERS_ALONE, requester: 'form' })),
  // Before its day a look-back is the lead's alone.
  row(about('/review'), 'shared', only({ ...concerned('not-now'), ...leads('form') })),
  row(about('/review/not-possible'), 'shared', only({ ...concerned('not-now'), ...leads('form') })),

  row('GET /settings/agencies/:id', 'agency', only(keepers('form'))),
  row('GET /settings/agencies/:id/teams/new', 'agency', only(keepers('form'))),
  row('GET /settings/teams/:id', 'team', only(keepers('form'))),
  row('GET /settings/pathways/:id', 'pathway', only(keepers('form'))),
];

/** Pages about one person, and about a file of people, which waits for whoever gave it alone. */
const PEOPLE: readonly PageRow[] = [
  row('GET /people/:id', 'person', only(keepers('page'))),
  ...(['change', 'roles', 'deactivate', 'invite'] as const).map((verb) =>
    row(`GET /people/:id/${verb}`, 'person', only(keepers('form'))),
  ),
  row('GET /people/:id/reactivate', 'person', only(keepers('to /people/:id'))),
  row('GET /people/:id/reactivate', 'deactivated', only(keepers('form'))),
  row('GET /people/:id/deactivate', 'deactivated', only(keepers('to /people/:id'))),
  row('GET /people/:id/invite', 'deactivated', only(keepers('to /people/:id'))),
  row('GET /people/import/:id', 'import', only({ lead: 'form' })),
  // Administrators see nobody’s time, and consultants their own at an address of its own.
  ...(['', '/hours', '/one-off', '/leave', '/limits', '/never'] as const).map((page) =>
    row(`GET /people/:id/availability${page}`, 'consultants-time', only(everyLead('form'))),
  ),
  row('GET /people/:id/availability/history', 'consultants-time', only(everyLead('page'))),
  row('GET /people/:id/availability', 'person', only({})),
];

const CONSULTANTS = { consultant: 'page', anotherChampion: 'page', ...leads('page') } as const;

/** Who is set up to consult: two of the leads are not. */
const SET_UP = { consultant: 'form', anotherChampion: 'form', lead: 'form', elsewhere: 'form' } as const;
const NOT_SET_UP = { deputy: 'not-theirs', shutOutLead: 'not-theirs' } as const;
/** Whoever sends what another saw is told that theirs stands otherwise by now. */
const SENT_BY_CHAMPION = only({
  ...NOT_SET_UP,
  anotherChampion: 'done',
  lead: 'not-now',
  elsewhere: 'not-now',
});
const SAYING = ['/hours', '/one-off', '/leave', '/limits', '/never'] as const;

const ALL_LEADS = only({ ...leads('page'), shutOutLead: 'page', elsewhere: 'page' });

/** Pages about oneself, about nobody, and for anybody. */
export const OWN: readonly PageRow[] = [
  ...(['GET /', 'GET /requests', 'GET /actions', 'GET /actions/settled'] as const).map((route) =>
    row(route, 'nothing', all('page')),
  ),
  row('GET /requests/new', 'nothing', all('form')),
  row('GET /consulting', 'nothing', only({ ...CONSULTANTS, shutOutLead: 'page', elsewhere: 'page' })),
  row(
    'GET /consulting/:section',
    'nothing',
    only({ ...CONSULTANTS, shutOutLead: 'page', elsewhere: 'page' }),
  ),
  row('GET /day', 'nothing', only({ ...CONSULTANTS, shutOutLead: 'page', elsewhere: 'page' })),
  row('GET /availability', 'nothing', only({ ...SET_UP, deputy: 'page', shutOutLead: 'page' })),
  ...SAYING.map((page) => row(`GET /availability${page}`, 'nothing', only({ ...SET_UP, ...NOT_SET_UP }))),
  row(
    'GET /availability/history',
    'nothing',
    only({ ...NOT_SET_UP, consultant: 'page', anotherChampion: 'page', lead: 'page', elsewhere: 'page' }),
  ),
  ...(
    [
      'GET /board',
      'GET /board/waiting',
      'GET /board/with-lead',
      'GET /board/offers',
      'GET /board/this-week',
      'GET /board/records',
      'GET /board/actions',
      'GET /board/tasks',
      'GET /board/alerts',
      'GET /board/demand',
      'GET /board/demand/:table',
      'GET /board/demand/forecast',
      'GET /board/demand/forecast/:forecast',
      'GET /board/demand/what-if',
      'GET /board/demand/what-if/figures.csv',
      'GET /board/unmet',
      'GET /board/unmet/list.csv',
    ] as const
  ).map((route) => row(route, 'nothing', ALL_LEADS)),
  ...(['GET /settings', 'GET /settings/history', 'GET /settings/agencies'] as const).map((route) =>
    row(route, 'nothing', only({ ...keepers('page'), elsewhere: 'page' })),
  ),
  ...(
    [
      'GET /settings/:group',
      'GET /settings/agencies/new',
      'GET /settings/pathways',
      'GET /settings/pathways/new',
    ] as const
  ).map((route) => row(route, 'nothing', only({ ...keepers('form'), elsewhere: 'form' }))),
  row('GET /settings/routing/replay', 'nothing', ALL_LEADS),
  row('GET /people', 'nothing', only({ ...keepers('page'), elsewhere: 'page' })),
  row('GET /people/new', 'nothing', only({ ...keepers('form'), elsewhere: 'form' })),
  row('GET /people/import', 'nothing', only({ ...keepers('form'), elsewhere: 'form' })),
  row('GET /people/import/example.csv', 'nothing', only({ ...keepers('page'), elsewhere: 'page' })),
  ...PEOPLE,
  row('GET /board/cover', 'nothing', only({ ...leads('form'), shutOutLead: 'form', elsewhere: 'form' })),
  // Whoever is signed in need not sign in.
  ...(['GET /sign-in', 'GET /sign-in/code', 'GET /sign-in/programme', 'GET /signed-out'] as const).map(
    (route) => row(route, 'nothing', all('to /')),
  ),
  row('GET /sign-in/people', 'nothing', all('not-there')),
  ...(
    [
      'GET /stay-signed-in',
      'GET /help',
      'GET /support-for-you',
      'GET /privacy',
      'GET /cookies',
      'GET /accessibility',
    ] as const
  ).map((route) => row(route, 'nothing', all('page'))),
];

/** Forms, filled in well and sent. */
export const SENT: readonly PageRow[] = [
  ...ASKING.map((page) => row(sentTo(`/ask${page}`), 'draft', only({ requester: 'done' }))),
  row(sentTo('/ask/times/chosen'), 'draft', only({ requester: 'to /consultations/:code/ask/check' })),
  row(sentTo('/ask/case'), 'waiting', only({ requester: 'not-now' })),
  row(sentTo('/ask/delete'), 'waiting', only({ requester: seeIt })),
  row(
    sentTo('/ask/check'),
    'waiting',
    only({ requester: 'to /consultations/:code/ask/submitted', ...leads(no) }),
  ),

  row(sentTo('/withdraw'), 'draft', only({ requester: 'done' })),
  row(sentTo('/withdraw'), 'offered', only({ ...REQUESTERS_ALONE, requester: 'done' })),
  row(sentTo('/change-times'), 'waiting', only({ requester: 'done', ...leads(no) })),
  row(sentTo('/attendees'), 'booked', only({ ...concerned('done'), consultant: no })),
  row(sentTo('/reschedule'), 'booked', only(concerned('done'))),
  row(sentTo('/reschedule'), 'reassigned', only(concerned('done'))),
  row(sentTo('/cancel'), 'booked', only(concerned('done'))),
  row(sentTo('/cancel'), 'reassigned', only(concerned('done'))),

  // A time is carried on to the next page, which looks who asks: the same for what is and what is not there.
  row(
    sentTo('/assign'),
    'waiting',
    only({ ...leads(chooseWhom), shutOutLead: chooseWhom, elsewhere: chooseWhom }),
  ),
  row(sentTo('/assign/consultant'), 'waiting', only(leads('done'))),
  row(sentTo('/assign/consultant'), 'offered', only(leads('done'))),
  row(sentTo('/take'), 'waiting', only({ lead: 'done', deputy: 'not-now' })),
  row(sentTo('/turn-down'), 'waiting', only(leads('done'))),
  row(sentTo('/priority'), 'waiting', only(leads('done'))),
  row(sentTo('/reassign'), 'booked', only(leads('done'))),
  row(sentTo('/swap'), 'paired', only(leads('done'))),
  // Elsewhere there is no such consultant.
  row('POST /board/cover', 'nothing', only({ ...leads('done'), shutOutLead: 'done', elsewhere: 'again' })),
  row('POST /board/cover/plan/:id', 'covered', only({ lead: 'done' })),
  row('POST /board/cover/plan/:id/:code', 'covered', only({ lead: 'done' })),
  row(sentTo('/hand-over'), 'held', only(leads('done'))),
  row(sentTo('/close'), 'held', only(leads('done'))),
  row('POST /board/tasks', 'task', only({ ...leads('done') })),
  row('POST /offers/:id', 'offered', only({ ...concerned(no), consultant: 'done' })),
  row('POST /offers/:id/decline', 'offered', only({ ...concerned(no), consultant: 'done' })),
  row('POST /offers/:id/conflict', 'offered', only({ ...concerned(no), consultant: 'done' })),
  row(sentTo('/conflict'), 'booked', only({ ...concerned(no), consultant: 'done' })),
  row(sentTo('/no-conflict'), 'reassigned', only({ ...concerned(no), consultant: 'done' })),
  row(sentTo('/no-conflict'), 'handed-over', only({ ...concerned(no), consultant: 'done' })),
  row(sentTo('/attendance'), 'begun', only({ ...concerned('done'), requester: no })),
  row(sentTo('/attendance/not-held'), 'begun', only(concerned('done'))),

  row(sentTo('/record'), 'held', only({ ...concerned(no), consultant: 'done' })),
  row(sentTo('/record'), 'handed-over', only({ ...concerned(no), consultant: checkFirst })),
  row(sentTo('/record/share'), 'written', only({ ...concerned(no), consultant: 'done' })),
  row(sentTo('/actions/new'), 'held', only(concerned('done'))),
  row(sentTo('/actions/new'), 'handed-over', only({ ...concerned('done'), consultant: checkFirst })),
  row('POST /actions/:id', 'action', only({ ...concerned('done'), outsider: 'done' })),
  row(sentTo('/agree'), 'shared', only({ ...REQUESTERS_ALONE, requester: 'done' })),
  row(sentTo('/feedback'), 'held', only({ ...REQUESTERS_ALONE, requester: 'done' })),
  row(sentTo('/review'), 'shared', only({ ...concerned('not-now'), ...leads('done') })),
  row(sentTo('/review/not-possible'), 'shared', only({ ...concerned('not-now'), ...leads('done') })),

  // The settings of another programme have another version.
  row('POST /settings/:group', 'nothing', only({ ...keepers('done'), elsewhere: 'not-now' })),
  row(
    'POST /settings/routing/replay',
    'nothing',
    only({ ...leads('done'), shutOutLead: 'done', elsewhere: 'not-now' }),
  ),
  row('POST /settings/agencies/new', 'nothing', only({ ...keepers('done'), elsewhere: 'done' })),
  row('POST /settings/agencies/:id', 'agency', only(keepers('done'))),
  row('POST /settings/agencies/:id/teams/new', 'agency', only(keepers('done'))),
  row('POST /settings/teams/:id', 'team', only(keepers('done'))),
  row('POST /settings/pathways', 'pathway', only(keepers('done'))),
  row('POST /settings/pathways/new', 'nothing', only({ ...keepers('done'), elsewhere: 'done' })),
  row('POST /settings/pathways/:id', 'pathway', only(keepers('done'))),
  row('POST /availability', 'nothing', SENT_BY_CHAMPION),
  ...SAYING.map((page) => row(`POST /availability${page}`, 'nothing', SENT_BY_CHAMPION)),
  ...(['', ...SAYING] as const).map((page) =>
    row(`POST /people/:id/availability${page}`, 'consultants-time', only(everyLead('done'))),
  ),
  // The team that is sent is none of theirs elsewhere.
  row('POST /people/new', 'nothing', only({ ...keepers('done'), elsewhere: 'again' })),
  row('POST /people/import', 'nothing', only({ ...keepers('done'), elsewhere: 'done' })),
  row('POST /people/import/:id', 'import', only({ lead: 'done' })),
  ...(['change', 'roles', 'deactivate', 'invite'] as const).map((verb) =>
    row(`POST /people/:id/${verb}`, 'person', only(keepers('done'))),
  ),
  row('POST /people/:id/reactivate', 'deactivated', only(keepers('done'))),
  row('POST /people/:id/deactivate', 'deactivated', only(keepers('to /people/:id'))),

  row('POST /requests/new', 'nothing', all('done')),
  row('POST /sign-in', 'nothing', all('done')),
  row('POST /sign-in/code', 'nothing', all('to /')),
  row('POST /sign-in/programme', 'nothing', all('to /')),
  row('POST /sign-in/people', 'nothing', all('not-there')),
  row('POST /sign-out', 'nothing', all('to /signed-out')),
];

/** What anybody gets who is not signed in, where it is not the way to sign in. */
export const FOR_ANYBODY: Readonly<Record<PageRoute, PageOutcome>> = {
  'GET /sign-in': 'form',
  'GET /sign-in/code': 'to /sign-in',
  'GET /sign-in/programme': 'to /sign-in',
  'GET /sign-in/people': 'not-there',
  'GET /signed-out': 'page',
  'GET /help': 'page',
  'GET /support-for-you': 'page',
  'GET /privacy': 'page',
  'GET /cookies': 'page',
  'GET /accessibility': 'page',
  'POST /sign-in': 'done',
  'POST /sign-in/code': 'not-now',
  'POST /sign-in/programme': 'to /sign-in',
  'POST /sign-in/people': 'not-there',
};
