import { ProgrammeSetup } from '@case-consultation/features';
import { addActions, addBookings, addConsultations, addOffers } from './support/consultations.js';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { loadTheDemo } from './support/demo.js';
import { A_STRANGER, type Kind, PageVisitors, type Subject } from './support/page-visitors.js';
import { findPages, type FoundPage, p95 } from './support/page-walk.js';
import { startApi } from './support/processes.js';
import { type BenchPerson, type BenchProgramme } from './support/programme.js';
import { atMost, type BenchDetail, type BenchRow, row } from './support/rows.js';
import { type BenchService, startService } from './support/service.js';

const SIZE = 100_000;
const LOAD = { callers: 5, requests: 100 };
/** How often the slowest pages are measured again, and how many of them: one bad moment makes no page slow. */
const ROUNDS = 5;
const SLOWEST = 3;
/** As many as hold so many in four or five years, at a few a week each. */
const CHAMPIONS = 100;

/** Whoever comes to these needs what the walk does not have: a code in the mail, two programmes, the local mode. */
const NOT_WALKED = ['/sign-in/code', '/sign-in/programme', '/sign-in/people'];

/** What stands for the part of an address that is neither a code nor an id. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  '/consulting/:section': ['offers', 'conflict-checks', 'attendance', 'records', 'coming-up', 'past'],
  '/board/demand/:table': ['requests.csv'],
  '/board/demand/forecast/:forecast': ['joining.csv'],
};

interface Timed extends FoundPage {
  readonly ms: number;
}

/**
 * How long each page takes, for 5 callers at once: all pages that can be opened (GET), as a practitioner, a champion and a
 * lead see them, on the demo programme and with 100,000 consultations in it.
 */
export async function run(): Promise<{ rows: BenchRow[]; details: BenchDetail[] }> {
  const database = await startDatabase();
  try {
    await loadTheDemo(database);
    const service = await startService(database);
    try {
      return await measured(database, service);
    } finally {
      await service.stop();
    }
  } finally {
    await database.stop();
  }
}

async function measured(database: BenchDatabase, service: BenchService) {
  const programme = await demoProgramme(database);
  const visitors = new PageVisitors(database, service, programme.id);
  const things = [
    A_STRANGER,
    ...(await drafts(visitors)),
    ...(await visitors.things()),
    ...(await visitors.lookedAfter()),
  ];
  const demo = await timesOf(database, [...things, ...(await visitors.busiest())]);
  await fill(database, service, programme);
  const large = await timesOf(database, [...things, ...(await visitors.busiest())]);
  return {
    rows: [slowest('on the demo programme', demo, 100), slowest('with 100,000 consultations', large, 200)],
    details: [{ title: 'Every page, p95 at 5 callers', text: tableOf(demo.pages, large.pages) }],
  };
}

/** A request as it comes along, one with words to think about and chosen times, and one that stops at the safety gate. */
function drafts(visitors: PageVisitors): Promise<Subject[]> {
  const danger = {
    immediateDanger: true,
    significantHarm: false,
    referralMade: false,
    highRiskLast14Days: false,
  };
  const inAWeek = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 7 * 86_400_000);
  return Promise.all([
    visitors.draft({ caseReference: 'EF-2026-4242' }),
    visitors.draft({
      caseReference: 'EF-2026-4343',
      question: 'Why did she fail to protect the children, and why does she not leave him?',
      preferredTimes: [inAWeek],
      soonest: false,
    }),
    visitors.draft({ caseReference: null, safetyGate: danger }),
  ]);
}

interface Times {
  readonly pages: readonly Timed[];
  readonly slowest: Timed;
  readonly samples: readonly number[];
}

