import { TestApi } from '../../support/http/test-api.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

describe('somebody who is not signed in', () => {
  it('is asked to sign in, and led back afterwards', async () => {
    const answer = await aStranger(api).once('GET', '/?page=2');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in?to=%2F%3Fpage%3D2');
  });

  it('keeps what they typed when a session has ended meanwhile', async () => {
    const visitor = await signedIn(api, programme, programme.practitioners[0]);
    visitor.keep('__Host-session', 'bcc_gone');
    const page = await visitor.post('/consultations/B-7F3K2Q/withdraw', { note: 'one\ntwo' });
    expect([page.status, page.heading]).toEqual([401, 'You have been signed out']);
    expect(page.$('form input[name=note]').attr('value')).toBe('one\ntwo');
  });
});

describe('a page', () => {
  it('carries the council’s name, the person’s, and nothing that lets it be kept or framed', async () => {
    const visitor = await signedIn(api, programme, programme.practitioners[0]);
    const page = await visitor.get('/');
    expect(page.status).toBe(200);
    expect(page.$('.govuk-generic-header').text().trim()).not.toBe('');
    expect(page.$('.app-account').text()).toContain(programme.practitioners[0].name);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    for (const element of page.$('script:not([src]), style').get())
      expect(page.$(element).attr('nonce')).toBe(nonce);
    expect(page.$('[style], [onclick]')).toHaveLength(0);
    expect(page.html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it('shows each person what their roles have', async () => {
    const entries = async (person: TestProgramme['lead']) =>
      (await (await signedIn(api, programme, person)).get('/')).navigation.map(({ text }) => text);
    expect(await entries(programme.practitioners[0])).toEqual(['Home', 'My requests', 'My actions']);
    expect(await entries(programme.champions[0])).toEqual([
      'Home',
      'My day',
      'My requests',
      'My consultations',
      'My availability',
      'My actions',
    ]);
    expect(await entries(programme.lead)).toEqual(
      expect.arrayContaining(['My day', 'My consultations', 'Board']),
    );
  });

  it('is not there, in the same words, for an address that is nothing', async () => {
    const visitor = await signedIn(api, programme, programme.practitioners[0]);
    const page = await visitor.get('/nothing-here');
    expect([page.status, page.heading]).toEqual([404, 'Page not found']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('has styles and a script of its own, compressed and kept for a year, under 100 kB together', async () => {
    const page = await aStranger(api).get('/nothing-here');
    const addresses = new Set([
      page.$('link[rel=stylesheet]').attr('href') ?? '',
      page.$('script[src]').attr('src') ?? '',
    ]);
    let bytes = 0;
    // A set grows while it is gone through: with what each script asks for.
    for (const address of addresses) {
      const answer = await fetch(new URL(address, api.nobody.origin), {
        headers: { 'accept-encoding': 'gzip' },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('cache-control')).toContain('immutable');
      bytes += Number(answer.headers.get('content-length'));
      for (const [, asked = ''] of (await answer.text()).matchAll(/from ['"]\.\/([^'"]+)['"]/g))
        addresses.add(`/assets/${asked}`);
    }
    expect(addresses.size).toBe(5);
    expect(bytes).toBeLessThan(100_000);
  });
});

describe('a form', () => {
  it('is not taken without the token of the page it came from', async () => {
    const visitor = await signedIn(api, programme, programme.practitioners[0]);
    const forged = await visitor.post('/sign-out', {}, { 'sec-fetch-site': 'cross-site' });
    expect([forged.status, forged.heading]).toEqual([403, 'Nothing was done']);
    expect(forged.$('main form')).toHaveLength(0);
    expect((await visitor.get('/')).status).toBe(200);
  });

  it('is a form: no page takes JSON', async () => {
    const visitor = await signedIn(api, programme, programme.practitioners[0]);
    const answer = await fetch(new URL('/sign-out', visitor.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(415);
  });
});
