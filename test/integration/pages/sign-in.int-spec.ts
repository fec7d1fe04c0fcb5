import { MOST_TRIES } from '@case-consultation/domain';
import { SignIn } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { aStranger } from '../../support/pages/sign-in.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';
import { MINUTE, SigningIn, wrong } from '../../support/service/signing-in.js';

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

const NO_LONGER = 'This code no longer works';
const errorsOf = ({ errors }: ReadPage) => errors.map(({ text }) => text);
const whoIsIn = async (visitor: PageVisitor) => (await visitor.get('/')).$('.app-account__name').text();

/** Somebody who has asked for a code, with the page that asks for it and the code that came. */
async function asking(given: { person?: TestPerson; start?: string } = {}) {
  const person = given.person ?? (await people.somebody());
  const visitor = aStranger(api);
  const page = await visitor.submit(await visitor.get(given.start ?? '/sign-in'), { email: person.email });
  const code = (await people.codesTo(person.email)).at(-1) ?? 'no mail';
  return { person, visitor, page, code };
}

describe('the code', () => {
  it('signs in, however it is spaced, and the browser keeps nothing of the attempt', async () => {
    const { person, visitor, page, code } = await asking();
    expect([page.path, page.heading]).toEqual(['/sign-in/code', 'Check your email']);
    const home = await visitor.submit(page, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect([home.status, home.path]).toEqual([200, '/']);
    expect(home.$('.app-account__name').text()).toBe(person.name);
    expect(visitor.cookie('__Host-session')).toMatch(/^bcc_/);
    expect(visitor.cookie('__Host-sign-in')).toBeUndefined();
    for (const path of ['/sign-in', '/sign-in/code', '/sign-in/programme'])
      expect((await visitor.get(path)).path).toBe('/');
  });

  it('is asked for again when it is wrong, with how often it may be tried, until it no longer works', async () => {
    const { visitor, page, code } = await asking();
    const unreadable = await visitor.submit(page, { code: '12 34x' });
    expect([unreadable.status, unreadable.errorBeside('code')]).toEqual([
      422,
      'Enter the 6 digits of the code, such as 012345.',
    ]);
    const empty = await visitor.submit(page, { code: ' ' });
    expect(empty.errors).toEqual([{ text: 'Enter the code from the email', href: '#code' }]);
    for (let left = MOST_TRIES - 1; left > 0; left -= 1) {
      const again = await visitor.submit(page, { code: wrong(code) });
      expect([again.status, again.heading, pageFaults(again)]).toEqual([422, 'Check your email', []]);
      expect(again.errorBeside('code')).toContain(left === 1 ? 'once more' : `${left} more times`);
      expect(again.fields).toEqual({ code: wrong(code) });
    }
    for (const given of [wrong(code), code]) {
      const spent = await visitor.submit(page, { code: given });
      expect([spent.heading, errorsOf(spent)[0]]).toEqual([
        'Check your email',
        expect.stringContaining('5 times'),
      ]);
    }
    expect(visitor.cookie('__Host-session')).toBeUndefined();
    expect(page.link('ask for another code')).toBe('/sign-in');
  });

  it('no longer works after ten minutes', async () => {
    const { visitor, page, code } = await asking();
    people.later(11 * MINUTE);
    const late = await visitor.submit(page, { code });
    expect([late.status, late.errors[0]?.href, errorsOf(late)[0]]).toEqual([
      409,
      '#code',
      expect.stringContaining(NO_LONGER),
    ]);
    expect(visitor.cookie('__Host-session')).toBeUndefined();
  });

  it('is of no use in another browser, and its page leads back to where one is sent', async () => {
    const { code } = await asking();
    const stranger = aStranger(api);
    expect((await stranger.get('/sign-in/code?to=%2Factions')).path).toBe('/sign-in?to=%2Factions');
    const page = await stranger.get('/sign-in');
    const token = page.form().hidden[0]?.[1] ?? '';
    const sent = await stranger.post('/sign-in/code', { _token: token, code });
    expect([sent.status, errorsOf(sent)[0]]).toEqual([409, expect.stringContaining(NO_LONGER)]);
    expect(stranger.cookie('__Host-session')).toBeUndefined();
  });

  it('pressed twice lands signed in; sent twice at once it opens one session', async () => {
    const first = await asking();
    for (let press = 0; press < 3; press += 1) {
      const landed = await first.visitor.submit(first.page, { code: first.code });
      expect([landed.status, landed.path]).toEqual([200, '/']);
    }
    expect(await people.sessionsOf(first.person.personId)).toBe(1);
    const second = await asking();
    const sent = await Promise.all(
      [1, 2].map(() => second.visitor.submit(second.page, { code: second.code })),
    );
    expect(sent.filter(({ path }) => path === '/').length).toBeGreaterThanOrEqual(1);
    for (const page of sent) if (page.path !== '/') expect(errorsOf(page)[0]).toContain(NO_LONGER);
    expect(await people.sessionsOf(second.person.personId)).toBe(1);
    expect(await whoIsIn(second.visitor)).toBe(second.person.name);
  });
});

describe('an address', () => {
  it('that nobody has is answered as any other, in words and in time', async () => {
    const { page, visitor } = await asking();
    const nobody = aStranger(api);
    const none = await nobody.submit(await nobody.get('/sign-in'), { email: 'no.one@elmbrook.example.org' });
    const told = ({ html }: ReadPage) => html.replace(/(nonce|value)="[^"]*"/g, '');
    expect([none.status, none.path, told(none)]).toEqual([page.status, page.path, told(page)]);
    const guess = await nobody.submit(none, { code: '123456' });
    const miss = await visitor.submit(page, { code: 'abc' });
    expect(guess.heading).toBe(miss.heading);
    expect(guess.errorBeside('code')).toContain('4 more times');
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 15; i += 1) {
      const { email } = await people.somebody();
      times.known.push(await timeToAnswer(email));
      times.unknown.push(await timeToAnswer(`no.one.${i}@elmbrook.example.org`));
    }
    const ratio = median(times.known) / median(times.unknown);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('has to be one', async () => {
    const visitor = aStranger(api);
    const page = await visitor.get('/sign-in');
    for (const [email, message] of [
      ['', 'Enter your work email address'],
      ['pia at elmbrook', 'Enter your work e-mail address in the right form, like name@council.example.org.'],
    ] as const) {
      const again = await visitor.submit(page, { email });
      expect([again.status, again.errors, again.fields]).toEqual([
        422,
        [{ text: message, href: '#email' }],
        { email },
      ]);
      expect(again.title).toMatch(/^Error: /);
    }
  });

  it('gets so many codes in an hour, and is told to use the newest', async () => {
    const { email } = await people.somebody();
    const visitor = aStranger(api);
    const page = await visitor.get('/sign-in');
    for (let i = 0; i < 5; i += 1) expect((await visitor.submit(page, { email })).path).toBe('/sign-in/code');
    const sixth = await visitor.submit(page, { email });
    expect([sixth.status, sixth.heading, sixth.fields]).toEqual([429, 'Sign in', { email }]);
    expect(sixth.errorBeside('email')).toContain('Use the code in the newest e-mail');
    const code = (await people.codesTo(email)).at(-1) ?? '';
    expect((await visitor.submit(await visitor.get('/sign-in/code'), { code })).path).toBe('/');
  });
});

async function timeToAnswer(email: string): Promise<number> {
  const visitor = aStranger(api);
  const page = await visitor.get('/sign-in');
  const body = new URLSearchParams([...page.form().hidden, ['email', email]]);
  const before = performance.now();
  const { status } = await visitor.once('POST', '/sign-in', body);
  expect(status).toBe(303);
  return performance.now() - before;
}

const median = (times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

describe('somebody of several programmes', () => {
  it('chooses one, and works in it', async () => {
    const here = await people.somebody();
    const there = await beside.addPerson({ name: 'Somebody There', roles: ['lead'], email: here.email });
    const { visitor, page, code } = await asking({ person: here, start: '/sign-in?to=%2Factions' });
    const choose = await visitor.submit(page, { code });
    expect([choose.path, choose.heading]).toEqual([
      '/sign-in/programme?to=%2Factions',
      'Which programme do you want to work in?',
    ]);
    expect(visitor.cookie('__Host-session')).toBeUndefined();
    const none = await visitor.submit(choose);
    expect([none.status, errorsOf(none)]).toEqual([422, ['Select the programme you want to work in']]);
    const another = await visitor.submit(choose, { programme: 'test-none' });
    expect([another.status, another.errorBeside('programme')]).toEqual([
      422,
      'Select the programme that you want to work in.',
    ]);
    const landed = await visitor.submit(choose, { programme: beside.code });
    expect([landed.path, landed.$('.app-account__name').text()]).toEqual(['/actions', there.name]);
    expect((await visitor.submit(choose, { programme: programme.code })).path).toBe('/actions');
    expect(await whoIsIn(visitor)).toBe(there.name);
  });

  it('asks for a new code when the choice comes too late', async () => {
    const here = await people.somebody();
    await beside.addPerson({ name: 'Somebody Late', roles: ['lead'], email: here.email });
    const { visitor, page, code } = await asking({ person: here });
    const choose = await visitor.submit(page, { code });
    people.later(11 * MINUTE);
    expect((await visitor.submit(choose, { programme: beside.code })).path).toBe('/sign-in');
    expect((await visitor.get('/sign-in/programme')).path).toBe('/sign-in');
  });
});

describe('the way back', () => {
  it('leads to the page that was asked for, once signed in', async () => {
    const person = await people.somebody();
    const visitor = aStranger(api);
    const asked = await visitor.get('/requests?status=open');
    expect(asked.path).toBe('/sign-in?to=%2Frequests%3Fstatus%3Dopen');
    const page = await visitor.submit(asked, { email: person.email });
    const code = (await people.codesTo(person.email)).at(-1) ?? '';
    expect((await visitor.submit(page, { code })).path).toBe('/requests?status=open');
  });

  it.each([
    '//evil.example.com',
    '/\\evil.example.com',
    'https://evil.example.com',
    '/sign-out',
    '/%0d%0aX:1\n',
  ])('leads nowhere else: %s', async (to) => {
    const { visitor, page, code } = await asking({ start: `/sign-in?to=${encodeURIComponent(to)}` });
    const body = new URLSearchParams([...page.form().hidden, ['code', code]]);
    const location = (await visitor.once('POST', page.path, body)).headers.get('location') ?? '';
    expect(location).toMatch(/^\/(?![/\\])[!-~]*$|^\/$/);
    expect(location).not.toContain('sign-out');
  });
});
