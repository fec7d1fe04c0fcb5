import { Asking } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { aFullDraft, askAt } from '../../support/pages/asking.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let pia: TestPerson;
let visitor: PageVisitor;

const SAVE = 'Save and continue';
const LATER = 'Save and come back later';
const PAGES = [
  '',
  'safety',
  'stop',
  'team',
  'team/name',
  'team/others',
  'case',
  'case/children',
  'stage',
  'stage/decision',
  'stage/date',
  'flags',
  'purpose',
  'purpose/question',
  'purpose/words',
  'conflicts',
  'conflicts/family',
  'times',
  'times/access',
  'times/choose',
  'times/chosen',
  'times/none',
  'check',
  'submitted',
  'delete',
];

/** Those of them without a form. */
const FORMLESS = ['', 'stop', 'submitted'];

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  programme = await aProgramme(service);
  [pia] = programme.practitioners;
  visitor = await signedIn(api, programme, pia);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const draft = (code: string) => service.get(Asking).draft(pia, code);
const question = async (code: string) => (await draft(code)).form.question;
const codes = async (): Promise<string[]> => {
  const { rows } = await service.admin.query<{ code: string }>(
    'SELECT code FROM consultation WHERE requester_id = $1',
    [pia.personId],
  );
  return rows.map(({ code }) => code);
};
/** What stands beside each step of the list. */
const progress = (list: ReadPage): Record<string, string> =>
  Object.fromEntries(
    list
      .$('.govuk-task-list__item')
      .map((_, item) => [
        [
          list
            .$(item)
            .find('.govuk-task-list__link, .govuk-task-list__name-and-hint > div')
            .first()
            .text()
            .trim(),
          list.$(item).find('.govuk-task-list__status').text().trim(),
        ],
      ])
      .get() as unknown as [string, string][],
  );

