import { Asking, Sessions } from '@case-consultation/features';
import { aRequest } from '../support/service/request.builder.js';
import { startDatabase } from './support/database.js';
import { perSecond } from './support/load.js';
import { inPairs, ratios } from './support/pairs.js';
import { startApi, startBareRender } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atLeast, atMost, type BenchRow, type Goal, row } from './support/rows.js';
import { startService } from './support/service.js';
import { bytesOfAssets } from './support/wire.js';

const PAIRS = 5;
const CALLERS = 16;
const SECONDS = 3;
const GOAL = atLeast(0.5, 0.8);

/** What a first page brings with it, and pages over HTTP over a bare server that renders the same template with the same values in plain nunjucks. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const service = await startService(database);
  const programme = await aProgramme(service, { code: 'bench', champions: 1, practitioners: 1 });
  const [requester] = programme.practitioners;
  if (!requester) throw new Error('Nobody asks');
  const { code } = await service.get(Asking).start(requester, aRequest());
  const { token } = await service.get(Sessions).open(programme.id, requester.personId);
  await service.stop();
  await database.admin.query('VACUUM (ANALYZE)');
  const api = await startApi(database);
  const pages: { name: string; path: string; headers: Record<string, string>; goal: Goal }[] = [
    { name: 'sign in', path: '/sign-in', headers: {}, goal: GOAL },
    { name: 'help', path: '/help', headers: {}, goal: GOAL },
    {
      name: 'a question of asking, signed in',
      path: `/consultations/${code}/ask/stage`,
      headers: { cookie: `__Host-session=${token}` },
      goal: GOAL,
    },
  ];
  const rows: BenchRow[] = [];
  try {
    const kilobytes = (await bytesOfAssets(api.url, '/sign-in')) / 1_000;
    rows.push(row('JavaScript and CSS over the wire on a first page', 'kB', [kilobytes], atMost(100)));
    for (const { name, path, headers, goal } of pages) {
      const bare = await startBareRender(database, { path, headers });
      const ask = ({ url }: { url: string }) =>
        perSecond({ url: `${url}${path}`, connections: CALLERS, duration: SECONDS, headers });
      const pairs = await inPairs(
        PAIRS,
        () => ask(api),
        () => ask(bare),
      );
      await bare.stop();
      rows.push(
        row(`page ÷ bare nunjucks render of the same template: ${name}`, '', ratios(pairs), goal),
        row(
          `page: ${name}`,
          'per s',
          pairs.map(({ own }) => own),
          null,
        ),
      );
    }
  } finally {
    await api.stop();
    await database.stop();
  }
  return { rows };
}
