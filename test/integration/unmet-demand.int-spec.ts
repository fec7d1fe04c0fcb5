import {
  Asking,
  BoardQueries,
  DemandQueries,
  Jobs,
  Lead,
  LeadTasks,
  UnmetDemand,
  type UnmetFilter,
  type UnmetItem,
  type UnmetWish,
} from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let asking: Asking;
let unmet: UnmetDemand;
let board: BoardQueries;
let pia: TestPerson;

/** The working day after the tenth from Tuesday 2 March, as it begins and just before. */
const ABANDONED = new Date('2027-03-17T09:00:00Z');
const NOT_YET = new Date('2027-03-17T08:59:00Z');
const EVERYTHING: UnmetWish = {
  filter: {},
  order: 'newest',
  reversed: false,
  limit: 100,
  page: null,
};
const ANSWER = { reason: 'Another borough helps this family', signpost: 'Their own programme' };

beforeAll(async () => {
  service = await TestService.start();
  [asking, unmet, board] = [service.get(Asking), service.get(UnmetDemand), service.get(BoardQueries)];
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  await service.admin.query('UPDATE outbox SET done_at = now() WHERE done_at IS NULL');
  beside = await aProgramme(service);
  programme = await aProgramme(service);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const listed = async (filter: UnmetFilter = {}, of = programme.lead): Promise<readonly UnmetItem[]> =>
  (await board.unmet(of, { ...EVERYTHING, filter })).items;
const kinds = async (of = programme.lead): Promise<string[]> =>
  (await listed({}, of)).map(({ kind }) => kind);

async function unsuitedDraft(by = pia, given: Parameters<typeof aRequest>[0] = {}): Promise<string> {
  const { code } = await asking.start(by, aRequest(given));
  await unmet.noTimeSuits(by, code);
  return code;
}

async function idOf(code: string): Promise<string> {
  const { rows } = await service.admin.query<{ id: string }>('SELECT id FROM consultation WHERE code = $1', [
    code,
  ]);
  return rows[0]?.id ?? '';
}

describe('a draft whose author saw no time that suits', () => {
  it('is abandoned once it was left for as long as a usual request may wait, and not before', async () => {
    await unsuitedDraft();
    await service.at(NOT_YET);
    expect(await kinds()).toEqual(['no-acceptable-time']);
    await service.at(ABANDONED);
    const [latest] = await listed();
    expect(latest).toMatchObject({ kind: 'abandoned', became: 'not-sent', asked: null });
    expect(latest?.at.getTime()).toBeGreaterThanOrEqual(ABANDONED.getTime());
    expect(await kinds()).toEqual(['abandoned', 'no-acceptable-time']);
  });

  it('is given as long again when somebody goes on with it', async () => {
    const code = await unsuitedDraft();
    service.clock.setTo(new Date('2027-03-08T10:00:00Z'));
    await asking.save(pia, code, { mode: 'phone' });
    await service.at(ABANDONED);
    expect(await kinds()).toEqual(['no-acceptable-time']);
    await service.at(new Date('2027-03-22T09:00:00Z'));
    expect(await kinds()).toEqual(['no-acceptable-time']);
    await service.at(new Date('2027-03-23T09:00:00Z'));
    expect(await kinds()).toEqual(['abandoned', 'no-acceptable-time']);
  });

  it('is abandoned at once when it is deleted, and nothing of what was in it is told', async () => {
    const code = await unsuitedDraft(pia, { stage: 'section-47' });
    await asking.discard(pia, code);
    expect(await listed()).toMatchObject([
      { kind: 'abandoned', became: 'ended', asked: null, agency: { name: expect.any(String) } },
      { kind: 'no-acceptable-time', became: 'ended', asked: null },
    ]);
    await service.at(ABANDONED);
    expect(await kinds()).toHaveLength(2);
  });

  it('is not abandoned when it is sent, and neither is one that no time was looked for', async () => {
    const code = await unsuitedDraft();
    await asking.submit(pia, code);
    const { code: other } = await asking.start(pia, aRequest());
    await asking.discard(pia, other);
    await asking.start(pia, aRequest());
    await service.at(ABANDONED);
    expect(await kinds()).toContain('no-acceptable-time');
    expect(await kinds()).not.toContain('abandoned');
  });

  it('is noted once, run twice or by two at once, and beside its deletion', async () => {
    const code = await unsuitedDraft();
    const id = await idOf(code);
    service.clock.setTo(ABANDONED);
    const job = {
      outboxId: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70',
      programmeId: programme.id,
      subjectId: id,
    };
    const note = () => service.get(Jobs).handlers['note-abandoned-draft'](job, new AbortController().signal);
    await Promise.all([note(), note(), asking.discard(pia, code), note()]);
    await note();
    expect((await kinds()).sort()).toEqual(['abandoned', 'no-acceptable-time']);
  });

  it('is looked at again once, however often its job runs before its time', async () => {
    const code = await unsuitedDraft();
    const subjectId = await idOf(code);
    service.clock.setTo(new Date('2027-03-09T10:00:00Z'));
    await asking.save(pia, code, { mode: 'phone' });
    const job = { outboxId: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70', programmeId: programme.id, subjectId };
    const note = () => service.get(Jobs).handlers['note-abandoned-draft'](job, new AbortController().signal);
    await Promise.all([note(), note(), note()]);
    const { rows } = await service.admin.query(
      `SELECT 1 FROM outbox WHERE job = 'note-abandoned-draft' AND subject_id = $1 AND due_at > $2`,
      [subjectId, ABANDONED],
    );
    expect(rows).toHaveLength(1);
    expect(await kinds()).toEqual(['no-acceptable-time']);
  });
});

describe('a request that is turned down', () => {
  it('because another area helps the family is counted by itself, and by one of two leads', async () => {
    const code = await aSubmittedRequest(service, pia);
    const down = (by: TestPerson) =>
      codeFrom(service.get(Lead).turnDown(by, code, { ...ANSWER, outOfArea: true })).catch(() => 'done');
    const both = await Promise.all([down(programme.lead), down(programme.deputy)]);
    expect(both.sort()).toEqual(['done', 'wrong-state']);
    expect(await listed()).toMatchObject([{ kind: 'out-of-area', became: 'ended', asked: { code } }]);
  });

  it('otherwise is turned down', async () => {
    const code = await aSubmittedRequest(service, pia);
    await service.get(Lead).turnDown(programme.lead, code, ANSWER);
    expect(await kinds()).toEqual(['turned-down']);
  });
});

describe('the list of what was not met', () => {
  it('tells what was asked for and what became of it, and names nobody', async () => {
    const code = await unsuitedDraft(pia, { stage: 'section-47', question: 'Why does she not leave him?' });
    const [draft] = await listed();
    expect(draft).toMatchObject({ became: 'not-sent', asked: null });
    await asking.submit(pia, code);
    expect(await listed()).toMatchObject([
      {
        became: 'open',
        agency: { name: expect.any(String) },
        asked: { code, priority: 'P2', stage: 'section-47', restricted: false, wish: { soonest: true } },
      },
    ]);
    await service.drain();
    await new Journey(service, programme).accept(code);
    const [booked] = await listed();
    expect(booked?.became).toBe('booked');
    expect(JSON.stringify(booked)).not.toMatch(new RegExp(`${pia.name}|${pia.personId}|leave him`));
  });

  it('is filtered by why, by what became of it and by the case, and never by what a draft says', async () => {
    await unsuitedDraft(pia, { stage: 'section-47' });
    service.clock.setTo(new Date('2027-03-02T10:00:00Z'));
    const code = await unsuitedDraft(pia, { stage: 'early-help' });
    await asking.submit(pia, code);
    const found = async (filter: UnmetFilter) =>
      (await listed(filter)).map(({ asked }) => asked?.code ?? null);
    expect(await found({})).toEqual([code, null]);
    expect(await found({ kind: 'no-acceptable-time' })).toEqual([code, null]);
    expect(await found({ kind: 'abandoned' })).toEqual([]);
    expect(await found({ became: 'open' })).toEqual([code]);
    expect(await found({ became: 'not-sent' })).toEqual([null]);
    expect(await found({ stage: 'early-help', priority: 'P3' })).toEqual([code]);
    expect(await found({ stage: 'section-47' })).toEqual([]);
    expect(await found({ agencyId: (await listed())[0]?.agency?.id ?? null })).toEqual([code, null]);
    expect(await codeFrom(board.unmet(programme.lead, { ...EVERYTHING, filter: { agencyId: 'x' } }))).toBe(
      'invalid-input',
    );
  });

  it('is narrowed to the days of a period in the programme’s zone, which the demand figures count alike', async () => {
    // Clocks go forward in the night to 28 March.
    const moments = ['2027-03-26T23:59', '2027-03-27T00:00', '2027-03-28T22:59', '2027-03-28T23:00'];
    for (const moment of moments) {
      service.clock.setTo(new Date(`${moment}Z`));
      await unsuitedDraft();
    }
    service.clock.setTo(new Date('2027-04-07T10:00:00Z'));
    const between = async (first: string, last: string, more: Partial<UnmetWish> = {}) => {
      const period = { name: 'own-dates', first, last } as const;
      const page = await board.unmet(programme.lead, { ...EVERYTHING, ...more, period });
      const { unmet: counted } = await service.get(DemandQueries).figures(programme.lead, { period });
      return {
        ...page,
        at: page.items.map(({ at }) => moments.indexOf(at.toISOString().slice(0, 16))),
        counted,
      };
    };
    for (const [first, last, found] of [
      ['2027-03-27', '2027-03-28', [2, 1]],
      ['2027-03-28', '2027-03-28', [2]],
      ['2027-03-29', '2027-04-07', [3]],
      ['2027-03-26', '2027-03-26', [0]],
      ['2027-03-30', '2027-04-07', []],
    ] as const) {
      const { at, counted, period } = await between(first, last);
      expect([first, last, at, counted['no-acceptable-time']]).toEqual([first, last, found, found.length]);
      expect(period).toEqual({ first, last });
    }
    const newest = await between('2027-03-26', '2027-03-28', { limit: 2 });
    expect(newest.at).toEqual([2, 1]);
    expect((await between('2027-03-26', '2027-03-28', { limit: 2, page: newest.next })).at).toEqual([0]);
    expect((await between('2027-03-26', '2027-03-28', { filter: { kind: 'abandoned' } })).at).toEqual([]);
    expect((await board.unmet(programme.lead, EVERYTHING)).period).toBeNull();
    expect(await codeFrom(between('2027-03-28', '2027-03-27'))).toBe('invalid-input');
    expect(await codeFrom(between('2027-04-01', '2027-04-08'))).toBe('invalid-input');
  });

  it('is the programme’s own, and leaves out what a lead is locked out of', async () => {
    await unsuitedDraft(beside.practitioners[0]);
    const code = await unsuitedDraft(pia, { conflictPersonIds: [programme.deputy.personId] });
    expect(await kinds()).toEqual(['no-acceptable-time']);
    expect(await kinds(programme.deputy)).toEqual([]);
    await asking.submit(pia, code);
    expect(await kinds(programme.deputy)).toEqual([]);
    for (const other of [pia, programme.champions[0]])
      expect(await codeFrom(board.unmet(other, EVERYTHING))).toBe('not-your-task');
    expect((await service.get(LeadTasks).open(programme.lead, { limit: 5, after: null })).items).toEqual([]);
  });

  it('comes in pages, newest first or oldest first, there and back', async () => {
    for (let n = 0; n < 5; n += 1) {
      service.clock.setTo(new Date(TUESDAY_MORNING.getTime() + Math.floor(n / 2) * 60_000));
      await unsuitedDraft();
    }
    for (const reversed of [false, true]) {
      const wish = { ...EVERYTHING, reversed };
      const whole = (await board.unmet(programme.lead, wish)).items;
      const times = whole.map(({ at }) => at.getTime());
      expect(times).toEqual([...times].sort((a, b) => (reversed ? a - b : b - a)));
      const first = await board.unmet(programme.lead, { ...wish, limit: 2 });
      const second = await board.unmet(programme.lead, { ...wish, limit: 2, page: first.next });
      const third = await board.unmet(programme.lead, { ...wish, limit: 2, page: second.next });
      expect([...first.items, ...second.items, ...third.items]).toEqual(whole);
      expect(third.next).toBeNull();
      expect((await board.unmet(programme.lead, { ...wish, limit: 2, page: third.previous })).items).toEqual(
        second.items,
      );
    }
  });
});