async function timesOf(database: BenchDatabase, subjects: readonly Subject[]): Promise<Times> {
  await database.admin.query('VACUUM (ANALYZE)');
  const api = await startApi(database);
  try {
    const routes = api.pages
      .filter((route) => !NOT_WALKED.includes(route))
      .flatMap((route) => SECTIONS[route]?.map((section) => route.replace(/:\w+/, section)) ?? [route]);
    const found = await findPages(api.url, routes, subjects);
    const missing = routes.filter((route) => !found.some((page) => page.route === route));
    if (missing.length > 0) throw new Error(`Nobody could open ${missing.join(', ')}`);
    const pages: Timed[] = [];
    for (const page of found) pages.push({ ...page, ms: await p95(api.url, page, LOAD) });
    const again: { page: Timed; samples: number[]; ms: number }[] = [];
    for (const page of [...pages].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST)) {
      const samples: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) samples.push(await p95(api.url, page, LOAD));
      again.push({ page, samples, ms: row('', '', samples, null).value });
    }
    const [worst] = again.sort((a, b) => b.ms - a.ms);
    if (!worst) throw new Error('There are no pages');
    return { pages, slowest: worst.page, samples: worst.samples };
  } finally {
    await api.stop();
  }
}

function slowest(where: string, { slowest: { route, kind }, samples }: Times, must: number): BenchRow {
  return row(`slowest page ${where}, p95 at 5 callers: ${route} of a ${kind}`, 'ms', samples, atMost(must));
}

function tableOf(demo: readonly Timed[], large: readonly Timed[]): string {
  const keyOf = ({ route, kind }: { route: string; kind: Kind }) => `| ${route} | ${kind} |`;
  const at = (pages: readonly Timed[], key: string): string => {
    const page = pages.find((each) => keyOf(each) === key);
    return page ? `${page.ms.toFixed(1)} | ${(page.bytes / 1_000).toFixed(1)}` : ' | ';
  };
  const keys = [...new Set([...demo, ...large].map(keyOf))].sort();
  return [
    '| page | of a | demo: ms | kB | 100,000: ms | kB |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...keys.map((key) => `${key} ${at(demo, key)} | ${at(large, key)} |`),
  ].join('\n');
}

/** The larger demo programme with its practitioners; nobody of it consults in what is added. */
async function demoProgramme({ admin }: BenchDatabase): Promise<BenchProgramme> {
  const { rows } = await admin.query<{
    id: string;
    roles: BenchPerson['roles'];
    personId: string;
    email: string;
    agencyId: string;
    teamId: string;
  }>(
    `SELECT g.id, p.roles, p.id AS "personId", p.email, p.agency_id AS "agencyId", p.team_id AS "teamId"
     FROM programme g JOIN person p ON p.programme_id = g.id WHERE g.code = 'elmbrook' ORDER BY p.id`,
  );
  const people = rows.map(({ id, roles, personId, email }): BenchPerson => ({
    programmeId: id,
    personId,
    roles,
    email,
  }));
  const practitioners = people.filter(({ roles }) => roles.length === 1 && roles.includes('practitioner'));
  const lead = people.find(({ roles }) => roles.includes('lead'));
  const [first] = rows;
  if (!first || !lead) throw new Error('The demo is not there');
  const { id, agencyId, teamId } = first;
  return { id, code: 'elmbrook', agencyId, teamId, lead, practitioners, champions: [] };
}

/**
 * Adds 100,000 of some years: one in fifty each offered, waiting, with the lead and booked, two held, the others closed, all
 * with champions of their own, so that no hour meets one of the demo's.
 */
async function fill(
  database: BenchDatabase,
  service: BenchService,
  programme: BenchProgramme,
): Promise<void> {
  const setup = service.get(ProgrammeSetup);
  const { id, agencyId, teamId } = programme;
  const champions: BenchPerson[] = [];
  for (let index = 0; index < CHAMPIONS; index += 1) {
    const email = `champion.${index}@elmbrook-fallowmere.example.org`;
    const roles = ['champion' as const];
    const personId = await setup.addPerson(id, { name: `Champion ${index}`, email, agencyId, teamId, roles });
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1_020 }));
    await setup.addConsultant(id, { personId, signedOffFrom: '2020-01-01', hours });
    champions.push({ programmeId: id, personId, roles, email });
  }
  const large = { ...programme, champions };
  const offered = SIZE / 50;
  await addOffers(database, large, { from: 0, to: offered });
  const status = `coalesce((ARRAY['waiting', 'with_lead', 'booked', 'held', 'held'])[n % 49 + 1], 'closed')`;
  await addConsultations(database, large, { from: offered, to: SIZE, status });
  await addBookings(database, large);
  await addActions(database, service, large);
}
