import { Actions, type NewAction, Records } from '@case-consultation/features';
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
let pia: TestPerson;

const TASK = 'You have a task to complete';

beforeAll(async () => {
  service = await TestService.start();
  records = service.get(Records);
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
