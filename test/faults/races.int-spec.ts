import { Bookings, Lead, Offers, Routing } from '@case-consultation/features';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';
import { atOnce, codesOf } from './support/at-once.js';
import { fromTheLine } from './support/start-line.js';
import { deadlocks, doubleBooked } from './support/held-times.js';

const RIVALS = 50;
const RUNS = 20;
const rivals = Array.from({ length: RIVALS }, (_, index) => index);

/** Weekdays from the day after next on, at so many minutes past local midnight; winter time throughout. */
function onDay(day: number, minute: number): Date {
  const weeks = Math.floor(day / 4);
  return new Date(Date.UTC(2027, 1, 2 + weeks * 7 + (day % 4), 0, minute));
}

const MONDAY = new Date('2027-01-25T09:00:00.000Z');
const ELEVEN = 11 * 60;
const HALF_PAST = ELEVEN + 30;

describe(`${RIVALS} at once, ${RUNS} times over`, () => {
  let service: TestService;
  let programme: TestProgramme;
  let other: TestProgramme;

  beforeAll(async () => {
    service = await TestService.start(MONDAY);
    programme = await aProgramme(service, { settings: { weeklyCap: 100 } });
    other = await aProgramme(service);
    await programme.addConsultant(programme.deputy);
  }, 60_000);

  afterAll(() => service.stop());

  afterEach(async () => {
    expect(await doubleBooked(service)).toBe(0);
    expect(await deadlocks(service)).toBe(0);
  });

  const asker = () => programme.practitioners[0];
  const submitted = () => aSubmittedRequest(service, asker());

  async function consultationIds(codes: readonly string[]): Promise<string[]> {
    const { rows } = await service.admin.query<{ id: string }>(
      'SELECT id FROM consultation WHERE code = ANY ($1) ORDER BY id',
      [codes],
    );
    return rows.map(({ id }) => id);
  }

  function personOf(id: string | null | undefined): TestPerson {
    const found = [programme.lead, programme.deputy, ...programme.champions].find(
      ({ personId }) => personId === id,
    );
    if (!found) throw new Error('No consultant of this programme');
    return found;
  }

  it('accepts of one offer: one is the answer, the others are told so', async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const [id = ''] = await consultationIds([await submitted()]);
      await service.get(Routing).routeWaiting(programme.id, id);
      const { rows } = await service.admin.query<{ id: string; consultant_id: string }>(
        `SELECT id, consultant_id FROM offer WHERE consultation_id = $1 AND status = 'open'`,
        [id],
      );
      const [offer] = rows;
      if (!offer) throw new Error('No offer was made');
      const consultant = personOf(offer.consultant_id);
      const { won, refused } = await atOnce(
        rivals.map(() => () => service.get(Offers).accept(consultant, offer.id, { noConflict: true })),
      );
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['offer-closed']);
      const kept = await service.admin.query<{ events: string[]; confirmed: number }>(
        `SELECT ARRAY(SELECT event FROM history WHERE consultation_id = $1 AND event = 'offer-accepted') AS events,
           (SELECT count(*)::int FROM booking WHERE consultation_id = $1 AND status = 'confirmed') AS confirmed`,
        [id],
      );
      expect(kept.rows[0]).toEqual({ events: ['offer-accepted'], confirmed: 1 });
    }
  }, 60_000);

  it('leads give different consultations to one consultant at the same or an overlapping time', async () => {
    const waiting = await Promise.all(rivals.map(submitted));
    for (let run = 0; run < RUNS; run += 1) {
      const consultant = run % 2 === 0 ? programme.deputy : programme.champions[0];
      const wanted = [onDay(run, ELEVEN), onDay(run, HALF_PAST)];
      const { won, refused } = await fromTheLine(
        service,
        waiting.map((code, index) => () => {
          const choice = { startsAt: wanted[index % 2] ?? new Date(0), reason: 'They know the field' };
          const by = index % 3 === 0 ? programme.lead : programme.deputy;
          return by === consultant
            ? service.get(Lead).take(by, code, { ...choice, noConflict: true })
            : service.get(Lead).assign(by, code, { ...choice, consultantId: consultant.personId });
        }),
      );
      expect(won).toHaveLength(1);
      expect(['consultant-not-eligible', 'time-taken']).toEqual(expect.arrayContaining(codesOf(refused)));
      for (const { details } of refused) expectOtherTimes(details, wanted);
      waiting[waiting.indexOf(won[0]?.code ?? '')] = await submitted();
    }
  }, 120_000);

  it('bookings are moved to one time', async () => {
    const consultant = programme.lead;
    const booked = await Promise.all(
      rivals.map(async (index) => {
        const startsAt = onDay(index >> 1, index % 2 === 0 ? 10 * 60 : 14 * 60);
        const its = { startsAt, noConflict: true, reason: 'Mine' };
        return (await service.get(Lead).take(consultant, await submitted(), its)).code;
      }),
    );
    for (let run = 0; run < RUNS; run += 1) {
      const startsAt = onDay(run, HALF_PAST);
      const { won, refused } = await fromTheLine(
        service,
        booked.map((code, index) => () => {
          const by = index % 2 === 0 ? asker() : consultant;
          return service.get(Bookings).reschedule(by, code, { startsAt, reason: 'A court date' });
        }),
      );
      expect(won).toHaveLength(1);
      expect(['time-not-offered', 'time-taken']).toEqual(expect.arrayContaining(codesOf(refused)));
      for (const { details } of refused) expectOtherTimes(details, [startsAt]);
    }
  }, 120_000);

  it('requests are routed to the soonest time', async () => {
    const ids = await consultationIds(await Promise.all(rivals.map(submitted)));
    for (let run = 0; run < RUNS; run += 1) {
      await fromTheLine(
        service,
        ids.map((id) => () => service.get(Routing).routeWaiting(programme.id, id)),
      );
      const { rows } = await service.admin.query<{ status: string; times: number; starts: number }>(
        `SELECT c.status, count(*)::int AS times, count(DISTINCT (b.consultant_id, b.starts_at))::int AS starts
         FROM consultation c LEFT JOIN booking b ON b.consultation_id = c.id AND b.status = 'tentative'
         WHERE c.id = ANY ($1) GROUP BY c.status`,
        [ids],
      );
      expect(rows).toEqual([{ status: 'offered', times: RIVALS, starts: RIVALS }]);
      expect(await doubleBooked(service)).toBe(0);
      await backToWaiting(ids);
    }
  }, 120_000);

  it('requests are given to one consultant in one week: not more than the weekly cap', async () => {
    const capped = await aProgramme(service, { settings: { weeklyCap: 2 } });
    const [champion] = capped.champions;
    const codes = await Promise.all(rivals.map(() => aSubmittedRequest(service, capped.practitioners[0])));
    const { won, refused } = await fromTheLine(
      service,
      codes.map((code, index) => () => {
        const startsAt = onDay(index % 4, 600 + 90 * (index % 3));
        const choice = { startsAt, consultantId: champion.personId, reason: 'They know the field' };
        return service.get(Lead).assign(capped.lead, code, choice);
      }),
    );
    expect(won).toHaveLength(2);
    expect(['consultant-not-eligible', 'time-taken']).toEqual(expect.arrayContaining(codesOf(refused)));
  }, 60_000);

  /** As if nobody had been asked: the next run begins where this one did. */
  async function backToWaiting(ids: readonly string[]): Promise<void> {
    await service.admin.query(
      `WITH freed AS (UPDATE booking SET status = 'cancelled' WHERE consultation_id = ANY ($1) RETURNING 1),
         closed AS (UPDATE offer SET status = 'withdrawn' WHERE consultation_id = ANY ($1) RETURNING 1),
         forgotten AS (DELETE FROM routing_run WHERE consultation_id = ANY ($1) RETURNING 1)
       UPDATE consultation SET status = 'waiting', consultant_id = NULL, version = version + 1 WHERE id = ANY ($1)`,
      [ids],
    );
  }

  /** Others are shown, and the one that went is not among them. */
  function expectOtherTimes(details: Readonly<Record<string, unknown>> | undefined, gone: readonly Date[]) {
    const others = details?.['otherTimes'] as Date[];
    expect(others.length).toBeGreaterThan(0);
    const left = new Set(others.map((time) => time.getTime()));
    expect(gone.filter((time) => left.has(time.getTime()))).toEqual([]);
  }

  it('nothing has touched the other programme', async () => {
    const { rows } = await service.admin.query<{ rows: number }>(
      'SELECT (SELECT count(*) FROM booking WHERE programme_id = $1)::int AS rows',
      [other.id],
    );
    expect(rows[0]?.rows).toBe(0);
  });
});
