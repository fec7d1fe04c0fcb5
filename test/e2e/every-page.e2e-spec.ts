import { aCast, type Cast, walkerIn } from '../support/http/cast.js';
import { pagesAmong } from '../support/http/routes.js';
import { type Subject, Subjects } from '../support/http/subjects.js';
import { aFullDraft } from '../support/pages/asking.js';
import { DESKTOP, type Device, mustFitTheWindow, ZOOMED, ZOOMED_WITHOUT_SCRIPT } from './support/browser.js';
import { codeFor } from './support/mailed-code.js';
import { type About, FILES, type Opening, PAGES, type Reader, SAME_PAGE } from './support/pages-to-open.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

let world: World;
let cast: Cast;
const subjects = new Map<About, Subject>();
const screens = new Map<string, PersonAtScreen>();
/** The address in the table of each title that was read. */
const titles = new Map<string, string>();

/** What takes place moves the clock; what is still to come is made after it. */
const IN_THIS_ORDER = [
  'shared',
  'written',
  'held',
  'action',
  'begun',
  'reassigned',
  'booked',
  'paired',
  'covered',
  'person',
  'deactivated',
  'consultants-time',
  'import',
  'agency',
  'team',
  'pathway',
  'offered',
  'with-lead',
  'draft',
] as const;

beforeAll(async () => {
  // Locally there is one page more: to choose who one is.
  world = await World.start({ localMode: true });
  cast = await aCast(world.service);
  world.goesTo(cast.programme);
  const made = new Subjects(world.service, cast);
  for (const stage of IN_THIS_ORDER) subjects.set(stage, await made.at(stage));
  const gate = { significantHarm: false, referralMade: false, highRiskLast14Days: false };
  const drafts = {
    stopped: { safetyGate: { ...gate, immediateDanger: true } },
    'with-prompts': { question: 'Mum failed to protect the children. He has anger issues.' },
    'with-times': { preferredTimes: [inAWeek()], soonest: false },
  };
  for (const name of ['stopped', 'with-prompts', 'with-times'] as const) {
    const code = await aFullDraft(world.service, cast.requester, drafts[name]);
    subjects.set(name, { code, id: '', consultantId: null });
  }
  await world.goesOn();
}, 180_000);
afterEach(() => world.browser.mustBeQuiet());
afterAll(async () => {
  await world.settle();
  await world.stop();
});

/** Ten in the morning by the clock of the programme, a week from when the last booking has begun. */
function inAWeek(): Date {
  const day = new Date(world.service.clock.now().getTime() + 7 * 86_400_000);
  return new Date(`${day.toISOString().slice(0, 10)}T10:00:00Z`);
}

/** One window for each person and device, for the whole file. */
async function screenOf(
  reader: Reader,
  subject: Subject | undefined,
  device: Device,
): Promise<PersonAtScreen> {
  const person = reader === 'nobody' ? null : walkerIn(cast, reader, subject?.consultantId ?? null);
  if (person === null && reader !== 'nobody') throw new Error(`Nobody here is the ${reader}`);
  const key = `${person?.personId} ${device.name}`;
  const screen = screens.get(key) ?? (person ? await world.at(device, person) : await world.stranger(device));
  screens.set(key, screen);
  return screen;
}

function addressOf(pattern: string, { at = pattern }: Opening, subject: Subject | undefined): string {
  return at
    .replace(':code', subject?.code ?? 'no-code')
    .replace(':id', subject?.id ?? 'no-id')
    .replace(':time', inAWeek().toISOString());
}

/** Opens a page; those that come after another are come to by it. */
async function goesTo(screen: PersonAtScreen, path: string): Promise<number> {
  if (path !== '/sign-in/code' && path !== '/sign-in/programme') return screen.statusAt(path);
  const { email } = cast.requester;
  await screen.opens('/sign-in');
  await screen.types('Your work email address', email);
  await screen.presses('Send me a code');
  if (path === '/sign-in/programme') {
    await screen.types('Code', await codeFor(world.service, email));
    await screen.presses('Continue');
  }
  return 200;
}

const pages = [...PAGES].map(([pattern, openings]) => ({ pattern, openings }));

it('the table has every page there is', () => {
  const known = pagesAmong(world.api.api.routes.entries)
    .filter(({ method }) => method === 'GET')
    .map(({ url }) => url);
  expect([...PAGES.keys(), ...FILES].sort()).toEqual([...new Set(known)].sort());
});

it.each(pages)(
  '$pattern',
  async ({ pattern, openings }) => {
    for (const opening of openings) {
      const subject = opening.about && subjects.get(opening.about);
      const path = addressOf(pattern, opening, subject);
      for (const reader of opening.by) {
        const screen = await screenOf(reader, subject, DESKTOP);
        const status = await goesTo(screen, path);
        const { page } = screen;
        const read = {
          reader,
          status,
          path: screen.path,
          headings: await page.getByRole('heading', { level: 1 }).count(),
          language: await page.locator('html').getAttribute('lang'),
        };
        const [address] = path.split('?');
        expect(read).toEqual({ reader, status: 200, path: address, headings: 1, language: 'en-GB' });
        const title = await page.title();
        expect(title).toMatch(/^\S.* – Practice consultations$/);
        const itself = SAME_PAGE[pattern] ?? pattern;
        expect([title, titles.get(title) ?? itself]).toEqual([title, itself]);
        titles.set(title, itself);
        await screen.looks();
        await page.setViewportSize(ZOOMED.viewport);
        await mustFitTheWindow(page);
        await page.setViewportSize(DESKTOP.viewport);

        const still = await screenOf(reader, subject, ZOOMED_WITHOUT_SCRIPT);
        expect(await goesTo(still, path)).toBe(200);
        await still.looks();
        await mustFitTheWindow(still.page);
      }
    }
  },
  120_000,
);
