import { Lead, LeadTasks, Offers, Records } from '@case-consultation/features';
import { A_RECORD, codeFrom, Journey } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let leads: Lead;
let pia: TestPerson;

const FRIDAY = new Date('2027-03-05T13:00:00Z');
const A_PAGE = { limit: 50, after: null };

beforeAll(async () => {
  service = await TestService.start();
  leads = service.get(Lead);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const anotherThan = (consultant: TestPerson) => {
  const [other] = programme.champions.filter((champion) => champion !== consultant);
  if (!other) throw new Error('There are three champions');
  return other;
};

/** With the lead because everybody said that they are not the right person. */
async function withLead(): Promise<string> {
  const code = await journey.asked(pia);
  while ((await journey.state(code)).status === 'offered') {
    const { id, consultant } = await journey.offer(code);
    await service.get(Offers).decline(consultant, id, { because: 'not-the-right-person', reason: null });
    await service.drain();
  }
  return code;
}

describe('another priority', () => {
  it('moves the target from the day of asking, and the timer goes with it', async () => {
    const later = [new Date('2027-03-16T14:00:00Z')];
    const code = await journey.asked(pia, { preferredTimes: later, soonest: false });
    expect(await journey.state(code)).toMatchObject({ priority: 'P3', targetOn: '2027-03-16' });
    service.clock.setTo(new Date('2027-03-03T09:00:00Z'));
    const change = { priority: 'P2' as const, reason: 'A conference was called' };
    expect(await codeFrom(leads.overridePriority(programme.lead, code, { ...change, priority: 'P3' }))).toBe(
      'invalid-input',
    );
    expect(await codeFrom(leads.overridePriority(programme.lead, code, { ...change, reason: '' }))).toBe(
      'reason-needed',
    );
    await leads.overridePriority(programme.lead, code, change);
    expect(await journey.state(code)).toMatchObject({ priority: 'P2', targetOn: '2027-03-09' });
    const told = () => subjectsTo(service, programme.lead.email, code);
    await service.at(new Date('2027-03-08T08:59:00Z'));
    expect(told()).not.toContain('one may be late');
    await service.at(new Date('2027-03-08T09:00:00Z'));
    expect(told()).toContain('one may be late');
  });

  it('further off takes the nearer timer’s work away', async () => {
    const later = [new Date('2027-03-09T14:00:00Z')];
    const code = await journey.asked(pia, { preferredTimes: later, soonest: false, stage: 'section-47' });
    expect(await journey.state(code)).toMatchObject({ priority: 'P2', targetOn: '2027-03-09' });
    await leads.overridePriority(programme.lead, code, { priority: 'P3', reason: 'It was called off' });
    await service.at(new Date('2027-03-08T09:00:00Z'));
    expect(await journey.state(code)).toMatchObject({ status: 'offered', targetOn: '2027-03-16' });
    expect(subjectsTo(service, programme.lead.email, code)).not.toContain('one may be late');
  });
});

describe('what was held', () => {
  it('can be handed over to another to write down, and closed without a record', async () => {
    const { code, consultant } = await journey.held(pia);
    const next = anotherThan(consultant);
    const records = service.get(Records);
    await records.save(consultant, code, A_RECORD, 0);
    expect(
      await codeFrom(
        leads.handOverRecord(programme.lead, code, { consultantId: pia.personId, reason: 'Left' }),
      ),
    ).toBe('consultant-not-eligible');
    expect(
      await codeFrom(
        leads.handOverRecord(programme.lead, code, {
          consultantId: beside.champions[0].personId,
          reason: 'Left',
        }),
      ),
    ).toBe('consultant-not-eligible');
    await leads.handOverRecord(programme.lead, code, {
      consultantId: next.personId,
      reason: 'They have left',
    });
    await service.drain();
    expect(await codeFrom(records.view(consultant, code))).toBe('not-found');
    expect(await codeFrom(records.view(next, code))).toBe('conflict-check-first');
    expect(subjectsTo(service, next.email, code)).toEqual(['You have a task to complete']);
    await service.get(Offers).noConflict(next, code);
    expect(await records.view(next, code)).toMatchObject({ state: 'started', headings: A_RECORD });
    expect(await codeFrom(leads.close(programme.lead, code, ' '))).toBe('reason-needed');
    await leads.close(programme.lead, code, 'Nothing more will come');
    expect(await journey.state(code)).toMatchObject({ status: 'closed' });
  });
});

describe('nobody but a lead', () => {
  it('does what leads do', async () => {
    const { code: booked, consultant } = await journey.booked(programme.practitioners[1]);
    const { code: held, consultant: holder } = await journey.held(programme.practitioners[2]);
    const waiting = await aSubmittedRequest(service, pia);
    const [ada] = programme.champions;
    const choice = { consultantId: ada.personId, startsAt: FRIDAY, reason: 'Me', noConflict: true };
    const calls: [string, (actor: TestPerson) => Promise<unknown>, TestPerson[]][] = [
      ['assign', (actor) => leads.assign(actor, waiting, choice), [pia]],
      ['take', (actor) => leads.take(actor, waiting, choice), [pia]],
      ['turnDown', (actor) => leads.turnDown(actor, waiting, { reason: 'No', signpost: 'There' }), [pia]],
      [
        'overridePriority',
        (actor) => leads.overridePriority(actor, booked, { priority: 'P1', reason: 'Me' }),
        [programme.practitioners[1], consultant],
      ],
      [
        'reassign',
        (actor) => leads.reassign(actor, booked, { consultantId: programme.lead.personId, reason: 'Me' }),
        [programme.practitioners[1], consultant],
      ],
      [
        'handOverRecord',
        (actor) => leads.handOverRecord(actor, held, { consultantId: programme.lead.personId, reason: 'Me' }),
        [programme.practitioners[2], holder],
      ],
      ['close', (actor) => leads.close(actor, held, 'Me'), [programme.practitioners[2], holder]],
    ];
    const administrator = await programme.addPerson({
      name: 'Ally Administrator',
      roles: ['administrator', 'steering', 'auditor'],
    });
    const everybody = [
      ...programme.practitioners,
      ...programme.champions,
      administrator,
      beside.lead,
      beside.champions[0],
    ];
    const before = await Promise.all([waiting, booked, held].map((code) => journey.state(code)));
    for (const [name, call, parties] of calls) {
      for (const actor of everybody) {
        const expected = parties.includes(actor) ? 'not-your-task' : 'not-found';
        expect([name, actor.name, await codeFrom(call(actor))]).toEqual([name, actor.name, expected]);
      }
    }
    expect(await Promise.all([waiting, booked, held].map((code) => journey.state(code)))).toEqual(before);
    expect(await codeFrom(service.get(LeadTasks).done(pia, programme.id))).toBe('not-your-task');
  });

  it('and no lead who must not see it', async () => {
    const code = await aSubmittedRequest(service, pia, { conflictPersonIds: [programme.lead.personId] });
    const choice = {
      consultantId: programme.champions[0].personId,
      startsAt: FRIDAY,
      reason: 'Me',
      noConflict: true,
    };
    expect(await codeFrom(leads.assign(programme.lead, code, choice))).toBe('not-found');
    expect(await codeFrom(leads.take(programme.lead, code, choice))).toBe('not-found');
    expect(await codeFrom(leads.turnDown(programme.lead, code, { reason: 'No', signpost: 'There' }))).toBe(
      'not-found',
    );
    await leads.assign(programme.deputy, code, choice);
    await service.drain();
    expect(subjectsTo(service, programme.lead.email, code)).toEqual([]);
  });
});

describe('a lead’s tasks', () => {
  it('are done by a lead of that programme, once what they are about is solved', async () => {
    const code = await withLead();
    const tasks = service.get(LeadTasks);
    const [task] = (await tasks.open(programme.deputy, A_PAGE)).items;
    expect(task).toMatchObject({ code, kind: 'request-with-lead' });
    expect(await codeFrom(tasks.done(beside.lead, task?.id ?? ''))).toBe('not-found');
    // It is still with the lead.
    expect(await codeFrom(tasks.done(programme.lead, task?.id ?? ''))).toBe('wrong-state');
    await leads.turnDown(programme.lead, code, { reason: 'No', signpost: 'There' });
    await tasks.done(programme.deputy, task?.id ?? '');
    expect((await tasks.open(programme.deputy, A_PAGE)).items).toEqual([]);
  });
});
