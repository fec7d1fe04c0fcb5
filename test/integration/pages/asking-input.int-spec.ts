import { Asking } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { aFullDraft, ALL_CALM, askAt, NO_FLAGS } from '../../support/pages/asking.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let pia: TestPerson;
let visitor: PageVisitor;

const CONTACT = { name: 'Elmbrook MASH', phone: '020 7946 0105', when: 'at any hour' };
const SAVE = 'Save and continue';

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service, { settings: { localContacts: [CONTACT] } });
  [pia] = programme.practitioners;
  visitor = await signedIn(api, programme, pia);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const draft = (code: string) => service.get(Asking).draft(pia, code);
const times = (n: number, text: string): string => Array.from({ length: n }, () => text).join('');

describe('what is not right on a page comes back with what to do, and nothing lost', () => {
  it.each<[page: string, filled: Record<string, string | string[]>, field: string, words: string]>([
    ['safety', { immediateDanger: '' }, 'immediateDanger', 'Select yes if anyone is in immediate danger now'],
    ['team', { agencyId: '' }, 'agencyId', 'Select the agency you are asking for'],
    ['team', { agencyId: 'nonsense' }, 'agencyId', 'Select the agency you are asking for'],
    ['team/name', { teamId: '' }, 'teamId', 'Select your team'],
    [
      'team/others',
      { 'attendees-0': 'sam@elmbrook.example.org', 'attendees-2': 'sam@home.example.com' },
      'attendees-1',
      'Enter a work email address, ending in @elmbrook.example.org',
    ],
    ['case', { caseReference: ' ' }, 'caseReference', 'Enter the case reference'],
    [
      'case',
      { caseReference: 'the Smiths' },
      'caseReference',
      'Enter the case reference as your council writes it, for example C-2026-1042',
    ],
    [
      'case/children',
      { 'children-0-4': '0', 'children-5-9': '' },
      'children-unborn',
      'Enter how many children there are in at least one age group',
    ],
    [
      'case/children',
      { 'children-5-9': 'two' },
      'children-5-9',
      'Enter how many children are aged 5 to 9, from 0 to 20',
    ],
    ['stage', { stage: 'nonsense' }, 'stage', 'Select the stage the case is at'],
    ['stage/decision', { decisionKind: '' }, 'decisionKind', 'Select what is to be decided next'],
    ['stage/date', {}, 'decisionOn-day', 'Enter the date of the next decision'],
    [
      'stage/date',
      { 'decisionOn-day': '12', 'decisionOn-year': '2027' },
      'decisionOn-month',
      'The date of the next decision must include a month',
    ],
    [
      'stage/date',
      { 'decisionOn-day': '31', 'decisionOn-month': '4', 'decisionOn-year': '2027' },
      'decisionOn-day',
      'Enter the decision date as a real date',
    ],
    [
      'stage/date',
      { 'decisionOn-day': '1', 'decisionOn-month': '3', 'decisionOn-year': '2027' },
      'decisionOn-day',
      'Enter a decision date that is today or later',
    ],
    [
      'flags',
      { ...NO_FLAGS, 'safetyFlags-weapon': '' },
      'safetyFlags-weapon',
      'Select yes, no or not known for a weapon',
    ],
    ['purpose', { purposes: [] }, 'purposes', 'Select what you want from the consultation'],
    ['purpose', { purposes: ['nonsense'] }, 'purposes', 'Select what you want from the consultation'],
    ['purpose/question', { question: '' }, 'question', 'Enter what you would like to think about'],
    [
      'purpose/question',
      { question: times(1501, 'a') },
      'question',
      'Shorten this to 1,500 characters or fewer',
    ],
    [
      'purpose/question',
      { question: 'Her number is 07700 900123' },
      'question',
      'Take out what looks like a phone number',
    ],
    [
      'purpose/question',
      { question: 'Mrs Okonkwo, sam@elmbrook.example.org or 07700 900123' },
      'question',
      'Take out what looks like an email address and a phone number; and also someone’s name, or say why it has to stay',
    ],
    [
      'conflicts/family',
      { familyWorksForAgency: '' },
      'familyWorksForAgency',
      'Select yes if anyone in the family works for one of these agencies',
    ],
    ['times', { mode: 'letter' }, 'mode', 'Select how you would like to meet'],
    [
      'times/access',
      { accessNeeds: 'Write to me at sam@elmbrook.example.org' },
      'accessNeeds',
      'Take out what looks like an email address',
    ],
    ['times/choose', { time: '' }, 'time', 'Select a time, or one of the other answers'],
    ['times/choose', { time: 'tomorrow' }, 'time', 'Select a time, or one of the other answers'],
    [
      'times/choose',
      { time: '2027-03-06T10:00:00.000Z' },
      'time',
      'That time has just gone. Select another: everything else is kept.',
    ],
  ])('%s with %j', async (name, filled, field, words) => {
    const code = await aFullDraft(service, pia);
    const before = await draft(code);
    const opened = await visitor.get(askAt(code, name));
    const page = await visitor.submit(opened, filled, SAVE);

    expect([422, 409]).toContain(page.status);
    expect(page.title).toMatch(/^Error: /);
    expect(page.heading).toBe(opened.heading);
    expect(page.errors[0]).toEqual({ text: words, href: `#${field}` });
    expect(page.$(`#${field}`)).toHaveLength(1);
    expect(page.text).toContain(words);
    expect(await draft(code)).toEqual(before);
    const typed = Object.entries(filled).filter(
      ([input, value]) =>
        typeof value === 'string' &&
        page.$(`textarea[name="${input}"], input[type=text][name="${input}"]`).length > 0,
    );
    for (const [input, value] of typed) expect(page.fields[input]).toBe(value);
  });

  it('several at once are told together, in the order of the page', async () => {
    const code = await aFullDraft(service, pia, { safetyFlags: null });
    const page = await visitor.submit(await visitor.get(askAt(code, 'flags')), {}, SAVE);
    expect(page.errors).toHaveLength(12);
    expect(page.errors[0]?.text).toBe('Select yes, no or not known for non-fatal strangulation');
  });
});

