import { createLogger } from '@case-consultation/platform';
import { Cable } from '../../support/http/cable.js';
import { TestApi } from '../../support/http/test-api.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let cable: Cable;
let api: TestApi;
let programme: TestProgramme;
let visitor: PageVisitor;
const lines: string[] = [];

beforeAll(async () => {
  service = await TestService.start();
  cable = await Cable.lay(service.urls.appUrl);
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ level: 'info', name: 'api', destination });
  api = await TestApi.start(service, { databaseUrl: cable.url, logger });
  programme = await aProgramme(service);
  visitor = await signedIn(api, programme, programme.practitioners[0]);
});
afterAll(async () => {
  await api.stop();
  await cable.cut();
  await service.stop();
});

const referenceOn = (page: ReadPage) => page.$('.app-reference code').text();
const linesOf = (page: ReadPage) =>
  lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ requestId }) => requestId === referenceOn(page));

/** A page that says what to do and how to speak of it; what the log holds by its reference. */
function readsAs(page: ReadPage, status: number, heading: string, next: string): Record<string, unknown>[] {
  const faults = pageFaults(page).filter((fault) => !fault.endsWith(`status ${status}`));
  expect([page.status, page.heading, faults]).toEqual([status, heading, []]);
  expect(page.text).toContain(next);
  expect(page.link('Go to the home page')).toBe('/');
  const found = linesOf(page);
  expect(found.at(-1)).toMatchObject({ event: 'answered', status });
  return found;
}

it('says of an address that is nothing to check it, and gives a reference that the log has', async () => {
  const page = await visitor.get('/nothing-here');
  readsAs(page, 404, 'Page not found', 'Check the address');
  expect(referenceOn(await visitor.get('/nothing-here'))).not.toBe(referenceOn(page));
});

it('says of a form that is too long that the text is still there', async () => {
  const opened = await visitor.get('/');
  const token = opened.$('input[name=_token]').attr('value') ?? '';
  const page = await visitor.post('/sign-out', { _token: token, note: 'x'.repeat(2_000_000) });
  readsAs(page, 413, 'That is too long', 'your text is still there');
  expect((await visitor.get('/')).status).toBe(200);
});

it('says of a fault of ours that what is saved is safe, nothing of what it was, and logs it', async () => {
  await service.admin.query('ALTER TABLE consultation RENAME TO consultation_away');
  try {
    const page = await visitor.get('/requests');
    const logged = readsAs(page, 500, 'Something went wrong on our side', 'What you have saved is safe.');
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'request-failed', code: 'internal-error' }),
    );
    expect(page.html).not.toContain('consultation_away');
    expect(page.html).not.toMatch(/relation|SELECT|\.ts:/);
  } finally {
    await service.admin.query('ALTER TABLE consultation_away RENAME TO consultation');
  }
  expect((await visitor.get('/requests')).status).toBe(200);
});

it('says while the database is away to try again in a minute, and goes on when it is back', async () => {
  await cable.cut();
  // Who is signed in is remembered for some seconds; what they ask for is not.
  readsAs(
    await visitor.get('/requests'),
    503,
    'The service is not available just now',
    'Try again in a minute.',
  );
  await cable.mend();
  expect((await visitor.get('/requests')).status).toBe(200);
});
