import fc from 'fast-check';
import {
  dayOf,
  makeWorkingCalendar,
  mondayOf,
  PRIORITIES,
  DEFAULT_SETTINGS,
  STAGES,
} from '@case-consultation/domain';
import { type DemandFilter, DemandQueries, NO_FILTER } from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';

const ZONE = DEFAULT_SETTINGS.zone;
const NOW = new Date('2027-06-16T09:00:00Z');
// A Wednesday, and a Thursday: weeks that are cut at both ends.
const FIRST = '2027-03-17';
const LAST = '2027-06-10';
const CLOSED = '2027-04-07';
const calendar = makeWorkingCalendar({ ...DEFAULT_SETTINGS, closureDays: [CLOSED] });

/** A life as it may have gone, with when each thing was in hours before now. */
interface Life {
  priority: (typeof PRIORITIES)[number];
  stage: (typeof STAGES)[number];
  agency: 0 | 1;
  submitted: number;
  status: 'waiting' | 'with_lead' | 'booked' | 'held' | 'closed' | 'withdrawn';
  /** Hours from submission to holding, or to when it was to be. */
  waited: number;
  /** Days between holding, or when it was to be, and the target after it. */
  early: number;
  repeat: boolean;
  lockedOut: boolean;
  consultant: 0 | 1 | 2;
  offers: readonly {
    status: 'declined' | 'expired' | 'accepted' | 'conflict';
    because: 'other' | null;
    at: number;
  }[];
  missed: 'requester' | 'logistics' | null;
  unmet: 'turned-down' | 'nobody-eligible' | 'abandoned' | 'out-of-area' | null;
  overdue: number | null;
}

const life: fc.Arbitrary<Life> = fc.record({
  priority: fc.constantFrom(...PRIORITIES),
  stage: fc.constantFrom(...STAGES),
  agency: fc.constantFrom(0, 1),
  // Four months, so that some lie before the period and some after it; every hour of the day and night.
  submitted: fc.integer({ min: 1, max: 24 * 125 }),
  status: fc.constantFrom('waiting', 'with_lead', 'booked', 'held', 'closed', 'withdrawn'),
  waited: fc.integer({ min: 0, max: 24 * 30 }),
  early: fc.integer({ min: -3, max: 3 }),
  repeat: fc.boolean(),
  lockedOut: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  consultant: fc.constantFrom(0, 1, 2),
  offers: fc.array(
    fc.record({
      status: fc.constantFrom('declined', 'expired', 'accepted', 'conflict'),
      because: fc.constant(null),
      at: fc.integer({ min: 1, max: 24 * 125 }),
    }),
    { maxLength: 3 },
  ),
  missed: fc.constantFrom('requester', 'logistics', null, null),
  unmet: fc.constantFrom('turned-down', 'nobody-eligible', 'abandoned', 'out-of-area', null),
  overdue: fc.option(fc.integer({ min: -10, max: 60 }), { nil: null }),
});

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(NOW);
  // Two hours of one consultant at one time are for the constraint to refuse: it is not what is looked at here.
  await service.admin.query('ALTER TABLE booking DROP CONSTRAINT one_place_at_a_time');
});
afterAll(() => service.stop());

const HOUR = 3_600_000;
const before = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
const heldAt = (one: Life): Date => new Date(before(one.submitted).getTime() + one.waited * HOUR);
const wasHeld = ({ status }: Life): boolean => status === 'held' || status === 'closed';
const dueOn = (days: number): string => dayOf(new Date(NOW.getTime() - days * 24 * HOUR), ZONE);
const targetOn = (one: Life): string => dayOf(new Date(heldAt(one).getTime() + one.early * 24 * HOUR), ZONE);

