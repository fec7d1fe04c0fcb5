import { type Actor, type DomainError, type Preferences } from '@case-consultation/domain';
import {
  Asking,
  AvailabilityChanges,
  AvailabilityQueries,
  Lead,
  LeadTasks,
  TimesQueries,
} from '@case-consultation/features';
import { Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let journey: Journey;
let changes: AvailabilityChanges;
let queries: AvailabilityQueries;
let ada: TestPerson;

beforeAll(async () => {
  service = await TestService.start();
  changes = service.get(AvailabilityChanges);
  queries = service.get(AvailabilityQueries);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [ada] = programme.champions;
});
afterAll(() => service.stop());

const MORNINGS = [{ weekday: 3, startMinute: 540, endMinute: 720 }];
const refused = (work: Promise<unknown>): Promise<DomainError> =>
  work.then(
    () => Promise.reject(new Error('It was not refused')),
    (error: unknown) => error as DomainError,
  );
const historyOf = async (actor: Actor, consultant = ada) =>
  (await queries.history(actor, consultant.personId, { limit: 20, before: null })).items;
const tasks = async (lead: Actor = programme.lead) =>
  (await service.get(LeadTasks).open(lead, { limit: 10, after: null })).items;
const startsOf = (collision: DomainError) =>
  (collision.details?.['collisions'] as { startsAt: Date }[]).map(({ startsAt }) => startsAt);

describe('what a consultant says about their time', () => {
  it('is kept part by part, each with who, when and what', async () => {
    const { personId } = ada;
    await changes.changeHours(ada, personId, { hours: MORNINGS, from: '2027-04-01', until: null });
    const time = { startsAt: new Date('2027-03-20T10:00:00Z'), endsAt: new Date('2027-03-20T12:00:00Z') };
    await changes.addTime(ada, personId, { kind: 'extra', ...time });
    await changes.takeLeave(ada, personId, { from: '2027-03-28', until: '2027-04-02' });
    await changes.notThisWeek(ada, personId);
    const before = await queries.of(ada, personId);
    await changes.changePreferences(ada, personId, {
      ...before.preferences,
      weeklyCap: 1,
      bufferAfterMinutes: 30,
    });
    const [pia] = programme.practitioners;
    await changes.changeNeverMatch(ada, personId, [pia.personId]);

    const said = await queries.of(ada, personId);
    expect(said).toMatchObject({
      version: 6,
      paused: { from: '2027-03-02', until: '2027-03-07' },
      leave: [{ from: '2027-03-28', until: '2027-04-02' }],
      oneOff: [{ kind: 'extra', ...time }],
      preferences: { weeklyCap: 1, bufferAfterMinutes: 30 },
      neverMatch: [{ id: pia.personId, name: pia.name }],
    });
    expect(said.weeklyHours.filter(({ effectiveUntil }) => effectiveUntil === null)).toEqual([
      { ...MORNINGS[0], effectiveFrom: '2027-04-01', effectiveUntil: null },
    ]);
    expect(said.weeklyHours.filter(({ effectiveUntil }) => effectiveUntil === '2027-03-31')).toHaveLength(5);
    const told = await historyOf(ada);
    expect(told.map(({ version, by, onBehalf }) => [version, by, onBehalf])).toEqual(
      [6, 5, 4, 3, 2, 1].map((version) => [version, 'Ada Champion', false]),
    );
    expect(told.map(({ words }) => words)).toEqual([
      'People never to be matched with: 1 added, 0 taken away',
      'Consultations a week and time kept free after each changed',
      'Paused from Tuesday 2 March 2027 to Sunday 7 March 2027',
      'Leave from Sunday 28 March 2027 to Friday 2 April 2027',
      'Extra time on Saturday 20 March 2027, 10:00am to midday',
      'Weekly hours from Thursday 1 April 2027: Wednesdays 9:00am to midday',
    ]);
    expect(told[0]?.at.getTime()).toBeGreaterThanOrEqual(TUESDAY_MORNING.getTime());

    const id = said.oneOff[0]?.id ?? '';
    await changes.removeTime(ada, personId, id);
    await changes.takeLeaveBack(ada, personId, said.leave[0]?.id ?? '');
    await changes.resume(ada, personId);
    await changes.changeNeverMatch(ada, personId, []);
    expect(await queries.of(ada, personId)).toMatchObject({
      version: 10,
      oneOff: [],
      leave: [],
      paused: null,
      neverMatch: [],
    });
    expect((await refused(changes.removeTime(ada, personId, id))).code).toBe('not-found');
  });

  it('is one pause from its beginning when said in three weeks in a row, which the history has one by one', async () => {
    for (const day of ['2027-03-02', '2027-03-08', '2027-03-15']) {
      service.clock.setTo(new Date(`${day}T09:00:00Z`));
      await changes.notThisWeek(ada, ada.personId);
    }
    expect((await queries.of(ada, ada.personId)).paused).toEqual({ from: '2027-03-02', until: '2027-03-21' });
    expect((await historyOf(ada)).map(({ words }) => words)).toEqual([
      'Paused from Monday 15 March 2027 to Sunday 21 March 2027',
      'Paused from Monday 8 March 2027 to Sunday 14 March 2027',
      'Paused from Tuesday 2 March 2027 to Sunday 7 March 2027',
    ]);
  });

  it('is not written twice when it is so already', async () => {
    await changes.notThisWeek(ada, ada.personId);
    expect(await changes.notThisWeek(ada, ada.personId)).toBe(1);
    expect(await historyOf(ada)).toHaveLength(1);
  });

  it('is theirs and the leads’, who are named in the history; nobody else learns that there is anything', async () => {
    const elsewhere = await aProgramme(service);
    const [, bea] = programme.champions;
    const preferences: Preferences = { ...(await queries.of(ada, ada.personId)).preferences, weeklyCap: 1 };
    for (const stranger of [bea, programme.practitioners[0], elsewhere.lead, elsewhere.champions[0]]) {
      const tries = [
        queries.of(stranger, ada.personId),
        queries.overview(stranger, ada.personId),
        queries.history(stranger, ada.personId, { limit: 5, before: null }),
        changes.changePreferences(stranger, ada.personId, preferences),
        changes.notThisWeek(stranger, ada.personId),
        changes.changeNeverMatch(stranger, ada.personId, []),
      ];
      for (const error of await Promise.all(tries.map(refused))) expect(error.code).toBe('not-found');
    }
    await changes.changePreferences(programme.lead, ada.personId, preferences);
    expect(await historyOf(programme.deputy)).toMatchObject([{ by: 'Lena Lead', onBehalf: true }]);
    expect((await refused(changes.notThisWeek(programme.deputy, programme.deputy.personId))).code).toBe(
      'not-your-task',
    );
    expect(await queries.mine(programme.deputy)).toBeNull();
  });

  it('names nobody of another programme, although a foreign key would let it', async () => {
    const elsewhere = await aProgramme(service);
    const theirs = elsewhere.practitioners[0].personId;
    const error = await refused(changes.changeNeverMatch(ada, ada.personId, [theirs]));
    expect(error).toMatchObject({ code: 'invalid-input', field: 'personIds' });
    expect((await queries.of(ada, ada.personId)).version).toBe(0);
  });
});

describe('two who change it at once', () => {
  it('one wins; the other is told what was changed, and loses nothing', async () => {
    const { personId } = ada;
    const [mine, theirs] = [
      changes.takeLeave(ada, personId, { from: '2027-03-28', until: '2027-03-30' }, { seen: 0 }),
      changes.changeHours(
        programme.lead,
        personId,
        { hours: MORNINGS, from: '2027-05-01', until: null },
        { seen: 0 },
      ),
    ];
    const results = await Promise.allSettled([mine, theirs]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const error = results.find((result) => result.status === 'rejected')?.reason as DomainError;
    expect(error.code).toBe('changed-meanwhile');
    expect(error.message).toMatch(/Ada Champion: Leave from Sunday 28 March|Lena Lead: Weekly hours from/);
    // Sent again with what is seen now, both are there.
    await changes
      .takeLeave(ada, personId, { from: '2027-03-28', until: '2027-03-30' }, { seen: 1 })
      .catch(() => undefined);
    await changes
      .changeHours(
        programme.lead,
        personId,
        { hours: MORNINGS, from: '2027-05-01', until: null },
        { seen: 1 },
      )
      .catch(() => undefined);
    const said = await queries.of(ada, personId);
    expect(said).toMatchObject({ version: 2, leave: [{ from: '2027-03-28' }] });
    expect(said.weeklyHours.some(({ effectiveFrom }) => effectiveFrom === '2027-05-01')).toBe(true);
  });

  it('many at once leave one entry for each version', async () => {
    const days = [28, 29, 30, 31].map((day) => `2027-03-${day}`);
    const leaves = days.map((day) => changes.takeLeave(ada, ada.personId, { from: day, until: day }));
    expect((await Promise.all(leaves)).sort()).toEqual([1, 2, 3, 4]);
    expect((await queries.of(ada, ada.personId)).leave).toHaveLength(4);
  });
});

describe('a change that collides', () => {
  it('shows what with, and changes nothing until it is kept; the leads have a task', async () => {
    const { code, consultant } = await journey.booked(programme.practitioners[0]);
    const { booking } = await journey.state(code);
    const day = booking?.startsAt.toISOString().slice(0, 10) ?? '';
    const leave = { from: day, until: day };
    const error = await refused(changes.takeLeave(consultant, consultant.personId, leave));
    expect(error).toMatchObject({
      code: 'collides-with-bookings',
      details: {
        collisions: [{ code, startsAt: booking?.startsAt, status: 'confirmed', reasons: ['on-leave'] }],
      },
    });
    expect((await queries.of(consultant, consultant.personId)).version).toBe(0);

    await changes.takeLeave(consultant, consultant.personId, leave, { keeping: startsOf(error) });
    expect((await journey.state(code)).status).toBe('booked');
    expect((await historyOf(consultant, consultant))[0]).toMatchObject({ kept: 1 });
    expect(await tasks()).toMatchObject([
      { kind: 'leave-collides', code: null, consultant: { id: consultant.personId, name: consultant.name } },
    ]);
  });

  it.each<[string, (preferences: Preferences) => Partial<Preferences>, string]>([
    ['a priority', () => ({ priorities: ['P1', 'P2'] }), 'priority-not-taken'],
    ['a way to consult', () => ({ modes: ['phone'] }), 'mode-not-taken'],
  ])('asks about what is booked when %s is taken no more', async (_, change, reason) => {
    const { code, consultant } = await journey.booked(programme.practitioners[0]);
    const { preferences } = await queries.of(consultant, consultant.personId);
    const wish = { ...preferences, ...change(preferences) };
    const error = await refused(changes.changePreferences(consultant, consultant.personId, wish));
    expect(error.details?.['collisions']).toMatchObject([{ code, reasons: [reason] }]);
    await changes.changePreferences(consultant, consultant.personId, wish, { keeping: startsOf(error) });
    expect((await journey.state(code)).status).toBe('booked');
    expect(await tasks()).toEqual([]);
  });

  it('asks when somebody is named who has a consultation booked; kept, the leads have a task about it', async () => {
    const [pia, other] = programme.practitioners;
    const { code, consultant } = await journey.booked(pia);
    const { personId } = consultant;
    const error = await refused(changes.changeNeverMatch(consultant, personId, [pia.personId]));
    expect(error).toMatchObject({
      code: 'collides-with-bookings',
      details: { collisions: [{ code, status: 'confirmed', reasons: ['never-match'] }] },
    });
    expect(await queries.of(consultant, personId)).toMatchObject({ version: 0, neverMatch: [] });
    await changes.changeNeverMatch(consultant, personId, [other.personId]);

    const keeping = startsOf(error);
    await changes.changeNeverMatch(consultant, personId, [pia.personId], { keeping });
    expect((await journey.state(code)).status).toBe('booked');
    expect((await historyOf(consultant, consultant))[0]).toMatchObject({ kept: 1 });
    expect(await tasks()).toMatchObject([{ kind: 'never-match-kept', code, consultant: null }]);
    await changes.changeNeverMatch(consultant, personId, []);
    await changes.changeNeverMatch(consultant, personId, [pia.personId], { keeping });
    expect(await tasks()).toHaveLength(1);
  });

  it('does not tell a lead who is shut out of a consultation whose it is', async () => {
    const [pia] = programme.practitioners;
    const { consultant } = await journey.booked(pia, { conflictPersonIds: [programme.deputy.personId] });
    const named = [pia.personId];
    expect(await changes.changeNeverMatch(programme.deputy, consultant.personId, named)).toBe(1);
    expect(await tasks(programme.deputy)).toEqual([]);
  });

  it('asks again about what came since it was shown', async () => {
    const first = await journey.booked(programme.practitioners[0]);
    const { consultant } = first;
    const off = { hours: [], from: '2027-03-02', until: null };
    const error = await refused(changes.changeHours(consultant, consultant.personId, off));
    for (const other of programme.champions.filter(({ personId }) => personId !== consultant.personId)) {
      await changes.changeHours(other, other.personId, off);
    }
    await journey.asked(programme.practitioners[1]);
    const again = await refused(
      changes.changeHours(consultant, consultant.personId, off, { keeping: startsOf(error) }),
    );
    expect(again.code).toBe('collides-with-bookings');
    expect(again.details?.['collisions']).toMatchObject([{ status: 'confirmed' }, { status: 'tentative' }]);
  });

  it('tells a lead who is shut out of it when, and no code', async () => {
    const { code, consultant } = await journey.booked(programme.practitioners[0], {
      conflictPersonIds: [programme.deputy.personId],
    });
    const off = { hours: [], from: '2027-03-02', until: null };
    for (const [who, seen] of [
      [programme.lead, code],
      [programme.deputy, null],
    ] as const) {
      const error = await refused(changes.changeHours(who, consultant.personId, off));
      expect(error.details?.['collisions']).toMatchObject([{ code: seen }]);
    }
    const { weeks } = await queries.overview(programme.deputy, consultant.personId);
    const held = weeks.flatMap(({ days }) => days.flatMap(({ spans }) => spans)).filter((span) => span.held);
    expect(held.map((span) => [span.kind, span.held?.code])).toEqual([['booked', null]]);
  });

  it('cannot slip in between: of a booking and leave at once, one knows of the other', async () => {
    const [pia] = programme.practitioners;
    const refusals: string[] = [];
    for (let week = 0; week < 6; week += 1) {
      const code = await aSubmittedRequest(service, pia);
      const startsAt = new Date(Date.UTC(2027, 2, 4 + week * 7, 11));
      const day = startsAt.toISOString().slice(0, 10);
      const assign = () =>
        service
          .get(Lead)
          .assign(programme.lead, code, { consultantId: ada.personId, startsAt, reason: 'Knows the field' });
      const leave = () => changes.takeLeave(ada, ada.personId, { from: day, until: day });
      // Either may come to the lock first, so each is sent off first in turn.
      const results = await Promise.allSettled(
        (week % 2 === 0 ? [assign, leave] : [leave, assign]).map((go) => go()),
      );
      const [error] = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason as DomainError] : [],
      );
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      refusals.push(error?.code ?? '');
      const isAway = (await queries.of(ada, ada.personId)).leave.some(({ from }) => from === day);
      const isAsked = (await journey.state(code)).status === 'offered';
      expect([isAway, isAsked]).toEqual(
        error?.code === 'collides-with-bookings' ? [false, true] : [true, false],
      );
    }
    expect(['collides-with-bookings', 'consultant-not-eligible']).toEqual(expect.arrayContaining(refusals));
  });
});

