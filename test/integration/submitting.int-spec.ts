import { type DomainError, type Priority, type RequestProblem } from '@case-consultation/domain';
import { Asking, ConsultationQueries, type FormPart, TimesQueries } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let other: TestProgramme;
let asking: Asking;

beforeAll(async () => {
  service = await TestService.start();
  programme = await aProgramme(service);
  other = await aProgramme(service);
  asking = service.get(Asking);
});
beforeEach(() => service.clock.setTo(TUESDAY_MORNING));
afterAll(() => service.stop());

const problemsOf = ({ details }: DomainError) => details?.['problems'] as RequestProblem[];
const fieldsOf = (error: DomainError) => problemsOf(error).map(({ field }) => field);

describe('submitting', () => {
  it('says everything that is missing, in the order of the pages', async () => {
    const [pia] = programme.practitioners;
    const { safetyGate } = aRequest();
    const { code } = await asking.start(pia, { safetyGate, safetyFlags: aRequest().safetyFlags });
    const refusal = await refusalFrom(asking.submit(pia, code));
    expect(refusal.code).toBe('request-incomplete');
    expect(fieldsOf(refusal)).toEqual([
      'caseReference',
      'children',
      'stage',
      'purposes',
      'question',
      'familyWorksForAgency',
      'mode',
      'preferredTimes',
    ]);
  });

  it('is done once, however often and however quickly it is pressed', async () => {
    const [pia] = programme.practitioners;
    const { code } = await asking.start(pia, aRequest());
    const pressed = await Promise.allSettled([1, 2, 3].map(() => asking.submit(pia, code)));
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await codeFrom(asking.submit(pia, code))).toBe('wrong-state');
    expect(await codeFrom(asking.save(pia, code, { question: 'Too late' }))).toBe('wrong-state');
    await service.drain();
    const journey = new Journey(service, programme);
    expect(await journey.offers(code)).toHaveLength(1);
    expect(await journey.events(code)).toEqual(['submitted', 'offer-made']);
    await asking.withdraw(pia, code, 'Only a test');
  });

  it('answers a time that has gone meanwhile with others, and keeps the rest', async () => {
    const small = await aProgramme(service, { leadConsults: false, champions: { weeklyCap: 40 } });
    const [pia, quin] = small.practitioners;
    const journey = new Journey(service, small);
    const wanted = new Date('2027-03-04T10:00:00Z');
    const given = aRequest({ preferredTimes: [wanted], soonest: false });
    const drafts = await Promise.all([0, 1, 2, 3].map(() => asking.start(pia, given)));
    const late = await asking.start(quin, given);
    const shown = await service.get(TimesQueries).forRequest(quin, late.code, { from: null, days: 7 });
    expect(shown).toContainEqual(wanted);
    for (const { code } of drafts.slice(0, 3)) {
      await asking.submit(pia, code);
      await service.drain();
    }
    expect(
      (await Promise.all(drafts.slice(0, 3).map(({ code }) => journey.offer(code)))).map((o) => o.startsAt),
    ).toEqual([wanted, wanted, wanted]);

    const refusal = await refusalFrom(asking.submit(quin, late.code));
    expect(refusal).toMatchObject({ code: 'time-not-offered', field: 'preferredTimes/0' });
    const otherTimes = refusal.details?.['otherTimes'] as Date[];
    expect(otherTimes.length).toBeGreaterThan(3);
    expect(otherTimes).not.toContainEqual(wanted);
    expect(await asking.draft(quin, late.code)).toMatchObject({ version: late.version, missing: [] });

    const [next] = otherTimes;
    await asking.save(quin, late.code, { preferredTimes: [next ?? wanted] });
    await asking.submit(quin, late.code);
    await service.drain();
    expect((await journey.offer(late.code)).startsAt).toEqual(next);
  });

  it('refuses a time that nobody ever gave', async () => {
    const [pia] = programme.practitioners;
    for (const time of [
      '2027-03-06T10:00:00Z',
      '2027-03-04T03:00:00Z',
      '2027-03-04T10:07:00Z',
      '2027-03-02T15:00:00Z',
    ]) {
      const given = aRequest({ preferredTimes: [new Date(time)], soonest: false });
      const { code } = await asking.start(pia, given);
      expect([time, await codeFrom(asking.submit(pia, code))]).toEqual([time, 'time-not-offered']);
    }
  });

  it('leaves a lead who may see it', async () => {
    const [pia] = programme.practitioners;
    const { lead, deputy } = programme;
    const { code } = await asking.start(
      pia,
      aRequest({ conflictPersonIds: [lead.personId, deputy.personId] }),
    );
    expect(await refusalFrom(asking.submit(pia, code))).toMatchObject({
      code: 'invalid-input',
      field: 'conflictPersonIds',
    });
    await asking.save(pia, code, { conflictPersonIds: [lead.personId] });
    await asking.submit(pia, code);
    const queries = service.get(ConsultationQueries);
    expect(await codeFrom(queries.get(lead, code))).toBe('not-found');
    expect(await queries.get(deputy, code)).toMatchObject({ code, access: 'detail' });
    await asking.withdraw(pia, code, 'Only a test');
  });

  it('sends a restricted one to nobody but a lead', async () => {
    const journey = new Journey(service, programme);
    const code = await journey.asked(programme.practitioners[0], { familyWorksForAgency: true });
    expect(await journey.state(code)).toMatchObject({ restricted: true, status: 'offered' });
    expect((await journey.offer(code)).consultant).toBe(programme.lead);
    for (const champion of programme.champions) {
      expect(await codeFrom(service.get(ConsultationQueries).get(champion, code))).toBe('not-found');
    }
    await asking.withdraw(programme.practitioners[0], code, 'Only a test');
  });

  it('may be asked by a lead or champion too, and never comes back to them', async () => {
    const journey = new Journey(service, programme);
    for (const asker of [programme.lead, programme.champions[0]]) {
      const code = await journey.asked(asker);
      expect((await journey.offer(code)).consultant).not.toBe(asker);
      await asking.withdraw(asker, code, 'Only a test');
    }
  });
});

