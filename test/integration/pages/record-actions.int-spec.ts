import { ActionQueries } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let pia: TestPerson;
let quin: TestPerson;
let rio: TestPerson;
let code: string;
let consultant: TestPerson;
let visitor: PageVisitor;
let path: string;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia, quin, rio] = programme.practitioners;
  ({ code, consultant } = await journey.held(pia, {
    attendees: [quin.email],
    conflictPersonIds: [rio.personId],
    decisionOn: '2027-03-15',
    decisionKind: 'conference',
  }));
  visitor = await as(consultant);
  path = `/consultations/${code}/actions/new`;
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const as = (person: TestPerson, there: TestProgramme = programme) => signedIn(api, there, person);
const actions = () => service.get(ActionQueries).ofConsultation(consultant, code);
const ADD = 'Add the action';
const add = (page: ReadPage, given: Record<string, string>) => visitor.submit(page, given, ADD);

const given = (more: Record<string, string> = {}) => ({
  description: 'Ask the school what they have seen',
  ownerId: quin.personId,
  due: 'one-week',
  about: 'child',
  ...more,
});

describe('adding an action', () => {
  it('begins on the record page, which keeps what is typed, and ends there with the gentle question', async () => {
    const record = await visitor.get(`/consultations/${code}/record`);
    expect(record.text).toContain('No actions yet.');
    const page = await visitor.submit(record, { 'language-agreed': 'He chose to' }, 'Save and add an action');
    expect([page.path, page.heading]).toEqual([path, 'Add an action']);
    const done = await add(page, given());
    expect([done.path, done.notice]).toEqual([
      `/consultations/${code}/record`,
      'The action is added. Its owner is reminded before it is due and on the day.',
    ]);
    expect(done.fields).toMatchObject({ 'language-agreed': 'He chose to' });
    expect(done.text).toContain('Ask the school what they have seen');
    expect(done.text).toContain(`${quin.name}, Elmbrook children’s services. By Wednesday 10 March 2027.`);
    expect(done.text).toContain('None of these actions is about the person causing harm.');
    const second = await add(await visitor.get(path), given({ about: 'person-causing-harm' }));
    expect(second.text).not.toContain('None of these actions');
    expect(await actions()).toHaveLength(2);
  });

  it('offers the people of the case, days that make sense, and pathways with guidance', async () => {
    const page = await visitor.get(path);
    const owners = page
      .$('input[name=ownerId]')
      .map((_, input) =>
        page
          .$(`label[for=${page.$(input).attr('id')}]`)
          .text()
          .trim(),
      )
      .get();
    expect(owners.sort()).toEqual([consultant.name, pia.name, quin.name].sort());
    for (const words of [
      'In 1 week: Wednesday 10 March 2027',
      'In 2 weeks: Wednesday 17 March 2027',
      'Before the conference: Friday 12 March 2027',
      'Refer with consent; tell the partner support worker.',
      'Contact: Elmbrook change team, 020 7946 0000',
      'Checked on Monday 4 January 2027',
    ])
      expect(page.text).toContain(words);
    await add(page, given({ due: 'decision', pathwayId: programme.pathwayId }));
    expect(await actions()).toMatchObject([{ dueOn: '2027-03-12', pathway: { id: programme.pathwayId } }]);
  });

  it('finds a colleague by name, and keeps everything else that was typed', async () => {
    const page = await visitor.get(path);
    const typed = { description: 'Ask about housing', due: 'other', 'due-day': '16', search: 'dana' };
    const found = await visitor.submit(page, typed, 'Find');
    expect([found.status, found.errors]).toEqual([200, []]);
    expect(found.text).toContain('1 person found.');
    expect(found.fields).toMatchObject({ description: 'Ask about housing', due: 'other', 'due-day': '16' });
    const done = await add(found, {
      ownerId: programme.deputy.personId,
      about: 'system',
      'due-month': '3',
      'due-year': '2027',
    });
    expect(done.heading).toBe('Write the record');
    expect(await actions()).toMatchObject([
      { owner: { id: programme.deputy.personId }, dueOn: '2027-03-16' },
    ]);
    const nobody = await visitor.submit(await visitor.get(path), { search: 'Zyx_%' }, 'Find');
    expect(nobody.text).toContain('Nobody else is called “Zyx_%”.');
    // Whoever must not see the case is not offered.
    const shut = await visitor.submit(await visitor.get(path), { search: 'Rio' }, 'Find');
    expect(shut.text).toContain('Nobody else is called “Rio”.');
  });

  it('says what is to be put right beside each field, and loses nothing', async () => {
    const page = await visitor.get(path);
    const empty = await add(page, {});
    expect(empty.status).toBe(422);
    expect(empty.errors).toEqual([
      { text: 'Say what is to be done', href: '#description' },
      { text: 'Select who will do it', href: '#ownerId' },
      { text: 'Select by when', href: '#due' },
      { text: 'Select whom or what it is about', href: '#about' },
    ]);
    for (const { href } of empty.errors) expect(empty.$(href)).toHaveLength(1);
    const cases: readonly [Record<string, string>, string, string][] = [
      [{ description: ' ' }, '#description', 'Say what is to be done'],
      [{ description: 'x'.repeat(1_001) }, '#description', 'Keep the action to 1,000 characters or fewer.'],
      [{ description: 'Ring 020 7946 0018' }, '#description', 'Take out what looks like a phone number'],
      [{ ownerId: 'nobody' }, '#ownerId', 'Select who will do it'],
      [{ ownerId: beside.lead.personId }, '#ownerId', 'Select who will do it from the list.'],
      [{ about: 'weather' }, '#about', 'Select whom or what it is about'],
      [
        { due: 'other', 'due-day': '31', 'due-month': '2', 'due-year': '2027' },
        '#due-day',
        'The day by which it is to be done must be a real date',
      ],
      [
        { due: 'other', 'due-day': '1', 'due-month': '3', 'due-year': '2027' },
        '#due-day',
        'Give a due date that is today or later.',
      ],
      [
        { due: 'other', 'due-day': '4', 'due-month': '3', 'due-year': '2028' },
        '#due-day',
        'Give a due date within a year.',
      ],
    ];
    for (const [wrong, href, text] of cases) {
      const refused = await add(page, given(wrong));
      expect([refused.status, refused.errors]).toEqual([422, [{ text, href }]]);
      expect(refused.$(href)).toHaveLength(1);
      expect(refused.fields).toMatchObject(wrong['ownerId'] || wrong['about'] ? { due: 'one-week' } : wrong);
    }
    expect(await actions()).toEqual([]);
  });

  it('says everything that is wrong at once, in the order of the page', async () => {
    const refused = await add(await visitor.get(path), {
      description: 'x'.repeat(1_001),
      due: 'other',
      'due-day': '31',
      'due-month': '2',
      'due-year': '2027',
    });
    expect(refused.errors).toEqual([
      { text: 'Keep the action to 1,000 characters or fewer.', href: '#description' },
      { text: 'Select who will do it', href: '#ownerId' },
      { text: 'The day by which it is to be done must be a real date', href: '#due-day' },
      { text: 'Select whom or what it is about', href: '#about' },
    ]);
    const past = await add(await visitor.get(path), {
      ...given({ due: 'other', 'due-day': '1', 'due-month': '3', 'due-year': '2027' }),
      about: '',
    });
    expect(past.errors.map(({ href }) => href)).toEqual(['#due-day', '#about']);
  });

  it('takes the words of a pathway for what is to be done where nobody wrote anything', async () => {
    const page = await visitor.get(path);
    const chosen = { pathwayId: programme.pathwayId };
    const words = 'Refer with consent; tell the partner support worker.';
    // They are there to be read when something else is missing.
    const empty = await add(page, chosen);
    expect(empty.errors.map(({ href }) => href)).toEqual(['#ownerId', '#due', '#about']);
    expect(empty.fields).toMatchObject({ description: words });
    const done = await add(page, given({ ...chosen, description: '' }));
    expect([done.status, done.text.includes(words)]).toEqual([200, true]);
    expect(await actions()).toMatchObject([{ description: words, pathway: { id: programme.pathwayId } }]);
    // What somebody wrote stays theirs.
    await add(page, given({ ...chosen, description: 'Ring them' }));
    expect((await actions()).map(({ description }) => description)).toContain('Ring them');
  });

  it('adds one action when the same form is sent twice, also at once, and another for other words', async () => {
    const page = await visitor.get(path);
    const sent = await Promise.all([add(page, given()), add(page, given())]);
    expect(sent.map(({ status }) => status).sort()[0]).toBe(200);
    expect((await add(page, given())).heading).toBe('Write the record');
    expect(await actions()).toHaveLength(1);
    await add(page, given({ description: 'Ask the health visitor, too' }));
    expect(await actions()).toHaveLength(2);
  });

  it('is for the practitioner and the lead too, and for nobody else', async () => {
    for (const person of [pia, programme.lead]) {
      const other = await as(person);
      const done = await other.submit(await other.get(path), given(), ADD);
      expect([done.path, done.status]).not.toContain(404);
    }
    expect(await actions()).toHaveLength(2);
    for (const [person, there] of [
      [quin, programme],
      [rio, programme],
      [beside.lead, beside],
    ] as const) {
      const other = await as(person, there);
      expect((await other.get(path)).status).toBe(404);
      const _token = (await other.get('/')).$('input[name=_token]').attr('value') ?? '';
      for (const next of ['add', 'find'])
        expect((await other.post(path, { _token, next, ...given() })).status).toBe(404);
    }
    expect(await actions()).toHaveLength(2);
  });

  it('is only while the consultation is held', async () => {
    service.clock.setTo(TUESDAY_MORNING);
    const booked = await journey.booked(quin);
    const other = await as(booked.consultant);
    const page = await other.get(`/consultations/${booked.code}/actions/new`);
    expect([page.status, page.heading]).toEqual([200, 'Actions cannot be added now']);
  });
});
