import { SETTING_GROUPS } from '@case-consultation/domain';
import { type Walker } from '../../support/http/cast.js';
import { type Stage } from '../../support/http/subjects.js';

/** What a page is opened about. */
export type About = Stage | 'stopped' | 'with-times' | 'with-prompts';
/** Who opens it: of the cast, or somebody who is not signed in. */
export type Reader = Walker | 'nobody';
export interface Opening {
  readonly about?: About;
  readonly by: readonly Reader[];
  /** The address, when it is not the pattern with what is known of its subject in it. */
  readonly at?: string;
}

const ABOUT_IT = ['requester', 'consultant', 'lead'] as const;
const LEAD = ['lead'] as const;
const REQUESTER = ['requester'] as const;
const CONSULTANT = ['consultant'] as const;
const ALL = ['requester', 'anotherChampion', 'lead', 'administrator'] as const;

const about = (path: string): string => `/consultations/:code${path}`;
const whenDraft = (...paths: string[]): [string, readonly Opening[]][] =>
  paths.map((path) => [about(`/ask${path}`), [{ about: 'draft', by: REQUESTER }]]);
const forEverybody = (...paths: string[]): [string, readonly Opening[]][] =>
  paths.map((path) => [path, [{ by: ['nobody', 'requester'] }]]);
const forTheLead = (...paths: string[]): [string, readonly Opening[]][] =>
  paths.map((path) => [path, [{ by: LEAD }]]);

