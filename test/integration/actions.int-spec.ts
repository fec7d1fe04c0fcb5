import {
  ActionQueries,
  Actions,
  ConsultationQueries,
  Jobs,
  LeadTasks,
  type NewAction,
} from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let actions: Actions;
let pia: TestPerson;

const TASK = 'You have a task to complete';
const A_PAGE = { limit: 50, after: null };

beforeAll(async () => {
  service = await TestService.start();
  actions = service.get(Actions);
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
