import { type FeedbackGiven } from '@case-consultation/domain';
import { ConsultationQueries, Feedback, HomeQueries } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let feedback: Feedback;
let pia: TestPerson;

const DAY = 86_400_000;
const COMMENT = 'It helped to name the pattern.';
const GOOD: FeedbackGiven = { usefulness: 'very-useful', gotWhatWanted: 'partly', comment: COMMENT };

beforeAll(async () => {
  service = await TestService.start();
  feedback = service.get(Feedback);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const rows = async () => {
  const { rows } = await service.admin.query<{ comment: Buffer | null }>(
    'SELECT * FROM feedback WHERE programme_id = $1',
    [programme.id],
  );
  return rows;
};

describe('feedback', () => {
  it('is read whole by the requester and the lead, as answers by its consultant, and by nobody else', async () => {
    const { code, consultant } = await journey.held(pia);
    expect(await feedback.view(pia, code)).toEqual({ feedback: null, mayGive: true });
    expect(await feedback.view(programme.lead, code)).toEqual({ feedback: null, mayGive: false });
    await feedback.give(pia, code, GOOD);
    for (const reader of [pia, programme.lead, programme.deputy]) {
      expect((await feedback.view(reader, code)).feedback).toMatchObject(GOOD);
    }
    expect(await feedback.view(consultant, code)).toMatchObject({
      feedback: { ...GOOD, comment: null },
      mayGive: false,
    });
    const others = [
      programme.practitioners[1],
      ...programme.champions.filter((champion) => champion !== consultant),
      beside.lead,
      beside.practitioners[0],
    ];
    for (const other of others) {
      expect(await codeFrom(feedback.view(other, code))).toBe('not-found');
      expect(await codeFrom(feedback.give(other, code, GOOD))).toBe('not-found');
    }
    for (const other of [consultant, programme.lead]) {
      expect(await codeFrom(feedback.give(other, code, GOOD))).toBe('not-your-task');
    }
  });

  it('is sealed, its reading is noted, and the timeline does not tell of it', async () => {
    const { code, consultant } = await journey.held(pia);
    await feedback.give(pia, code, GOOD);
    const [row] = await rows();
    expect(row?.comment?.includes(Buffer.from('pattern'))).toBe(false);
    await feedback.view(programme.deputy, code);
    await feedback.view(consultant, code);
    const readers = await service.get(ConsultationQueries).readers(pia, code);
    const noted = readers.filter(({ what }) => what === 'feedback').map(({ name }) => name);
    expect(noted).toEqual([programme.deputy.name]);
    expect(await journey.events(code)).not.toContain('feedback-given');
  });

  it('is given once, changed for fourteen days, and two at once leave one', async () => {
    const { code } = await journey.held(pia);
    const given = await Promise.all([
      feedback.give(pia, code, GOOD),
      feedback.give(pia, code, { ...GOOD, usefulness: 'useful', comment: null }),
    ]);
    expect(given.every(({ mayGive }) => mayGive)).toBe(true);
    expect(await rows()).toHaveLength(1);
    service.clock.setTo(new Date(service.clock.now().getTime() + 13 * DAY));
    const changed = await feedback.give(pia, code, { ...GOOD, gotWhatWanted: 'yes', comment: ' ' });
    expect(changed.feedback).toMatchObject({ gotWhatWanted: 'yes', comment: null });
    expect(changed.feedback?.givenAt).toEqual(given[0].feedback?.givenAt);
    service.clock.setTo(new Date(service.clock.now().getTime() + 2 * DAY));
    expect(await codeFrom(feedback.give(pia, code, GOOD))).toBe('wrong-state');
    expect((await feedback.view(pia, code)).mayGive).toBe(false);
    expect(await rows()).toHaveLength(1);
  });

  it('waits until it was held, and holds no identifiers', async () => {
    const { code, consultant } = await journey.booked(pia);
    expect(await codeFrom(feedback.give(pia, code, GOOD))).toBe('wrong-state');
    expect(await feedback.view(pia, code)).toEqual({ feedback: null, mayGive: false });
    await journey.hold(code, consultant);
    expect(
      await refusalFrom(feedback.give(pia, code, { ...GOOD, comment: 'NHS 943 476 5870' })),
    ).toMatchObject({ code: 'identifier-found', field: 'comment' });
    expect(await codeFrom(feedback.give(pia, code, { ...GOOD, comment: 'x'.repeat(501) }))).toBe(
      'invalid-input',
    );
    expect(await rows()).toEqual([]);
  });

  it('is asked for on the home page until it is given, and for four weeks', async () => {
    const [first, second] = [await journey.booked(pia), await journey.booked(pia)];
    await journey.hold(first.code, first.consultant);
    await journey.hold(second.code, second.consultant);
    const asked = async () =>
      (await service.get(HomeQueries).of(pia)).practitioner?.feedbackToGive.items.map(({ code }) => code);
    expect((await asked())?.sort()).toEqual([first.code, second.code].sort());
    await feedback.give(pia, first.code, GOOD);
    expect(await asked()).toEqual([second.code]);
    service.clock.setTo(new Date(service.clock.now().getTime() + 29 * DAY));
    expect(await asked()).toEqual([]);
    expect((await feedback.view(pia, second.code)).mayGive).toBe(true);
  });
});
