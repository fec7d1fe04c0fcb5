import {
  Actions,
  Asking,
  AvailabilityChanges,
  Bookings,
  Cover,
  CoverQueries,
  type FormPart,
  Lead,
  LeadTasks,
  Offers,
  Swaps,
} from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let beside: TestProgramme;
let programme: TestProgramme;
let journey: Journey;
let cover: Cover;
let ada: TestPerson;
let bea: TestPerson;
let cal: TestPerson;

const WEDNESDAY = new Date('2027-03-03T10:00:00Z');
const THURSDAY = new Date('2027-03-04T11:00:00Z');
const FRIDAY = new Date('2027-03-05T13:00:00Z');
const REASON = 'The consultant is away';
const HOW = { reason: REASON, recordAway: true };

beforeAll(async () => {
  service = await TestService.start();
  cover = service.get(Cover);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [ada, bea, cal] = programme.champions;
});
afterAll(() => service.stop());

/** On offer to this consultant at this time. */
async function offered(
  to: TestPerson,
  startsAt: Date,
  from = programme.practitioners[0],
  given: FormPart = {},
): Promise<string> {
  const code = await aSubmittedRequest(service, from, given);
  await service
    .get(Lead)
    .assign(programme.lead, code, { consultantId: to.personId, startsAt, reason: 'Now' });
  await service.drain();
  return code;
}

async function booked(...wish: Parameters<typeof offered>): Promise<string> {
  const code = await offered(...wish);
  await journey.accept(code);
  return code;
}

const thisWeek = (consultant: TestPerson, whatIf = false) => ({
  consultantId: consultant.personId,
  from: '2027-03-03',
  until: '2027-03-05',
  whatIf,
});

/** The tasks about leave that collides, and whether they were seen to. */
async function leaveTasks(): Promise<{ done: boolean }[]> {
  const { rows } = await service.admin.query<{ done: boolean }>(
    `SELECT done_at IS NOT NULL AS done FROM lead_task WHERE programme_id = $1 AND kind = 'leave-collides' ORDER BY id`,
    [programme.id],
  );
  return rows;
}

const planOf = async (consultant: TestPerson) => {
  const id = await cover.plan(programme.lead, thisWeek(consultant));
  return service.get(CoverQueries).plan(programme.lead, id);
};

async function fillUp(consultant: TestPerson): Promise<void> {
  await service.admin.query(
    `INSERT INTO one_off_time (id, programme_id, consultant_id, kind, starts_at, ends_at)
     VALUES (gen_random_uuid(), $1, $2, 'blocked', '2027-03-01', '2027-06-01')`,
    [programme.id, consultant.personId],
  );
}

