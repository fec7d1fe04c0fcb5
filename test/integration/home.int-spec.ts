import {
  Actions,
  Asking,
  type HomeView,
  HomeQueries,
  Offers,
  Records,
  Reviews,
} from '@case-consultation/features';
import { A_RECORD, Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let home: HomeQueries;
let pia: TestPerson;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const CANARY = 'Zyxwvut';

beforeAll(async () => {
  service = await TestService.start();
  home = service.get(HomeQueries);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const after = (minutes: number) => new Date(TUESDAY_MORNING.getTime() + minutes * 60_000);
const codes = ({ items }: { items: readonly { code: string }[] }) => items.map(({ code }) => code);

/** Within the half-minute after it: the service's clock goes on while it works. */
const about = (instant: Date): Date =>
  ({
    asymmetricMatch: (other: unknown) =>
      other instanceof Date && other >= instant && other.getTime() < instant.getTime() + 30_000,
  }) as unknown as Date;

/** How many things of each kind, without those of which there are none. */
function counts({ actions, practitioner, consultant }: HomeView): Record<string, number> {
  const all = { actions, ...practitioner, ...consultant };
  const lengths = Object.entries(all).map(([kind, { items }]) => [kind, items.length] as const);
  return Object.fromEntries(lengths.filter(([, length]) => length > 0));
}

describe('what needs a practitioner', () => {
  it('is nothing at first', async () => {
    const view = await home.of(pia);
    expect(view).toMatchObject({ today: '2027-03-02', consultant: null });
    expect(counts(view)).toEqual({});
    expect(await home.of(programme.deputy)).toMatchObject({ practitioner: null, consultant: {} });
  });

  it('is their drafts, last saved first, with the steps that are missing', async () => {
    const asking = service.get(Asking);
    const first = await asking.start(pia, {});
    const [aMinuteLater, twoMinutesLater] = [after(1), after(2)];
    service.clock.setTo(aMinuteLater);
    const second = await asking.start(pia, aRequest({ question: null }));
    expect((await home.of(pia)).practitioner?.drafts.items).toEqual([
      { code: second.code, savedAt: about(aMinuteLater), stepsMissing: 1 },
      { code: first.code, savedAt: about(TUESDAY_MORNING), stepsMissing: 7 },
    ]);
    service.clock.setTo(twoMinutesLater);
    await asking.save(pia, first.code, aRequest());
    expect((await home.of(pia)).practitioner?.drafts.items[0]).toEqual({
      code: first.code,
      savedAt: about(twoMinutesLater),
      stepsMissing: 0,
    });
    await asking.submit(pia, first.code);
    expect(codes((await home.of(pia)).practitioner?.drafts ?? { items: [] })).toEqual([second.code]);
  });

  it('names the consultant of a request once it is booked, not while it is offered', async () => {
    const code = await journey.asked(pia);
    const offered = (await home.of(pia)).practitioner?.requests.items[0];
    expect(offered).toMatchObject({
      code,
      status: 'offered',
      consultant: null,
      time: { startsAt: FIRST_SLOT, status: 'tentative' },
      targetOn: '2027-03-16',
    });
    const consultant = await journey.accept(code);
    expect((await home.of(pia)).practitioner?.requests.items[0]).toMatchObject({
      code,
      status: 'booked',
      consultant: consultant.name,
      time: { startsAt: FIRST_SLOT, status: 'confirmed' },
    });
  });

  it('is a record to agree, actions, feedback and, when its day has come, the look-back', async () => {
    const { code, consultant } = await journey.recorded(pia);
    const action = { description: CANARY, about: 'child', pathwayId: programme.pathwayId } as const;
    await service
      .get(Actions)
      .add(consultant, code, { ...action, ownerId: pia.personId, dueOn: '2027-03-04' });
    const view = await home.of(pia);
    expect(counts(view)).toEqual({ actions: 1, requests: 1, recordsToAgree: 1, feedbackToGive: 1 });
    expect(view.actions.items[0]).toMatchObject({
      code,
      dueOn: '2027-03-04',
      overdue: false,
      about: 'child',
    });
    expect(view.practitioner?.recordsToAgree.items[0]).toMatchObject({ code, consultant: consultant.name });
    await service.get(Records).agree(pia, code);

    service.clock.setTo(new Date('2027-05-26T09:00:00Z'));
    const later = await home.of(pia);
    expect(counts(later)).toEqual({ actions: 1, requests: 1, reviewsDue: 1 });
    expect(later.actions.items[0]?.overdue).toBe(true);
    const note = 'The family has moved away';
    await service.get(Reviews).complete(pia, code, { completed: false, note });
    expect(counts(await home.of(pia))).toEqual({ actions: 1, requests: 1 });
  });
});

describe('what needs a consultant', () => {
  it('is an offer, then the booking, then whether it was held, then the record', async () => {
    const code = await journey.asked(pia);
    const { id, consultant, expiresAt } = await journey.offer(code);
    expect((await home.of(consultant)).consultant?.offers.items).toEqual([
      expect.objectContaining({ id, code, expiresAt, agency: 'Elmbrook children’s services' }),
    ]);
    await journey.accept(code);
    expect(counts(await home.of(consultant))).toEqual({ bookings: 1 });
    expect((await home.of(consultant)).consultant?.bookings.items[0]).toMatchObject({
      code,
      isToday: false,
      conflictChecked: true,
      startsAt: FIRST_SLOT,
    });
    service.clock.setTo(new Date(FIRST_SLOT.getTime() + 60_000));
    expect((await home.of(consultant)).consultant?.bookings.items[0]?.isToday).toBe(true);
    service.clock.setTo(new Date('2027-03-03T11:00:00Z'));
    expect(counts(await home.of(consultant))).toEqual({ attendanceToSay: 1 });
    await journey.hold(code, consultant);
    expect((await home.of(consultant)).consultant?.recordsToWrite.items).toEqual([
      { code, heldAt: FIRST_SLOT, started: false },
    ]);
    const records = service.get(Records);
    await records.save(consultant, code, A_RECORD, 0);
    expect((await home.of(consultant)).consultant?.recordsToWrite.items[0]?.started).toBe(true);
    await records.share(consultant, code);
    expect(counts(await home.of(consultant))).toEqual({});
  });

  it('is the conflict check that a booking made automatically still owes', async () => {
    const quick = await aProgramme(service, { champions: { autoAccept: true } });
    const there = new Journey(service, quick);
    const code = await there.asked(quick.practitioners[0]);
    const holder = quick.person((await there.state(code)).consultantId);
    expect(counts(await home.of(holder))).toEqual({ bookings: 1, conflictChecks: 1 });
    await service.get(Offers).noConflict(holder, code);
    expect(counts(await home.of(holder))).toEqual({ bookings: 1 });
  });
});

describe('the home page', () => {
  it('shows nobody what is another’s, and no case text', async () => {
    const { code, consultant } = await journey.recorded(pia, { question: CANARY, accessNeeds: CANARY });
    await service.get(Asking).start(pia, aRequest({ question: CANARY }));
    await service.get(Actions).add(consultant, code, {
      description: CANARY,
      ownerId: pia.personId,
      dueOn: '2027-03-18',
      about: 'child',
      pathwayId: null,
    });
    const everyone = [
      programme.practitioners[1],
      ...programme.champions.filter((champion) => champion !== consultant),
      programme.lead,
      ...[beside.lead, ...beside.practitioners, ...beside.champions],
    ];
    for (const actor of everyone) expect(counts(await home.of(actor))).toEqual({});
    const shown = JSON.stringify([await home.of(pia), await home.of(consultant)]);
    expect(shown).toContain(code);
    expect(shown).not.toContain(CANARY);
    expect(shown).not.toContain('C-2027-1042');
  });

  it('shows ten of a kind, and says that there are more', async () => {
    const asking = service.get(Asking);
    for (let count = 0; count < 11; count += 1) await asking.start(pia, {});
    const drafts = (await home.of(pia)).practitioner?.drafts;
    expect([drafts?.items.length, drafts?.more]).toEqual([10, true]);
  });
});