describe('routing and free times', () => {
  const timesFor = async (buffer: number | null) => {
    const one = await aProgramme(service, { champions: { hours: [] }, leadConsults: false });
    const tried = one.champions[0];
    await changes.changeHours(tried, tried.personId, {
      hours: [{ weekday: 3, startMinute: 600, endMinute: 960 }],
      from: '2027-03-02',
      until: null,
    });
    const { preferences } = await queries.of(tried, tried.personId);
    await changes.changePreferences(tried, tried.personId, {
      ...preferences,
      weeklyCap: 4,
      bufferAfterMinutes: buffer,
    });
    const its = new Journey(service, one);
    const first = await its.booked(one.practitioners[0], {
      preferredTimes: [new Date('2027-03-10T10:00:00Z')],
      soonest: false,
    });
    expect(first.consultant.personId).toBe(tried.personId);
    const { code: second } = await service.get(Asking).start(one.practitioners[1], aRequest());
    const found = await service
      .get(TimesQueries)
      .forRequest(one.practitioners[1], second, { from: new Date('2027-03-10T00:00:00Z'), days: 1 });
    return found.map((start) => start.toISOString().slice(11, 16));
  };

  it('keep a consultant’s own break instead of the programme’s', async () => {
    expect(await timesFor(null)).toEqual([
      '11:30',
      '12:00',
      '12:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
    ]);
    expect(await timesFor(0)).toEqual([
      '11:00',
      '11:30',
      '12:00',
      '12:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
    ]);
    expect(await timesFor(90)).toEqual(['12:30', '13:00', '13:30', '14:00', '14:30', '15:00']);
  });

  it('the picture says bookable where times are offered, and why not elsewhere', async () => {
    const { weeks, availability } = await queries.overview(ada, ada.personId);
    expect(availability.version).toBe(0);
    const thisWeek = weeks[0]?.days.map(({ day, spans }) => [day, spans.map(({ kind }) => kind)]);
    expect(thisWeek).toEqual([
      ['2027-03-01', ['over']],
      ['2027-03-02', ['too-soon']],
      ['2027-03-03', ['bookable']],
      ['2027-03-04', ['bookable']],
      ['2027-03-05', ['bookable']],
      ['2027-03-06', []],
      ['2027-03-07', []],
    ]);
    // Good Friday and Easter Monday.
    const closed = weeks.flatMap(({ days }) => days).filter((day) => day.closed);
    expect(closed.map(({ day, spans }) => [day, spans.map(({ kind }) => kind)])).toEqual([
      ['2027-03-26', ['closed']],
      ['2027-03-29', ['closed']],
    ]);
  });
});