describe('a cover plan', () => {
  it('keeps every time while somebody can, and moves nothing until it is applied', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await offered(ada, THURSDAY, programme.practitioners[1]);
    const { moves, recordsOwed, id } = await planOf(ada);
    expect(moves).toMatchObject([
      {
        code: first,
        kind: 'confirmed',
        fate: 'moved',
        keepsTime: true,
        late: false,
        changedMeanwhile: false,
      },
      { code: second, kind: 'tentative', fate: 'moved', keepsTime: true },
    ]);
    expect(recordsOwed).toEqual([]);
    expect(moves[0]?.explained.why[0]).toBe('It keeps its time.');
    expect(moves[0]?.explained.why[1]).toMatch(/goes before .* because/);
    expect((await journey.state(first)).consultantId).toBe(ada.personId);

    await cover.apply(programme.lead, id, HOW);
    await service.drain();
    for (const { code, to } of moves) {
      const state = await journey.state(code);
      expect(state).toMatchObject({ consultantId: to?.consultant.id });
      expect(state.consultantId).not.toBe(ada.personId);
      expect(state.booking?.startsAt).toEqual(to?.startsAt);
    }
    expect((await journey.state(first)).status).toBe('booked');
    expect((await journey.state(second)).status).toBe('offered');
    expect((await journey.offers(second)).map(({ status }) => status)).toEqual(['withdrawn', 'open']);
    expect(await journey.events(first)).toContain('reassigned');
    expect(subjectsTo(service, ada.email, first).at(-1)).toBe('passed to a colleague');

    // Nothing new lands on somebody who is away.
    const late = await aSubmittedRequest(service, programme.practitioners[2]);
    const ask = { consultantId: ada.personId, startsAt: FRIDAY, reason: 'Now' };
    const refused = await refusalFrom(service.get(Lead).assign(programme.lead, late, ask));
    expect(refused.details?.['rules']).toContain('on-leave');
    const { rows } = await service.admin.query<{ why: string[]; kind: string }>(
      'SELECT why, fate ->> $2 AS kind FROM cover_move WHERE plan_id = $1',
      [id, 'kind'],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['moved', 'moved']);
    expect(rows.every(({ why }) => why.length >= 2)).toBe(true);
  });

  it('says what else whoever is away leaves behind, to leads who may see it', async () => {
    const lou = await programme.addPerson({ name: 'Lou Lead', roles: ['lead'], team: 3 });
    const hidden = { conflictPersonIds: [lou.personId] };
    const [pia, quin] = programme.practitioners;
    const unsaid = await booked(ada, WEDNESDAY, pia, hidden);
    const held = await booked(ada, THURSDAY, quin, hidden);
    await journey.hold(held, ada);
    const acting = { description: 'Agree who rings', about: 'system', pathwayId: null } as const;
    const add = (dueOn: string) =>
      service.get(Actions).add(ada, held, { ...acting, ownerId: ada.personId, dueOn });
    const { id: due } = await add('2027-03-10');
    await add('2027-04-20');
    const away = { consultantId: ada.personId, from: '2027-03-05', until: '2027-03-12', whatIf: true };
    const seenBy = async (lead: TestPerson) => {
      const plan = await cover.plan(lead, away);
      const { attendanceUnsaid, recordsOwed, actionsOwned } = await service
        .get(CoverQueries)
        .plan(lead, plan);
      return { attendanceUnsaid, recordsOwed, actionsOwned };
    };
    expect(await seenBy(programme.lead)).toEqual({
      attendanceUnsaid: [{ code: unsaid, heldOn: '2027-03-03', priority: 'P3' }],
      recordsOwed: [{ code: held, heldOn: '2027-03-04', priority: 'P3' }],
      actionsOwned: [{ id: due, code: held, dueOn: '2027-03-10' }],
    });
    expect(await seenBy(lou)).toEqual({ attendanceUnsaid: [], recordsOwed: [], actionsOwned: [] });
  });

  it('offers those who consult, and whoever still has something booked', async () => {
    const names = async () =>
      (await service.get(CoverQueries).consultants(programme.lead)).map(({ name }) => name);
    expect(await names()).toContain(ada.name);
    const code = await booked(ada, WEDNESDAY);
    await service.admin.query('UPDATE person SET active = false WHERE id = ANY ($1)', [
      [ada.personId, bea.personId],
    ]);
    expect(await names()).toContain(ada.name);
    expect(await names()).not.toContain(bea.name);
    await service.get(Bookings).cancel(programme.lead, code, { reason: 'No longer needed', wish: null });
    expect(await names()).not.toContain(ada.name);
  });

  it('moves what nobody can keep to the nearest time, and gives what nobody can take to the lead', async () => {
    const code = await booked(ada, WEDNESDAY);
    for (const one of [bea, cal, programme.lead]) await fillUp(one);
    const stuck = await cover.plan(programme.lead, { ...thisWeek(ada), until: null });
    const { moves } = await service.get(CoverQueries).plan(programme.lead, stuck);
    expect(moves).toMatchObject([{ code, fate: 'to-lead', to: null }]);
    expect(moves[0]?.explained.others).toContain(
      `At its own time ${bea.name} is not free for the whole session and the time after it.`,
    );

    const back = await planOf(ada);
    expect(back.moves).toMatchObject([
      { code, fate: 'moved', keepsTime: false, to: { consultant: { id: ada.personId } } },
    ]);
    expect(back.moves[0]?.to?.startsAt.toISOString()).toBe('2027-03-08T10:00:00.000Z');

    await cover.apply(programme.lead, stuck, HOW);
    await service.drain();
    expect(await journey.state(code)).toMatchObject({ status: 'with_lead', booking: null });
    expect(
      (await service.get(LeadTasks).open(programme.lead, { limit: 9, after: null })).items,
    ).toMatchObject([{ kind: 'request-with-lead', code }]);
    const { rows } = await service.admin.query(
      'SELECT paused_from, paused_until FROM consultant WHERE person_id = $1',
      [ada.personId],
    );
    expect(rows).toMatchObject([{ paused_until: null }]);
    expect(rows[0]).not.toMatchObject({ paused_from: null });
  });

  it('tells everybody of a new time and a new consultant in one update of one event', async () => {
    const code = await booked(ada, WEDNESDAY);
    const id = await cover.plan(programme.lead, thisWeek(ada));
    const { options } = await service.get(CoverQueries).options(programme.lead, id, code, 40);
    const other = options.find(
      ({ startsAt, consultant }) => +startsAt !== +WEDNESDAY && consultant.id === bea.personId,
    );
    if (!other) throw new Error('Bea has other times');
    const before = await journey.state(code);
    const choice = { kind: 'moved', consultantId: bea.personId, startsAt: other.startsAt } as const;
    const changed = await cover.change(programme.lead, id, code, choice);
    expect(changed).not.toBe(id);
    await cover.apply(programme.lead, changed, HOW);
    await service.drain();
    const after = await journey.state(code);
    expect(after.booking).toMatchObject({
      uid: before.booking?.uid,
      consultantId: bea.personId,
      startsAt: other.startsAt,
      sequence: (before.booking?.sequence ?? 0) + 1,
    });
    const pia = programme.practitioners[0].email;
    expect(subjectsTo(service, ada.email, code).at(-1)).toBe('passed to a colleague');
    expect(subjectsTo(service, bea.email, code)).toEqual(['confirmed']);
    expect(subjectsTo(service, pia, code).at(-1)).toBe('changed');
    const { rows } = await service.admin.query<{ starts_at: Date }>(
      `SELECT m.starts_at FROM message m JOIN consultation c ON c.id = m.consultation_id
       WHERE c.code = $1 AND m.kind = 'booking-moved-away'`,
      [code],
    );
    expect(rows).toEqual([{ starts_at: WEDNESDAY }]);
  });

  it('changed by the lead, keeps to every hard rule with the rest of the plan counted in', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await booked(ada, THURSDAY, programme.practitioners[1]);
    const id = await cover.plan(programme.lead, thisWeek(ada));
    const to = (code: string, consultantId: string, startsAt: Date) =>
      cover.change(programme.lead, id, code, { kind: 'moved', consultantId, startsAt });
    const onto = await to(first, bea.personId, FRIDAY);
    const same = { kind: 'moved', consultantId: bea.personId, startsAt: FRIDAY } as const;
    expect((await refusalFrom(cover.change(programme.lead, onto, second, same))).details).toEqual({
      rules: ['not-free'],
    });
    const onLeave = await refusalFrom(to(first, ada.personId, FRIDAY));
    expect([onLeave.message, onLeave.details]).toEqual([
      `Choose another way: ${ada.name} is on leave.`,
      { rules: ['on-leave'] },
    ]);
    expect((await refusalFrom(to(first, bea.personId, TUESDAY_MORNING))).code).toBe(
      'consultant-not-eligible',
    );
    expect(await codeFrom(to(first, beside.champions[0].personId, FRIDAY))).toBe('consultant-not-eligible');
    expect(await codeFrom(to('B-ZZZZZZ', bea.personId, FRIDAY))).toBe('not-found');

    const left = await cover.change(programme.lead, id, first, { kind: 'left' });
    const unsaid = cover.apply(programme.lead, left, { reason: ' ', recordAway: false });
    expect(await codeFrom(unsaid)).toBe('reason-needed');
    await cover.apply(programme.lead, left, { ...HOW, recordAway: false });
    expect(await journey.state(first)).toMatchObject({ consultantId: ada.personId, status: 'booked' });
    expect((await journey.state(second)).consultantId).not.toBe(ada.personId);
    expect(await codeFrom(cover.change(programme.lead, left, second, { kind: 'left' }))).toBe('wrong-state');
  });

  it('is done whole or not at all when something changed meanwhile, and says what', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await booked(ada, THURSDAY, programme.practitioners[1]);
    const { id } = await planOf(ada);
    await service.get(Asking).withdraw(programme.practitioners[1], second, 'No longer needed');
    const refused = await refusalFrom(cover.apply(programme.lead, id, HOW));
    expect(refused).toMatchObject({ code: 'changed-meanwhile', details: { changed: [second] } });
    expect((await journey.state(first)).consultantId).toBe(ada.personId);
    expect((await service.get(CoverQueries).plan(programme.lead, id)).moves).toMatchObject([
      { changedMeanwhile: false },
      { changedMeanwhile: true },
    ]);

    // So it is when another booking came to them, and when the time of somebody in the plan went.
    const { id: again } = await planOf(ada);
    const third = await booked(ada, FRIDAY, programme.practitioners[2]);
    expect((await refusalFrom(cover.apply(programme.lead, again, HOW))).details).toEqual({
      changed: [third],
    });
    const { id: more, moves } = await planOf(ada);
    const taker = programme.person(moves[0]?.to?.consultant.id);
    await offered(taker, WEDNESDAY, programme.practitioners[2]);
    expect(await codeFrom(cover.apply(programme.lead, more, HOW))).toBe('changed-meanwhile');
    expect((await journey.state(third)).consultantId).toBe(ada.personId);
    const { rows } = await service.admin.query('SELECT 1 FROM cover_applied WHERE programme_id = $1', [
      programme.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('of two leads at once is applied by one, and twice by one lead is done once', async () => {
    const code = await booked(ada, WEDNESDAY);
    const mine = await cover.plan(programme.lead, thisWeek(ada));
    const theirs = await cover.plan(programme.deputy, thisWeek(ada));
    const tried = await Promise.allSettled([
      cover.apply(programme.lead, mine, HOW),
      cover.apply(programme.deputy, theirs, HOW),
    ]);
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await journey.events(code)).filter((event) => event === 'reassigned')).toHaveLength(1);

    const next = await booked(bea, FRIDAY, programme.practitioners[1]);
    const twice = await cover.plan(programme.lead, thisWeek(bea));
    await Promise.all([0, 1, 2].map(() => cover.apply(programme.lead, twice, HOW)));
    await cover.apply(programme.lead, twice, HOW);
    expect((await journey.events(next)).filter((event) => event === 'reassigned')).toHaveLength(1);
    const { rows } = await service.admin.query(
      `SELECT 1 FROM one_off_time WHERE consultant_id = $1 AND kind = 'leave'`,
      [bea.personId],
    );
    expect(rows).toHaveLength(1);
  });

  it('that was applied is read by every lead in the words of then', async () => {
    const code = await booked(ada, WEDNESDAY);
    const { id } = await planOf(ada);
    const choice = { kind: 'moved', consultantId: bea.personId, startsAt: WEDNESDAY } as const;
    const changed = await cover.change(programme.lead, id, code, choice);
    const queries = service.get(CoverQueries);
    expect((await queries.plan(programme.lead, changed)).moves[0]?.explained.why).toContain(
      `You chose ${bea.name}.`,
    );
    await cover.apply(programme.lead, changed, HOW);
    await service.admin.query('UPDATE person SET name = $2 WHERE id = $1', [bea.personId, 'Bea Married']);
    const told = (await queries.plan(programme.deputy, changed)).moves[0];
    expect(told?.explained.why).toContain(`The lead chose ${bea.name}.`);
    expect(told?.to?.consultant.name).toBe('Bea Married');
  });

  it('is for the lead who made it, and a what-if is for nobody to apply', async () => {
    await booked(ada, WEDNESDAY);
    const id = await cover.plan(programme.lead, thisWeek(ada, true));
    expect(await codeFrom(cover.apply(programme.lead, id, HOW))).toBe('wrong-state');
    for (const other of [programme.deputy, beside.lead]) {
      expect(await codeFrom(cover.apply(other, id, HOW))).toBe('not-found');
      expect(await codeFrom(service.get(CoverQueries).plan(other, id))).toBe('not-found');
    }
    for (const nobody of [ada, programme.practitioners[0]]) {
      expect(await codeFrom(cover.plan(nobody, thisWeek(ada)))).toBe('not-your-task');
      expect(await codeFrom(service.get(CoverQueries).plan(nobody, id))).toBe('not-your-task');
    }
    const wrong = (over: object) => refusalFrom(cover.plan(programme.lead, { ...thisWeek(ada), ...over }));
    expect(await wrong({ consultantId: beside.champions[0].personId })).toMatchObject({
      field: 'consultantId',
    });
    expect(await wrong({ from: '2027-03-01' })).toMatchObject({ field: 'from' });
    expect(await wrong({ until: '2027-03-02' })).toMatchObject({ field: 'until' });
    expect(await wrong({ until: '2030-03-02' })).toMatchObject({ field: 'until' });
  });

  it('shows and moves nothing that its lead is shut out of', async () => {
    const lou = await programme.addPerson({ name: 'Lou Lead', roles: ['lead'], team: 3 });
    const code = await aSubmittedRequest(service, programme.practitioners[0], {
      conflictPersonIds: [lou.personId],
    });
    const choice = { consultantId: ada.personId, startsAt: WEDNESDAY, reason: 'Now' };
    await service.get(Lead).assign(programme.lead, code, choice);
    await service.get(Offers).accept(ada, (await journey.offer(code)).id, { noConflict: true });
    const id = await cover.plan(lou, thisWeek(ada));
    expect((await service.get(CoverQueries).plan(lou, id)).moves).toEqual([]);
    // The leads who may see it find that something is left.
    await cover.apply(lou, id, HOW);
    expect(await leaveTasks()).toEqual([{ done: false }]);
    const theirs = await cover.plan(programme.lead, thisWeek(ada));
    await cover.apply(programme.lead, theirs, HOW);
    expect((await journey.state(code)).consultantId).not.toBe(ada.personId);
    expect(await leaveTasks()).toEqual([{ done: true }]);
  });

  it('leaves the task about other leave, and joins what overlaps', async () => {
    const inApril = new Date('2027-04-14T10:00:00Z');
    await booked(ada, inApril);
    const changes = service.get(AvailabilityChanges);
    await changes.takeLeave(
      programme.lead,
      ada.personId,
      { from: '2027-04-12', until: '2027-04-16' },
      { keeping: [inApril] },
    );
    expect(await leaveTasks()).toEqual([{ done: false }]);
    await booked(ada, WEDNESDAY, programme.practitioners[1]);
    await changes.takeLeave(programme.lead, ada.personId, { from: '2027-03-05', until: '2027-03-08' });
    await cover.apply(programme.lead, await cover.plan(programme.lead, thisWeek(ada)), HOW);
    expect(await leaveTasks()).toEqual([{ done: false }]);
    const { rows } = await service.admin.query<{ days: string }>(
      `SELECT to_char(starts_at, 'DD Mon') || ' to ' || to_char(ends_at - interval '1 hour', 'DD Mon') AS days FROM one_off_time
       WHERE consultant_id = $1 AND kind = 'leave' ORDER BY starts_at`,
      [ada.personId],
    );
    expect(rows).toEqual([
      { days: '03 Mar to 08 Mar' },
      { days: expect.stringMatching(/^1[12] Apr to 16 Apr$/) as string },
    ]);
  });
});

