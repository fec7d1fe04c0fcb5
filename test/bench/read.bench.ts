import { Asking, SCOPES, Tokens } from '@case-consultation/features';
import { aRequest } from '../support/service/request.builder.js';
import { startDatabase } from './support/database.js';
import { bearer, perSecond } from './support/load.js';
import { inPairs, ratios } from './support/pairs.js';
import { startApi, startRawFastify } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atLeast, type BenchRow, row } from './support/rows.js';
import { startService } from './support/service.js';

const PAIRS = 5;
const CALLERS = 16;
const SECONDS = 3;
const GOAL = atLeast(0.12, 0.3);

/**
 * Reads over HTTP with a bearer token, answered from the database, over raw Fastify that answers the same bytes from
 * memory: one consultation with its case text, read by who asked for it (and noted in the audit), and who one is.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const service = await startService(database);
  const programme = await aProgramme(service, { code: 'bench', champions: 6, practitioners: 1 });
  const [requester] = programme.practitioners;
  if (!requester) throw new Error('Nobody asks');
  const asking = service.get(Asking);
  const { code } = await asking.start(requester, aRequest());
  await asking.submit(requester, code);
  const { token } = await service
    .get(Tokens)
    .issue(programme.code, requester.email, { name: 'bench', scopes: SCOPES, days: 1 });
  await service.stop();
  const api = await startApi(database);
  const rows: BenchRow[] = [];
  try {
    for (const [name, path] of [
      ['authenticated read of a consultation, audited', `/api/v1/consultations/${code}`],
      ['authenticated read of who I am', '/api/v1/me'],
    ] as const) {
      const headers = bearer(token);
      const answer = await fetch(`${api.url}${path}`, { headers });
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
      const type = answer.headers.get('content-type') ?? '';
      const raw = await startRawFastify({ type, body: await answer.text() });
      const ask = ({ url }: { url: string }) =>
        perSecond({ url: `${url}${path}`, connections: CALLERS, duration: SECONDS, headers });
      const pairs = await inPairs(
        PAIRS,
        () => ask(api),
        () => ask(raw),
      );
      await raw.stop();
      rows.push(
        row(`${name} ÷ raw Fastify`, '', ratios(pairs), GOAL),
        row(
          name,
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
