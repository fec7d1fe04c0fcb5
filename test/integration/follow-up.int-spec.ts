import { type Review } from '@case-consultation/domain';
import {
  ActionQueries,
  Actions,
  ConsultationQueries,
  Jobs,
  Lead,
  LeadTasks,
  type NewAction,
  Records,
  Reviews,
} from '@case-consultation/features';
import { A_RECORD, codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
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
const A_REVIEW: Review = {
  completed: true,
  planThen: 'child-protection-plan',
  planNow: 'child-in-need',
  reReferral: 'no',
  engagement: 'expectations-set',
  childrensVoiceHeard: 'partly',
  confidence: 4,
  note: 'The school sees the change too.',
};

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

describe('the record', () => {
  it('is written by its consultant, seen by the others once it is shared, and then stays as it is', async () => {
    const { code, consultant } = await journey.held(pia);
    for (const actor of [pia, programme.lead]) {
      expect(await codeFrom(records.save(actor, code, A_RECORD, 0))).toBe('not-your-task');
    }
    for (const actor of others(consultant)) {
      expect(await codeFrom(records.save(actor, code, A_RECORD, 0))).toBe('not-found');
      expect(await codeFrom(records.view(actor, code))).toBe('not-found');
    }
    await records.save(consultant, code, A_RECORD, 0);
    expect(await records.view(consultant, code)).toMatchObject({
      state: 'started',
      headings: A_RECORD,
      version: 1,
    });
    for (const actor of [pia, programme.lead]) {
      expect(await records.view(actor, code)).toMatchObject({ state: 'none', headings: {} });
      expect(await codeFrom(records.share(actor, code))).toBe('not-your-task');
    }
    expect(await codeFrom(records.agree(pia, code))).toBe('wrong-state');
    await records.share(consultant, code);
    await service.drain();
    expect(subjectsTo(service, pia.email, code).at(-1)).toBe('ready to read');
    for (const actor of [pia, programme.lead, consultant]) {
      expect(await records.view(actor, code)).toMatchObject({ state: 'shared', headings: A_RECORD });
    }
    expect(await codeFrom(records.save(consultant, code, {}, 1))).toBe('record-shared-already');
    expect(await codeFrom(records.share(consultant, code))).toBe('record-shared-already');
    expect(await codeFrom(records.agree(consultant, code))).toBe('not-your-task');
    await records.agree(pia, code);
    await records.agree(pia, code);
    expect(await records.view(consultant, code)).toMatchObject({ state: 'agreed' });
    expect((await journey.events(code)).filter((event) => event === 'record-agreed')).toHaveLength(1);
  });

  it('is not overwritten by an older one, nor by two at once', async () => {
    const { code, consultant } = await journey.held(pia);
    await records.save(consultant, code, A_RECORD, 0);
    expect(await codeFrom(records.save(consultant, code, {}, 0))).toBe('changed-meanwhile');
    const both = await Promise.allSettled(
      ['One', 'Two'].map((text) => records.save(consultant, code, { 'language-agreed': text }, 1)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await records.view(consultant, code)).toMatchObject({ version: 2 });
  });

  it('knows its headings, needs two of them to be shared, and holds no identifiers', async () => {
    const { code, consultant } = await journey.held(pia);
    const save = (headings: Record<string, string>, version = 0) =>
      records.save(consultant, code, headings, version);
    expect(await refusalFrom(save({ verdict: 'Guilty' }))).toMatchObject({
      code: 'invalid-input',
      field: 'headings/verdict',
    });
    expect(await codeFrom(save({ 'language-agreed': 'x'.repeat(5001) }))).toBe('invalid-input');
    const named = await refusalFrom(save({ 'language-agreed': 'NHS 943 476 5870' }));
    expect(named).toMatchObject({ code: 'identifier-found', field: 'headings/language-agreed' });
    await save({ 'language-agreed': 'He chose to', 'what-else-matters': '  ' });
    expect(await codeFrom(records.share(consultant, code))).toBe('record-incomplete');
    await save({ 'language-agreed': 'He chose to', 'what-else-matters': 'Money' }, 1);
    await records.share(consultant, code);
  });

  it('comes after it was held, and after the conflict check', async () => {
    const { code, consultant } = await journey.booked(pia);
    expect(await codeFrom(records.save(consultant, code, A_RECORD, 0))).toBe('wrong-state');
    const quick = await aProgramme(service, { champions: { autoAccept: true } });
    const there = new Journey(service, quick);
    const automatic = await there.asked(quick.practitioners[0]);
    const holder = quick.person((await there.state(automatic)).consultantId);
    await there.hold(automatic, holder);
    expect(await codeFrom(records.save(holder, automatic, A_RECORD, 0))).toBe('conflict-check-first');
    expect(await codeFrom(actions.add(holder, automatic, anAction({ ownerId: holder.personId })))).toBe(
      'conflict-check-first',
    );
  });

  it('is asked for on the next working day, once', async () => {
    const { code, consultant } = await journey.held(pia);
    await service.at(new Date('2027-03-05T12:00:00Z'));
    await service.at(new Date('2027-03-08T12:00:00Z'));
    expect(taskMails(consultant, code)).toHaveLength(1);
  });
});

describe('an action', () => {
  it('has an owner, a day, whom it is about and perhaps a pathway, all of this programme', async () => {
    const { code, consultant } = await journey.held(pia);
    const add = (given: Partial<NewAction>) => refusalFrom(actions.add(consultant, code, anAction(given)));
    expect(await add({ ownerId: beside.lead.personId })).toMatchObject({
      code: 'invalid-input',
      field: 'ownerId',
    });
    expect(await add({ pathwayId: beside.pathwayId })).toMatchObject({
      code: 'invalid-input',
      field: 'pathwayId',
    });
    expect(await add({ dueOn: '2027-03-02' })).toMatchObject({ field: 'dueOn' });
    expect(await add({ dueOn: '2028-03-04' })).toMatchObject({ field: 'dueOn' });
    expect(await add({ dueOn: '2027-02-30' })).toMatchObject({ field: 'dueOn' });
    expect(await add({ description: ' ' })).toMatchObject({ field: 'description' });
    expect(await add({ description: 'Call 07700 900123' })).toMatchObject({
      code: 'identifier-found',
      field: 'description',
    });
    for (const actor of others(consultant))
      expect(await codeFrom(actions.add(actor, code, anAction()))).toBe('not-found');
    expect((await journey.state(code)).openActions).toBe(0);

    for (const actor of [pia, consultant, programme.lead])
      await actions.add(actor, code, anAction({ pathwayId: programme.pathwayId }));
    const [shown] = await service.get(ActionQueries).ofConsultation(consultant, code);
    expect(shown).toMatchObject({
      description: 'Ask the school what they have seen',
      owner: { name: pia.name },
      agency: 'Elmbrook children’s services',
      pathway: { name: 'Programme for people who cause harm' },
      status: 'open',
    });
    expect((await journey.state(code)).openActions).toBe(3);
  });

  it('is never given to somebody who must not know of the case', async () => {
    const [, quin] = programme.practitioners;
    const { code, consultant } = await journey.held(pia, { conflictPersonIds: [quin.personId] });
    const refusal = await refusalFrom(actions.add(consultant, code, anAction({ ownerId: quin.personId })));
    expect(refusal).toMatchObject({ code: 'invalid-input', field: 'ownerId' });
  });

  it('comes with a gentle question until one is about the person causing harm', async () => {
    const { code, consultant } = await journey.held(pia);
    expect((await actions.add(consultant, code, anAction())).question).toContain(
      'about the person causing harm',
    );
    expect(
      (await actions.add(consultant, code, anAction({ about: 'person-causing-harm' }))).question,
    ).toBeNull();
    expect((await actions.add(consultant, code, anAction({ about: 'survivor' }))).question).toBeNull();
  });

  it('reminds its owner two working days before and on the day, and is chased: each once', async () => {
    const [, quin] = programme.practitioners;
    const { code, consultant } = await journey.held(pia);
    // Thursday before Easter; the next working day is Tuesday 30 March.
    const { id } = await actions.add(
      consultant,
      code,
      anAction({ ownerId: quin.personId, dueOn: '2027-03-25' }),
    );
    const told: [string, number, number][] = [
      ['2027-03-23T08:59:00Z', 0, 0],
      ['2027-03-23T09:00:00Z', 1, 0],
      ['2027-03-24T12:00:00Z', 1, 0],
      ['2027-03-25T08:59:00Z', 1, 0],
      ['2027-03-25T09:00:00Z', 2, 0],
      ['2027-03-29T12:00:00Z', 2, 0],
      ['2027-03-30T07:59:00Z', 2, 0],
      ['2027-03-30T08:00:00Z', 3, 0],
      ['2027-04-05T07:59:00Z', 3, 0],
      ['2027-04-05T08:00:00Z', 3, 1],
      ['2027-04-20T08:00:00Z', 3, 1],
    ];
    for (const [at, toOwner, toLead] of told) {
      await service.at(new Date(at));
      expect([at, taskMails(quin, code).length, taskMails(programme.lead, code).length]).toEqual([
        at,
        toOwner,
        toLead,
      ]);
    }
    expect(taskMails(programme.deputy, code)).toHaveLength(1);
    expect(taskMails(pia, code)).toEqual([]);

    // The queue may run every one of them again.
    const { rows } = await service.admin.query<{ id: string; job: 'remind-action' }>(
      'SELECT id, job FROM outbox WHERE subject_id = $1',
      [id],
    );
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      const job = { outboxId: row.id, programmeId: programme.id, subjectId: id };
      await service.get(Jobs).handlers[row.job](job, new AbortController().signal);
    }
    await service.drain();
    expect(taskMails(quin, code)).toHaveLength(3);
    const { items } = await service.get(LeadTasks).open(programme.lead, A_PAGE);
    expect(items.map(({ kind }) => kind)).toEqual(['action-overdue']);
  });

  it('is quiet once it is settled', async () => {
    const { code, consultant } = await journey.held(pia);
    const { id } = await actions.add(consultant, code, anAction());
    await service.at(new Date('2027-03-16T09:00:00Z'));
    expect(taskMails(pia, code)).toHaveLength(1);
    await actions.settle(pia, id, 'no-longer-needed');
    for (const day of ['18', '19', '26']) await service.at(new Date(`2027-03-${day}T10:00:00Z`));
    expect(taskMails(pia, code)).toHaveLength(1);
    expect(taskMails(programme.lead, code)).toEqual([]);
    expect(await codeFrom(actions.settle(pia, id, 'done'))).toBe('action-settled-already');
  });

  it('is settled by its owner, who need not see the case, or by a party; by nobody else', async () => {
    const [, quin, rio] = programme.practitioners;
    const { code, consultant } = await journey.held(pia);
    const given = anAction({ ownerId: quin.personId, description: 'Offer the freedom course' });
    const [first, second, third] = [
      await actions.add(consultant, code, given),
      await actions.add(pia, code, given),
      await actions.add(programme.lead, code, given),
    ];
    const queries = service.get(ActionQueries);
    const mine = await queries.mine(quin, A_PAGE);
    expect(mine.items.map(({ description }) => description)).toEqual(
      Array(3).fill('Offer the freedom course'),
    );
    expect(await queries.one(quin, first.id)).toMatchObject({
      code,
      description: 'Offer the freedom course',
    });
    expect(await codeFrom(service.get(ConsultationQueries).get(quin, code))).toBe('not-found');
    expect(await codeFrom(queries.ofConsultation(quin, code))).toBe('not-found');
    for (const actor of [rio, beside.lead, beside.practitioners[1]]) {
      expect(await codeFrom(queries.one(actor, first.id))).toBe('not-found');
      expect(await codeFrom(actions.settle(actor, first.id, 'done'))).toBe('not-found');
      expect((await queries.mine(actor, A_PAGE)).items).toEqual([]);
    }
    await actions.settle(quin, first.id, 'done');
    await actions.settle(pia, second.id, 'not-done');
    await actions.settle(programme.deputy, third.id, 'no-longer-needed');
    const settled = await queries.ofConsultation(consultant, code);
    expect(settled.map(({ status }) => status)).toEqual(['done', 'not-done', 'no-longer-needed']);
    expect((await journey.state(code)).openActions).toBe(0);
  });

  it('is settled once by two presses at once', async () => {
    const { code, consultant } = await journey.held(pia);
    const { id } = await actions.add(consultant, code, anAction());
    const pressed = await Promise.allSettled([
      actions.settle(pia, id, 'done'),
      actions.settle(consultant, id, 'not-done'),
    ]);
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await journey.events(code)).filter((event) => event === 'action-settled')).toHaveLength(1);
  });
});

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
