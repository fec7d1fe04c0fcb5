import { type Priority, PRIORITIES, type Stage } from '@case-consultation/domain';
import {
  type ActionOrder,
  type BoardPage,
  BoardQueries,
  type BoardWish,
  type ConsultantFilter,
  MOST_COUNTED,
  type OfferOrder,
  type RecordOrder,
  type WaitingOrder,
  type WeekOrder,
} from '@case-consultation/features';
import { codeFrom, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

/** One consultation of each section as the rows say it, to be sorted and filtered here and held against the board. */
interface Fact {
  n: number;
  id: string;
  code: string;
  priority: Priority;
  stage: Stage;
  restricted: boolean;
  agencyId: string;
  consultant: TestPerson;
  targetOn: string;
  /** Of whatever a section sorts by instants, to the microsecond. */
  instant: string;
  /** Two more, which fall in other orders. */
  second: string;
  third: string;
}

type AnyWish = BoardWish<never, ConsultantFilter>;
type Item = { code: string };
type Keys = (fact: Fact) => readonly string[];

const STAGES: readonly Stage[] = ['assessment', 'plo-court', 'looked-after'];
const SECTIONS = ['waiting', 'withLead', 'offersOpen', 'thisWeek', 'recordsOwed', 'actionsOverdue'] as const;
type Section = (typeof SECTIONS)[number];
const STATUS: Readonly<Record<Section, string>> = {
  waiting: 'waiting',
  withLead: 'with_lead',
  offersOpen: 'offered',
  thisWeek: 'booked',
  recordsOwed: 'held',
  actionsOverdue: 'held',
};
const EACH = 36;

const byTarget: Keys = ({ targetOn }) => [targetOn];
const byInstant: Keys = ({ instant }) => [instant];
const byPriority: Keys = ({ priority, targetOn }) => [priority, targetOn];
const WAITING_ORDERS: Readonly<Record<WaitingOrder, Keys>> = {
  target: byTarget,
  longest: byInstant,
  priority: byPriority,
};
const ORDERS: {
  waiting: Readonly<Record<WaitingOrder, Keys>>;
  withLead: Readonly<Record<WaitingOrder, Keys>>;
  offersOpen: Readonly<Record<OfferOrder, Keys>>;
  thisWeek: Readonly<Record<WeekOrder, Keys>>;
  recordsOwed: Readonly<Record<RecordOrder, Keys>>;
  actionsOverdue: Readonly<Record<ActionOrder, Keys>>;
} = {
  waiting: WAITING_ORDERS,
  withLead: { ...WAITING_ORDERS, longest: ({ second }) => [second] },
  offersOpen: { expires: byInstant, longest: ({ second }) => [second], starts: ({ third }) => [third] },
  thisWeek: { time: byInstant, consultant: ({ consultant, instant }) => [consultant.name, instant] },
  recordsOwed: { held: byInstant, priority: ({ priority, instant }) => [priority, instant] },
  actionsOverdue: { due: byTarget },
};
const CASES = SECTIONS.flatMap((section) =>
  Object.entries(ORDERS[section]).flatMap(([order, keys]: [string, Keys]) =>
    [false, true].map((reversed) => ({ section, order, reversed, keys })),
  ),
);

let service: TestService;
let board: BoardQueries;
let programme: TestProgramme;
let facts: Readonly<Record<Section, readonly Fact[]>>;

beforeAll(async () => {
  service = await TestService.start();
  board = service.get(BoardQueries);
  const beside = await aProgramme(service);
  programme = await aProgramme(service);
  await fill(beside, 1);
  facts = await fill(programme, 0);
});
afterAll(() => service.stop());

describe.each(CASES)('$section by $order, reversed $reversed', ({ section, order, reversed, keys }) => {
  const sorted = (of: readonly Fact[]): string[] => {
    const all = [...of].sort((a, b) => compare([...keys(a), a.id], [...keys(b), b.id]));
    return (reversed ? all.reverse() : all).map(({ code }) => code);
  };

  it.each([1, 7, EACH, 100])('pages by %d forward and back, each line once and in order', async (limit) => {
    const wanted = sorted(facts[section]);
    const pages: string[][] = [];
    let page: BoardPage<Item> = await read(section, { order, reversed, limit });
    expect(page.previous).toBeNull();
    for (;;) {
      pages.push(codesOf(page));
      if (page.next === null) break;
      page = await read(section, { order, reversed, limit, page: page.next });
      expect(page.previous).not.toBeNull();
    }
    expect(pages.flat()).toEqual(wanted);
    expect(pages).toHaveLength(Math.ceil(EACH / limit));
    for (const before of pages.slice(0, -1).reverse()) {
      page = await read(section, { order, reversed, limit, page: page.previous });
      expect(codesOf(page)).toEqual(before);
      expect(page.next).not.toBeNull();
    }
    expect(page.previous).toBeNull();
  });

  it('keeps to what it is filtered by, one or all at once', async () => {
    const [first] = programme.champions;
    const wanted: ConsultantFilter[] = [
      { agencyId: programme.agencies.council.id },
      { agencyId: programme.agencies.health.id },
      { stage: 'plo-court' },
      { priority: 'P2' },
      { restricted: true },
      { restricted: false },
      { agencyId: programme.agencies.council.id, stage: 'assessment', priority: 'P1', restricted: false },
      { stage: 'early-help' },
      ...(section === 'waiting' || section === 'withLead' ? [] : [{ consultantId: first.personId }]),
    ];
    for (const filter of wanted) {
      const matching = facts[section].filter(
        (fact) =>
          (filter.agencyId ?? fact.agencyId) === fact.agencyId &&
          (filter.stage ?? fact.stage) === fact.stage &&
          (filter.priority ?? fact.priority) === fact.priority &&
          (filter.restricted ?? fact.restricted) === fact.restricted &&
          (filter.consultantId ?? fact.consultant.personId) === fact.consultant.personId,
      );
      const half = await read(section, { order, reversed, filter, limit: 3 });
      const rest = half.next ? await read(section, { order, reversed, filter, page: half.next }) : null;
      expect([...codesOf(half), ...(rest ? codesOf(rest) : [])]).toEqual(sorted(matching));
      expect(matching.length).toBeLessThan(EACH);
    }
  });
});

describe('a page', () => {
  it('is of its own list, order and direction, and nothing made up', async () => {
    const { next } = await read('waiting', { order: 'longest', limit: 5 });
    const wrong = async (section: Section, given: Partial<Asked> & { order: string }) =>
      refusalFrom(read(section, { page: next, ...given }));
    const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const id = facts.waiting[0]?.id;
    for (const refused of [
      await wrong('withLead', { order: 'longest' }),
      await wrong('waiting', { order: 'target' }),
      await wrong('waiting', { order: 'longest', reversed: true }),
      await wrong('waiting', { order: 'longest', page: '' }),
      await wrong('waiting', { order: 'longest', page: 'x'.repeat(5_000) }),
      await wrong('waiting', { order: 'longest', page: Buffer.from('"after"').toString('base64url') }),
      await wrong('waiting', { order: 'longest', page: made('waiting', 'longest', false, 'after', id) }),
      await wrong('waiting', {
        order: 'longest',
        page: made('waiting', 'longest', false, 'after', id, 'now'),
      }),
      await wrong('waiting', { order: 'longest', page: made('waiting', 'longest', false, 'at', id, '0') }),
      await wrong('waiting', {
        order: 'longest',
        page: made('waiting', 'longest', false, 'after', 'x', '0'),
      }),
      await wrong('waiting', {
        order: 'target',
        page: made('waiting', 'target', false, 'after', id, '2027-02-30'),
      }),
      await wrong('waiting', {
        order: 'target',
        page: made('waiting', 'target', false, 'after', id, '0000-01-01'),
      }),
      await wrong('thisWeek', {
        order: 'consultant',
        page: made('this-week', 'consultant', false, 'after', id, 'A\0', '0'),
      }),
    ]) {
      expect(refused).toMatchObject({ code: 'invalid-input', field: 'page' });
    }
    const last = '9'.repeat(16);
    for (const at of [last, `-${last}`]) {
      const page = made('waiting', 'longest', false, 'after', id, at);
      expect(codesOf(await read('waiting', { order: 'longest', page }))).toHaveLength(at === last ? 0 : EACH);
    }
    for (const filter of [{ agencyId: 'x' }, { agencyId: "' OR true --" }]) {
      expect(await codeFrom(read('waiting', { order: 'target', filter }))).toBe('invalid-input');
    }
  });

  it('shows the beginning of the list when all that lay before it is gone', async () => {
    const second = await read('actionsOverdue', { order: 'due', limit: 2, page: null }).then(({ next }) =>
      read('actionsOverdue', { order: 'due', limit: 2, page: next }),
    );
    const settled = `UPDATE action SET status = $2, settled_at = $3 WHERE consultation_id = ANY ($1)`;
    const first = [...facts.actionsOverdue].sort((a, b) => compare([a.targetOn, a.id], [b.targetOn, b.id]));
    const gone = first.slice(0, 2).map(({ id }) => id);
    await service.admin.query(settled, [gone, 'done', TUESDAY_MORNING]);
    const page = await read('actionsOverdue', { order: 'due', limit: 2, page: second.previous });
    expect(codesOf(page)).toEqual(codesOf(second));
    expect(page.previous).toBeNull();
    await service.admin.query(settled, [gone, 'open', null]);
  });
});

describe('counts', () => {
  it('agree with the lists', async () => {
    const summary = await board.summary(programme.lead);
    const count = (n: number) => ({ n, more: false });
    const priorities = (section: Section) =>
      Object.fromEntries(
        PRIORITIES.map((priority) => [
          priority,
          count(facts[section].filter((fact) => fact.priority === priority).length),
        ]),
      );
    for (const section of ['waiting', 'withLead'] as const) {
      expect(summary[section]).toEqual({
        total: count(EACH),
        byPriority: priorities(section),
        pastTarget: count(facts[section].filter(({ targetOn }) => targetOn < '2027-03-02').length),
        nearTarget: count(
          facts[section].filter(({ targetOn }) => ['2027-03-02', '2027-03-03'].includes(targetOn)).length,
        ),
      });
    }
    for (const section of ['offersOpen', 'thisWeek', 'recordsOwed', 'actionsOverdue'] as const) {
      expect(summary[section]).toEqual(count(EACH));
    }
  });

  it('stop at a length that nobody plans by', async () => {
    const many = await aProgramme(service);
    const add = (from: number, to: number) =>
      service.admin.query(
        `INSERT INTO consultation (id, programme_id, code, status, requester_id, priority, target_on, mode, created_at,
           submitted_at, status_since)
         SELECT gen_random_uuid(), $1, 'C-' || n, 'waiting', $2, 'P' || n % 3 + 1, '2027-03-01', 'video', $3, $3, $3
         FROM generate_series($4::int, $5::int) AS n`,
        [many.id, many.practitioners[0].personId, TUESDAY_MORNING, from, to],
      );
    await add(1, MOST_COUNTED);
    const exactly = { n: MOST_COUNTED, more: false };
    expect((await board.summary(many.lead)).waiting).toMatchObject({ total: exactly, pastTarget: exactly });
    await add(MOST_COUNTED + 1, MOST_COUNTED + 1);
    const more = { n: MOST_COUNTED, more: true };
    expect((await board.summary(many.lead)).waiting).toMatchObject({ total: more, pastTarget: more });
  });
});

interface Asked {
  order: string;
  reversed: boolean;
  filter: ConsultantFilter;
  limit: number;
  page: string | null;
}

function read(section: Section, asked: Partial<Asked> & { order: string }): Promise<BoardPage<Item>> {
  const wish = { filter: {}, reversed: false, limit: 100, page: null, ...asked } as unknown as AnyWish;
  return LISTS[section](wish);
}

function codesOf({ items }: BoardPage<Item>): string[] {
  return items.map(({ code }) => code);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((key, n) => key !== b[n]);
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** Ties of every key, instants a microsecond apart, and every combination of what can be filtered by. */
async function fill(its: TestProgramme, half: 0 | 1): Promise<Record<Section, Fact[]>> {
  const agencies = [its.agencies.council.id, its.agencies.health.id];
  const entries = SECTIONS.map((section, s): [Section, Fact[]] => [
    section,
    Array.from({ length: EACH }, (_, at): Fact => {
      // Identifiers do not rise with any of the keys.
      const n = (half * SECTIONS.length + s) * EACH + ((at * 7) % EACH);
      return {
        n,
        id: `01a20000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
        code: `B-${n.toString().padStart(6, '0')}`,
        priority: PRIORITIES[at % 3] as Priority,
        stage: STAGES[Math.floor(at / 3) % 3] as Stage,
        restricted: at % 4 === 0,
        agencyId: agencies[Math.floor(at / 9) % 2] as string,
        consultant: its.champions[at % 3] as TestPerson,
        targetOn: ['2027-02-26', '2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04'][at % 5] as string,
        instant: instantAt(at % 2, Math.floor(at / 12)),
        second: instantAt(at % 3, at % 4),
        third: instantAt(Math.floor(at / 7) % 3, at % 5),
      };
    }),
  ]);
  const made = Object.fromEntries(entries) as Record<Section, Fact[]>;
  for (const [section, rows] of entries) {
    if (section === 'actionsOverdue') for (const row of rows) row.targetOn = overdue(row.targetOn);
    await insert(its, section, rows);
  }
  return made;
}

const LISTS: Readonly<Record<Section, (wish: AnyWish) => Promise<BoardPage<Item>>>> = {
  waiting: (wish) => board.waiting(programme.lead, wish),
  withLead: (wish) => board.withLead(programme.lead, wish),
  offersOpen: (wish) => board.offersOpen(programme.lead, wish),
  thisWeek: (wish) => board.thisWeek(programme.lead, { ...wish, of: null }),
  recordsOwed: (wish) => board.recordsOwed(programme.lead, wish),
  actionsOverdue: (wish) => board.actionsOverdue(programme.lead, wish),
};

/** In the week of 1 March 2027; days and microseconds are given. */
function instantAt(day: number, microsecond: number): string {
  return `2027-03-0${1 + day}T08:00:00.00000${microsecond}Z`;
}

/** All of them before today. */
function overdue(day: string): string {
  return day.replace('-03-', '-01-');
}

async function insert(its: TestProgramme, section: Section, facts: readonly Fact[]): Promise<void> {
  const rows = JSON.stringify(facts.map((fact) => ({ ...fact, consultantId: fact.consultant.personId })));
  const from = `FROM jsonb_to_recordset($2::jsonb) AS r (n int, id uuid, code text, priority text, stage text,
    restricted boolean, "agencyId" uuid, "consultantId" uuid, "targetOn" date, instant timestamptz,
    second timestamptz, third timestamptz)`;
  const needsOne = !['waiting', 'withLead'].includes(section);
  const query = (sql: string, ...further: unknown[]) =>
    service.admin.query(`${sql} ${from}`, [its.id, rows, ...further]);
  await query(
    `INSERT INTO consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, stage, priority,
       restricted, target_on, mode, created_at, submitted_at, status_since, held_at)
     SELECT id, $1, code, $3, $4, CASE WHEN $5 THEN "consultantId" END, "agencyId", stage, priority, restricted, "targetOn",
       'video', third, instant, second, CASE WHEN $3 = 'held' THEN instant END`,
    STATUS[section],
    its.practitioners[0].personId,
    needsOne,
  );
  if (section === 'offersOpen') {
    await query(
      `INSERT INTO offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at,
         expires_at, status)
       SELECT id, $1, id, "consultantId", third, third + interval '1 hour', second, instant, instant, 'open'`,
    );
  }
  if (section === 'thisWeek') {
    // Two of one consultant at one time are for the constraint to refuse: it is not what is looked at here.
    await service.admin.query('ALTER TABLE booking DROP CONSTRAINT IF EXISTS one_place_at_a_time');
    await query(
      `INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid,
         sequence, created_at)
       SELECT id, $1, id, "consultantId", instant, instant + interval '1 hour', instant + interval '1 hour', 'confirmed',
         id::text, 0, instant`,
    );
  }
  if (section === 'actionsOverdue') {
    // Their records are agreed: they owe none.
    await query(
      `INSERT INTO consultation_record (consultation_id, programme_id, state, content, version, updated_at)
       SELECT id, $1, 'agreed', ''::bytea, 1, instant`,
    );
    await query(
      `INSERT INTO action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description,
         created_by, created_at)
       SELECT id, $1, id, $3, "agencyId", 'child', "targetOn", 'open', ''::bytea, $3, instant`,
      its.practitioners[0].personId,
    );
  }
}
