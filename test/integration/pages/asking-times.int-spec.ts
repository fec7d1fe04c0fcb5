import { Asking } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { aFullDraft, askAt } from '../../support/pages/asking.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let pia: TestPerson;
let visitor: PageVisitor;

const SAVE = 'Save and continue';
const FIRST = new Date('2027-03-04T10:00:00.000Z');
const SECOND = new Date('2027-03-04T14:00:00.000Z');
const OTHER = new Date('2027-03-05T12:00:00.000Z');
const WORDS = 'Thursday 4 March 2027, 10:00am to 11:00am';

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  // The lead alone consults, so that one booking takes a time from everybody.
  programme = await aProgramme(service, { champions: { signedOffFrom: '2099-01-01' } });
  [pia] = programme.practitioners;
  visitor = await signedIn(api, programme, pia);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const wishes = async (code: string) => {
  const { preferredTimes, soonest } = (await service.get(Asking).draft(pia, code)).form;
  return { preferredTimes, soonest };
};
const withTimes = (preferredTimes: readonly Date[]) =>
  aFullDraft(service, pia, { preferredTimes, soonest: false });
const labels = (page: ReadPage): string[] =>
  page
    .$('.app-day label')
    .map((_, label) => page.$(label).text().trim())
    .get();

/** Somebody else asks for that time, and gets it. */
async function takes(time: Date): Promise<void> {
  await aSubmittedRequest(service, programme.practitioners[1], { preferredTimes: [time], soonest: false });
  await service.drain();
}

describe('free times', () => {
  it('go as far ahead as the programme says', async () => {
    const far = await aProgramme(service, {
      champions: { signedOffFrom: '2099-01-01' },
      settings: { horizonWeeks: 12 },
    });
    const [asker] = far.practitioners;
    const inElevenWeeks = new Date('2027-05-20T09:00:00.000Z');
    const code = await aFullDraft(service, asker, { preferredTimes: [inElevenWeeks], soonest: false });
    const theirs = await signedIn(api, far, asker);
    const week = await theirs.get(askAt(code, 'times/choose?week=2027-05-17'));
    expect(labels(week).length).toBeGreaterThan(0);
    expect((await theirs.get(askAt(code, 'times'))).text).not.toContain('gone');
    expect((await theirs.get(askAt(code, 'check'))).text).toContain('Thursday 20 May 2027, 10:00am');
  });

  it('are real, told in full by the day, a week at a time', async () => {
    const code = await withTimes([]);
    const page = await visitor.get(askAt(code, 'times/choose'));
    expect(page.$('.app-day .govuk-details__summary-text').first().text()).toBe('Wednesday 3 March 2027');
    expect(labels(page)).toContain(WORDS);
    expect(labels(page).every((label) => /^(Wednesday 3|Thursday 4|Friday 5) March 2027, /.test(label))).toBe(
      true,
    );
    const next = await visitor.get(page.link('Later times'));
    expect(labels(next)[0]).toBe('Monday 8 March 2027, 10:00am to 11:00am');
    expect(labels(await visitor.get(next.link('Earlier times')))).toEqual(labels(page));
  });

  it('are not shown before it is known how to meet', async () => {
    const code = await aFullDraft(service, pia, { mode: null });
    expect((await visitor.get(askAt(code, 'times/choose'))).heading).toBe('How would you like to meet?');
  });

  it('may be none: then the soonest can be asked for', async () => {
    programme = await aProgramme(service, {
      leadConsults: false,
      champions: { signedOffFrom: '2099-01-01' },
    });
    [pia] = programme.practitioners;
    visitor = await signedIn(api, programme, pia);
    const page = await visitor.get(askAt(await withTimes([]), 'times/choose'));
    expect(page.text).toContain('There are no free times that can be chosen just now');
    expect((await visitor.submit(page, { time: 'soonest' }, SAVE)).summary['When']).toBe(
      'The soonest time there is',
    );
  });
});

