import { Actions, Feedback, Records, Reviews } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { A_RECORD, Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const as = (person: TestPerson): Promise<PageVisitor> => signedIn(api, programme, person);

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service, { champions: { weeklyCap: 40 } });
  journey = new Journey(service, programme);
  pia = programme.practitioners[0];
});
beforeEach(() => {
  service.clock.setTo(TUESDAY_MORNING);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const anAction = (owner: TestPerson, given: { description?: string; dueOn?: string } = {}) => ({
  description: 'Speak with the school',
  dueOn: '2027-03-12',
  ...given,
  ownerId: owner.personId,
  about: 'child' as const,
  pathwayId: null,
});

describe('the record', () => {
  it('is read in full and agreed by the practitioner, once however often it is sent', async () => {
    const { code } = await journey.recorded(pia);
    await service.get(Actions).add(pia, code, anAction(pia));
    const visitor = await as(pia);
    expect((await visitor.get(`/consultations/${code}`)).link('Read and agree the record')).toBe(
      `/consultations/${code}/agree`,
    );
    const page = await visitor.get(`/consultations/${code}/agree`);
    expect(
      page
        .$('main h2')
        .map((_, h) => page.$(h).text())
        .get(),
    ).toEqual(['Pattern of coercive control', 'Harm to the children', 'Actions']);
    for (const text of Object.values(A_RECORD)) expect(page.text).toContain(text);
    expect(page.text).toContain('Speak with the school');
    const done = await visitor.submit(page, {}, 'I agree');
    expect([done.path, done.notice]).toEqual([`/consultations/${code}`, 'Thank you. The record is agreed.']);
    expect((await visitor.submit(page, {}, 'I agree')).status).toBe(200);
    expect((await journey.events(code)).filter((event) => event === 'record-agreed')).toHaveLength(1);
    expect((await visitor.get(`/consultations/${code}/agree`)).status).toBe(409);
  });

  it('is for those who may see the case to read and print, and for nobody before it is shared', async () => {
    const { code, consultant } = await journey.held(pia);
    await service.get(Records).save(consultant, code, A_RECORD, 0);
    for (const person of [pia, programme.lead])
      expect((await (await as(person)).get(`/consultations/${code}/print`)).status).toBe(409);
    await service.get(Records).share(consultant, code);
    const page = await (await as(programme.lead)).get(`/consultations/${code}/print`);
    expect(page.heading).toBe(`Record of consultation ${code}`);
    expect(page.summary['Case reference']).toBe('C-2027-1042');
    expect(page.summary['Agreed']).toBe('Not yet agreed by the practitioner');
    for (const text of Object.values(A_RECORD)) expect(page.text).toContain(text);
    expect(page.$('[data-print][hidden]')).toHaveLength(1);
    // On paper an address would be printed beside each link.
    expect(page.links).toEqual([]);
    const other = await as(programme.practitioners[1]);
    expect((await other.get(`/consultations/${code}/print`)).status).toBe(404);
    expect((await (await as(programme.lead)).get(`/consultations/${code}/agree`)).status).toBe(403);
  });
});

describe('the page of what was held', () => {
  it('says who writes, reads and does what, and asks the gentle question', async () => {
    const { code, consultant } = await journey.recorded(pia);
    await service.get(Actions).add(pia, code, anAction(pia));
    const mine = await (await as(pia)).get(`/consultations/${code}`);
    expect(mine.text).toContain('The record is ready. Read it, and say that you agree.');
    expect(mine.text).toContain('None of these actions is about the person causing harm');
    const theirs = await (await as(consultant)).get(`/consultations/${code}`);
    expect(theirs.text).toContain(`${pia.name} reads the record and agrees it.`);
    await service.get(Records).agree(pia, code);
    const leads = await (await as(programme.lead)).get(`/consultations/${code}`);
    expect(leads.text).toContain('The record is agreed. One action is still open.');
  });
});

describe('feedback', () => {
  it('is given, changed for 14 days, and then only read', async () => {
    const { code } = await journey.held(pia);
    const page = await (await as(pia)).get(`/consultations/${code}/feedback`);
    const visitor = await as(pia);
    const nothing = await visitor.submit(await visitor.get(page.path), { comment: 'It helped a lot' });
    expect(nothing.status).toBe(422);
    expect(nothing.errorBeside('usefulness')).toBe('Select how useful it was');
    expect(nothing.errorBeside('gotWhatWanted')).toBe('Select whether you got what you wanted');
    expect(nothing.fields['comment']).toBe('It helped a lot');
    const known = await visitor.submit(nothing, {
      usefulness: 'useful',
      gotWhatWanted: 'partly',
      comment: 'Call me on 07700 900123',
    });
    expect([known.status, known.errorBeside('comment')]).toEqual([
      422,
      'Take out what looks like a phone number',
    ]);
    const done = await visitor.submit(known, { comment: '' });
    expect(done.notice).toBe('Thank you. What you said helps the programme.');
    const change = await visitor.get(page.path);
    expect(change.fields).toMatchObject({ usefulness: 'useful', gotWhatWanted: 'partly' });
    expect((await visitor.submit(change, { usefulness: 'very-useful' })).status).toBe(200);

    service.clock.setTo(new Date('2027-03-25T09:00:00Z'));
    const late = await (await as(pia)).get(page.path);
    expect(late.$('main form')).toHaveLength(0);
    expect(late.summary['How useful was it?']).toBe('Very useful');
  });

  it('is nobody’s but the practitioner’s, and of what was held', async () => {
    const { code, consultant } = await journey.held(pia);
    for (const person of [consultant, programme.lead])
      expect((await (await as(person)).get(`/consultations/${code}/feedback`)).status).toBe(403);
    service.clock.setTo(TUESDAY_MORNING);
    const booked = await journey.booked(pia);
    expect((await (await as(pia)).get(`/consultations/${booked.code}/feedback`)).status).toBe(409);
  });
});

describe('what feedback said', () => {
  it('stands on the page: all of it for the requester and the lead, the two answers for its consultant', async () => {
    const { code, consultant } = await journey.held(pia);
    expect((await (await as(pia)).get(`/consultations/${code}`)).text).not.toContain('How it went');
    const given = { usefulness: 'useful', gotWhatWanted: 'partly', comment: 'It gave me courage' } as const;
    await service.get(Feedback).give(pia, code, given);
    for (const [person, comment] of [
      [pia, given.comment],
      [programme.lead, given.comment],
      [consultant, undefined],
    ] as const) {
      const page = await (await as(person)).get(`/consultations/${code}`);
      expect(page.text).toContain('How it went');
      expect(page.summary['How useful was it?']).toBe('Useful');
      expect(page.summary['Did you get what you wanted from it?']).toBe('Partly');
      expect([person.name, page.summary['Anything else']]).toEqual([person.name, comment]);
      expect(page.text.includes(given.comment)).toBe(comment !== undefined);
    }
  });

  it('is read by no lead who is named as a conflict', async () => {
    const { code } = await journey.held(pia, { conflictPersonIds: [programme.lead.personId] });
    await service.get(Feedback).give(pia, code, {
      usefulness: 'useful',
      gotWhatWanted: 'partly',
      comment: 'It gave me courage',
    });
    const page = await (await as(programme.lead)).get(`/consultations/${code}`);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain('courage');
  });
});

describe('the look-back', () => {
  const REVIEW = {
    planThen: 'child-protection-plan',
    planNow: 'child-in-need',
    reReferral: 'no',
    engagement: 'expectations-set',
    childrensVoiceHeard: 'yes',
    confidence: '4',
    note: 'The school is part of it now',
  };

  it('is done on its day, and what it said stands on the page', async () => {
    const { code } = await journey.recorded(pia);
    expect((await (await as(pia)).get(`/consultations/${code}/review`)).status).toBe(409);
    service.clock.setTo(new Date('2027-06-04T09:00:00Z'));
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/review`);
    const nothing = await visitor.submit(page, { note: 'He is at 12 Acacia Road, E17 4JF' });
    expect(nothing.status).toBe(422);
    expect(nothing.errors.map(({ href }) => href)).toEqual([
      '#planThen',
      '#planNow',
      '#reReferral',
      '#engagement',
      '#childrensVoiceHeard',
      '#confidence',
    ]);
    for (const { href } of nothing.errors) expect(nothing.$(href)).toHaveLength(1);
    const known = await visitor.submit(nothing, { ...REVIEW, note: 'He is at E17 4JF' });
    expect(known.errorBeside('note')).toBe('Take out what looks like a postcode');
    expect(known.fields).toMatchObject({ planNow: 'child-in-need', confidence: '4' });
    const done = await visitor.submit(known, { note: REVIEW.note });
    expect(done.notice).toBe('Thank you. What has changed is noted.');
    expect(done.summary).toMatchObject({ 'Plan now': 'Child in need plan', Confidence: 'Confident' });
    const twice = await visitor.submit(known, { note: REVIEW.note });
    expect([twice.status, twice.heading]).toEqual([409, 'That cannot be done now']);
    expect((await service.get(Reviews).view(pia, code)).review).toMatchObject({
      confidence: 4,
      note: REVIEW.note,
    });
  });

  it('may be impossible, with the reason', async () => {
    const { code } = await journey.recorded(pia);
    const visitor = await as(programme.lead);
    const page = await visitor.get(
      (await visitor.get(`/consultations/${code}/review`)).link('say why instead'),
    );
    const nothing = await visitor.submit(page);
    expect([nothing.status, nothing.errorBeside('note')]).toEqual([422, 'Say why it cannot be done']);
    const done = await visitor.submit(nothing, { note: 'The family has moved away' });
    expect(done.summary['It could not be done']).toBe('The family has moved away');
  });
});
