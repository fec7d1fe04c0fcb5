import { type DomainError, isConsultationCode, type RequestProblem } from '@case-consultation/domain';
import { Asking, ConsultationQueries, type FormPart } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest } from '../support/service/request.builder.js';
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