async function live(programme: TestProgramme, lives: readonly Life[]): Promise<void> {
  const agencies = [programme.agencies.council.id, programme.agencies.health.id];
  const rows = lives.map((one, n) => ({
    n,
    status: one.status,
    consultant: ['waiting', 'with_lead', 'withdrawn'].includes(one.status)
      ? null
      : programme.champions[one.consultant].personId,
    agency: agencies[one.agency],
    stage: one.stage,
    priority: one.priority,
    target: targetOn(one),
    submitted: before(one.submitted),
    held: wasHeld(one) ? heldAt(one) : null,
    starts: wasHeld(one) || one.status === 'booked' ? heldAt(one) : null,
    repeat: one.repeat,
    locked: one.lockedOut,
    missed: one.missed,
    unmet: one.unmet,
    overdue: one.overdue === null ? null : dueOn(one.overdue),
    offers: one.offers.map((offer) => ({ ...offer, at: before(offer.at) })),
  }));
  await service.admin.query('DROP TABLE IF EXISTS lived');
  await service.admin.query(
    `CREATE TABLE lived AS SELECT gen_random_uuid() AS id, $2::uuid AS programme_id, $3::uuid AS requester, $4::uuid AS lead, l.*
     FROM jsonb_to_recordset($1::jsonb) AS l (n int, status text, consultant uuid, agency uuid, stage text, priority text,
       target date, submitted timestamptz, held timestamptz, starts timestamptz, repeat boolean, locked boolean,
       missed text, unmet text, overdue date, offers jsonb)`,
    [JSON.stringify(rows), programme.id, programme.practitioners[0].personId, programme.lead.personId],
  );
  for (const sql of [
    `consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, stage, priority, target_on, mode,
       created_at, submitted_at, status_since, held_at, repeat_case)
     SELECT id, programme_id, 'B-' || n, status, requester, consultant, agency, stage, priority, target, 'video', submitted,
       submitted, submitted, held, repeat FROM lived`,
    `lockout (consultation_id, person_id, programme_id, source) SELECT id, lead, programme_id, 'requester' FROM lived WHERE locked`,
    `booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid, sequence,
       created_at)
     SELECT gen_random_uuid(), programme_id, id, consultant, starts, starts + interval '1 hour', starts + interval '75 minutes',
       'confirmed', id::text, 0, submitted FROM lived WHERE starts IS NOT NULL`,
    `offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at, expires_at, status,
       because, answered_at)
     SELECT gen_random_uuid(), programme_id, id, '${programme.champions[0].personId}', o.at, o.at, o.at, o.at, o.at, o.status,
       o.because, o.at FROM lived, jsonb_to_recordset(offers) AS o (status text, because text, at timestamptz)`,
    `history (programme_id, consultation_id, at, event, from_status, to_status, detail)
     SELECT programme_id, id, submitted, 'not-held', 'booked', 'waiting', jsonb_build_object('because', missed)
     FROM lived WHERE missed IS NOT NULL`,
    `history (programme_id, consultation_id, at, event, from_status, to_status)
     SELECT programme_id, id, submitted, e.event, 'booked', 'waiting'
     FROM lived, (VALUES (1, 'conflict-declared'), (2, 'offer-made')) AS e (place, event)
     WHERE missed = 'requester' AND (place = 1 OR n % 2 = 0) ORDER BY n, place`,
    `unmet_demand (id, programme_id, consultation_id, at, kind)
     SELECT gen_random_uuid(), programme_id, id, submitted, unmet FROM lived WHERE unmet IS NOT NULL`,
    `action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description, created_by, created_at)
     SELECT gen_random_uuid(), programme_id, id, requester, agency, 'child', overdue, 'open', '', requester, submitted
     FROM lived WHERE overdue IS NOT NULL`,
  ])
    await service.admin.query(`INSERT INTO ${sql}`);
}

