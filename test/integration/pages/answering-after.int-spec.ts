import { Offers } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { A_RECORD, Journey, refusalFrom } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let quick: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const BEGIN = new Date('2027-03-03T10:00:00Z');
const END = new Date('2027-03-03T11:00:00Z');

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const as = (person: TestPerson, there: TestProgramme = programme) => signedIn(api, there, person);
const tokenOf = async (visitor: PageVisitor) =>
  (await visitor.get('/')).$('input[name=_token]').attr('value') ?? '';

describe('a consultation that was booked without asking', () => {
  let there: Journey;
  let code: string;
  let holder: TestPerson;

  beforeEach(async () => {
    quick = await aProgramme(service, { champions: { autoAccept: true } });
    there = new Journey(service, quick);
    code = await there.asked(quick.practitioners[0]);
    holder = quick.person((await there.state(code)).consultantId);
  });

  it('opens once its consultant has said that they have no conflict', async () => {
    await there.hold(code, holder);
    const visitor = await as(holder, quick);
    expect((await visitor.get('/consulting')).text).toContain('Conflict checks');
    const page = await visitor.get(`/consultations/${code}/no-conflict`);
    expect([page.status, page.heading]).toEqual([200, 'Before the case opens']);
    expect(page.html).not.toContain('C-2027-1042');
    const empty = await visitor.submit(page);
    expect([empty.status, empty.errors[0]?.href]).toEqual([422, '#noConflict']);
    for (const path of ['record', 'record/share', 'actions/new'])
      expect((await visitor.get(`/consultations/${code}/${path}`)).heading).toBe('Before the case opens');
    for (const sent of [
      await visitor.submit(page, { noConflict: 'yes' }),
      await visitor.submit(page, { noConflict: 'yes' }),
    ])
      expect(sent.path).toBe(`/consultations/${code}`);
    expect((await there.events(code)).filter((event) => event === 'conflict-cleared')).toHaveLength(1);
    expect((await visitor.get(`/consultations/${code}/no-conflict`)).path).toBe(`/consultations/${code}`);
    expect((await visitor.get('/consulting')).text).not.toContain('Conflict checks');
  });

  it('goes to another when there is a conflict, also one that shows itself late', async () => {
    const visitor = await as(holder, quick);
    const link = (await visitor.get(`/consultations/${code}/no-conflict`)).link('I have a conflict');
    const said = await visitor.submit(await visitor.get(link));
    expect([said.path, said.heading]).toEqual(['/consulting', 'My consultations']);
    await service.drain();
    const next = quick.person((await there.state(code)).consultantId);
    expect(next).not.toBe(holder);
    const late = await as(next, quick);
    await late.submit(await late.get(`/consultations/${code}/no-conflict`), { noConflict: 'yes' });
    expect((await late.submit(await late.get(`/consultations/${code}/conflict`))).path).toBe('/consulting');
    expect((await there.state(code)).lockedOut).toEqual(
      expect.arrayContaining([holder.personId, next.personId]),
    );
  });

  it('is told kindly, when a late conflict is said twice, that it is done', async () => {
    const visitor = await as(holder, quick);
    const page = await visitor.get(`/consultations/${code}/conflict`);
    for (const said of [await visitor.submit(page), await visitor.submit(page)])
      expect([said.status, said.path, said.notice]).toEqual([
        200,
        '/consulting',
        'Thank you for saying so. Someone else is being asked, and that consultation is shut for you.',
      ]);
    expect((await there.events(code)).filter((event) => event === 'conflict-declared')).toHaveLength(1);
    const back = await visitor.get(`/consultations/${code}/conflict`);
    expect([back.status, back.heading]).toEqual([200, 'You have said that you have a conflict']);
    expect((await visitor.get(`/consultations/${code}`)).status).toBe(404);
    expect(await refusalFrom(service.get(Offers).conflictWhenBooked(holder, code))).toMatchObject({
      code: 'wrong-state',
      message:
        'You have said that you have a conflict. Someone else is asked, and there is nothing more you need to do.',
    });
  });

  it('is told to nobody whom the practitioner named, nor to anybody else', async () => {
    const [asker, named] = quick.practitioners;
    const kept = await aSubmittedRequest(service, asker, { conflictPersonIds: [named.personId] });
    const visitor = await as(named, quick);
    const page = await visitor.get(`/consultations/${kept}/conflict`);
    const none = await visitor.get('/nothing-of-ours');
    expect([page.status, page.lastingText]).toEqual([404, none.lastingText]);
    const sent = await visitor.post(`/consultations/${kept}/conflict`, { _token: await tokenOf(visitor) });
    expect([sent.status, sent.lastingText]).toEqual([404, none.lastingText]);
  });

  it('is its consultant’s alone to declare', async () => {
    for (const person of [quick.lead, quick.practitioners[0]]) {
      const visitor = await as(person, quick);
      const page = await visitor.get(`/consultations/${code}/no-conflict`);
      expect([page.status, page.heading]).toEqual([200, 'There is nothing to declare here']);
      expect((await visitor.get(`/consultations/${code}/conflict`)).heading).toBe(
        'There is no conflict to declare here',
      );
      for (const path of ['no-conflict', 'conflict']) {
        const _token = await tokenOf(visitor);
        const sent = await visitor.post(`/consultations/${code}/${path}`, { _token, noConflict: 'yes' });
        expect(sent.status).toBe(403);
      }
    }
    for (const [person, at] of [
      [quick.practitioners[1], quick],
      [programme.lead, programme],
    ] as const) {
      const visitor = await as(person, at);
      for (const path of ['no-conflict', 'conflict', 'attendance', 'attendance/not-held', 'record'])
        expect((await visitor.get(`/consultations/${code}/${path}`)).status).toBe(404);
    }
  });

  it('is held by then: the lead is to be told', async () => {
    await there.hold(code, holder);
    const visitor = await as(holder, quick);
    expect((await visitor.get(`/consultations/${code}/no-conflict`)).text).toContain('Tell the lead.');
    const page = await visitor.get(`/consultations/${code}/conflict`);
    expect(page.heading).toBe('There is no conflict to declare here');
    expect(page.text).toContain('hand the record over');
  });
});

