import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignIn } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { aStranger } from '../../support/pages/sign-in.js';
import { aProgramme } from '../../support/service/programme.builder.js';
import { TEST_CASE_KEYS, TestService } from '../../support/service/service.js';
import { SigningIn } from '../../support/service/signing-in.js';

const COMMAND = join(import.meta.dirname, '../../../apps/local/programme.mjs');
const FIRST = {
  code: 'harrowmere',
  name: 'Harrowmere practice programme',
  domains: 'harrowmere.example.org',
  agency: 'Harrowmere children’s social care',
  kind: 'children-social-care',
  team: 'Practice team',
  lead: 'Lena Firstlead',
  email: 'Lena.Firstlead@harrowmere.example.org',
};

let service: TestService;

beforeAll(async () => {
  service = await TestService.start();
});
afterAll(() => service.stop());

/** Runs the command as an operator would. */
async function run(given: Partial<Record<keyof typeof FIRST, string>>, env = {}) {
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  const surroundings = {
    ...process.env,
    DATABASE_URL: service.urls.appUrl,
    CASE_KEYS: TEST_CASE_KEYS,
    ...env,
  };
  try {
    const { stdout } = await promisify(execFile)('node', [COMMAND, ...args], { env: surroundings });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

const programmes = async () =>
  (await service.admin.query<{ code: string }>('SELECT code FROM programme ORDER BY code')).rows.length;

it('makes a programme whose first lead signs in, sees an empty board and adds the first colleague', async () => {
  const made = await run(FIRST);
  expect(made).toEqual({
    code: 0,
    said: `${FIRST.name} is there. ${FIRST.lead} can sign in with ${FIRST.email}.\n`,
  });
  const api = await TestApi.start(service);
  try {
    const visitor = aStranger(api);
    await visitor.submit(await visitor.get('/sign-in'), { email: FIRST.email });
    const mails = new SigningIn(service, await aProgramme(service), service.get(SignIn));
    const code = (await mails.codesTo(FIRST.email.toLowerCase())).at(-1) ?? '';
    const home = await visitor.submit(await visitor.get('/sign-in/code'), { code });
    expect([home.path, home.heading]).toEqual(['/', 'What needs you now']);
    const board = await visitor.get('/board');
    expect([board.status, board.heading]).toEqual([200, 'Board']);
    expect(board.$('header').text()).toContain(FIRST.name);
    const adding = await visitor.get('/people/new');
    const teamId = adding.$('select[name=teamId] option').last().attr('value') ?? '';
    const colleague = {
      name: 'Pat Practitioner',
      email: 'pat@harrowmere.example.org',
      teamId,
      roles: 'practitioner',
    };
    const added = await visitor.submit(adding, colleague);
    expect([added.status, added.heading]).toEqual([200, 'Pat Practitioner']);
  } finally {
    await api.stop();
  }
});

it.each([
  [{ code: 'Not A Code' }, 'Give a code of small letters'],
  [{ name: ' ' }, 'Give the programme a name'],
  [{ domains: 'not a domain' }, 'domain'],
  [{ kind: 'guild' }, 'kind'],
  [{ email: 'lena@elsewhere.example.org' }, 'harrowmere.example.org'],
  [{ code: 'x' }, 'Give a code of small letters'],
  [{ code: 'harrowmere' }, 'that no other programme has'],
])('says what is wrong with %j, and leaves nothing behind', async (wrong, words) => {
  const before = await programmes();
  const refused = await run({ ...FIRST, code: 'another', ...wrong });
  expect(refused).toEqual({ code: 1, said: expect.stringContaining(words) as string });
  expect(await programmes()).toBe(before);
});

it('says which arguments and settings are missing', async () => {
  expect((await run({ code: 'one' })).said).toMatch(
    /^Say --name, --domains, --agency, --kind, --team, --lead, --email too/,
  );
  expect(await run(FIRST, { CASE_KEYS: '' })).toEqual({
    code: 1,
    said: expect.stringContaining('CASE_KEYS') as string,
  });
});
