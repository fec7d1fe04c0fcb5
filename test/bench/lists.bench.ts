import {
  ActionQueries,
  BoardQueries,
  type BoardWish,
  ConsultationQueries,
  type ListWish,
  OfferQueries,
} from '@case-consultation/features';
import { addActions, addBookings, addConsultations, addOffers } from './support/consultations.js';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { inPairs, secondsOf, speedRatios } from './support/pairs.js';
import { aProgramme, type BenchPerson, type BenchProgramme } from './support/programme.js';
import { atMost, type BenchRow, row } from './support/rows.js';
import { type BenchService, startService } from './support/service.js';

const PAIRS = 9;
const CALLS = 60;
const SIZES = { small: 1_000, large: 100_000 };
/** As many as every list has at the smaller size too, so that pages are of one length. */
const LIMIT = 20;

interface Place {
  readonly service: BenchService;
  readonly programme: BenchProgramme;
}

type List = (place: Place) => Promise<{ items: readonly unknown[] }>;

const consultations =
  (who: 'lead' | 'requester' | 'consultant', wish: Partial<ListWish> = {}): List =>
  ({ service, programme }) => {
    const { lead, champions, practitioners } = programme;
    const actor = { lead, requester: practitioners[0], consultant: champions[0] }[who] ?? lead;
    const all: ListWish = { status: null, role: null, order: 'newest', limit: LIMIT, after: null };
    return service.get(ConsultationQueries).list(actor, { ...all, ...wish });
  };

const board =
  (read: (queries: BoardQueries, lead: BenchPerson) => ReturnType<List>): List =>
  ({ service, programme }) =>
    read(service.get(BoardQueries), programme.lead);

const wish = <Order extends string>(order: Order, page: string | null = null): BoardWish<Order> => ({
  filter: {},
  order,
  reversed: false,
  limit: LIMIT,
  page,
});

const LISTS: Readonly<Record<string, List>> = {
  'the lead’s, newest first': consultations('lead'),
  'the lead’s, waiting': consultations('lead', { status: 'waiting' }),
  'the lead’s, by target': consultations('lead', { order: 'target' }),
  'the requester’s own': consultations('requester'),
  'the consultant’s own': consultations('consultant', { role: 'consultant' }),
  'my open actions': ({ service, programme }) =>
    service
      .get(ActionQueries)
      .mine(programme.practitioners[0] ?? programme.lead, { limit: LIMIT, after: null }),
  'offers made to me': ({ service, programme }) =>
    service.get(OfferQueries).mine(programme.champions[0] ?? programme.lead, { limit: LIMIT, after: null }),
  'the board, waiting by target': board((queries, lead) => queries.waiting(lead, wish('target'))),
  'the board, waiting for longest': board((queries, lead) => queries.waiting(lead, wish('longest'))),
  'the board, waiting by priority, last first': board((queries, lead) =>
    queries.waiting(lead, { ...wish('priority'), reversed: true }),
  ),
  'the board, waiting, of one priority': board((queries, lead) =>
    queries.waiting(lead, { ...wish('longest'), filter: { priority: 'P2' } }),
  ),
  'the board, waiting, the second page': board(async (queries, lead) => {
    const { next } = await queries.waiting(lead, wish('target'));
    return queries.waiting(lead, wish('target', next));
  }),
  'the board, with the lead': board((queries, lead) => queries.withLead(lead, wish('longest'))),
  'the board, offers open': board((queries, lead) => queries.offersOpen(lead, wish('expires'))),
  'the board, this week': board((queries, lead) => queries.thisWeek(lead, { ...wish('time'), of: null })),
  'the board, records owed': board((queries, lead) => queries.recordsOwed(lead, wish('held'))),
  'the board, actions overdue': board((queries, lead) => queries.actionsOverdue(lead, wish('due'))),
};

/** Each list's page and the board's counts with 100,000 consultations over the same with 1,000: under row-level security, as the app's role. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const databases = { small: await startDatabase(), large: await startDatabase() };
  const services = {
    small: await startService(databases.small),
    large: await startService(databases.large),
  };
  try {
    const small = await filled(databases.small, services.small, SIZES.small);
    const large = await filled(databases.large, services.large, SIZES.large);
    const rows: BenchRow[] = [];
    const measure = async (name: string, read: (place: Place) => Promise<unknown>): Promise<void> => {
      const seconds = (place: Place) =>
        secondsOf(async () => {
          for (let call = 0; call < CALLS; call += 1) await read(place);
        });
      const pairs = await inPairs(
        PAIRS,
        () => seconds(large),
        () => seconds(small),
      );
      const slower = speedRatios(pairs).map((speed) => 1 / speed);
      rows.push(row(`list at 100k ÷ 1k consultations: ${name}`, '', slower, atMost(1.5, 1.1)));
    };
    for (const [name, list] of Object.entries(LISTS)) {
      await measure(name, async (place) => {
        const { items } = await list(place);
        if (items.length !== LIMIT) throw new Error(`${name}: ${items.length} instead of ${LIMIT}`);
      });
    }
    await measure('the board, its counts', ({ service, programme }) =>
      service.get(BoardQueries).summary(programme.lead),
    );
    return { rows };
  } finally {
    for (const service of Object.values(services)) await service.stop();
    for (const database of Object.values(databases)) await database.stop();
  }
}

/**
 * A tenth waiting, a tenth offered, a tenth with the lead, a tenth booked, the others further on; what was held with an open
 * action, a third of them overdue.
 */
async function filled(database: BenchDatabase, service: BenchService, size: number): Promise<Place> {
  const programme = await aProgramme(service, { code: 'bench', champions: 3, practitioners: 4 });
  const offered = size / 10;
  await addOffers(database, programme, { from: 0, to: offered });
  await addConsultations(database, programme, {
    from: offered,
    to: size,
    status: `(ARRAY['waiting', 'with_lead', 'booked', 'held', 'held', 'closed', 'closed', 'closed', 'closed'])[n % 9 + 1]`,
  });
  await addBookings(database, programme);
  await addActions(database, service, programme);
  await database.admin.query('VACUUM (ANALYZE)');
  return { service, programme };
}
