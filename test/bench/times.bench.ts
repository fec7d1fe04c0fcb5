import { dayNumber, dayOf } from '@case-consultation/domain';
import { Asking, SCOPES, Tokens } from '@case-consultation/features';
import { aRequest } from '../support/service/request.builder.js';
import { Callers } from './support/callers.js';
import { startDatabase } from './support/database.js';
import { bearer } from './support/load.js';
import { startApi } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atMost, type BenchRow, median, row } from './support/rows.js';
import { startService } from './support/service.js';
import { someBusyTimes } from './support/some-busy-times.js';

const ROUNDS = 5;
const ASKED = 200;

/** Free times over HTTP as someone who asks sees them: of 50 consultants over four weeks, 40 busy times each. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const service = await startService(database);
  const midnight = (dayNumber(dayOf(new Date(), 'UTC')) + 3) * 1_440;
  const programme = await aProgramme(service, {
    code: 'bench',
    champions: 50,
    practitioners: 1,
    championIs: (index) => ({
      oneOff: someBusyTimes(index, midnight).busy.map(({ from, to }) => ({
        kind: 'blocked' as const,
        startsAt: new Date(from * 60_000),
        endsAt: new Date(to * 60_000),
      })),
    }),
  });
  const [requester] = programme.practitioners;
  if (!requester) throw new Error('Nobody asks');
  const { code } = await service.get(Asking).start(requester, aRequest());
  const { token } = await service
    .get(Tokens)
    .issue(programme.code, requester.email, { name: 'bench', scopes: SCOPES, days: 1 });
  await service.stop();
  await database.admin.query('ANALYZE');
  const api = await startApi(database);
  try {
    const url = `${api.url}/api/v1/consultations/${code}/times?days=28`;
    const headers = bearer(token);
    const answer = (await (await fetch(url, { headers })).json()) as { items?: unknown[] };
    if (!answer.items?.length) throw new Error(`No times: ${JSON.stringify(answer)}`);
    const p50: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const millis = await eachInTurn(url, headers);
      // The first round warms everything up.
      if (round > 0) p50.push(millis);
    }
    const name = 'free times over HTTP, 50 consultants × 4 weeks × 40 busy each: p50';
    return { rows: [row(name, 'ms', p50, atMost(15, 5))] };
  } finally {
    await api.stop();
    await database.stop();
  }
}

/** One caller, who asks again as soon as answered. @returns the middle wait, in milliseconds */
async function eachInTurn(url: string, headers: Record<string, string>): Promise<number> {
  const callers = new Callers(1);
  const waits: number[] = [];
  for (let asked = 0; asked < ASKED; asked += 1) {
    const from = performance.now();
    const status = await callers.ask(url, { method: 'GET', headers });
    waits.push(performance.now() - from);
    if (status !== 200) throw new Error(`Answered ${status}`);
  }
  callers.close();
  return median(waits);
}
