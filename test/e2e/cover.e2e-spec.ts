import { type TestPerson } from '../support/service/programme.builder.js';
import { subjectsTo } from '../support/service/mails.js';
import { bookedWith } from './support/bookings.js';
import { DESKTOP, DEVICES } from './support/browser.js';
import { KeyboardUser } from './support/keyboard-user.js';
import { atHome } from './support/offers.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

let world: World;
let lead: TestPerson;
let ada: TestPerson;
let bea: TestPerson;

const WEDNESDAY = new Date('2027-03-03T11:00:00Z');
const THURSDAY = new Date('2027-03-04T11:00:00Z');
const NEXT_MONDAY = new Date('2027-03-08T14:00:00Z');

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew({ leadConsults: false, champions: { weeklyCap: 4 } });
  ({ lead } = world.programme);
  [ada, bea] = world.programme.champions;
});
afterEach(() => world.settle());
afterAll(() => world.stop());

/** Three bookings of Ada, over two weeks. */
async function adasBookings(): Promise<string[]> {
  const [pia, quin, rio] = world.programme.practitioners;
  return [
    await bookedWith(world, ada, WEDNESDAY, pia),
    await bookedWith(world, ada, THURSDAY, quin),
    await bookedWith(world, ada, NEXT_MONDAY, rio),
  ];
}

async function asksForAPlan(screen: PersonAtScreen, what: string): Promise<void> {
  await screen.picks('Who is away', ada.name);
  await screen.dates('First day away', '3 3 2027');
  await screen.chooses('Yes', 'Do you know the last day?');
  await screen.dates('Last day away', '12 3 2027');
  await screen.chooses(what);
  await screen.presses('Make the plan');
}

const who = async (codes: readonly string[]) =>
  Promise.all(codes.map(async (code) => (await world.journey.state(code)).consultantId));

describe.each(DEVICES)('on a $name', (device) => {
  it('a champion falls ill: the lead sees what would happen, plans, changes one move, and applies it', async () => {
    const codes = await adasBookings();
    const [first = '', second = '', third = ''] = codes;
    const screen = await world.at(device, lead);
    await atHome(screen);
    await screen.follows('Board');
    await screen.reads('Board');
    await screen.follows('Cover');
    await screen.reads('Cover for somebody who is away');
    await screen.presses('Make the plan');
    await screen.reads('Cover for somebody who is away', {
      errors: [/who is away/, /first day/, /know the last day/, /what you want/],
    });
    await asksForAPlan(screen, 'Only to see what would happen');
    await screen.reads('What if they were away');
    await screen.says(
      'Nothing is moved, and nobody is told',
      '3 bookings: 3 keep their time',
      ...codes,
      'Who else was considered',
    );
    await world.goesOn();
    expect(await who(codes)).toEqual([ada.personId, ada.personId, ada.personId]);

    await screen.presses('Make a plan to apply');
    await screen.reads('Cover plan');
    await screen.unfolds(`Who else was considered for ${first}`);
    await screen.looks();
    await screen.follows(new RegExp(`what becomes of ${second}$`));
    await screen.reads('What becomes of this booking?');
    await screen.chooses('Leave it as it is');
    await screen.presses('Put it in the plan');
    await screen.reads('Cover plan');
    await screen.says('Your choice is in the plan', '3 bookings: 2 keep their time, 1 stays as it is');
    await screen.types(/^Why are they moved/, '');
    await screen.presses('Apply this plan');
    await screen.reads('Cover plan', { errors: ['Say why they are moved'] });
    await screen.types(/^Why are they moved/, 'The consultant is away.');
    await screen.presses('Apply this plan');
    await screen.reads('Cover is arranged');
    await screen.says('The plan is applied', 'Ada Champion is marked as away');
    await world.goesOn();

    const [newFirst, newSecond, newThird] = await who(codes);
    expect(newSecond).toBe(ada.personId);
    expect([newFirst, newThird]).not.toContain(ada.personId);
    const taker = world.programme.person(newFirst);
    expect((await world.journey.state(first)).booking?.startsAt).toEqual(WEDNESDAY);
    expect((await world.journey.state(third)).booking?.startsAt).toEqual(NEXT_MONDAY);
    expect(subjectsTo(world.service, taker.email, first).length).toBeGreaterThan(0);
    expect(subjectsTo(world.service, ada.email, first).at(-1)).toBe('passed to a colleague');

    const covering = await world.at(device, taker);
    await atHome(covering);
    await covering.follows(`Say whether you have a conflict with ${first}`);
    await covering.reads('Do you have a conflict?');
    const away = await world.at(device, ada);
    await away.opens('/availability');
    await away.reads('My availability');
    await away.says(/Leave From Wednesday 3 March 2027 to Friday 12 March 2027/);
    expect(await away.statusAt(`/consultations/${first}`)).toBe(404);
  }, 120_000);
});

it('two bookings change consultants, and one goes to somebody else', async () => {
  const [pia, quin] = world.programme.practitioners;
  const first = await bookedWith(world, ada, WEDNESDAY, pia);
  const second = await bookedWith(world, bea, THURSDAY, quin);
  const screen = await world.at(DESKTOP, lead);
  await screen.opens(`/consultations/${first}`);
  await screen.follows('Swap it with another booking');
  await screen.reads('Swap it with another booking');
  await screen.presses('Swap the two');
  await screen.reads('Swap it with another booking', {
    errors: ['Select a booking to swap with', 'Say why they are swapped'],
  });
  await screen.chooses(/Bea Champion, Thursday 4 March 2027/);
  await screen.types(/^Why are they swapped/, 'Each knows the other’s area');
  await screen.presses('Swap the two');
  await screen.reads(/^Consultation B-\w+ Booked$/);
  await screen.says('The two bookings have changed consultants');
  await world.goesOn();
  expect(await who([first, second])).toEqual([bea.personId, ada.personId]);

  await screen.follows('Give it to another consultant');
  await screen.reads('Give it to another consultant');
  await screen.chooses('Cal Champion');
  await screen.types(/^Why does it go to somebody else/, 'Bea asked for it');
  await screen.presses('Give it to this consultant');
  await screen.reads(/^Consultation B-\w+ Booked$/);
  await screen.says('It is with another consultant now');
}, 120_000);

it('a plan is made, changed and applied by keyboard alone', async () => {
  await adasBookings();
  const screen = await world.at(DESKTOP, lead);
  const keys = new KeyboardUser(screen.page);
  await screen.opens('/board/cover');
  await keys.tabsTo('Who is away');
  await screen.page.keyboard.type(ada.name);
  for (const [part, text] of [
    ['Day', '3'],
    ['Month', '3'],
    ['Year', '2027'],
  ] as const)
    await keys.types(part, text);
  await keys.selects('Do you know the last day?', 'No, or they are leaving');
  await keys.selects('What do you want?', 'A plan to apply');
  await keys.follows('Make the plan');
  await screen.reads('Cover plan');
  await keys.follows(/^Change what becomes of B-/);
  await screen.reads('What becomes of this booking?');
  await keys.selects('Choose a way', 'Give up its time');
  await keys.follows('Put it in the plan');
  await screen.reads('Cover plan');
  await screen.says('1 comes to the lead');
  await keys.follows('Apply this plan');
  await screen.reads('Cover is arranged');
}, 120_000);
