import {
  type DomainError,
  isConsultationCode,
  type Priority,
  type RequestProblem,
} from '@case-consultation/domain';
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

describe('a draft', () => {
  it('grows part by part and keeps what was given before', async () => {
    const [pia] = programme.practitioners;
    const { code, form, version } = await asking.start(pia, { question: 'Where do I begin?' });
    expect(form).toMatchObject({ agencyId: pia.agencyId, teamId: pia.teamId, stage: null });
    await asking.save(pia, code, { stage: 'section-47', purposes: ['reflection'] });
    await asking.save(pia, code, {
      caseReference: 'C-2027-2000',
      attendees: ['sam.colleague@elmbrook.example.org'],
    });
    const saved = await asking.save(pia, code, { accessNeeds: 'A hearing loop', mode: 'in-person' });
    const draft = await asking.draft(pia, code);
    expect(draft).toEqual(saved);
    expect(draft.version).toBe(version + 3);
    expect(draft.form).toMatchObject({
      question: 'Where do I begin?',
      stage: 'section-47',
      purposes: ['reflection'],
      caseReference: 'C-2027-2000',
      accessNeeds: 'A hearing loop',
      mode: 'in-person',
    });
    expect(draft.missing.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['safetyGate', 'children']),
    );
    const cleared = await asking.save(pia, code, { accessNeeds: null, attendees: [] });
    expect(cleared.form).toMatchObject({ accessNeeds: null, attendees: [] });
    expect((await asking.draft(pia, code)).form).toEqual(cleared.form);
  });

  it('is its author’s alone', async () => {
    const [pia, quin] = programme.practitioners;
    const { code } = await asking.start(pia, aRequest());
    const namesake = other.practitioners[0];
    for (const stranger of [quin, programme.lead, programme.champions[0], namesake, other.lead]) {
      expect(await codeFrom(asking.draft(stranger, code))).toBe('not-found');
      expect(await codeFrom(asking.save(stranger, code, { question: 'Mine now' }))).toBe('not-found');
      expect(await codeFrom(asking.submit(stranger, code))).toBe('not-found');
      expect(await codeFrom(asking.withdraw(stranger, code, 'Not mine'))).toBe('not-found');
      expect(await codeFrom(service.get(ConsultationQueries).get(stranger, code))).toBe('not-found');
    }
    expect((await asking.draft(pia, code)).form.question).toBe(aRequest().question);
  });

  it('refuses only what was just given, and then saves none of it', async () => {
    const [pia] = programme.practitioners;
    const friday = new Date('2027-03-05T10:00:00Z');
    const { code, version } = await asking.start(pia, aRequest({ preferredTimes: [friday], soonest: false }));

    service.clock.setTo(new Date('2027-03-10T09:00:00Z'));
    const saved = await asking.save(pia, code, { question: 'Is it still the same question?' });
    expect(saved.missing).toEqual([
      expect.objectContaining({ field: 'preferredTimes/0', code: 'invalid-input' }),
    ]);

    const refusal = await refusalFrom(
      asking.save(pia, code, { preferredTimes: [friday], stage: 'early-help' }),
    );
    expect(fieldsOf(refusal)).toEqual(['preferredTimes/0']);
    const wrong = '2042/17';
    const two = await refusalFrom(
      asking.save(pia, code, { caseReference: wrong, attendees: ['x@elsewhere.example.com'] }),
    );
    expect(problemsOf(two)).toEqual([
      expect.objectContaining({ field: 'attendees/0', code: 'email-not-allowed' }),
      expect.objectContaining({ field: 'caseReference', code: 'case-reference-format' }),
    ]);
    expect(JSON.stringify(two.details)).not.toContain(wrong);
    expect(await asking.draft(pia, code)).toMatchObject({
      version: version + 1,
      form: { stage: 'assessment' },
    });
  });

  it('is not overwritten by somebody who read an older version', async () => {
    const [pia] = programme.practitioners;
    const { code, version } = await asking.start(pia, { question: 'First' });
    await asking.save(pia, code, { question: 'Second' }, version);
    expect(await codeFrom(asking.save(pia, code, { question: 'Third' }, version))).toBe('changed-meanwhile');
    expect((await asking.draft(pia, code)).form.question).toBe('Second');

    const twoAtOnce = await Promise.allSettled(
      ['Left', 'Right'].map((question) => asking.save(pia, code, { question }, version + 1)),
    );
    expect(twoAtOnce.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes agencies, teams and colleagues of its own programme only', async () => {
    const [pia] = programme.practitioners;
    const { code } = await asking.start(pia, {});
    const fields = async (given: FormPart) => fieldsOf(await refusalFrom(asking.save(pia, code, given)));
    const { council, health } = other.agencies;
    expect(await fields({ agencyId: council.id })).toEqual(['agencyId']);
    expect(await fields({ teamId: health.teams[0]?.id ?? '' })).toEqual(['teamId']);
    expect(await fields({ teamId: programme.agencies.health.teams[0]?.id ?? '' })).toEqual(['teamId']);
    expect(await fields({ conflictPersonIds: [other.lead.personId] })).toEqual(['conflictPersonIds']);
    await asking.save(pia, code, { conflictPersonIds: [programme.champions[0].personId] });
  });

  it.each([
    ['identifier-found', 'Her NHS number is 943 476 5870.', '943 476 5870'],
    ['identifier-found', 'They moved to E17 4JF.', 'E17 4JF'],
    ['identifier-needs-reason', 'Mrs Example said so.', 'Example'],
  ])('catches what could tell who a family is: %s', async (code, text, told) => {
    const [pia] = programme.practitioners;
    const draft = await asking.start(pia, {});
    for (const field of ['question', 'accessNeeds'] as const) {
      const refusal = await refusalFrom(asking.save(pia, draft.code, { [field]: text }));
      expect(refusal).toMatchObject({ code, field });
      expect(refusal.message + JSON.stringify(refusal.details)).not.toContain(told);
    }
    expect((await asking.draft(pia, draft.code)).version).toBe(draft.version);
    const kept = asking.save(pia, draft.code, { question: text, identifierReason: 'The school’s own name' });
    if (code === 'identifier-found') expect(await codeFrom(kept)).toBe(code);
    else expect((await kept).form.question).toBe(text);
  });

  it('has a code that nothing can be read from, each another', async () => {
    const [pia] = programme.practitioners;
    const codes = await Promise.all(
      Array.from({ length: 30 }, async () => (await asking.start(pia, {})).code),
    );
    expect(new Set(codes).size).toBe(30);
    expect(codes.every(isConsultationCode)).toBe(true);
    expect(await codeFrom(asking.draft(pia, 'B-000000'))).toBe('not-found');
    expect(await codeFrom(asking.draft(pia, "B-0'; DROP TABLE"))).toBe('not-found');
  });
});