/** Every page, who reads it, and when there is the most on it. */
export const PAGES: ReadonlyMap<string, readonly Opening[]> = new Map<string, readonly Opening[]>([
  ...forEverybody('/help', '/support-for-you', '/privacy', '/cookies', '/accessibility'),
  ...(['/sign-in', '/sign-in/people', '/sign-in/code', '/sign-in/programme', '/signed-out'] as const).map(
    (path): [string, readonly Opening[]] => [path, [{ by: ['nobody'] }]],
  ),
  ['/stay-signed-in', [{ by: REQUESTER }]],
  ['/', [{ by: ALL }]],
  ['/requests', [{ by: ['requester', 'outsider'] }]],
  ['/requests/new', [{ by: ['requester', 'outsider'] }]],
  ...(['/people', '/people/new', '/people/import'] as const).map((path): [string, readonly Opening[]] => [
    path,
    [{ by: ['lead', 'administrator'] }],
  ]),
  ...(['', '/change', '/roles', '/deactivate', '/invite'] as const).map(
    (path): [string, readonly Opening[]] => [`/people/:id${path}`, [{ about: 'person', by: LEAD }]],
  ),
  ['/people/:id/reactivate', [{ about: 'deactivated', by: LEAD }]],
  ['/people/import/:id', [{ about: 'import', by: LEAD }]],
  ['/actions', [{ by: ['outsider', 'requester'] }]],
  ['/actions/settled', [{ by: REQUESTER }]],
  ['/actions/:id', [{ about: 'action', by: ['outsider', 'requester', 'lead'] }]],
  ...whenDraft(
    '',
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
    '/conflicts',
    '/conflicts/family',
    '/times',
    '/times/access',
    '/times/choose',
    '/times/none',
    '/check',
    '/delete',
  ),
  [about('/ask/stop'), [{ about: 'stopped', by: REQUESTER }]],
  [about('/ask/purpose/words'), [{ about: 'with-prompts', by: REQUESTER }]],
  [about('/ask/times/chosen'), [{ about: 'with-times', by: REQUESTER }]],
  [about('/ask/submitted'), [{ about: 'with-lead', by: REQUESTER }]],
  [
    about(''),
    [
      { about: 'with-lead', by: ['requester', 'lead'] },
      { about: 'offered', by: ['requester', 'lead'] },
      { about: 'reassigned', by: CONSULTANT },
      { about: 'booked', by: ABOUT_IT },
      { about: 'shared', by: ABOUT_IT },
    ],
  ],
  [about('/change-times'), [{ about: 'with-lead', by: REQUESTER }]],
  [about('/withdraw'), [{ about: 'offered', by: REQUESTER }]],
  [about('/attendees'), [{ about: 'with-lead', by: ['requester', 'lead'] }]],
  [about('/reschedule'), [{ about: 'booked', by: ABOUT_IT }]],
  [about('/cancel'), [{ about: 'booked', by: ABOUT_IT }]],
  ['/offers/:id', [{ about: 'offered', by: ['consultant', 'lead'] }]],
  ['/offers/:id/decline', [{ about: 'offered', by: CONSULTANT }]],
  ['/offers/:id/conflict', [{ about: 'offered', by: CONSULTANT }]],
  [about('/conflict'), [{ about: 'booked', by: CONSULTANT }]],
  [about('/no-conflict'), [{ about: 'reassigned', by: CONSULTANT }]],
  [about('/attendance'), [{ about: 'begun', by: ['consultant', 'lead'] }]],
  [about('/attendance/not-held'), [{ about: 'begun', by: ABOUT_IT }]],
  ['/consulting', [{ about: 'booked', by: ['consultant', 'anotherChampion', 'lead'] }]],
  [
    '/consulting/:section',
    ['offers', 'conflict-checks', 'attendance', 'records', 'coming-up', 'past'].map((section) => ({
      by: ['anotherChampion'] as const,
      at: `/consulting/${section}`,
    })),
  ],
  [
    about('/record'),
    [
      { about: 'written', by: CONSULTANT },
      { about: 'shared', by: ABOUT_IT },
    ],
  ],
  [about('/record/share'), [{ about: 'written', by: CONSULTANT }]],
  [about('/actions/new'), [{ about: 'held', by: ABOUT_IT }]],
  [about('/agree'), [{ about: 'shared', by: REQUESTER }]],
  [about('/print'), [{ about: 'shared', by: ABOUT_IT }]],
  [about('/feedback'), [{ about: 'held', by: REQUESTER }]],
  [about('/review'), [{ about: 'shared', by: LEAD }]],
  [about('/review/not-possible'), [{ about: 'shared', by: LEAD }]],
  ...forTheLead(
    '/board',
    '/board/waiting',
    '/board/with-lead',
    '/board/offers',
    '/board/this-week',
    '/board/records',
    '/board/actions',
    '/board/tasks',
    '/board/demand',
    '/board/demand/forecast',
    '/board/demand/what-if',
    '/board/unmet',
    '/board/alerts',
    '/board/cover',
    '/settings',
    '/settings/agencies',
    '/settings/agencies/new',
    '/settings/history',
    '/settings/pathways',
    '/settings/pathways/new',
    '/settings/routing/replay',
  ),
  ['/settings/:group', SETTING_GROUPS.map((group) => ({ by: LEAD, at: `/settings/${group}` }))],
  ['/settings/agencies/:id', [{ about: 'agency', by: LEAD }]],
  ['/settings/agencies/:id/teams/new', [{ about: 'agency', by: LEAD }]],
  ['/settings/teams/:id', [{ about: 'team', by: LEAD }]],
  ['/settings/pathways/:id', [{ about: 'pathway', by: LEAD }]],
  ...['', '/history', '/hours', '/leave', '/limits', '/never', '/one-off'].map(
    (path): [string, readonly Opening[]] => [`/availability${path}`, [{ by: ['anotherChampion'] }]],
  ),
  ...['', '/history', '/hours', '/leave', '/limits', '/never', '/one-off'].map(
    (path): [string, readonly Opening[]] => [
      `/people/:id/availability${path}`,
      [{ about: 'consultants-time', by: LEAD }],
    ],
  ),
  ['/day', [{ by: ['anotherChampion', 'lead'] }]],
  ['/board/cover/plan/:id', [{ about: 'covered', by: LEAD }]],
  ['/board/cover/plan/:id/:code', [{ about: 'covered', by: LEAD }]],
  ...(
    [
      ['/assign', 'with-lead'],
      ['/take', 'offered'],
      ['/turn-down', 'with-lead'],
      ['/priority', 'offered'],
      ['/reassign', 'booked'],
      ['/swap', 'paired'],
      ['/hand-over', 'held'],
      ['/close', 'held'],
      ['/routing', 'booked'],
    ] as const
  ).map(([path, stage]): [string, readonly Opening[]] => [about(path), [{ about: stage, by: LEAD }]]),
  [
    about('/assign/consultant'),
    [{ about: 'offered', by: LEAD, at: '/consultations/:code/assign/consultant?time=:time' }],
  ],
]);

/** One page at two addresses: of an offer, and of what was booked since. */
export const SAME_PAGE: Readonly<Record<string, string>> = {
  '/consultations/:code/conflict': '/offers/:id/conflict',
};

/** What a browser keeps rather than shows. */
export const FILES: readonly string[] = [
  '/board/demand/:table',
  '/board/demand/forecast/:forecast',
  '/board/demand/what-if/figures.csv',
  '/board/unmet/list.csv',
  '/people/import/example.csv',
];
