import { DomainError } from '@case-consultation/domain';
import { Actions, Bookings, Lead, Records, Reviews } from '@case-consultation/features';
import { allAtOnce } from '../support/service/all-at-once.js';
import { A_RECORD, A_REVIEW, Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const THURSDAY = new Date('2027-03-11T11:00:00Z');
const REVIEW_DAY = new Date('2027-05-26T09:00:00Z');
const AN_ACTION = {
  description: 'Ask the school',
  about: 'child',
  dueOn: '2027-03-25',
  pathwayId: null,
} as const;

beforeAll(async () => {
  service = await TestService.start();
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

/** What comes of each of these when both want the consultation in the same moment: `done`, or the code of its refusal. */
async function both(code: string, ...calls: (() => Promise<unknown>)[]): Promise<string[]> {
  const held = 'SELECT 1 FROM consultation WHERE code = $1 AND programme_id = $2 FOR UPDATE';
  const answers = await allAtOnce(service, { held, values: [code, programme.id] }, calls);
  return answers.map((answer) => {
    if (answer.status === 'fulfilled') return 'done';
    if (answer.reason instanceof DomainError) return answer.reason.code;
    throw answer.reason;
  });
}

/** How often something happened to it. */
const times = async (code: string, event: string) =>
  (await journey.events(code)).filter((one) => one === event).length;

describe('a record', () => {
  it('is shared once, agreed once, and its review given once', async () => {
    const { code, consultant } = await journey.held(pia);
    const records = service.get(Records);
    await records.save(consultant, code, A_RECORD, 0);
    const share = () => records.share(consultant, code);
    expect((await both(code, share, share)).sort()).toEqual(['done', 'record-shared-already']);
    const agree = () => records.agree(pia, code);
    // Agreed once already, there is nothing more to do.
    expect(await both(code, agree, agree)).toEqual(['done', 'done']);
    service.clock.setTo(REVIEW_DAY);
    const reviews = service.get(Reviews);
    const given = await both(
      code,
      () => reviews.complete(pia, code, A_REVIEW),
      () => reviews.complete(programme.lead, code, { completed: false, note: 'They moved away' }),
    );
    expect(given.sort()).toEqual(['done', 'wrong-state']);
    expect(await Promise.all(['record-shared', 'record-agreed'].map((event) => times(code, event)))).toEqual([
      1, 1,
    ]);
  });

  it('is shared by its consultant, or handed over by a lead, and never lost between them', async () => {
    const { code, consultant } = await journey.held(pia);
    const records = service.get(Records);
    await records.save(consultant, code, A_RECORD, 0);
    const other = programme.champions.find(({ personId }) => personId !== consultant.personId) ?? consultant;
    const [shared, handedOver] = await both(
      code,
      () => records.share(consultant, code),
      () =>
        service
          .get(Lead)
          .handOverRecord(programme.lead, code, { consultantId: other.personId, reason: 'Away' }),
    );
    const { record, consultantId } = await journey.state(code);
    if (shared === 'done') {
      expect([handedOver, record, consultantId]).toEqual([
        'record-shared-already',
        'shared',
        consultant.personId,
      ]);
    } else {
      expect([shared, handedOver, consultantId]).toEqual(['not-found', 'done', other.personId]);
      expect(record).not.toBe('shared');
    }
  });
});

describe('two leads', () => {
  it('give a booking to one consultant: the second is told that it has changed', async () => {
    const { code, consultant } = await journey.booked(pia);
    const [one, two] = programme.champions.filter(({ personId }) => personId !== consultant.personId);
    if (!one || !two) throw new Error('There are three champions');
    const { version } = await journey.state(code);
    const give = (lead: TestPerson, to: TestPerson) => () =>
      service.get(Lead).reassign(lead, code, { consultantId: to.personId, reason: 'Better so' }, version);
    const given = await both(code, give(programme.lead, one), give(programme.deputy, two));
    expect([...given].sort()).toEqual(['changed-meanwhile', 'done']);
    const winner = given[0] === 'done' ? one : two;
    expect((await journey.state(code)).consultantId).toBe(winner.personId);
    expect(await times(code, 'reassigned')).toBe(1);
  });

  it('change a priority once, each having seen how it was', async () => {
    const code = await journey.asked(pia);
    const { version } = await journey.state(code);
    const change = (lead: TestPerson, priority: 'P1' | 'P2') => () =>
      service.get(Lead).overridePriority(lead, code, { priority, reason: 'It is urgent' }, version);
    const changed = await both(code, change(programme.lead, 'P1'), change(programme.deputy, 'P2'));
    expect([...changed].sort()).toEqual(['changed-meanwhile', 'done']);
    expect((await journey.state(code)).priority).toBe(changed[0] === 'done' ? 'P1' : 'P2');
  });
});

describe('both sides of a booking', () => {
  it('cancel and move it at once: another time is looked for in the end, and none is held', async () => {
    const { code, consultant } = await journey.booked(pia);
    const bookings = service.get(Bookings);
    const [cancelled, moved] = await both(
      code,
      () => bookings.cancel(pia, code, { reason: 'Another time', wish: null }),
      () => bookings.reschedule(consultant, code, { startsAt: THURSDAY, reason: 'A clash' }),
    );
    const { status, booking } = await journey.state(code);
    const { rows } = await service.admin.query(
      `SELECT 1 FROM booking b JOIN consultation c ON c.id = b.consultation_id
       WHERE c.code = $1 AND b.status IN ('tentative', 'confirmed')`,
      [code],
    );
    // Moved first, it is then cancelled at its new time; cancelled first, it is the consultant’s no more.
    expect([cancelled, moved]).toEqual(['done', expect.stringMatching(/^(done|not-found)$/)]);
    expect([status, booking, rows]).toEqual(['waiting', null, []]);
  });
});

describe('closing', () => {
  it('and adding an action at once leaves no open action in what is closed', async () => {
    const { code, consultant } = await journey.recorded(pia);
    const [closed, added] = await both(
      code,
      () => service.get(Lead).close(programme.lead, code, 'The family has moved'),
      () => service.get(Actions).add(consultant, code, { ...AN_ACTION, ownerId: pia.personId }),
    );
    const { status, openActions } = await journey.state(code);
    if (closed === 'done') expect([added, status, openActions]).toEqual(['wrong-state', 'closed', 0]);
    else expect([added, status, openActions]).toEqual(['done', 'held', 1]);
  });

  it('comes once when its last action is settled by its owner and a lead', async () => {
    const { code, consultant } = await journey.recorded(pia);
    const actions = service.get(Actions);
    const { id } = await actions.add(consultant, code, { ...AN_ACTION, ownerId: pia.personId });
    const settle = (actor: TestPerson, as: 'done' | 'no-longer-needed') => () =>
      actions.settle(actor, id, as);
    const settled = await both(code, settle(pia, 'done'), settle(programme.lead, 'no-longer-needed'));
    expect(settled.sort()).toEqual(['action-settled-already', 'done']);
    expect((await journey.state(code)).openActions).toBe(0);
  });
});
