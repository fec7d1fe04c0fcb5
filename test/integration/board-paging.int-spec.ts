import { PRIORITIES } from '@case-consultation/domain';
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
import {
  type BoardFact,
  EACH_SECTION,
  fillBoard,
  type Section,
  SECTIONS,
} from '../support/service/board-rows.js';
import { codeFrom, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

type AnyWish = BoardWish<never, ConsultantFilter>;
type Item = { code: string };
type Keys = (fact: BoardFact) => readonly string[];

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
let facts: Readonly<Record<Section, readonly BoardFact[]>>;

beforeAll(async () => {
  service = await TestService.start();
  board = service.get(BoardQueries);
  const beside = await aProgramme(service);
  programme = await aProgramme(service);
  await fillBoard(service, beside, 1);
  facts = await fillBoard(service, programme, 0);
});
afterAll(() => service.stop());

describe.each(CASES)('$section by $order, reversed $reversed', ({ section, order, reversed, keys }) => {
  const sorted = (of: readonly BoardFact[]): string[] => {
    const all = [...of].sort((a, b) => compare([...keys(a), a.id], [...keys(b), b.id]));
    return (reversed ? all.reverse() : all).map(({ code }) => code);
  };

  it.each([1, 7, EACH_SECTION, 100])(
    'pages by %d forward and back, each line once and in order',
    async (limit) => {
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
      expect(pages).toHaveLength(Math.ceil(EACH_SECTION / limit));
      for (const before of pages.slice(0, -1).reverse()) {
        page = await read(section, { order, reversed, limit, page: page.previous });
        expect(codesOf(page)).toEqual(before);
        expect(page.next).not.toBeNull();
      }
      expect(page.previous).toBeNull();
    },
  );

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
      expect(matching.length).toBeLessThan(EACH_SECTION);
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
      expect(codesOf(await read('waiting', { order: 'longest', page }))).toHaveLength(
        at === last ? 0 : EACH_SECTION,
      );
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
        total: count(EACH_SECTION),
        byPriority: priorities(section),
        pastTarget: count(facts[section].filter(({ targetOn }) => targetOn < '2027-03-02').length),
        nearTarget: count(
          facts[section].filter(({ targetOn }) => ['2027-03-02', '2027-03-03'].includes(targetOn)).length,
        ),
      });
    }
    for (const section of ['offersOpen', 'thisWeek', 'recordsOwed', 'actionsOverdue'] as const) {
      expect(summary[section]).toEqual(count(EACH_SECTION));
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

const LISTS: Readonly<Record<Section, (wish: AnyWish) => Promise<BoardPage<Item>>>> = {
  waiting: (wish) => board.waiting(programme.lead, wish),
  withLead: (wish) => board.withLead(programme.lead, wish),
  offersOpen: (wish) => board.offersOpen(programme.lead, wish),
  thisWeek: (wish) => board.thisWeek(programme.lead, { ...wish, of: null }),
  recordsOwed: (wish) => board.recordsOwed(programme.lead, wish),
  actionsOverdue: (wish) => board.actionsOverdue(programme.lead, wish),
};

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
