import { Actions, ConsultationQueries, Lead, Records } from '@case-consultation/features';
import { errorsOf, LeadAtWork, radiosOf } from '../../support/pages/lead-pages.js';
import { A_RECORD } from '../../support/service/journey.js';
import { type TestPerson } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';

let work: LeadAtWork;
let pia: TestPerson;

beforeAll(async () => {
  work = await LeadAtWork.start();
});
beforeEach(async () => {
  await work.begin();
  [pia] = work.programme.practitioners;
});
afterAll(() => work.stop());

const others = (consultant: TestPerson) =>
  work.programme.champions.filter((champion) => champion !== consultant);

const CHANGED = /^Somebody changed this while you had the page open, so nothing was done\./;
const TOO_LONG = 'a'.repeat(501);

describe('giving a booking to another consultant', () => {
  it('shows who can at that time, and leaves it booked', async () => {
    const { code, consultant } = await work.journey.booked(pia);
    const page = await work.open(code, 'reassign');
    expect(page.heading).toBe('Give it to another consultant');
    expect(page.text).toContain('It stays booked for Wednesday 3 March 2027, 10:00am to 11:00am');
    const able = radiosOf(page, 'consultantId');
    expect(Object.values(able)).not.toContain(consultant.name);

    const missing = await work.visitor.submit(page, {});
    expect([missing.status, errorsOf(missing)]).toEqual([
      422,
      ['Select a consultant', 'Say why it goes to somebody else'],
    ]);
    const [next] = others(consultant);
    const consultantId = next?.personId ?? '';
    const long = await work.visitor.submit(page, { consultantId, reason: TOO_LONG });
    expect(errorsOf(long)).toEqual(['Keep the reason to 500 characters or fewer']);
    expect(long.fields).toEqual({ consultantId, reason: TOO_LONG });
    const stranger = work.beside.champions[0].personId;
    const refused = await work.visitor.submit(page, { consultantId: stranger, reason: 'Unwell' });
    expect([refused.status, errorsOf(refused).length]).toEqual([409, 1]);
    expect(refused.fields).toMatchObject({ reason: 'Unwell' });
    expect((await work.journey.state(code)).consultantId).toBe(consultant.personId);

    const done = await work.visitor.submit(page, { consultantId, reason: 'Unwell' });
    expect(done.notice).toBe('It is with another consultant now. Everybody has been told.');
    expect(await work.journey.state(code)).toMatchObject({ status: 'booked', consultantId });
  });

  it('overwrites nothing that another lead did first, and does no harm when sent twice', async () => {
    const { code, consultant } = await work.journey.booked(pia);
    const page = await work.open(code, 'reassign');
    const [first, second] = others(consultant).map(({ personId }) => personId);
    await work.service
      .get(Lead)
      .reassign(work.programme.deputy, code, { consultantId: first ?? '', reason: 'Unwell' });
    const late = await work.visitor.submit(page, { consultantId: second ?? '', reason: 'On leave' });
    expect([late.status, errorsOf(late)]).toEqual([409, [expect.stringMatching(CHANGED)]]);
    expect(late.fields).toMatchObject({ reason: 'On leave' });
    expect((await work.journey.state(code)).consultantId).toBe(first);
    await work.visitor.submit(late, { consultantId: second ?? '' });
    expect((await work.journey.state(code)).consultantId).toBe(second);
    const twice = await work.visitor.submit(late, { consultantId: second ?? '' });
    expect(twice.status).toBe(409);
    expect((await work.journey.events(code)).filter((event) => event === 'reassigned')).toHaveLength(2);
  });

  it('says where it stands once the hour has begun', async () => {
    const { code } = await work.journey.booked(pia);
    work.service.clock.setTo(new Date('2027-03-03T10:00:00Z'));
    const page = await work.open(code, 'reassign');
    expect([page.status, page.heading]).toEqual([200, 'That cannot be done now']);
    expect(page.link('See the consultation')).toBe(`/consultations/${code}`);
  });
});

describe('turning down', () => {
  it('says what will be read, and the practitioner reads exactly that', async () => {
    const code = await work.withLead(pia);
    const page = await work.open(code, 'turn-down');
    expect(page.text).toContain('they read both of your texts below, word for word');
    const missing = await work.visitor.submit(page, { reason: 'This is for the court team' });
    expect(errorsOf(missing)).toEqual(['Say where they can turn instead']);
    expect(missing.fields).toMatchObject({ reason: 'This is for the court team' });
    expect(errorsOf(await work.visitor.submit(page, { signpost: TOO_LONG }))).toEqual([
      'Say why, in words that help',
      'Keep it to 500 characters or fewer',
    ]);
    expect((await work.journey.state(code)).status).toBe('with_lead');

    const answer = { reason: 'This is for the court team', signpost: 'Court advice line, weekdays' };
    const done = await work.visitor.submit(page, answer);
    expect(done.notice).toBe('It is turned down. The practitioner has been told that there is an answer.');
    const history = await work.service.get(ConsultationQueries).history(pia, code);
    expect(history.at(-1)?.reason).toBe(
      'This is for the court team\n\nWhere to turn instead: Court advice line, weekdays',
    );
    const twice = await work.visitor.submit(page, { ...answer, reason: 'Something else' });
    expect([twice.status, twice.heading]).toEqual([409, 'It has changed meanwhile']);
    expect(twice.text).toContain('Something else');
  });

  it('can say that another area is the one to help, which is kept while the rest is put right', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    const page = await work.open(code, 'turn-down');
    const missing = await work.visitor.submit(page, { outOfArea: 'yes', reason: 'They live elsewhere' });
    expect(missing.fields).toMatchObject({ outOfArea: ['yes'], reason: 'They live elsewhere' });
    const done = await work.visitor.submit(missing, { signpost: 'The programme of that borough' });
    expect(done.notice).toBe('It is turned down. The practitioner has been told that there is an answer.');
    const { rows } = await work.service.admin.query<{ kind: string }>(
      'SELECT kind FROM unmet_demand WHERE programme_id = $1',
      [work.programme.id],
    );
    expect(rows).toEqual([{ kind: 'out-of-area' }]);
  });

  it('does nothing when somebody has been asked meanwhile, and shows what was typed', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    const page = await work.open(code, 'turn-down');
    await work.service.drain();
    const { consultant } = await work.journey.offer(code);
    const late = await work.visitor.submit(page, { reason: 'No room', signpost: 'The duty line' });
    expect(late.status).toBe(409);
    expect(late.text).toContain(`${consultant.name} has been asked for`);
    expect(late.text).toContain('No room');
    expect(late.text).toContain('The duty line');
    expect((await work.journey.state(code)).status).toBe('offered');
  });
});

