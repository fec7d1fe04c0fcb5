import { SCOPES, Tokens } from '@case-consultation/features';
import { addConsultations, addOffers } from './support/consultations.js';
import { startDatabase } from './support/database.js';
import { bearer, perSecond } from './support/load.js';
import { inPairs, ratios } from './support/pairs.js';
import { findPgbench, pgbench } from './support/pgbench.js';
import { startApi } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atLeast, type BenchRow, row } from './support/rows.js';
import { startService } from './support/service.js';

const PAIRS = 7;
const CALLERS = 16;
/** Offers accepted in one half of a pair, and transactions of pgbench in the other. */
const ACCEPTED = 1_600;
const EACH = 250;
/** The number of the first consultation that pgbench books; those of the offers begin at 0. */
const WAITING = 1_000_000;

/** What a booking comes to at the least, in four statements and BEGIN: as the same role, under the same policies and triggers. */
const FOUR_STATEMENTS = `
\\set n :first + :client_id * :each + :i
\\set i :i + 1
BEGIN;
INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid,
    sequence, created_at)
  VALUES (gen_random_uuid(), :programme, ('01930000-0001-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, :consultant,
    timestamptz '2040-01-01' + (:n::int - :first::int) * interval '2 hours', timestamptz '2040-01-01 01:00' + (:n::int - :first::int) * interval '2 hours',
    timestamptz '2040-01-01 01:15' + (:n::int - :first::int) * interval '2 hours', 'confirmed', :n::int || '@consultations.example.org', 0, now());
UPDATE consultation SET status = 'booked', consultant_id = :consultant, status_since = now(), version = version + 1
  WHERE id = ('01930000-0001-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid AND status = 'waiting';
INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
  VALUES (gen_random_uuid(), :programme, 'send-message', gen_random_uuid(), now(), now());
COMMIT;
`;

/**
 * Accepting an offer over HTTP (its consultation, offer, booking, history, messages and outbox, in one transaction) over
 * pgbench that makes the least of a booking in four statements, on the same server with the same schema.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const program = await findPgbench();
  const database = await startDatabase();
  const service = await startService(database);
  const programme = await aProgramme(service, { code: 'bench', champions: 50, practitioners: 50 });
  const rounds = PAIRS + 1;
  const offers = await addOffers(database, programme, { from: 0, to: ACCEPTED * rounds });
  await addConsultations(database, programme, {
    from: WAITING,
    to: WAITING + CALLERS * EACH * rounds,
    status: `'waiting'`,
  });
  await database.admin.query('VACUUM (ANALYZE)');
  const tokens = new Map<string, string>();
  for (const { email, personId } of programme.champions) {
    const wish = { name: 'bench', scopes: SCOPES, days: 1 };
    tokens.set(personId, (await service.get(Tokens).issue(programme.code, email, wish)).token);
  }
  await service.stop();
  const api = await startApi(database);
  const accept = (pair: number) => {
    let next = pair * ACCEPTED;
    return perSecond({
      url: api.url,
      connections: CALLERS,
      amount: ACCEPTED,
      requests: [
        {
          method: 'POST',
          setupRequest: (request) => {
            const offer = offers[next++];
            return {
              ...request,
              path: `/api/v1/offers/${offer?.offerId}/accept`,
              headers: {
                ...bearer(tokens.get(offer?.consultant.personId ?? '') ?? ''),
                'content-type': 'application/json',
              },
              body: '{"noConflict":true}',
            };
          },
        },
      ],
    });
  };
  const book = (pair: number) =>
    pgbench(program, database, {
      script: FOUR_STATEMENTS.replaceAll(':programme', `'${programme.id}'`).replaceAll(
        ':consultant',
        `'${programme.champions[pair]?.personId}'`,
      ),
      clients: CALLERS,
      each: EACH,
      variables: { i: 0, each: EACH, first: WAITING + pair * CALLERS * EACH },
      programmeId: programme.id,
    });
  try {
    const pairs = await inPairs(PAIRS, accept, book);
    return {
      rows: [
        row(
          `accept over HTTP at ${CALLERS} callers ÷ pgbench four statements`,
          '',
          ratios(pairs),
          atLeast(0.35, 1),
        ),
        row(
          'accept over HTTP',
          'per s',
          pairs.map(({ own }) => own),
          null,
        ),
        row(
          'pgbench four statements',
          'per s',
          pairs.map(({ peer }) => peer),
          null,
        ),
      ],
    };
  } finally {
    await api.stop();
    await database.stop();
  }
}
