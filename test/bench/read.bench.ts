import { Asking, OfferQueries, SCOPES, Tokens } from '@case-consultation/features';
import { aRequest } from '../support/service/request.builder.js';
import { addOffers } from './support/consultations.js';
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
 * memory: one consultation in outline, as its consultant sees it before the conflict check, which is not audited; who one
 * is; and one consultation with its case text, whose note is committed to the audit before the answer leaves.
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
  const [offer] = await addOffers(database, programme, { from: 0, to: 1 });
  if (!offer) throw new Error('Nobody is asked');
  const offered = await service.get(OfferQueries).mine(offer.consultant, { limit: 1, after: null });
  const tokenOf = async ({ email }: { email: string }) => {
    const wish = { name: 'bench', scopes: SCOPES, days: 1 };
    return (await service.get(Tokens).issue(programme.code, email, wish)).token;
  };
  const [own, consultants] = [await tokenOf(requester), await tokenOf(offer.consultant)];
  await service.stop();
  await database.admin.query('VACUUM (ANALYZE)');
  const api = await startApi(database);
  const reads = [
    {
      name: 'authenticated read of a consultation by its code',
      path: `/api/v1/consultations/${offered.items[0]?.code}`,
      token: consultants,
      goal: GOAL,
    },
    { name: 'authenticated read of who I am', path: '/api/v1/me', token: own, goal: GOAL },
    {
      name: 'authenticated read of case text, audited',
      path: `/api/v1/consultations/${code}`,
      token: own,
      goal: null,
    },
  ];
  const rows: BenchRow[] = [];
  try {
    for (const { name, path, token, goal } of reads) {
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
        row(`${name} ÷ raw Fastify`, '', ratios(pairs), goal),
        row(
          name,
          'per s',
          pairs.map(({ own: ours }) => ours),
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