describe('changing the priority', () => {
  it('shows the target that each would bring, and sets it', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    const page = await work.open(code, 'priority');
    expect(radiosOf(page, 'priority')).toEqual({
      P1: 'Priority 1, most urgent',
      P2: 'Priority 2, soon',
    });
    const { rows } = await work.service.admin.query<{ status: string }>(
      'SELECT status FROM consultation WHERE code = $1',
      [code],
    );
    expect(rows).toEqual([{ status: 'waiting' }]);
    const target = /To be held by ([A-Z][a-z]+ \d+ [A-Z][a-z]+ \d{4})/.exec(page.text)?.[1] ?? '';
    const missing = await work.visitor.submit(page, { reason: 'The conference was brought forward' });
    expect(errorsOf(missing)).toEqual(['Select a priority']);
    expect(missing.fields).toMatchObject({ reason: 'The conference was brought forward' });
    const unknown = await work.visitor.submit(page, { priority: 'P9', reason: 'Soon' });
    expect([unknown.status, errorsOf(unknown)]).toEqual([422, ['Select a priority']]);
    const done = await work.visitor.submit(missing, { priority: 'P1' });
    expect(done.notice).toBe('The priority is changed, and the target with it.');
    const after = await work.visitor.get(`/consultations/${code}/priority`);
    expect(after.$('.app-board-about').text()).toContain('Priority 1, most urgent');
    expect(after.$('.app-board-verb__about').text()).toContain(target);
    const twice = await work.visitor.submit(missing, { priority: 'P1' });
    expect([twice.status, errorsOf(twice)]).toEqual([409, [expect.stringMatching(CHANGED)]]);
  });
});

describe('handing the record over', () => {
  it('asks who will write it, whatever their hours are', async () => {
    const { code, consultant } = await work.journey.held(pia);
    const page = await work.open(code, 'hand-over');
    const able = Object.values(radiosOf(page, 'consultantId'));
    expect(able.at(-1)).toBe('Lena Lead');
    expect(able.slice(0, -1).sort()).toEqual(others(consultant).map(({ name }) => name));
    const missing = await work.visitor.submit(page, {});
    expect(errorsOf(missing)).toEqual(['Select a consultant', 'Say why it goes to somebody else']);
    const consultantId = others(consultant)[0]?.personId ?? '';
    const done = await work.visitor.submit(page, { consultantId, reason: 'On long leave' });
    expect(done.notice).toContain('The record is handed over.');
    expect(await work.journey.state(code)).toMatchObject({ status: 'held', consultantId });
    const twice = await work.visitor.submit(page, { consultantId, reason: 'On long leave' });
    expect([twice.status, errorsOf(twice).length]).toEqual([409, 1]);
  });

  it('is over once it is shared meanwhile', async () => {
    const { code, consultant } = await work.journey.held(pia);
    const page = await work.open(code, 'hand-over');
    await work.service.get(Records).save(consultant, code, A_RECORD, 0);
    await work.service.get(Records).share(consultant, code);
    const [next] = others(consultant);
    const late = await work.visitor.submit(page, {
      consultantId: next?.personId ?? '',
      reason: 'On long leave',
    });
    expect([late.status, late.heading]).toEqual([409, 'It has changed meanwhile']);
    expect(late.text).toContain('On long leave');
  });
});

describe('closing', () => {
  it('says what stays undone, needs a reason, and closes', async () => {
    const { code } = await work.journey.held(pia);
    const page = await work.open(code, 'close');
    expect(page.text).toContain('There is no record that was shared.');
    expect(errorsOf(await work.visitor.submit(page, { reason: '  ' }))).toEqual(['Say why it can be closed']);
    const done = await work.visitor.submit(page, { reason: 'The consultant has left' });
    expect(done.notice).toBe('The consultation is closed.');
    expect((await work.journey.state(code)).status).toBe('closed');
    const twice = await work.visitor.submit(page, { reason: 'The consultant has left' });
    expect([twice.status, twice.heading]).toEqual([409, 'It has changed meanwhile']);
  });

  it('is not there while an action is open, also when it was added meanwhile', async () => {
    const { code, consultant } = await work.journey.held(pia);
    const page = await work.open(code, 'close');
    await work.service.get(Actions).add(consultant, code, {
      description: 'Ask the school who is told of an absence',
      ownerId: pia.personId,
      about: 'system',
      dueOn: '2027-03-08',
      pathwayId: null,
    });
    const late = await work.visitor.submit(page, { reason: 'All is done' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('All is done');
    expect((await work.open(code, 'close')).heading).toBe('That cannot be done now');
    expect((await work.journey.state(code)).status).toBe('held');
  });
});
