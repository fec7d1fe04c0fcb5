import { Records } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { A_RECORD, Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let pia: TestPerson;
let code: string;
let consultant: TestPerson;
let writer: PageVisitor;
let path: string;

const [PATTERN, HARM, LANGUAGE] = [
  'pattern-of-coercive-control',
  'harm-to-the-children',
  'language-agreed',
] as const;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
  ({ code, consultant } = await journey.held(pia));
  writer = await as(consultant);
  path = `/consultations/${code}/record`;
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const as = (person: TestPerson, there: TestProgramme = programme) => signedIn(api, there, person);
const saved = async () => (await service.get(Records).view(consultant, code)).headings;
const save = (page: ReadPage, texts: Record<string, string>, button = 'Save') =>
  writer.submit(page, texts, button);
/** What a script sends while somebody writes. */
const saveInBackground = (page: ReadPage, texts: Record<string, string>) =>
  save(page, { ...texts, background: 'yes' });
const versionOn = (page: ReadPage) => page.$('input[name=version]').attr('value');

describe('writing the record', () => {
  it('has a prompt under each heading, and keeps what was typed', async () => {
    const page = await writer.get(path);
    expect([page.status, page.heading]).toEqual([200, 'Write the record']);
    expect(page.$('main textarea')).toHaveLength(6);
    for (const box of page.$('main textarea').get()) {
      const id = page.$(box).attr('id') ?? '';
      expect(page.$(`label[for=${id}]`).text().trim()).not.toBe('');
      expect(page.$(`#${id}-hint`).text().trim().length).toBeGreaterThan(40);
    }
    const kept = await save(page, { [PATTERN]: 'He checks her phone.\nEvery night.' });
    expect([kept.path, kept.notice]).toEqual([
      path,
      'The record is saved. Nobody else can see it until you share it.',
    ]);
    expect(kept.fields).toMatchObject({ [PATTERN]: 'He checks her phone.\nEvery night.' });
    expect(kept.text).toContain('Last saved on Wednesday 3 March 2027, 11:00am');
  });

  it('is saved as typed, in the background, through the same form', async () => {
    const page = await writer.get(path);
    const first = await saveInBackground(page, { [PATTERN]: 'He' });
    expect([first.status, first.path]).toEqual([200, path]);
    expect(first.$('[data-autosave-status]').text()).toBe('Saved at 11:00am');
    expect(first.$('[data-autosave-status]').attr('aria-live')).toBe('polite');
    expect(versionOn(first)).toBe('1');
    const second = await saveInBackground(first, { [PATTERN]: 'He decides' });
    expect(versionOn(second)).toBe('2');
    expect(await saved()).toMatchObject({ [PATTERN]: 'He decides' });
  });

  it('loses nothing when two tabs write: both texts are shown, and what is kept is the writer’s to say', async () => {
    const page = await writer.get(path);
    await save(page, { [PATTERN]: 'From the first tab', [HARM]: 'The same' });
    const second = await save(page, { [PATTERN]: 'From the second tab', [HARM]: 'The same' });
    expect(second.status).toBe(409);
    expect(second.errors).toMatchObject([{ href: `#${PATTERN}` }]);
    expect(second.errorBeside(PATTERN)).toContain('Both texts are shown');
    expect(second.fields).toMatchObject({ [PATTERN]: 'From the second tab', [HARM]: 'The same' });
    const elsewhere = second.$('.app-record-elsewhere');
    expect(elsewhere).toHaveLength(1);
    expect(elsewhere.text()).toContain('From the first tab');
    expect([page, second].map((one) => one.$('form[data-autosave]').length)).toEqual([1, 0]);
    expect(await saved()).toMatchObject({ [PATTERN]: 'From the first tab' });
    const both = await save(second, { [PATTERN]: 'From both tabs' });
    expect(both.status).toBe(200);
    expect(await saved()).toMatchObject({ [PATTERN]: 'From both tabs', [HARM]: 'The same' });
  });

  it('keeps telling of a conflict until what was saved elsewhere has been seen', async () => {
    const page = await writer.get(path);
    await save(page, { [PATTERN]: 'From the first tab' });
    const wrong = await save(page, { [PATTERN]: 'Ring 020 7946 0018' });
    expect([wrong.status, versionOn(wrong)]).toEqual([422, '0']);
    expect((await save(wrong, { [PATTERN]: 'Ring them' })).status).toBe(409);
    expect(await saved()).toMatchObject({ [PATTERN]: 'From the first tab' });
  });

  it('is saved once when it is sent twice, or by two at once', async () => {
    const page = await writer.get(path);
    const texts = { [PATTERN]: 'He checks her phone' };
    for (const sent of await Promise.all([save(page, texts), save(page, texts)]))
      expect(sent.status).toBe(200);
    expect((await service.get(Records).view(consultant, code)).version).toBe(1);
  });

  it('refuses identifiers and what is too long, beside the heading, with everything still in it', async () => {
    const page = await writer.get(path);
    const texts = {
      [PATTERN]: 'See NHS 943 476 5870',
      [HARM]: 'x'.repeat(5001),
      [LANGUAGE]: 'He chose to',
    };
    const long = await save(page, texts);
    expect([long.status, long.errors[0]?.href]).toEqual([422, `#${HARM}`]);
    expect(long.fields).toMatchObject(texts);
    const named = await save(page, { ...texts, [HARM]: 'Sleep' });
    expect(named.status).toBe(422);
    expect(named.title).toMatch(/^Error: /);
    expect(named.errors).toEqual([{ text: 'Take out what looks like an NHS number', href: `#${PATTERN}` }]);
    expect(named.errorBeside(PATTERN)).toBe('Take out what looks like an NHS number');
    expect(named.fields).toMatchObject({ [PATTERN]: texts[PATTERN], [LANGUAGE]: 'He chose to' });
    expect(await saved()).toEqual({});
    const quiet = await saveInBackground(page, { [PATTERN]: texts[PATTERN] });
    expect(quiet.status).toBe(422);
  });

  it('takes whatever a browser sends', async () => {
    const page = await writer.get(path);
    const [, _token = ''] = page.form('Save').hidden[0] ?? [];
    const sent = await writer.post(path, { _token, version: 'x', next: 'nowhere', [PATTERN]: '<script>' });
    expect(sent.status).toBe(200);
    expect(sent.html).not.toContain('<script>\n');
    expect(await saved()).toMatchObject({ [PATTERN]: '<script>' });
  });

  it('is its consultant’s alone until it is shared', async () => {
    await save(await writer.get(path), A_RECORD);
    for (const person of [pia, programme.lead]) {
      const visitor = await as(person);
      for (const at of [path, `${path}/share`]) {
        const page = await visitor.get(at);
        expect([page.status, page.heading]).toEqual([200, 'The record is being written']);
        expect(page.html).not.toContain('who may visit');
      }
      const _token = (await visitor.get('/')).$('input[name=_token]').attr('value') ?? '';
      expect((await visitor.post(path, { _token, version: '1', [PATTERN]: 'x' })).status).toBe(403);
      expect((await visitor.post(`${path}/share`, { _token })).status).toBe(403);
    }
    for (const [person, there] of [
      [programme.practitioners[1], programme],
      [beside.lead, beside],
      [beside.champions[0], beside],
    ] as const) {
      const visitor = await as(person, there);
      const _token = (await visitor.get('/')).$('input[name=_token]').attr('value') ?? '';
      for (const at of [path, `${path}/share`]) {
        expect((await visitor.get(at)).status).toBe(404);
        expect((await visitor.post(at, { _token, [PATTERN]: 'x' })).status).toBe(404);
      }
    }
    expect(await saved()).toEqual({ ...(await saved()), ...A_RECORD });
  });

  it('comes after the consultation', async () => {
    service.clock.setTo(TUESDAY_MORNING);
    const booked = await journey.booked(programme.practitioners[1]);
    const visitor = await as(booked.consultant);
    const page = await visitor.get(`/consultations/${booked.code}/record`);
    expect(page.heading).toBe('There is no record yet');
    expect(page.link('Say whether it took place')).toBe(`/consultations/${booked.code}/attendance`);
  });
});

describe('sharing the record', () => {
  it('asks first, and shows what the practitioner will see', async () => {
    const page = await writer.get(path);
    const check = await save(page, A_RECORD, 'Save and check before sharing');
    expect([check.path, check.heading]).toEqual([`${path}/share`, `Share this record with ${pia.name}?`]);
    for (const text of Object.values(A_RECORD)) expect(check.text).toContain(text);
    expect(check.text).toContain('Is there a step that would hold the person causing harm to account');
    const shared = await writer.submit(check);
    expect([shared.path, shared.heading]).toEqual([path, 'Record of the consultation']);
    expect(shared.notice).toContain('The record is shared.');
    expect(shared.$('main textarea')).toHaveLength(0);
    expect((await writer.submit(check)).path).toBe(path);
    expect((await journey.events(code)).filter((event) => event === 'record-shared')).toHaveLength(1);

    const reader = await (await as(pia)).get(path);
    expect(reader.heading).toBe('Record of the consultation');
    for (const text of Object.values(A_RECORD)) expect(reader.text).toContain(text);
    expect(reader.link('Agree this record')).toBe(`/consultations/${code}/agree`);
  });

  it('needs two headings', async () => {
    const check = await save(
      await writer.get(path),
      { [PATTERN]: 'He checks her phone' },
      'Save and check before sharing',
    );
    expect(check.text).toContain('Fill in at least two headings before you share it.');
    expect(check.$('main form')).toHaveLength(0);
    const _token = (await writer.get('/')).$('input[name=_token]').attr('value') ?? '';
    const forced = await writer.post(`${path}/share`, { _token });
    expect([forced.status, forced.errors[0]?.href]).toEqual([422, '#record']);
    expect(forced.$('#record')).toHaveLength(1);
  });

  const WORDS = {
    [PATTERN]: 'There is a volatile relationship. She failed to protect them.',
    [HARM]: 'She failed to protect them. The parents were fighting. It was only verbal.',
  };
  const asked = (page: ReadPage) =>
    page
      .$('.app-prompt__words')
      .map((_, words) => page.$(words).text())
      .get();

  it('offers questions about the words, three at most, and never stops anybody', async () => {
    const check = await save(await writer.get(path), WORDS, 'Save and check before sharing');
    expect(check.text).toContain('Some words to think about');
    expect(asked(check)).toHaveLength(3);
    expect(asked(check)).toContain('failed to protect');
    expect(check.$('.app-prompt summary').first().text().trim()).toBe('Why this prompt?');
    expect(check.$('.app-prompt .govuk-caption-m').first().text()).toBe('Pattern of coercive control');
    expect((await writer.submit(check, {}, 'Share the record')).heading).toBe('Record of the consultation');
    expect((await (await as(pia)).get(path)).text).not.toContain('Why this prompt?');
  });

  it('puts a question aside for this time, makes room for another, and asks nobody else', async () => {
    const check = await save(await writer.get(path), WORDS, 'Save and check before sharing');
    const [first = ''] = asked(check);
    const button = `Not this time: “${first}”`;
    for (const page of [await writer.submit(check, {}, button), await writer.submit(check, {}, button)]) {
      expect([page.status, page.path]).toEqual([200, `${path}/share`]);
      expect(asked(page)).not.toContain(first);
      expect(asked(page)).toHaveLength(3);
    }
    const { rows } = await service.admin.query<{ dismissed_prompts: string[] }>(
      'SELECT r.dismissed_prompts FROM consultation_record r JOIN consultation c ON c.id = r.consultation_id WHERE c.code = $1',
      [code],
    );
    expect(rows[0]?.dismissed_prompts).toHaveLength(1);
    const nonsense = await writer.post(`${path}/share`, {
      _token: check.$('input[name=_token]').attr('value') ?? '',
      prompt: 'XX99',
    });
    expect([nonsense.status, nonsense.path]).toEqual([200, `${path}/share`]);
    const stranger = await as(pia);
    const _token = (await stranger.get('/')).$('input[name=_token]').attr('value') ?? '';
    expect((await stranger.post(`${path}/share`, { _token, prompt: 'VB01' })).status).toBe(403);
    await writer.submit(await writer.get(`${path}/share`), {}, 'Share the record');
    const after = await service.admin.query<{ dismissed_prompts: string[] }>(
      'SELECT r.dismissed_prompts FROM consultation_record r JOIN consultation c ON c.id = r.consultation_id WHERE c.code = $1',
      [code],
    );
    expect(after.rows[0]?.dismissed_prompts).toEqual([]);
  });

  it('loses nothing that another tab goes on to type', async () => {
    const page = await writer.get(path);
    await writer.submit(await save(page, A_RECORD, 'Save and check before sharing'));
    const late = await save(page, { ...A_RECORD, [LANGUAGE]: 'One more thought' });
    expect(late.status).toBe(409);
    expect(late.errors[0]?.text).toContain('can no longer be changed');
    expect(late.fields).toMatchObject({ [LANGUAGE]: 'One more thought' });
    expect((await save(page, A_RECORD as Record<string, string>)).heading).toBe('Record of the consultation');
  });
});