describe('choosing', () => {
  it('takes up to three times in order, and gives one back', async () => {
    const code = await withTimes([FIRST, SECOND]);
    let page = await visitor.get(askAt(code, 'times/chosen'));
    expect(page.heading).toBe('You have chosen 2 times');
    page = await visitor.submit(page, { another: 'yes' }, SAVE);
    page = await visitor.submit(page, { time: OTHER.toISOString() }, SAVE);
    expect([page.heading, page.text.includes('Do you want to add another')]).toEqual([
      'You have chosen 3 times',
      false,
    ]);
    expect((await visitor.get(askAt(code, 'times/choose'))).heading).toBe('You have chosen 3 times');
    page = await visitor.submit(page, {}, `Remove ${WORDS}`);
    expect(page.heading).toBe('You have chosen 2 times');
    expect(await wishes(code)).toEqual({ preferredTimes: [SECOND, OTHER], soonest: false });
    page = await visitor.submit(page, {}, SAVE);
    expect([page.status, page.errors[0]?.text]).toEqual([422, 'Select yes if you want to add another time']);
    expect((await visitor.submit(page, { another: 'no' }, SAVE)).heading).toBe('Check your answers');
  });

  it('is changed from the answers, and leads back to them', async () => {
    const code = await aFullDraft(service, pia);
    const check = await visitor.get(askAt(code, 'check'));
    expect(check.summary['When']).toBe('The soonest time there is');
    let page = await visitor.get(check.link('Change when'));
    page = await visitor.submit(page, { time: FIRST.toISOString() }, SAVE);
    page = await visitor.submit(page, { another: 'no' }, SAVE);
    expect([page.heading, page.summary['When']]).toEqual(['Check your answers', WORDS]);
    expect(await wishes(code)).toEqual({ preferredTimes: [FIRST], soonest: false });
  });
});

describe('“none of these times suit me”', () => {
  it('is noted, and says what else there is', async () => {
    const code = await withTimes([]);
    const opened = await visitor.get(askAt(code, 'times/choose'));
    const page = await visitor.submit(opened, { time: 'none' }, SAVE);
    expect(page.heading).toBe('None of the times suit you');
    const { rows } = await service.admin.query(
      `SELECT 1 FROM unmet_demand u JOIN consultation c ON c.id = u.consultation_id
       WHERE c.code = $1 AND u.kind = 'no-acceptable-time'`,
      [code],
    );
    expect(rows).toHaveLength(1);
    expect((await visitor.get(page.link('look at the times again'))).heading).toBe(
      'Which time suits you best?',
    );
    const after = await visitor.submit(page, {}, 'Ask for the soonest time');
    expect(after.heading).toBe('Check your answers');
    expect(await wishes(code)).toEqual({ preferredTimes: [], soonest: true });
  });
});

describe('a time that goes meanwhile', () => {
  it('is told kindly while it is chosen, with others', async () => {
    const opened = await visitor.get(askAt(await withTimes([]), 'times/choose'));
    await takes(FIRST);
    const page = await visitor.submit(opened, { time: FIRST.toISOString() }, SAVE);
    expect([page.status, page.errors[0]]).toEqual([
      409,
      { text: 'That time has just gone. Select another: everything else is kept.', href: '#time' },
    ]);
    expect(labels(page)).not.toContain(WORDS);
    expect(labels(page).length).toBeGreaterThan(5);
  });

  it('is told kindly when it is sent: another takes its place, and nothing else is lost', async () => {
    const code = await withTimes([FIRST, OTHER]);
    const check = await visitor.get(askAt(code, 'check'));
    await takes(FIRST);
    const gone = await visitor.submit(check, {}, 'Send my request');
    expect([gone.status, gone.heading]).toEqual([200, 'A time you chose has gone']);
    expect(gone.text).toContain(WORDS);
    expect(gone.text).toContain('Still free: Friday 5 March 2027, midday to 1:00pm');
    const again = await visitor.submit(gone, { time: SECOND.toISOString() }, SAVE);
    expect(again.heading).toBe('Check your answers');
    expect(await wishes(code)).toEqual({ preferredTimes: [SECOND, OTHER], soonest: false });
    expect((await visitor.submit(again, {}, 'Send my request')).heading).toBe('Your request is sent');
  });

  it('can be done without, or the soonest asked for instead', async () => {
    const code = await withTimes([FIRST, OTHER]);
    const alone = await withTimes([FIRST]);
    await takes(FIRST);
    const gone = await visitor.get(askAt(code, 'times/choose'));
    await visitor.submit(gone, { time: 'without' }, SAVE);
    expect(await wishes(code)).toEqual({ preferredTimes: [OTHER], soonest: false });
    const only = await visitor.get(askAt(alone, 'times/choose'));
    expect(only.$('input[value=without]')).toHaveLength(0);
    await visitor.submit(only, { time: 'soonest' }, SAVE);
    expect(await wishes(alone)).toEqual({ preferredTimes: [], soonest: true });
  });

  it('has passed by the time somebody comes back', async () => {
    const code = await withTimes([FIRST]);
    service.clock.setTo(new Date('2027-03-08T09:00:00.000Z'));
    visitor = await signedIn(api, programme, pia);
    const list = await visitor.get(askAt(code));
    expect(list.text).toContain('You have completed 7 of 8 steps');
    expect((await visitor.get(askAt(code, 'check'))).heading).toBe('Your request');
    const page = await visitor.get(askAt(code, 'times/choose'));
    expect(page.heading).toBe('A time you chose has gone');
  });
});
