import { SAFETY_FLAGS } from '@case-consultation/domain';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let pia: TestPerson;
let visitor: PageVisitor;

const CONTACT = { name: 'Elmbrook MASH', phone: '020 7946 0105', when: 'at any hour' };
const SAM = 'sam.colleague@elmbrook.example.org';

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service, { settings: { localContacts: [CONTACT] } });
  [pia] = programme.practitioners;
  visitor = await signedIn(api, programme, pia);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const SAVE = 'Save and continue';
const CALM = { immediateDanger: 'no', significantHarm: 'no', referralMade: 'no', highRiskLast14Days: 'no' };
const NO_FLAGS = Object.fromEntries(SAFETY_FLAGS.map((flag) => [`safetyFlags-${flag}`, 'no']));

/** The code of the draft that a page of asking is about. */
const codeOf = (page: ReadPage): string => /\/consultations\/(B-\w+)/.exec(page.path)?.[1] ?? '';

async function send(page: ReadPage, filled: Parameters<PageVisitor['submit']>[1] = {}, button = SAVE) {
  return visitor.submit(page, filled, button);
}

describe('asking for a consultation', () => {
  it('goes from the first page to the confirmation, one thing a page', async () => {
    const start = await visitor.get('/requests/new');
    expect(start.text).toContain('about 5 minutes');
    expect(start.text).toContain('never replaces a referral, MARAC or supervision');

    const list = await visitor.submit(start, {}, 'Start now');
    expect(list.heading).toBe('Your request');
    expect(list.text).toContain('You have completed 0 of 8 steps');

    let page = await visitor.get(list.link('Safety first'));
    page = await send(page, CALM);
    expect(page.heading).toBe('Which agency are you asking for?');
    expect(page.fields['agencyId']).toBe(pia.agencyId);
    page = await send(page);
    expect([page.heading, page.fields['teamId']]).toEqual(['Which team are you asking for?', pia.teamId]);
    page = await send(page);
    expect(page.heading).toBe('Who else will join you?');
    page = await send(page, { 'attendees-0': SAM });
    expect(page.heading).toBe('What is the case reference?');
    page = await send(page, { caseReference: ' C-2027-1042 ' });
    expect(page.heading).toBe('How old are the children?');
    page = await send(page, { 'children-0-4': '1', 'children-5-9': '2' });
    expect(page.heading).toBe('What stage is the case at?');
    page = await send(page, { stage: 'assessment' });
    expect(page.heading).toBe('What is to be decided next?');
    page = await send(page, { decisionKind: 'conference' });
    expect(page.heading).toBe('When is it to be decided?');
    page = await send(page, {
      'decisionOn-day': '27',
      'decisionOn-month': 'April',
      'decisionOn-year': '2027',
    });
    expect(page.heading).toBe('Which of these are there now or lately?');
    page = await send(page, {
      ...NO_FLAGS,
      'safetyFlags-stalking': 'yes',
      'safetyFlags-weapon': 'not-known',
    });
    expect(page.heading).toBe('What do you want from the consultation?');
    page = await send(page, { purposes: ['see-the-pattern', 'reflection'] });
    expect(page.heading).toBe('What would you like to think about?');
    page = await send(page, { question: 'How do I keep his behaviour in view?' });
    expect(page.heading).toBe('Is there anyone who must not see this?');
    page = await send(page, { search: 'quin' }, 'Find');
    expect(page.text).toContain('Quin Practitioner');
    page = await send(page, { conflictPersonIds: [programme.practitioners[1].personId] });
    expect(page.heading).toBe('Does anyone in the family work for a partner agency?');
    page = await send(page, { familyWorksForAgency: 'no' });
    expect(page.heading).toBe('How would you like to meet?');
    page = await send(page, { mode: 'video' });
    expect(page.heading).toBe('Is there anything that would help you to take part? (optional)');
    page = await send(page, { accessNeeds: 'Captions' });
    expect(page.heading).toBe('Which time suits you best?');
    expect(page.text).toContain('Thursday 4 March 2027, 10:00am to 11:00am');
    page = await send(page, { time: '2027-03-04T10:00:00.000Z' });
    expect(page.heading).toBe('You have chosen 1 time');
    page = await send(page, { another: 'yes' });
    expect(page.heading).toBe('Which time is your second choice?');
    expect(page.$('input[value="2027-03-04T10:00:00.000Z"]')).toHaveLength(0);
    page = await send(page, { time: '2027-03-05T11:30:00.000Z' });
    expect(page.heading).toBe('You have chosen 2 times');
    page = await send(page, { another: 'no' });

    expect(page.heading).toBe('Check your answers');
    expect(page.summary).toMatchObject({
      Team: 'Assessment',
      'Who else will join': SAM,
      'Case reference': 'C-2027-1042',
      Children: '0 to 4 years: 1 5 to 9 years: 2',
      'Next decision': 'Conference',
      'Date of the next decision': 'Tuesday 27 April 2027',
      'Safety concerns': expect.stringContaining('Stalking: yes') as string,
      'Must not see this': 'Quin Practitioner, Elmbrook children’s services',
      When: '1. Thursday 4 March 2027, 10:00am to 11:00am 2. Friday 5 March 2027, 11:30am to 12:30pm',
      You: 'Everything you wrote.',
    });
    expect(page.text).toContain('Practice consultation: we are arranging it');
    const done = await visitor.submit(page, {}, 'Send my request');
    expect(done.heading).toBe('Your request is sent');
    expect(done.text).toContain(codeOf(done));
    expect(done.text).toContain('by Tuesday 16 March 2027');
    await service.drain();
  });
});
