import {
  ActionQueries,
  Actions,
  ConsultationQueries,
  Lead,
  type NewAction,
  Records,
  Reviews,
} from '@case-consultation/features';
import { A_REVIEW, codeFrom, Journey } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let records: Records;
let actions: Actions;
let reviews: Reviews;
let pia: TestPerson;

const TASK = 'You have a task to complete';
const A_PAGE = { limit: 50, after: null };

beforeAll(async () => {
  service = await TestService.start();
  records = service.get(Records);
  actions = service.get(Actions);
  reviews = service.get(Reviews);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const anAction = (given: Partial<NewAction> = {}): NewAction => ({
  description: 'Ask the school what they have seen',
  ownerId: pia.personId,
  dueOn: '2027-03-18',
  about: 'child',
  pathwayId: null,
  ...given,
});
const others = (consultant: TestPerson) => [
  programme.practitioners[1],
  ...programme.champions.filter((champion) => champion !== consultant),
  beside.lead,
  beside.practitioners[0],
];
const taskMails = (person: TestPerson, code: string) =>
  subjectsTo(service, person.email, code).filter((subject) => subject === TASK);

describe('the review', () => {
  const reviewDay = new Date('2027-05-26T08:00:00Z');

  it('is asked for after twelve weeks, once, and not before', async () => {
    const { code } = await journey.recorded(pia);
    await service.at(new Date('2027-05-26T07:59:00Z'));
    expect(taskMails(pia, code)).toEqual([]);
    await service.at(reviewDay);
    await service.at(new Date('2027-06-10T08:00:00Z'));
    expect(taskMails(pia, code)).toHaveLength(1);
  });

  it('is done once, by a party or a lead, and read by them alone', async () => {
    const { code, consultant } = await journey.recorded(pia);
    expect(await codeFrom(reviews.complete(pia, code, A_REVIEW))).toBe('wrong-state');
    service.clock.setTo(reviewDay);
    for (const actor of others(consultant)) {
      expect(await codeFrom(reviews.complete(actor, code, A_REVIEW))).toBe('not-found');
      expect(await codeFrom(reviews.view(actor, code))).toBe('not-found');
    }
    expect(await codeFrom(reviews.complete(pia, code, { ...A_REVIEW, confidence: 6 }))).toBe('invalid-input');
    expect(await codeFrom(reviews.complete(pia, code, { completed: false, note: ' ' }))).toBe(
      'reason-needed',
    );
    expect(await codeFrom(reviews.complete(pia, code, { ...A_REVIEW, note: 'At E17 4JF' }))).toBe(
      'identifier-found',
    );
    await actions.add(consultant, code, anAction({ dueOn: '2027-06-01' }));
    await reviews.complete(pia, code, A_REVIEW);
    expect(await codeFrom(reviews.complete(consultant, code, A_REVIEW))).toBe('wrong-state');
    expect(await reviews.view(consultant, code)).toEqual({
      dueOn: '2027-05-26',
      done: true,
      review: A_REVIEW,
    });
  });
});

describe('closing', () => {
  it('comes by itself with the last of record, actions and review', async () => {
    const { code, consultant } = await journey.recorded(pia);
    const { id } = await actions.add(consultant, code, anAction());
    await actions.settle(pia, id, 'done');
    expect((await journey.state(code)).status).toBe('held');
    service.clock.setTo(new Date('2027-05-26T08:00:00Z'));
    const { id: last } = await actions.add(consultant, code, anAction({ dueOn: '2027-05-28' }));
    await reviews.complete(pia, code, A_REVIEW);
    expect((await journey.state(code)).status).toBe('held');
    await actions.settle(pia, last, 'not-done');
    expect((await journey.state(code)).status).toBe('closed');
    expect((await journey.events(code)).slice(-3)).toEqual(['review-done', 'action-settled', 'closed']);

    expect(await codeFrom(actions.add(consultant, code, anAction({ dueOn: '2027-05-28' })))).toBe(
      'wrong-state',
    );
    await records.agree(pia, code);
    expect(await records.view(pia, code)).toMatchObject({ state: 'agreed' });
    service.mailbox.clear();
    await service.at(new Date('2027-12-01T08:00:00Z'));
    expect(subjectsTo(service, pia.email, code)).toEqual([]);
  });

  it('by the lead does not pass over what is open', async () => {
    const { code, consultant } = await journey.held(pia);
    const { id } = await actions.add(consultant, code, anAction());
    const leads = service.get(Lead);
    expect(await codeFrom(leads.close(programme.lead, code, 'Enough'))).toBe('wrong-state');
    await actions.settle(programme.lead, id, 'no-longer-needed');
    await leads.close(programme.lead, code, 'Enough');
    expect((await journey.state(code)).status).toBe('closed');
  });
});

describe('reading it', () => {
  it('is noted: who, when, which and what', async () => {
    const [, quin] = programme.practitioners;
    const { code, consultant } = await journey.recorded(pia);
    const { id } = await actions.add(consultant, code, anAction({ ownerId: quin.personId }));
    const seen = async () => {
      const { rows } = await service.admin.query<{ name: string; what: string }>(
        `SELECT p.name, a.what FROM read_audit a JOIN person p ON p.id = a.person_id JOIN consultation c ON c.id = a.consultation_id
         WHERE c.code = $1 AND a.programme_id = $2 ORDER BY a.seq`,
        [code, programme.id],
      );
      return rows.map(({ name, what }) => `${name}: ${what}`);
    };
    const before = (await seen()).length;
    const queries = service.get(ConsultationQueries);
    await queries.get(pia, code);
    await queries.history(programme.lead, code);
    await records.view(consultant, code);
    await service.get(ActionQueries).ofConsultation(programme.deputy, code);
    await service.get(ActionQueries).one(quin, id);
    await service.get(ActionQueries).mine(quin, A_PAGE);
    expect((await seen()).slice(before)).toEqual([
      `${pia.name}: case-detail`,
      `${programme.lead.name}: history-reasons`,
      `${consultant.name}: record`,
      `${programme.deputy.name}: actions`,
      `${quin.name}: actions`,
      `${quin.name}: actions`,
    ]);
    const readers = await queries.readers(pia, code);
    expect(readers[0]).toMatchObject({ name: quin.name, what: 'actions' });
    expect(await codeFrom(queries.readers(quin, code))).toBe('not-found');
    for (const refused of [queries.get(beside.lead, code), queries.get(quin, code)]) await codeFrom(refused);
    expect(await seen()).toHaveLength(before + 6);
  });
});