describe('a draft', () => {
  it('shows how far each step has got', async () => {
    const { code } = await service.get(Asking).start(pia, {});
    expect(new Set(Object.values(progress(await visitor.get(askAt(code)))).slice(1))).toEqual(
      new Set(['Cannot start yet']),
    );
    const full = await aFullDraft(service, pia, { question: null, stage: null, mode: null, soonest: false });
    expect(progress(await visitor.get(askAt(full)))).toEqual({
      'Safety first': 'Completed',
      'Your team and who will join you': 'Completed',
      'The case': 'Completed',
      'Stage and next decision': 'Not started',
      'Safety concerns': 'Completed',
      'What you want from it': 'In progress',
      'Who must not see this': 'Completed',
      'How and when to meet': 'Not started',
      'Check your answers and send': 'Cannot start yet',
    });
  });

  it('is made once, however often the button is pressed', async () => {
    const start = await visitor.get('/requests/new');
    await Promise.all([1, 2].map(() => visitor.submit(start, {}, 'Start now')));
    await visitor.submit(start, {}, 'Start now');
    const [code = '', ...others] = await codes();
    expect(others).toEqual([]);
    const again = await visitor.get('/requests/new');
    expect(again.text).toContain('You have a draft that you have not sent');
    expect((await visitor.get(again.link(`Go on with ${code}`))).heading).toBe('Your request');
  });

  it('keeps what is typed for later, even half a page of questions', async () => {
    const code = await aFullDraft(service, pia, { safetyFlags: null });
    const page = await visitor.get(askAt(code, 'flags'));
    const list = await visitor.submit(page, { 'safetyFlags-stalking': 'yes' }, LATER);
    expect([list.heading, list.notice]).toEqual([
      'Your request',
      'Your request is saved. You can go on with it whenever you like.',
    ]);
    expect(progress(list)['Safety concerns']).toBe('In progress');
    expect((await visitor.get(askAt(code, 'flags'))).fields).toEqual({ 'safetyFlags-stalking': 'yes' });
  });

  it('is left from any page without answering what it asks', async () => {
    const { code: fresh } = await service.get(Asking).start(pia, {});
    const { safetyGate } = aRequest();
    const { code } = await service.get(Asking).start(pia, { safetyGate });
    for (const [draft, page] of [
      [fresh, 'safety'],
      ...PAGES.filter((one) => !FORMLESS.includes(one)).map((one) => [code, one] as const),
    ] as const) {
      const opened = await visitor.get(askAt(draft, page));
      if (!opened.text.includes(LATER)) continue;
      const list = await visitor.submit(opened, {}, LATER);
      expect([page, list.status, list.heading]).toEqual([page, 200, 'Your request']);
    }
    // What was begun is not taken for nothing.
    const team = await visitor.get(askAt(fresh, 'safety'));
    const begun = await visitor.submit(team, { immediateDanger: 'no' }, LATER);
    expect([begun.status, begun.fields['immediateDanger']]).toEqual([422, 'no']);
  });

  it('is gone on with after signing out, and a form of the ended session is not lost', async () => {
    const code = await aFullDraft(service, pia, { question: null });
    const opened = await visitor.get(askAt(code, 'purpose/question'));
    await visitor.post('/sign-out', Object.fromEntries(opened.form().hidden));
    const stopped = await visitor.submit(opened, { question: 'What next?' }, SAVE);
    expect([stopped.status, stopped.heading]).toEqual([401, 'You have been signed out']);
    expect(await question(code)).toBeNull();
    const asked = await visitor.once('GET', askAt(code, 'purpose/question'));
    expect(asked.headers.get('location')).toBe(
      `/sign-in?to=${encodeURIComponent(askAt(code, 'purpose/question'))}`,
    );

    visitor = await signedIn(api, programme, pia);
    const resent = await visitor.submit(stopped, {}, 'Send again');
    expect(resent.heading).toBe('Send that again');
    expect((await visitor.submit(resent, {}, 'Send again')).heading).toBe('Check your answers');
    expect(await question(code)).toBe('What next?');
  });

  it('is its author’s alone: for anybody else no page of it is there', async () => {
    const code = await aFullDraft(service, pia);
    for (const [where, person] of [
      [programme, programme.lead],
      [programme, programme.practitioners[1]],
      [beside, beside.practitioners[0]],
    ] as const) {
      const other = await signedIn(api, where, person);
      for (const page of PAGES) {
        const answer = await other.get(askAt(code, page));
        expect([page, answer.status, answer.heading]).toEqual([page, 404, 'Page not found']);
      }
      const own = await other.get('/requests/new');
      const { hidden } = own.form('Start now');
      for (const page of PAGES) {
        const answer = await other.post(askAt(code, page), Object.fromEntries(hidden));
        expect([page, answer.status]).toEqual([page, FORMLESS.includes(page) ? 405 : 404]);
      }
    }
    const nobody = aStranger(api);
    for (const page of PAGES) expect((await nobody.once('GET', askAt(code, page))).status).toBe(303);
  });
});

describe('two tabs', () => {
  it('that answer different pages do not get in each other’s way', async () => {
    const code = await aFullDraft(service, pia);
    const [one, two] = [
      await visitor.get(askAt(code, 'purpose/question')),
      await visitor.get(askAt(code, 'stage')),
    ];
    await visitor.submit(one, { question: 'From one tab' }, SAVE);
    const after = await visitor.submit(two, { stage: 'section-47' }, SAVE);
    expect(after.status).toBe(200);
    expect((await draft(code)).form).toMatchObject({ question: 'From one tab', stage: 'section-47' });
  });

  it('that answer the same page overwrite nothing unseen, and nothing typed is lost', async () => {
    const code = await aFullDraft(service, pia);
    const [one, two] = [
      await visitor.get(askAt(code, 'purpose/question')),
      await visitor.get(askAt(code, 'purpose/question')),
    ];
    await visitor.submit(one, { question: 'From one tab' }, SAVE);
    const page = await visitor.submit(two, { question: 'From the other' }, SAVE);
    expect([page.status, page.fields['question']]).toEqual([409, 'From the other']);
    expect(page.errors[0]?.text).toContain('in another tab or window');
    expect(await question(code)).toBe('From one tab');
    await visitor.submit(page, {}, SAVE);
    expect(await question(code)).toBe('From the other');
  });

  it('that answer alike, and a form sent twice, save once', async () => {
    const code = await aFullDraft(service, pia);
    const opened = await visitor.get(askAt(code, 'purpose/question'));
    const both = await Promise.all(
      [1, 2].map(() => visitor.submit(opened, { question: 'Twice the same' }, SAVE)),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await visitor.submit(opened, { question: 'Twice the same' }, SAVE)).status).toBe(200);
    expect(await question(code)).toBe('Twice the same');
  });
});