describe('what looks like an identifier', () => {
  it('is caught with words that help, and can stay with a reason', async () => {
    const code = await aFullDraft(service, pia);
    const opened = await visitor.get(askAt(code, 'purpose/question'));
    expect(opened.fields).not.toHaveProperty('identifierReason');
    const question = 'Judge Mrs Hartley ordered contact. What now?';
    const caught = await visitor.submit(opened, { question }, SAVE);
    expect(caught.errors[0]?.text).toBe('Take out what looks like someone’s name, or say why it has to stay');
    expect(caught.text).toContain('instead of a name');
    expect(caught.fields).toMatchObject({ question, identifierReason: '' });

    const onward = await visitor.submit(caught, { identifierReason: 'She is the judge' }, SAVE);
    expect(onward.heading).toBe('Check your answers');
    expect((await draft(code)).form).toMatchObject({ question, identifierReason: 'She is the judge' });
  });

  it('is refused in the reason too', async () => {
    const code = await aFullDraft(service, pia, { identifierReason: 'A judge' });
    const opened = await visitor.get(askAt(code, 'purpose/question'));
    const page = await visitor.submit(opened, { identifierReason: 'NHS 943 476 5870' }, SAVE);
    expect(page.errors[0]).toEqual({
      text: 'Take out what looks like an NHS number',
      href: '#identifierReason',
    });
  });
});

describe('who else will join', () => {
  it('can be many: there is room for more on request, and none typed is lost', async () => {
    const code = await aFullDraft(service, pia);
    const opened = await visitor.get(askAt(code, 'team/others'));
    const three = Object.fromEntries([0, 1, 2].map((i) => [`attendees-${i}`, `c${i}@elmbrook.example.org`]));
    const more = await visitor.submit(opened, three, 'Add more colleagues');
    expect([more.status, Object.keys(more.fields).filter((name) => name.startsWith('attendees'))]).toEqual([
      200,
      [0, 1, 2, 3, 4, 5].map((i) => `attendees-${i}`),
    ]);
    expect(more.errors).toEqual([]);
    await visitor.submit(more, { 'attendees-5': 'C5@Elmbrook.example.org' }, SAVE);
    expect((await draft(code)).form.attendees).toEqual([0, 1, 2, 5].map((i) => `c${i}@elmbrook.example.org`));
  });
});

describe('the safety questions', () => {
  it('come before all others, with the numbers to call', async () => {
    const { code } = await service.get(Asking).start(pia, {});
    const list = await visitor.get(askAt(code));
    expect(
      list.links.filter(({ href }) => href.startsWith(`${askAt(code)}/`)).map(({ text }) => text),
    ).toEqual(['Safety first', 'Delete this draft']);
    const page = await visitor.get(askAt(code, 'purpose/question'));
    expect(page.heading).toBe('Safety first');
    expect(page.text).toContain('020 7946 0105');
    expect(page.$('main a[href="tel:02079460105"]')).toHaveLength(1);
  });

  it('stop a request when somebody is in danger, and keep it', async () => {
    const code = await aFullDraft(service, pia, { question: 'What next?' });
    const opened = await visitor.get(askAt(code, 'safety'));
    const stop = await visitor.submit(opened, { immediateDanger: 'yes' }, SAVE);
    expect(stop.heading).toBe('Call 999 now');
    expect(Object.keys(stop.summary)).toEqual(['Police, ambulance', 'Elmbrook MASH']);
    for (const page of ['purpose/question', 'check', 'times/choose'])
      expect((await visitor.get(askAt(code, page))).heading).toBe('Call 999 now');
    const list = await visitor.get(askAt(code));
    expect(list.text).toContain('Something else comes first');

    const back = await visitor.submit(await visitor.get(stop.link('Change my answers')), ALL_CALM, SAVE);
    expect(back.heading).toBe('Check your answers');
    expect(back.summary['What to think about']).toBe('What next?');
  });

  it('say in words whom to turn to where the programme has entered no number', async () => {
    const bare = await aProgramme(service);
    const [person] = bare.practitioners;
    const there = await signedIn(api, bare, person);
    for (const [answers, heading, numbers] of [
      [{ ...ALL_CALM, significantHarm: 'yes' }, 'Make a referral first', []],
      [{ ...ALL_CALM, immediateDanger: 'yes' }, 'Call 999 now', ['Police, ambulance']],
    ] as const) {
      const code = await aFullDraft(service, person);
      const stop = await there.submit(await there.get(askAt(code, 'safety')), answers, SAVE);
      expect([stop.heading, Object.keys(stop.summary)]).toEqual([heading, numbers]);
      expect(stop.text).toContain('Ask your own safeguarding lead or your manager how to reach the MASH');
      expect(stop.$('main dl').length).toBe(numbers.length);
    }
  });

  it('send a child’s case to the MASH first, until the referral is made', async () => {
    const code = await aFullDraft(service, pia);
    const opened = await visitor.get(askAt(code, 'safety'));
    const stop = await visitor.submit(opened, { ...ALL_CALM, significantHarm: 'yes' }, SAVE);
    expect(stop.heading).toBe('Make a referral first');
    expect(stop.summary).toEqual({ 'Elmbrook MASH': '020 7946 0105At any hour' });
    const answered = await visitor.submit(
      await visitor.get(askAt(code, 'safety')),
      { referralMade: 'yes' },
      SAVE,
    );
    expect(answered.heading).toBe('Check your answers');
    expect((await visitor.get(askAt(code, 'stop'))).heading).toBe('Your request');
  });
});

