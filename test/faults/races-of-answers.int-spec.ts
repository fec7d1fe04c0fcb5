import { type Consultation, offerEndsAt, theService } from '@case-consultation/domain';
import { Actions, Asking, Bookings, Lead, Offers, Records, Routing } from '@case-consultation/features';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';
import { atOnce, codesOf } from './support/at-once.js';
import { deadlocks, doubleBooked } from './support/held-times.js';

const RUNS = 20;
const MONDAY = new Date('2027-01-25T09:00:00.000Z');
const SECOND = 1_000;
/** How long before the end of its window an offer is answered, in milliseconds. */
const BEFORE_THE_END = [0, 5, 10, 20, SECOND];
const DAY = 24 * 60 * 60 * SECOND;

describe(`different answers at the same instant, ${RUNS} times over`, () => {
  let service: TestService;
  let programme: TestProgramme;

  beforeAll(async () => {
    service = await TestService.start(MONDAY);
    programme = await aProgramme(service, { settings: { weeklyCap: 100 } });
  }, 60_000);

  afterAll(() => service.stop());

  beforeEach(() => service.clock.setTo(MONDAY));

  afterEach(async () => {
    expect(await doubleBooked(service)).toBe(0);
    expect(await deadlocks(service)).toBe(0);
  });

  interface Open {
    id: string;
    code: string;
    offerId: string;
    consultant: TestPerson;
    endsAt: Date;
  }

  const asker = () => programme.practitioners[0];

  async function anOffer(): Promise<Open> {
    const code = await aSubmittedRequest(service, asker());
    const { rows } = await service.admin.query<{ id: string }>(
      'SELECT id FROM consultation WHERE code = $1',
      [code],
    );
    const id = rows[0]?.id ?? '';
    await service.get(Routing).routeWaiting(programme.id, id);
    const offers = await service.admin.query<{
      id: string;
      consultant_id: string;
      starts_at: Date;
      expires_at: Date;
    }>(`SELECT * FROM offer WHERE consultation_id = $1 AND status = 'open'`, [id]);
    const [offer] = offers.rows;
    const consultant = [programme.lead, ...programme.champions].find(
      ({ personId }) => personId === offer?.consultant_id,
    );
    if (!offer || !consultant) throw new Error('No offer was made');
    const endsAt = offerEndsAt({ expiresAt: offer.expires_at, startsAt: offer.starts_at });
    return { id, code, offerId: offer.id, consultant, endsAt };
  }

  interface Kept {
    status: string;
    offer: string;
    live: string[];
    ends: string[];
  }

  /** How it stands, and which events ended the offer: there is exactly one. */
  async function kept({ id, offerId }: Open): Promise<Kept> {
    const { rows } = await service.admin.query<Kept>(
      `SELECT c.status, o.status AS offer,
         ARRAY(SELECT status FROM booking WHERE consultation_id = c.id AND status <> 'cancelled') AS live,
         ARRAY(SELECT event FROM history WHERE consultation_id = c.id
           AND event IN ('offer-accepted', 'offer-declined', 'offer-expired', 'offer-withdrawn', 'withdrawn', 'conflict-declared')
           ORDER BY id) AS ends
       FROM consultation c JOIN offer o ON o.id = $2 WHERE c.id = $1`,
      [id, offerId],
    );
    if (!rows[0]) throw new Error('The consultation is gone');
    return rows[0];
  }

  const OUTCOMES: readonly Kept[] = [
    { status: 'booked', offer: 'accepted', live: ['confirmed'], ends: ['offer-accepted'] },
    { status: 'waiting', offer: 'expired', live: [], ends: ['offer-expired'] },
    { status: 'waiting', offer: 'declined', live: [], ends: ['offer-declined'] },
    { status: 'waiting', offer: 'conflict', live: [], ends: ['conflict-declared'] },
    { status: 'withdrawn', offer: 'withdrawn', live: [], ends: ['withdrawn'] },
    // Withdrawing is always possible, a moment after an answer too.
    { status: 'withdrawn', offer: 'accepted', live: [], ends: ['offer-accepted', 'withdrawn'] },
    { status: 'withdrawn', offer: 'expired', live: [], ends: ['offer-expired', 'withdrawn'] },
  ];
  const REFUSALS = ['not-found', 'offer-closed', 'offer-expired', 'wrong-state'];

  /** A timer that fires before its time by this clock fails, and is tried again. */
  function tooEarly(error: unknown): void {
    if (!(error instanceof Error) || !error.message.includes('has not ended yet')) throw error;
  }

  it('accepted, expired and withdrawn at the very end of its window', async () => {
    const offers = service.get(Offers);
    const ends = new Set<string>();
    for (let run = 0; run < RUNS; run += 1) {
      service.clock.setTo(MONDAY);
      const open = await anOffer();
      const accept = () => offers.accept(open.consultant, open.offerId, { noConflict: true });
      const expire = () => offers.expire(theService(programme.id), open.offerId).catch(tooEarly);
      const withdraw = () => service.get(Asking).withdraw(asker(), open.code, 'No longer needed');
      // The end comes while they wait for one another; who is first differs from run to run.
      service.clock.setTo(new Date(open.endsAt.getTime() - (BEFORE_THE_END[run % 5] ?? 0)));
      const rivals: (() => Promise<unknown>)[] = [accept, expire, accept, expire, accept, expire];
      if (run % 2 === 1) rivals.splice(run % rivals.length, 0, withdraw);
      const { refused } = await atOnce(rivals);
      expect(REFUSALS).toEqual(expect.arrayContaining(codesOf(refused)));
      // An expiry that came too early is made good by the timer's next try.
      service.clock.setTo(new Date(open.endsAt.getTime() + SECOND));
      await atOnce([expire]);
      const now = await kept(open);
      expect(OUTCOMES).toContainEqual(now);
      now.ends.forEach((end) => ends.add(end));
    }
    // Each of them came about, or the race was none.
    expect([...ends].sort()).toEqual(['offer-accepted', 'offer-expired', 'withdrawn']);
  }, 60_000);

  it('accepted, declined and refused for a conflict', async () => {
    const offers = service.get(Offers);
    for (let run = 0; run < RUNS; run += 1) {
      const open = await anOffer();
      const answers: (() => Promise<Consultation>)[] = [
        () => offers.accept(open.consultant, open.offerId, { noConflict: true }),
        () => offers.decline(open.consultant, open.offerId, { because: 'other', reason: null }),
        () => offers.conflict(open.consultant, open.offerId),
      ];
      const { won, refused } = await atOnce([...answers.slice(run % 3), ...answers.slice(0, run % 3)]);
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['offer-closed']);
      expect(OUTCOMES).toContainEqual(await kept(open));
    }
  }, 60_000);

  it('accepted while the lead gives it to someone else', async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const open = await anOffer();
      const [consultant] = programme.champions.filter((champion) => champion !== open.consultant);
      if (!consultant) throw new Error('No other champion');
      const startsAt = new Date(Date.UTC(2027, 1, 1 + (run % 5) + 7 * Math.floor(run / 5), 14, 0));
      const { won, refused } = await atOnce([
        () => service.get(Offers).accept(open.consultant, open.offerId, { noConflict: true }),
        () =>
          service.get(Lead).assign(programme.lead, open.code, {
            consultantId: consultant.personId,
            startsAt,
            reason: 'They know the field',
          }),
      ]);
      expect(won).toHaveLength(1);
      expect(['not-your-task', 'offer-closed', 'wrong-state', 'not-found']).toEqual(
        expect.arrayContaining(codesOf(refused)),
      );
      const { status, live, ends } = await kept(open);
      expect([
        ['booked', ['confirmed'], ['offer-accepted']],
        ['offered', ['tentative'], ['offer-withdrawn']],
      ]).toContainEqual([status, live, ends]);
    }
  }, 60_000);

  it('a draft is saved twice: one is kept, the other learns of it', async () => {
    const asking = service.get(Asking);
    const { code } = await asking.start(asker(), {});
    for (let run = 0; run < RUNS; run += 1) {
      const { version } = await asking.draft(asker(), code);
      const texts = ['How do we plan for the conference?', 'What do we say to the school?'];
      const { won, refused } = await atOnce(
        texts.map((question) => () => asking.save(asker(), code, { question }, version)),
      );
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['changed-meanwhile']);
      expect((await asking.draft(asker(), code)).form.question).toBe(won[0]?.form.question);
    }
  }, 60_000);

  it('accepted while other times are asked for', async () => {
    const ends = new Set<string>();
    for (let run = 0; run < RUNS; run += 1) {
      const open = await anOffer();
      const times = { preferredTimes: [new Date(open.endsAt.getTime() + 3 * DAY)], soonest: true };
      const rivals: (() => Promise<unknown>)[] = [
        () => service.get(Offers).accept(open.consultant, open.offerId, { noConflict: true }),
        () => service.get(Asking).changeTimes(asker(), open.code, times),
      ];
      const { won, refused } = await atOnce(run % 2 === 0 ? rivals : rivals.reverse());
      expect([won.length, refused.length]).toEqual([1, 1]);
      expect(REFUSALS).toEqual(expect.arrayContaining(codesOf(refused)));
      const now = await kept(open);
      expect([
        { status: 'booked', offer: 'accepted', live: ['confirmed'], ends: ['offer-accepted'] },
        { status: 'waiting', offer: 'withdrawn', live: [], ends: ['offer-withdrawn'] },
      ]).toContainEqual(now);
      now.ends.forEach((end) => ends.add(end));
    }
    expect([...ends].sort()).toEqual(['offer-accepted', 'offer-withdrawn']);
  }, 60_000);

  it('a request is submitted three times: it is routed once', async () => {
    const asking = service.get(Asking);
    for (let run = 0; run < RUNS; run += 1) {
      const { code } = await asking.start(asker(), aRequest());
      const { won, refused } = await atOnce<unknown>([
        () => asking.submit(asker(), code),
        () => asking.submit(asker(), code),
        () => asking.submit(asker(), code),
      ]);
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['wrong-state']);
      const { rows } = await service.admin.query<{ submitted: number; routed: number }>(
        `SELECT (SELECT count(*)::int FROM history WHERE consultation_id = c.id AND event = 'submitted') AS submitted,
           (SELECT count(*)::int FROM outbox WHERE subject_id = c.id AND job = 'route-consultation') AS routed
         FROM consultation c WHERE code = $1`,
        [code],
      );
      expect(rows).toEqual([{ submitted: 1, routed: 1 }]);
    }
  }, 60_000);

  it('an action is settled twice, differently: the first holds, and the last closes the consultation once', async () => {
    const open = await anOffer();
    await service.get(Offers).accept(open.consultant, open.offerId, { noConflict: true });
    service.clock.setTo(new Date(MONDAY.getTime() + 21 * DAY));
    await service.get(Bookings).held(open.consultant, open.code, 0);
    const headings = { 'harm-to-the-children': 'What it does to them', 'language-agreed': 'Plain words' };
    const actions = service.get(Actions);
    const ids: string[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const given = {
        ownerId: asker().personId,
        description: `Step ${run + 1}`,
        dueOn: '2027-03-02' as const,
        about: 'system' as const,
        pathwayId: null,
      };
      ids.push((await actions.add(open.consultant, open.code, given)).id);
    }
    await service.get(Records).save(open.consultant, open.code, headings, 0);
    await service.get(Records).share(open.consultant, open.code);
    for (const id of ids) {
      const { won, refused } = await atOnce([
        () => actions.settle(asker(), id, 'done'),
        () => actions.settle(asker(), id, 'not-done'),
        () => actions.settle(open.consultant, id, 'no-longer-needed'),
      ]);
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['action-settled-already']);
    }
    const { rows } = await service.admin.query<{ settled: number; open: number }>(
      `SELECT (SELECT count(*)::int FROM history WHERE consultation_id = $1 AND event = 'action-settled') AS settled,
         (SELECT count(*)::int FROM action WHERE consultation_id = $1 AND status = 'open') AS open`,
      [open.id],
    );
    expect(rows).toEqual([{ settled: RUNS, open: 0 }]);
  }, 60_000);
});