/** The same counted from the lives themselves, with nothing of what the queries use. */
function recount(programme: TestProgramme, all: readonly Life[], filter: DemandFilter) {
  const seen = all.filter(({ lockedOut }) => !lockedOut);
  const agencies = [programme.agencies.council.id, programme.agencies.health.id];
  const lives = seen.filter(
    (one) =>
      (filter.agencyId === null || agencies[one.agency] === filter.agencyId) &&
      (filter.stage === null || one.stage === filter.stage) &&
      (filter.priority === null || one.priority === filter.priority),
  );
  const inPeriod = (at: Date): boolean => dayOf(at, ZONE) >= FIRST && dayOf(at, ZONE) <= LAST;
  const asked = lives.filter((one) => inPeriod(before(one.submitted)));
  const heldOnes = lives.filter((one) => wasHeld(one) && inPeriod(heldAt(one)));
  const count = <T>(list: readonly T[], wanted: (one: T) => boolean): number => list.filter(wanted).length;
  const nth = (sorted: readonly number[], share: number): number | null =>
    sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
  const heldOf = (priority: Life['priority'] | null) => {
    const those = heldOnes.filter((one) => priority === null || one.priority === priority);
    const waits = those
      .map((one) => calendar.workingDaysBetween(dayOf(before(one.submitted), ZONE), dayOf(heldAt(one), ZONE)))
      .sort((a, b) => a - b);
    return {
      priority,
      held: those.length,
      metTarget: count(those, (one) => dayOf(heldAt(one), ZONE) <= targetOn(one)),
      medianWait: nth(waits, 0.5),
      wait80: nth(waits, 0.8),
    };
  };
  const offers = lives.flatMap((one) => one.offers).filter(({ at }) => inPeriod(before(at)));
  const conflicts = all.flatMap((one, n) =>
    lives.includes(one) && one.missed === 'requester' && inPeriod(before(one.submitted)) ? [n] : [],
  );
  const booked = seen.filter((one) => (wasHeld(one) || one.status === 'booked') && inPeriod(heldAt(one)));
  const late = lives.flatMap((one) => (one.overdue !== null && one.overdue > 0 ? [dueOn(one.overdue)] : []));
  const today = dayOf(NOW, ZONE);
  return {
    requests: { n: asked.length, repeats: count(asked, ({ repeat }) => repeat) },
    byWeek: (monday: string) =>
      count(asked, (one) => mondayOf(dayOf(before(one.submitted), ZONE)) === monday),
    allByWeek: (monday: string) =>
      count(
        seen,
        (one) => inPeriod(before(one.submitted)) && mondayOf(dayOf(before(one.submitted), ZONE)) === monday,
      ),
    usedByWeek: (monday: string) => count(booked, (one) => mondayOf(dayOf(heldAt(one), ZONE)) === monday),
    waiting: count(lives, ({ status }) => status === 'waiting' || status === 'with_lead'),
    pastTarget: count(
      lives,
      (one) =>
        (one.status === 'waiting' || one.status === 'with_lead') &&
        calendar.workingDaysBetween(today, targetOn(one)) < 0,
    ),
    held: [null, ...PRIORITIES].map(heldOf),
    booked: programme.champions.map((_, place) => count(booked, ({ consultant }) => consultant === place)),
    offers: (['accepted', 'declined', 'expired', 'conflict'] as const).map((status) =>
      count(offers, (offer) => offer.status === status),
    ),
    conflicts: { declared: conflicts.length, reRouted: count(conflicts, (n) => n % 2 === 0) },
    notHeld: {
      requester: count(asked, ({ missed }) => missed === 'requester'),
      consultant: 0,
      logistics: count(asked, ({ missed }) => missed === 'logistics'),
    },
    unmet: {
      'no-acceptable-time': 0,
      abandoned: count(asked, ({ unmet }) => unmet === 'abandoned'),
      'nobody-eligible': count(asked, ({ unmet }) => unmet === 'nobody-eligible'),
      'out-of-area': count(asked, ({ unmet }) => unmet === 'out-of-area'),
      'turned-down': count(asked, ({ unmet }) => unmet === 'turned-down'),
    },
    overdue: [
      count(
        late,
        (day) => calendar.workingDaysBetween(day, today) <= 5 || day >= calendar.addWorkingDays(today, -5),
      ),
      late.length,
    ],
  };
}

const everybody = ({ lead, deputy, champions, practitioners }: TestProgramme): number =>
  [lead, deputy, ...champions, ...practitioners].length;

