import { type TestPerson } from '../support/service/programme.builder.js';
import { bookedWith } from './support/bookings.js';
import { DEVICES } from './support/browser.js';
import { codeFor, signInByMail } from './support/mailed-code.js';
import { atHome } from './support/offers.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

let world: World;
let lead: TestPerson;
let newcomers = 0;

const WEDNESDAY = new Date('2027-03-03T11:00:00Z');

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew({ leadConsults: false });
  ({ lead } = world.programme);
});
afterEach(() => world.settle());
afterAll(() => world.stop());

/** An address that nobody has, in whatever programme. */
function somebodysAddress(name: string): string {
  newcomers += 1;
  return `${name}.${newcomers}@elmbrook.example.org`;
}

const mailsTo = (email: string) => world.service.mailbox.messages.filter(({ to }) => to.includes(email));

/** Somebody gives a file by its lines, as they would without a file to choose. */
async function givesLines(screen: PersonAtScreen, lines: readonly string[]): Promise<void> {
  await screen.presses('Add or change many from a file');
  await screen.reads('Add or change many people from a file');
  await screen.unfolds('Paste the lines instead');
  await screen.types('Lines of the file, with the headings', lines.join('\n'));
  await screen.presses('See what it would do');
}

describe.each(DEVICES)('on a $name', (device) => {
  it('a lead adds a champion, who signs in, and says until when they are signed off', async () => {
    const email = somebodysAddress('nia');
    const screen = await world.at(device, lead);
    await atHome(screen);
    await screen.follows('People');
    await screen.reads('People');
    await screen.presses('Add a person');
    await screen.reads('Add a person');
    await screen.types('Full name', 'Nia Newcomer');
    await screen.types('Work email address', 'nia');
    await screen.chooses('Champion');
    await screen.presses('Add this person');
    await screen.reads('Add a person', {
      errors: [
        'Enter an email address in the right form, like name@council.example.org',
        'Select the team they work in',
        'Enter the day from which their training is signed off',
      ],
    });
    await screen.types('Work email address', email);
    await screen.picks('Agency and team', 'Elmbrook health visiting: North');
    await screen.dates('From which day is their training signed off?', '4 3 2027');
    await screen.chooses(/Send them an email/);
    await screen.presses('Add this person');
    await screen.reads('Nia Newcomer');
    await screen.says('an email is on its way to them', 'From Thursday 4 March 2027, until further notice');
    await world.goesOn();
    expect(mailsTo(email)).toHaveLength(1);

    const nia = await world.stranger(device);
    await nia.opens('/sign-in');
    await signInByMail(nia.page, world.service, email);
    await nia.page.getByRole('heading', { name: 'What needs you now' }).waitFor();
    await nia.opens('/availability');
    await nia.reads('My availability');
    await nia.says('You are signed off to consult from Thursday 4 March 2027 on');

    await screen.presses('Change roles');
    await screen.reads('Change roles');
    await screen.dates('From which day is their training signed off?', '2 3 2027');
    await screen.dates('Until which day? (optional)', '26 3 2027');
    await screen.presses('Save');
    await screen.reads('Nia Newcomer');
    await screen.says('From Tuesday 2 March 2027 to Friday 26 March 2027');
  }, 120_000);

  it('the account of a champion is closed, and what they hold goes to a cover plan', async () => {
    const ada = await world.programme.addPerson({
      name: 'Ada Departing',
      roles: ['champion'],
      agency: 'health',
      email: somebodysAddress('ada'),
    });
    await world.programme.addConsultant(ada);
    const code = await bookedWith(world, ada, WEDNESDAY);
    const theirs = await world.at(device, ada);
    await atHome(theirs);
    const screen = await world.at(device, lead);
    await screen.opens('/people');
    await screen.types('Name or email address', 'ada dep');
    await screen.presses('Search');
    await screen.reads('People');
    await screen.follows('Ada Departing');
    await screen.reads('Ada Departing');
    await screen.says('They have 1 consultation to hold or to write up', code);
    await screen.follows('Deactivate');
    await screen.reads('Deactivate this account?');
    await screen.presses('Deactivate');
    await screen.reads(/^Ada Departing Deactivated$/);
    await screen.says('The account is deactivated');
    await theirs.opens('/');
    await theirs.reads('Sign in');
    await theirs.page.getByLabel('Your work email address').fill(ada.email);
    await theirs.presses('Send me a code');
    expect(await codeFor(world.service, ada.email)).toBe('no code');

    await screen.follows('Plan who covers for them');
    await screen.reads('Cover for somebody who is away');
    await screen.dates('First day away', '2 3 2027');
    await screen.chooses('No, or they are leaving');
    await screen.chooses('A plan to apply');
    await screen.presses('Make the plan');
    await screen.reads('Cover plan');
    await screen.says('1 booking: 1 keeps its time', code);
    await screen.presses('Apply this plan');
    await screen.reads('Cover is arranged');
    await world.goesOn();
    expect((await world.journey.state(code)).consultantId).not.toBe(ada.personId);
  }, 120_000);

  it('many are added from a file: a wrong line is named, and nothing changes until it is confirmed', async () => {
    const [first, second] = [somebodysAddress('olu'), somebodysAddress('una')];
    const line = (name: string, email: string, team: string) =>
      `${name},${email},Elmbrook health visiting,${team},practitioner`;
    const head = 'Name,Email,Agency,Team,Roles';
    const screen = await world.at(device, lead);
    await screen.opens('/people');
    await givesLines(screen, [head, line('Olu Other', first, 'North'), line('Una Other', second, 'Nowhere')]);
    await screen.reads('The file cannot be used yet');
    await screen.says('Nothing has changed so far', /Line 3, Team/);
    await screen.opens('/people?search=other');
    await screen.says('Nobody matches that');

    await screen.opens('/people');
    await givesLines(screen, [head, line('Olu Other', first, 'North'), line('Una Other', second, 'South')]);
    await screen.reads('What the file would do');
    await screen.says('Line 2: Add Olu Other', 'Line 3: Add Una Other', 'People to add 2');
    await screen.presses('Add 2 people');
    await screen.reads('The file is done');
    await screen.says('People added 2');
    await screen.opens('/people?search=other');
    await screen.says('Olu Other', 'Una Other');
  }, 120_000);
});