describe('sending', () => {
  it('is done once, however often the button is pressed, and the way back leads to where it stands', async () => {
    const code = await aFullDraft(service, pia);
    const check = await visitor.get(askAt(code, 'check'));
    const sent = await Promise.all([1, 2].map(() => visitor.submit(check, {}, 'Send my request')));
    expect(sent.map(({ heading }) => heading)).toEqual(['Your request is sent', 'Your request is sent']);
    expect((await visitor.submit(check, {}, 'Send my request')).heading).toBe('Your request is sent');
    const { rows } = await service.admin.query(
      `SELECT 1 FROM history h JOIN consultation c ON c.id = h.consultation_id WHERE c.code = $1 AND h.event = 'submitted'`,
      [code],
    );
    expect(rows).toHaveLength(1);
    for (const page of ['', 'purpose/question', 'check', 'times/choose', 'delete']) {
      const answer = await visitor.once('GET', askAt(code, page));
      expect([page, answer.status, answer.headers.get('location')]).toEqual([
        page,
        303,
        `/consultations/${code}`,
      ]);
    }
  });

  it('waits until everything is there', async () => {
    const code = await aFullDraft(service, pia);
    const check = await visitor.get(askAt(code, 'check'));
    await service.get(Asking).save(pia, code, { question: null });
    expect((await visitor.submit(check, {}, 'Send my request')).heading).toBe('Your request');
    expect((await visitor.get(askAt(code, 'check'))).heading).toBe('Your request');
    expect((await visitor.get(askAt(code, 'submitted'))).heading).toBe('Your request');
  });

  it('says beforehand that somebody in the family works for a partner agency', async () => {
    const code = await aFullDraft(service, pia, { familyWorksForAgency: true });
    expect((await visitor.get(askAt(code, 'check'))).text).toContain(
      'it goes to the lead, or to one named champion from another agency',
    );
  });
});

describe('deleting a draft', () => {
  it('takes away all that was written, for everybody and for good', async () => {
    const [, quin] = programme.practitioners;
    const code = await aFullDraft(service, pia, {
      question: 'What next?',
      attendees: ['sam@elmbrook.example.org'],
      conflictPersonIds: [quin.personId],
    });
    const asked = await visitor.get((await visitor.get(askAt(code))).link('Delete this draft'));
    expect((await visitor.get(asked.link('Keep it'))).heading).toBe('Your request');
    const after = await visitor.submit(asked, {}, 'Delete the draft');
    expect([after.path, after.notice]).toEqual(['/', 'Your draft is deleted.']);
    const { rows } = await service.admin.query(
      `SELECT c.status, c.safety_flags, c.stage, c.mode, c.children, t.case_reference, t.case_key, t.question,
         (SELECT count(*)::int FROM attendee WHERE consultation_id = c.id) AS attendees,
         (SELECT count(*)::int FROM lockout WHERE consultation_id = c.id) AS lockouts
       FROM consultation c JOIN case_text t ON t.consultation_id = c.id WHERE c.code = $1`,
      [code],
    );
    expect(rows).toEqual([
      {
        status: 'withdrawn',
        safety_flags: null,
        stage: null,
        mode: null,
        children: null,
        case_reference: null,
        case_key: null,
        question: null,
        attendees: 0,
        lockouts: 0,
      },
    ]);
    expect((await visitor.submit(asked, {}, 'Delete the draft')).path).toBe(`/consultations/${code}`);
  });

  it('does not touch what was sent meanwhile', async () => {
    const code = await aFullDraft(service, pia);
    const asked = await visitor.get(askAt(code, 'delete'));
    await service.get(Asking).submit(pia, code);
    await visitor.submit(asked, {}, 'Delete the draft');
    const { rows } = await service.admin.query('SELECT status FROM consultation WHERE code = $1', [code]);
    expect(rows).toEqual([{ status: 'waiting' }]);
  });
});