describe('the figures of a period', () => {
  it('are those that counting all lives again gives, whatever took place and whatever is filtered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 40 }),
        fc.constantFrom<keyof DemandFilter | null>(null, 'agencyId', 'stage', 'priority'),
        async (lives, filtered) => {
          const programme = await aProgramme(service, { settings: { closureDays: [CLOSED] } });
          await live(programme, lives);
          const filter: DemandFilter = { ...NO_FILTER };
          if (filtered === 'agencyId') filter.agencyId = programme.agencies.health.id;
          if (filtered === 'stage') filter.stage = lives[0]?.stage ?? null;
          if (filtered === 'priority') filter.priority = 'P2';
          const period = { name: 'own-dates', first: FIRST, last: LAST } as const;
          const found = await service.get(DemandQueries).figures(programme.lead, { period, filter });
          const expected = recount(programme, lives, filter);
          expect(found.requests).toEqual(expected.requests);
          expect(found.kinds.reduce((sum, { n }) => sum + n, 0)).toBe(expected.requests.n);
          expect(found.weeks.map((week) => [week.requests, week.allRequests, week.slotsUsed])).toEqual(
            found.weeks.map(({ monday }) => [
              expected.byWeek(monday),
              expected.allByWeek(monday),
              expected.usedByWeek(monday),
            ]),
          );
          const waiting = found.waitingNow.reduce((sum, { n }) => sum + n, 0);
          const past = found.waitingNow.filter(({ workingDaysLeft }) => workingDaysLeft < 0);
          expect([waiting, past.reduce((sum, { n }) => sum + n, 0)]).toEqual([
            expected.waiting,
            expected.pastTarget,
          ]);
          expect(found.held).toEqual(expected.held);
          expect(
            programme.champions.map(
              ({ personId }) => found.shares.find(({ consultantId }) => consultantId === personId)?.booked,
            ),
          ).toEqual(expected.booked);
          const { accepted, declined, expired, conflict } = found.offers;
          expect([accepted, declined.other, expired, conflict]).toEqual(expected.offers);
          expect(found.conflicts).toEqual(expected.conflicts);
          expect(found.notHeld).toEqual(expected.notHeld);
          expect(found.unmet).toEqual(expected.unmet);
          const upToAWeek = found.overdue.reduce((sum, row) => sum + row.upToAWeek, 0);
          const late = found.overdue.reduce((sum, row) => sum + row.upToAMonth + row.longer, upToAWeek);
          expect([upToAWeek, late]).toEqual(expected.overdue);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('are of real lives too: held, repeated, declined to nobody', async () => {
    const start = new Date('2027-06-16T09:00:00Z');
    service.clock.setTo(start);
    const programme = await aProgramme(service);
    const journey = new Journey(service, programme);
    const [pia] = programme.practitioners;
    await journey.held(pia, { caseReference: 'C-2027-9' });
    await aSubmittedRequest(service, pia, { caseReference: 'C-2027-9' });
    await aSubmittedRequest(service, pia, { caseReference: 'C-2027-8' });
    const found = await service
      .get(DemandQueries)
      .figures(programme.lead, { period: { name: 'this-quarter' } });
    expect(found.requests).toEqual({ n: 3, repeats: 1 });
    expect(found.held[0]).toMatchObject({ held: 1, metTarget: 1 });
    expect(found.waitingNow.reduce((sum, { n }) => sum + n, 0)).toBe(2);
    expect(found.offers.accepted).toBe(1);
    service.clock.setTo(start);
  });

  it('tell of each agency how many asked, work there, and are trained to consult today', async () => {
    service.clock.setTo(NOW);
    const programme = await aProgramme(service);
    const [pia] = programme.practitioners;
    await aSubmittedRequest(service, pia);
    const [ada, bea, cara] = programme.champions;
    const signedOff = (who: { personId: string }, from: string, until: string | null) =>
      service.admin.query(
        'UPDATE consultant SET signed_off_from = $2, signed_off_until = $3 WHERE person_id = $1',
        [who.personId, from, until],
      );
    const period = { name: 'this-quarter' } as const;
    const figures = async (filter = NO_FILTER) =>
      (await service.get(DemandQueries).figures(programme.lead, { period, filter })).training;
    const before = await figures();
    expect(before[0]?.requests).toBe(1);
    const all = (rows: typeof before, what: 'people' | 'trained' | 'endsSoon') =>
      rows.reduce((sum, one) => sum + one[what], 0);
    expect([all(before, 'people'), all(before, 'endsSoon')]).toEqual([everybody(programme), 0]);

    await signedOff(ada, '2026-01-01', '2027-06-15');
    await signedOff(bea, '2027-06-16', '2027-08-15');
    await signedOff(cara, '2026-01-01', '2027-08-16');
    await service.admin.query('UPDATE person SET active = false WHERE id = $1', [pia.personId]);
    const after = await figures();
    expect(all(after, 'trained')).toBe(all(before, 'trained') - 1);
    expect([all(after, 'people'), all(after, 'endsSoon')]).toEqual([everybody(programme) - 1, 1]);

    const { id } = programme.agencies.health;
    const health = await figures({ ...NO_FILTER, agencyId: id });
    expect(health).toHaveLength(1);
    expect(after).toContainEqual(health[0]);
  });

  it('are for leads alone, of periods and agencies that there are', async () => {
    const programme = await aProgramme(service);
    const queries = service.get(DemandQueries);
    const period = { name: 'this-quarter' } as const;
    expect(await codeFrom(queries.figures(programme.champions[0], { period }))).toBe('not-your-task');
    const filter = { ...NO_FILTER, agencyId: 'council' };
    expect(await codeFrom(queries.figures(programme.lead, { period, filter }))).toBe('invalid-input');
    const backwards = { name: 'own-dates', first: LAST, last: FIRST } as const;
    expect(await codeFrom(queries.figures(programme.lead, { period: backwards }))).toBe('invalid-input');
  });
});
