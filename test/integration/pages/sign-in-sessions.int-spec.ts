import { Asking, SignIn } from '@case-consultation/features';
import { until } from '../../faults/support/until.js';
import { TestApi } from '../../support/http/test-api.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { aRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';
import { MINUTE, SigningIn } from '../../support/service/signing-in.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let people: SigningIn;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  people = new SigningIn(service, programme, service.get(SignIn));
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

describe('a session', () => {
  it('ends with signing out, for whoever kept its cookie too', async () => {
    const visitor = await signedIn(api, programme, await people.somebody());
    const kept = visitor.cookie('__Host-session') ?? '';
    const home = await visitor.get('/');
    const token = home.$('input[name=_token]').attr('value') ?? '';
    const out = await visitor.post('/sign-out', { _token: token });
    expect([out.path, out.heading, visitor.cookie('__Host-session')]).toEqual([
      '/signed-out',
      'You are signed out',
      undefined,
    ]);
    visitor.keep('__Host-session', kept);
    expect((await visitor.get('/')).path).toBe('/sign-in');
    const again = await visitor.post('/sign-out', { _token: token });
    expect([again.status, again.path, again.heading]).toEqual([200, '/signed-out', 'You are signed out']);
  });

  it('ends at once when the person is deactivated', async () => {
    const person = await people.somebody();
    const visitor = await signedIn(api, programme, person);
    expect((await visitor.get('/')).$('.app-account__name').text()).toBe(person.name);
    await people.deactivate(person.personId);
    const before = performance.now();
    await until('they are out', async () => (await visitor.get('/')).path === '/sign-in');
    expect(performance.now() - before).toBeLessThan(2_000);
    const asked = await visitor.submit(await visitor.get('/sign-in'), { email: person.email });
    expect(asked.path).toBe('/sign-in/code');
    expect(await people.codesTo(person.email)).toEqual([]);
  });

  it('that is over keeps what was typed, to be sent again after signing in', async () => {
    const person = await people.somebody();
    const { code: request } = await service.get(Asking).start(person, aRequest());
    const visitor = await signedIn(api, programme, person);
    const page = await visitor.get(`/consultations/${request}/ask/purpose/question`);
    people.later(21 * MINUTE);
    const question = 'How do I keep the focus,\nand “who” helps?';
    const kept = await visitor.submit(page, { question });
    expect([kept.status, kept.heading]).toEqual([401, 'You have been signed out']);
    expect(kept.$('main input[name=question]').attr('value')).toBe(question);
    await visitor.submit(await visitor.get('/sign-in'), { email: person.email });
    const code = (await people.codesTo(person.email)).at(-1) ?? '';
    await visitor.submit(await visitor.get('/sign-in/code'), { code });
    const again = await visitor.submit(kept);
    expect([again.status, again.heading]).toEqual([403, 'Send that again']);
    expect(again.$('main input[name=question]').attr('value')).toBe(question);
    expect((await visitor.submit(again)).status).toBe(200);
    expect((await service.get(Asking).draft(person, request)).form.question).toBe(question);
  });

  it('keeps nothing that another site sends, which comes without the session', async () => {
    const path = '/consultations/B-7F3K2Q/withdraw';
    for (const site of ['cross-site', 'same-site', 'none']) {
      const sent = await aStranger(api).post(path, { reason: 'Not mine' }, { 'sec-fetch-site': site });
      expect([site, sent.status, sent.heading]).toEqual([site, 401, 'Nothing was done']);
      expect(sent.html).not.toContain('Not mine');
    }
    const ours = await aStranger(api).post(path, { reason: 'Mine' }, { 'sec-fetch-site': 'same-origin' });
    expect([ours.status, ours.heading]).toEqual([401, 'You have been signed out']);
    expect(ours.$('main input[name=reason]').attr('value')).toBe('Mine');
  });
});

describe('choosing whom to be', () => {
  it('is not there but in the local mode', async () => {
    const visitor = aStranger(api);
    const page = await visitor.get('/sign-in/people');
    expect([page.status, page.heading]).toEqual([404, 'Page not found']);
    const signIn = await visitor.get('/sign-in');
    expect(signIn.html).not.toContain('/sign-in/people');
    const { personId } = programme.lead;
    const sending = { _token: signIn.form().hidden[0]?.[1] ?? '', person: `${programme.code}/${personId}` };
    expect((await visitor.post('/sign-in/people', sending)).status).toBe(404);
    expect(visitor.cookie('__Host-session')).toBeUndefined();
  });

  it('signs in as somebody who is there, and as nobody else, and leads back', async () => {
    const local = await TestApi.start(service, { localMode: true });
    try {
      const visitor = aStranger(local);
      const signIn = await visitor.get('/sign-in?to=%2Factions');
      const page = await visitor.get(signIn.link('choose one of the made-up people'));
      expect([page.status, page.heading, pageFaults(page)]).toEqual([200, 'Choose whom to be', []]);
      const none = await visitor.submit(page);
      expect([none.status, none.errors]).toEqual([422, [{ text: 'Select a person', href: '#person' }]]);
      for (const person of [
        'x',
        `${beside.code}/${programme.lead.personId}`,
        `none/${programme.lead.personId}`,
      ])
        expect((await visitor.submit(page, { person })).status).toBe(404);
      const landed = await visitor.submit(page, { person: `${programme.code}/${programme.lead.personId}` });
      expect([landed.path, landed.$('.app-account__name').text()]).toEqual(['/actions', 'Lena Lead']);
    } finally {
      await local.stop();
    }
  });
});

describe('signing in too often from one address', () => {
  it('is answered with a page that says how long to wait; everything else goes on', async () => {
    const narrow = await TestApi.start(service, { limits: { signInPerAddress: 3 } });
    try {
      const visitor = aStranger(narrow);
      const there = await signedIn(narrow, programme, programme.lead);
      const page = await visitor.get('/sign-in');
      for (const email of ['', 'x', 'y']) expect((await visitor.submit(page, { email })).status).toBe(422);
      for (const path of ['/sign-in', '/sign-in/code', '/sign-in/programme']) {
        const limited = await visitor.post(path, {});
        expect([limited.status, limited.heading, pageFaults(limited)]).toEqual([429, 'Too many tries', []]);
        expect(limited.text).toContain('Wait 10 minutes, then try again.');
        expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(500);
        expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(600);
      }
      expect((await visitor.get('/sign-in')).status).toBe(200);
      expect((await there.get('/')).status).toBe(200);
      expect((await there.get('/stay-signed-in')).heading).toBe('You are signed in');
    } finally {
      await narrow.stop();
    }
  });
});
