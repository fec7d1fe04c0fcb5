import { readFile } from 'node:fs/promises';
import { type TestPerson } from '../support/service/programme.builder.js';
import { askedWeekly } from '../support/service/weeks-of-requests.js';
import { DEVICES } from './support/browser.js';
import { atHome, whoIsAsked } from './support/offers.js';
import { World } from './support/world.js';

let world: World;
let lead: TestPerson;

beforeAll(async () => {
  world = await World.start();
});
afterEach(() => world.settle());
afterAll(() => world.stop());

describe.each(DEVICES)('on a $name', (device) => {
  it('a lead reads demand and capacity, narrows it, takes it away, and imagines something else', async () => {
    await world.anew();
    ({ lead } = world.programme);
    await askedWeekly(world.service, world.programme, [2, 3, 2, 3, 2, 3, 2, 3]);
    const screen = await world.at(device, lead);
    const { page } = screen;
    await atHome(screen);
    await screen.follows('Board');
    await screen.follows('Demand');
    await screen.reads('Demand and capacity');
    const figures = page.locator('section.app-figure');
    const count = await figures.count();
    expect(count).toBeGreaterThan(12);
    expect(await figures.filter({ has: page.locator('table') }).count()).toBe(count);
    expect(await figures.filter({ has: page.locator('.app-figure__sentence') }).count()).toBe(count);
    expect(await page.getByRole('img').count()).toBeGreaterThan(8);

    await screen.picks('Period', 'From one day to another');
    await screen.presses('Show');
    await screen.reads('Demand and capacity', { errors: [/^Enter the first day/, /^Enter the last day/] });
    await screen.picks('Period', 'The last year (52 weeks)');
    await screen.picks('Agency', 'Elmbrook children’s services');
    await screen.picks('Priority', 'Priority 3, usual');
    await screen.presses('Show');
    await screen.reads('Demand and capacity');
    await screen.says('Only: Elmbrook children’s services, Priority 3, usual', /There were \d+ requests/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /^Download as CSV/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(4);

    await screen.follows('forecast');
    await screen.reads('Forecast');
    await screen.says('Champions needed', /In \d+ weeks|Wait/);
    await screen.follows('Try what would happen if they did not');
    await screen.reads('What if');
    await screen.types('Champions more or fewer', 'two');
    await screen.presses('Show what would follow');
    await screen.reads('What if', { errors: [/Enter how many champions more or fewer/] });
    await screen.types('Champions more or fewer', '2');
    await screen.types('Its requests a week', '3');
    await screen.types('Slots a week it brings', '4');
    await screen.chooses('Each its own queue');
    await screen.presses('Show what would follow');
    await screen.reads('What if');
    await screen.says('What would follow', '2 more champions than today', 'The other borough', 'Today');
  }, 120_000);

  it('somebody waits, a time frees up, and they are offered it', async () => {
    await world.anew({ leadConsults: false, champions: { hours: [], priorities: [] } });
    ({ lead } = world.programme);
    const [pia, quin] = world.programme.practitioners;
    const only = await world.programme.addPerson({ name: 'Only Champion', roles: ['champion'], team: 1 });
    const hours = [{ weekday: 3, startMinute: 600, endMinute: 660 }];
    await world.programme.addConsultant(only, { hours });
    const booked = [(await world.journey.booked(pia)).code, (await world.journey.booked(pia)).code];
    const waiting = await world.journey.asked(quin);
    expect((await world.journey.state(waiting)).status).toBe('with_lead');

    const screen = await world.at(device, lead);
    await atHome(screen);
    await screen.opens('/board/alerts');
    await screen.reads('Alerts');
    await screen.follows('See what is with the lead');
    await screen.reads('With the lead');
    await screen.says(waiting);

    const asking = await world.at(device, pia);
    await asking.opens(`/consultations/${booked[1] ?? ''}/withdraw`);
    await asking.types('Why is it no longer needed?', 'The family has moved away');
    await asking.presses('Withdraw it');
    await asking.reads('My requests');
    const asked = await whoIsAsked(world, device, waiting);
    expect(asked.person).toBe(only);
    await asked.screen.chooses('As far as I can tell, I have no conflict');
    await asked.screen.presses('Accept this consultation');
    await asked.screen.reads(/^Consultation B-\w+ Booked$/);
    await world.goesOn();
    await screen.opens('/board/alerts');
    await screen.says('There is nothing that needs you just now');
    const other = await world.at(device, quin);
    await other.opens(`/consultations/${waiting}`);
    await other.reads(/^Consultation B-\w+ Booked$/);
    await other.says(/with Only Champion/);
  }, 120_000);
});