describe('swapping', () => {
  it('gives each of two bookings to the other’s consultant, at one hour too', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await booked(bea, WEDNESDAY, programme.practitioners[1]);
    const swaps = service.get(Swaps);
    expect((await swaps.partners(programme.lead, first)).able).toMatchObject([
      { code: second, consultant: { name: bea.name } },
    ]);
    await swaps.swap(programme.lead, first, { with: second, reason: 'Better so' });
    await service.drain();
    expect(await journey.state(first)).toMatchObject({ consultantId: bea.personId, conflictClearedAt: null });
    expect(await journey.state(second)).toMatchObject({ consultantId: ada.personId });
    expect((await journey.state(first)).booking?.startsAt).toEqual(WEDNESDAY);
    expect(subjectsTo(service, ada.email, second)).toEqual(['confirmed']);
  });

  it('is refused whole for one who cannot, for who may not, and once either has changed', async () => {
    const first = await booked(ada, WEDNESDAY);
    // Cal is of the same team as whoever asked for the second.
    const quin = await programme.addPerson({
      name: 'Team Mate',
      roles: ['practitioner'],
      agency: 'health',
      team: 0,
    });
    const second = await booked(bea, THURSDAY, quin);
    const swaps = service.get(Swaps);
    const swap = (actor: TestPerson, seen = {}) =>
      swaps.swap(actor, first, { with: second, reason: 'Better so' }, seen);
    const refused = await refusalFrom(swap(programme.lead));
    expect(refused).toMatchObject({
      code: 'consultant-not-eligible',
      message: `Choose another way: ${ada.name} is in the same team as the person asking.`,
      details: { rules: ['same-team'] },
    });
    expect(await codeFrom(swap(programme.lead, { own: 1 }))).toBe('changed-meanwhile');
    expect(await codeFrom(swap(programme.practitioners[0]))).toBe('not-your-task');
    expect(await codeFrom(swap(beside.lead))).toBe('not-found');
    expect(await codeFrom(swaps.swap(programme.lead, first, { with: first, reason: 'x' }))).toBe(
      'invalid-input',
    );
    expect((await swaps.partners(programme.lead, first)).able).toEqual([]);
    expect((await journey.state(first)).consultantId).toBe(ada.personId);
  });
});