describe('priority and target', () => {
  let closed: TestProgramme;
  beforeAll(async () => {
    closed = await aProgramme(service, { settings: { closureDays: ['2027-08-12'] } });
  });

  const table: [string, string, FormPart, Priority, string][] = [
    ['over Christmas', '2026-12-17T10:00:00Z', {}, 'P3', '2027-01-05'],
    [
      'on Christmas Eve',
      '2026-12-24T10:00:00Z',
      { decisionOn: '2026-12-29', decisionKind: 'panel' },
      'P1',
      '2026-12-31',
    ],
    ['on Christmas Day', '2026-12-25T10:00:00Z', { stage: 'section-47' }, 'P2', '2027-01-05'],
    ['over Easter', '2027-03-19T10:00:00Z', {}, 'P3', '2027-04-06'],
    ['on a Saturday', '2027-03-06T10:00:00Z', {}, 'P3', '2027-03-19'],
    ['over a closure day', '2027-08-10T09:00:00Z', { stage: 'plo-court' }, 'P2', '2027-08-18'],
    [
      'after midnight in summer, before it in UTC',
      '2027-06-01T23:30:00Z',
      { stage: 'initial-conference' },
      'P2',
      '2027-06-09',
    ],
    ['before midnight', '2027-06-01T22:30:00Z', { stage: 'initial-conference' }, 'P2', '2027-06-08'],
    [
      'a decision in ten working days',
      '2027-03-02T10:00:00Z',
      { decisionOn: '2027-03-16', decisionKind: 'conference' },
      'P2',
      '2027-03-09',
    ],
    [
      'a decision in eleven',
      '2027-03-02T10:00:00Z',
      { decisionOn: '2027-03-17', decisionKind: 'conference' },
      'P3',
      '2027-03-16',
    ],
    [
      'high risk lately',
      '2027-03-02T10:00:00Z',
      {
        safetyGate: {
          immediateDanger: false,
          significantHarm: false,
          referralMade: false,
          highRiskLast14Days: true,
        },
      },
      'P1',
      '2027-03-05',
    ],
  ];

  it.each(table)('%s', async (_, at, given, priority, targetOn) => {
    service.clock.setTo(new Date(at));
    const [pia] = closed.practitioners;
    const code = await aSubmittedRequest(service, pia, given);
    expect(await new Journey(service, closed).state(code)).toMatchObject({ priority, targetOn });
    await asking.withdraw(pia, code, 'Only a test');
  });

  it('counts a safety flag only with the referral made', async () => {
    const [pia] = programme.practitioners;
    const journey = new Journey(service, programme);
    const safetyFlags = { ...aRequest().safetyFlags, stalking: 'yes' as const };
    const safetyGate = {
      immediateDanger: false,
      significantHarm: true,
      referralMade: true,
      highRiskLast14Days: false,
    };
    const urgent = await aSubmittedRequest(service, pia, { safetyFlags, safetyGate });
    expect(await journey.state(urgent)).toMatchObject({ priority: 'P1', targetOn: '2027-03-05' });
    const flaggedOnly = await aSubmittedRequest(service, pia, { safetyFlags });
    expect(await journey.state(flaggedOnly)).toMatchObject({ priority: 'P3' });
    for (const code of [urgent, flaggedOnly]) await asking.withdraw(pia, code, 'Only a test');
  });

  it('knows a case that was consulted on before, by its reference, and in its own programme only', async () => {
    const journey = new Journey(service, programme);
    const [pia, quin] = programme.practitioners;
    const reference = { caseReference: 'C-2027-7777' };
    const first = await journey.booked(pia, reference);
    const meanwhile = await aSubmittedRequest(service, quin, reference);
    expect(await journey.state(meanwhile)).toMatchObject({ priority: 'P3' });
    await journey.hold(first.code, first.consultant);

    const again = await aSubmittedRequest(service, quin, reference);
    expect(await journey.state(again)).toMatchObject({ priority: 'P2' });
    const elsewhere = await aSubmittedRequest(service, quin, { caseReference: 'C-2027-7778' });
    expect(await journey.state(elsewhere)).toMatchObject({ priority: 'P3' });
    const beside = await aSubmittedRequest(service, other.practitioners[1], reference);
    expect(await new Journey(service, other).state(beside)).toMatchObject({ priority: 'P3' });
  });
});