describe('saying whether it took place', () => {
  it('waits until it has begun', async () => {
    const { code, consultant } = await journey.booked(pia);
    const visitor = await as(consultant);
    const early = await visitor.get(`/consultations/${code}/attendance`);
    expect([early.status, early.heading]).toEqual([200, 'It has not started yet']);
    expect(early.text).toContain('Wednesday 3 March 2027, 10:00am');
    const sent = await visitor.post(`/consultations/${code}/attendance`, {
      _token: await tokenOf(visitor),
      held: 'yes',
    });
    expect([sent.status, sent.heading]).toEqual([409, 'It has not started yet']);
  });

  it('takes that it did, and how late, and leads on to the record', async () => {
    const { code, consultant } = await journey.booked(pia);
    service.clock.setTo(END);
    const visitor = await as(consultant);
    expect((await visitor.get('/consulting')).text).toContain('Say whether it took place');
    const page = await visitor.get(`/consultations/${code}/attendance`);
    expect(page.heading).toBe('Did the consultation take place?');
    const empty = await visitor.submit(page);
    expect([empty.status, empty.errors]).toEqual([
      422,
      [{ text: 'Select whether it took place', href: '#held' }],
    ]);
    for (const minutesLate of ['ten', '61', '-1', '999']) {
      const wrong = await visitor.submit(page, { held: 'yes', minutesLate });
      expect([wrong.status, wrong.errors[0]?.href]).toEqual([422, '#minutesLate']);
      expect(wrong.fields).toMatchObject({ held: 'yes', minutesLate });
    }
    const held = await visitor.submit(page, { held: 'yes', minutesLate: '10' });
    expect([held.path, held.heading]).toEqual([`/consultations/${code}/record`, 'Write the record']);
    const twice = await visitor.submit(page, { held: 'yes', minutesLate: '10' });
    expect([twice.status, twice.heading]).toEqual([409, 'It has been said whether this took place']);
    expect((await journey.events(code)).filter((event) => event === 'held')).toHaveLength(1);
  });

  it('takes that it did not, why, and looks for another time', async () => {
    const { code, consultant } = await journey.booked(pia);
    service.clock.setTo(BEGIN);
    const visitor = await as(consultant);
    const no = await visitor.submit(await visitor.get(`/consultations/${code}/attendance`), { held: 'no' });
    expect(no.heading).toBe('It did not take place');
    const empty = await visitor.submit(no, { next: 'rebook' });
    expect([empty.status, empty.errors]).toEqual([
      422,
      [{ text: 'Select why it did not take place', href: '#because' }],
    ]);
    expect(empty.fields).toMatchObject({ next: 'rebook' });
    const said = await visitor.submit(empty, { because: 'requester' });
    expect([said.path, said.notice]).toEqual(['/consulting', 'Thank you. Another time is being looked for.']);
    expect((await journey.state(code)).status).toBe('waiting');
    expect((await visitor.get(`/consultations/${code}/attendance`)).status).toBe(404);
  });

  it('is for the practitioner only when it did not, and can close it', async () => {
    const { code } = await journey.booked(pia);
    service.clock.setTo(END);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/attendance`);
    expect([page.path, page.heading]).toEqual([
      `/consultations/${code}/attendance/not-held`,
      'It did not take place',
    ]);
    expect(page.text).toContain('The consultant could not come');
    const _token = page.form().hidden[0]?.[1] ?? '';
    expect((await visitor.post(`/consultations/${code}/attendance`, { _token, held: 'yes' })).status).toBe(
      403,
    );
    const closed = await visitor.submit(page, { because: 'consultant', next: 'close' });
    expect(closed.path).toBe(`/consultations/${code}`);
    expect((await journey.state(code)).status).toBe('closed');
    const again = await visitor.submit(page, { because: 'consultant', next: 'rebook' });
    expect(again.status).toBe(409);
  });

  it('is said by a lead, too, and once when both say it at the same time', async () => {
    const { code, consultant } = await journey.booked(pia);
    service.clock.setTo(END);
    const visitors = [await as(consultant), await as(programme.lead)];
    const sent = await Promise.all(
      visitors.map(async (visitor) =>
        visitor.submit(await visitor.get(`/consultations/${code}/attendance`), { held: 'yes' }),
      ),
    );
    expect(sent.filter(({ heading }) => heading === 'It has been said whether this took place')).toHaveLength(
      1,
    );
    expect((await journey.events(code)).filter((event) => event === 'held')).toHaveLength(1);
  });
});

describe('my consultations', () => {
  it('are offers, what is coming up, what is owed and what was', async () => {
    const champion = await as(programme.champions[0]);
    const nothing = await champion.get('/consulting');
    expect([nothing.status, nothing.heading]).toEqual([200, 'My consultations']);
    expect(nothing.text).toContain('Nothing is waiting for you.');
    expect((await (await as(pia)).get('/consulting')).status).toBe(404);

    const past = await journey.recorded(pia);
    const consultant = past.consultant;
    const visitor = await as(consultant);
    const page = await visitor.get('/consulting');
    expect(page.link('Wednesday 3 March 2027')).toBe(`/consultations/${past.code}`);
    expect(page.text).toContain('Record shared, no open actions');
    expect(page.text).not.toContain(A_RECORD['harm-to-the-children'] ?? '-');
    for (const name of ['past', 'offers', 'records', 'attendance', 'conflict-checks', 'coming-up'])
      expect((await visitor.get(`/consulting/${name}`)).status).toBe(200);
    expect((await visitor.get('/consulting/none')).status).toBe(404);
    expect((await visitor.get('/consulting/past?after=forged')).status).toBe(400);
    const others = programme.champions.filter((one) => one !== consultant);
    for (const other of others)
      expect((await (await as(other)).get('/consulting')).text).not.toContain(past.code);
  });

  it('are paged when there are many', async () => {
    const [ada] = programme.champions;
    const codes: string[] = [];
    for (let week = 0; week < 12; week += 1) {
      service.clock.setTo(new Date(TUESDAY_MORNING.getTime() + week * 7 * 86_400_000));
      for (let count = 0; count < 2; count += 1) {
        const code = await journey.asked(programme.practitioners[count] ?? pia);
        codes.push(code);
        const { consultant } = await journey.offer(code);
        await journey.accept(code);
        await journey.hold(code, consultant);
      }
    }
    await service.admin.query('UPDATE consultation SET consultant_id = $1 WHERE code = ANY ($2::text[])', [
      ada.personId,
      codes,
    ]);
    const visitor = await as(ada);
    const overview = await visitor.get('/consulting');
    let page = await visitor.get(overview.link('See all: records to write'));
    const seen = page.links.map(({ href }) => href).filter((href) => href.endsWith('/record'));
    expect(seen).toHaveLength(20);
    page = await visitor.get(page.link(/Next page/));
    seen.push(...page.links.map(({ href }) => href).filter((href) => href.endsWith('/record')));
    expect([...seen].sort()).toEqual(codes.map((code) => `/consultations/${code}/record`).sort());
    expect(page.link(/Back to the beginning/)).toBe('/consulting/records');
  });
});