describe('the safety gate', () => {
  const gate = {
    immediateDanger: false,
    significantHarm: false,
    referralMade: false,
    highRiskLast14Days: false,
  };

  it.each([
    ['emergency', { ...gate, immediateDanger: true, referralMade: true }],
    ['refer-first', { ...gate, significantHarm: true }],
  ])('stops a submission and keeps the draft: %s', async (stop, safetyGate) => {
    const [pia] = programme.practitioners;
    const { code, gate: said } = await asking.start(pia, aRequest({ safetyGate }));
    expect(said).toMatchObject({ go: false, stop });
    expect(await refusalFrom(asking.submit(pia, code))).toMatchObject({
      code: 'safety-gate-stops',
      field: 'safetyGate',
      details: { stop },
    });
    expect(await asking.draft(pia, code)).toMatchObject({
      missing: [],
      form: { question: aRequest().question },
    });
    const journey = new Journey(service, programme);
    expect(await journey.events(code)).toEqual([]);

    await asking.save(pia, code, { safetyGate: { ...gate, significantHarm: true, referralMade: true } });
    expect((await asking.submit(pia, code)).status).toBe('waiting');
  });

  it('comes before everything that is missing, and is asked for itself', async () => {
    const [pia] = programme.practitioners;
    const { code } = await asking.start(pia, { safetyGate: { ...gate, immediateDanger: true } });
    expect(await codeFrom(asking.submit(pia, code))).toBe('safety-gate-stops');
    const unanswered = await asking.start(pia, aRequest({ safetyGate: null }));
    expect(await refusalFrom(asking.submit(pia, unanswered.code))).toMatchObject({
      code: 'request-incomplete',
      field: 'safetyGate',
    });
  });
});

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