describe('words to think about', () => {
  const QUESTION = 'Mum failed to protect the children. He has anger issues.';

  it('are offered once the question is saved, put aside one by one, and never in the way', async () => {
    const code = await aFullDraft(service, pia, { familyWorksForAgency: null });
    const opened = await visitor.get(askAt(code, 'purpose/question'));
    const words = await visitor.submit(opened, { question: QUESTION }, SAVE);
    expect(words.heading).toBe('Some words to think about');
    expect(
      words
        .$('.app-prompt__words')
        .map((_, mark) => words.$(mark).text())
        .get(),
    ).toEqual(['failed to protect', 'anger issues']);
    expect(words.text).toContain('Why this prompt?');
    expect((await visitor.get(words.link('Continue'))).heading).toBe(
      'Is there anyone who must not see this?',
    );

    const one = await visitor.submit(words, {}, 'Not this time: “failed to protect”');
    expect(one.$('.app-prompt')).toHaveLength(1);
    const none = await visitor.submit(one, {}, 'Not this time: “anger issues”');
    expect(none.heading).toBe('Is there anyone who must not see this?');
    expect((await draft(code)).form.question).toBe(QUESTION);
  });

  it('are not there for a plain text', async () => {
    const code = await aFullDraft(service, pia, { familyWorksForAgency: null });
    const opened = await visitor.get(askAt(code, 'purpose/question'));
    expect((await visitor.submit(opened, { question: 'What next?' }, SAVE)).heading).toBe(
      'Is there anyone who must not see this?',
    );
  });
});

describe('colleagues who must not see it', () => {
  it('are found by name, named, and taken off again', async () => {
    const code = await aFullDraft(service, pia);
    const [, quin, rio] = programme.practitioners;
    const search = async (page: Awaited<ReturnType<PageVisitor['get']>>, name: string) =>
      visitor.submit(page, { search: name }, 'Find');
    const ids = (page: Awaited<ReturnType<PageVisitor['get']>>) =>
      page
        .$('input[name=conflictPersonIds]')
        .map((_, box) => page.$(box).attr('value') ?? '')
        .get();

    const opened = await visitor.get(askAt(code, 'conflicts'));
    expect(ids(opened)).toEqual([]);
    const found = await search(opened, 'PRACTITIONER');
    expect([found.status, ids(found)]).toEqual([200, [quin.personId, rio.personId]]);
    const nobody = await visitor.submit(
      found,
      { search: 'Zebedee', conflictPersonIds: [quin.personId] },
      'Find',
    );
    expect(nobody.text).toContain('We found nobody else with “Zebedee” in their name');
    expect(nobody.fields['conflictPersonIds']).toEqual([quin.personId]);
    await visitor.submit(nobody, {}, SAVE);
    expect((await draft(code)).form.conflictPersonIds).toEqual([quin.personId]);

    const again = await visitor.get(askAt(code, 'conflicts'));
    expect(again.text).toContain('Quin Practitioner');
    await visitor.submit(again, { conflictPersonIds: [] }, SAVE);
    expect((await draft(code)).form.conflictPersonIds).toEqual([]);
  });

  it('cannot be all the leads: the page that sends it says so', async () => {
    const leads = [programme.lead.personId, programme.deputy.personId];
    const code = await aFullDraft(service, pia, { conflictPersonIds: leads });
    const check = await visitor.get(askAt(code, 'check'));
    const page = await visitor.submit(check, {}, 'Send my request');
    expect([page.status, page.heading]).toEqual([422, 'Check your answers']);
    expect(page.errors[0]?.text).toContain('You have named every lead');
  });
});
