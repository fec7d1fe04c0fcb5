import { addDays, dayNumber, dayOf, wallTimeToInstant } from '@case-consultation/domain';
import { Asking, SCOPES, Tokens } from '@case-consultation/features';
import { aRequest } from '../support/service/request.builder.js';
import { Callers } from './support/callers.js';
import { startDatabase } from './support/database.js';
import { bearer } from './support/load.js';
import { startApi } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atMost, type BenchRow, quantile, row } from './support/rows.js';
import { startService } from './support/service.js';

const SLOTS = 50;
const RIVALS = 16;
const STARTS = [9 * 60, 10 * 60 + 30, 12 * 60, 13 * 60 + 30, 15 * 60];

interface Outcome {
  readonly won: number;
  readonly failed: number;
  /** From the first request to the last answer. */
  readonly ms: number;
}

/**
 * Sixteen consultations are to be put into one hour of one champion at the same instant, each by an assignment of its
 * own over HTTP; fifty such hours, one after the other. One may win; the others are told, with other times.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const service = await startService(database);
  const programme = await aProgramme(service, {
    code: 'bench',
    champions: 5,
    practitioners: RIVALS,
    settings: { weeklyCap: 40 },
  });
  const asking = service.get(Asking);
  const rivals: string[] = [];
  for (let rival = 0; rival < (SLOTS + 1) * RIVALS; rival += 1) {
    const requester = programme.practitioners[rival % RIVALS];
    if (!requester) throw new Error('Nobody asks');
    const { code } = await asking.start(requester, aRequest());
    await asking.submit(requester, code);
    rivals.push(code);
  }
  const { token } = await service
    .get(Tokens)
    .issue(programme.code, programme.lead.email, { name: 'bench', scopes: SCOPES, days: 1 });
  await service.stop();
  await database.admin.query('ANALYZE');
  const api = await startApi(database);
  const callers = new Callers(RIVALS);
  const outcomes: Outcome[] = [];
  try {
    for (const [slot, startsAt] of hours(SLOTS + 1).entries()) {
      const champion = programme.champions[slot % programme.champions.length];
      const body = JSON.stringify({
        consultantId: champion?.personId,
        startsAt,
        reason: 'Free at that time',
      });
      const codes = rivals.slice(slot * RIVALS, (slot + 1) * RIVALS);
      const from = performance.now();
      const answers = await Promise.all(
        codes.map((code) =>
          callers.ask(`${api.url}/api/v1/consultations/${code}/assign`, {
            method: 'POST',
            headers: { ...bearer(token), 'content-type': 'application/json' },
            body,
          }),
        ),
      );
      const ms = performance.now() - from;
      const won = answers.filter((status) => status === 200).length;
      const lost = answers.filter((status) => status === 409 || status === 422).length;
      outcomes.push({ won, failed: RIVALS - won - lost, ms });
    }
  } finally {
    callers.close();
    await api.stop();
    await database.stop();
  }
  // The first slot warms everything up; who won it still counts.
  const name = `${RIVALS} at once on one slot, ${SLOTS} slots`;
  const millis = outcomes.slice(1).map(({ ms }) => ms);
  return {
    rows: [
      row(
        `${name}: most winners of one slot`,
        '',
        [Math.max(...outcomes.map(({ won }) => won))],
        atMost(1, 1),
      ),
      row(
        `${name}: slots without a winner`,
        '',
        [outcomes.filter(({ won }) => won === 0).length],
        atMost(0, 0),
      ),
      row(
        `${name}: answers other than won or taken`,
        '',
        [outcomes.reduce((sum, { failed }) => sum + failed, 0)],
        atMost(0, 0),
      ),
      row(`${name}: a slot`, 'ms', millis, atMost(60, 20)),
      row(`${name}: a slot, p90`, 'ms', [quantile(millis, 0.9)], null),
    ],
  };
}

/** Hours from a week ahead that do not overlap with their buffers, Monday to Friday by London's clocks. */
function hours(count: number): string[] {
  const found: string[] = [];
  for (
    let day = addDays(dayOf(new Date(), 'Europe/London'), 7);
    found.length < count;
    day = addDays(day, 1)
  ) {
    // 1 January 1970 was a Thursday.
    const weekday = (dayNumber(day) + 3) % 7;
    if (weekday > 4) continue;
    for (const minute of STARTS) found.push(wallTimeToInstant(day, minute, 'Europe/London').toISOString());
  }
  return found.slice(0, count);
}
