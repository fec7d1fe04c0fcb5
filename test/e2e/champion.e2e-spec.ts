import { type TestPerson } from '../support/service/programme.builder.js';
import { askedOf, bookedWith } from './support/bookings.js';
import { DEVICES, PHONE, PHONE_WITHOUT_SCRIPT } from './support/browser.js';
import { accepts, atHome } from './support/offers.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

let world: World;
let ada: TestPerson;

/** In the second week, beyond the week that is paused. */
const NEXT_WEDNESDAY = new Date('2027-03-10T11:00:00Z');
const NEXT_THURSDAY = new Date('2027-03-11T14:00:00Z');
const THIS_AFTERNOON = new Date('2027-03-02T15:00:00Z');

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew({ leadConsults: false });
  [ada] = world.programme.champions;
});
afterEach(() => world.settle());
afterAll(() => world.stop());

/** Tuesdays and Thursdays only, from a day on, after mistyping one of them. */
async function givesHours(screen: PersonAtScreen): Promise<void> {
  await screen.follows('Change weekly hours');
  await screen.reads('Your weekly hours');
  for (const day of ['Monday', 'Wednesday', 'Friday'])
    for (const end of ['from', 'to']) await screen.types(`${day}, ${end}, first time`, '');
  await screen.types('Tuesday, from, first time', 'half past nine');
  await screen.types('Tuesday, to, first time', 'midday');
  await screen.dates('From which day?', '5 4 2027');
  await screen.presses('Save these hours');
  await screen.reads('Your weekly hours', {
    errors: ['Enter the time at which Tuesday starts, like 9:30am'],
  });
  await screen.types('Tuesday, from, first time', '9.30');
  await screen.presses('Save these hours');
  await screen.reads('My availability');
  await screen.says(
    'The weekly hours are saved',
    'From Monday 5 April 2027: Tuesdays 9:30am to midday; Thursdays 10:00am to 4:00pm',
  );
}

/** Leave over a booking: they are shown which, go back to look, and keep it. */
async function takesLeave(screen: PersonAtScreen, collidesWith: string): Promise<void> {
  await screen.follows('Change leave');
  await screen.reads('Leave');
  await screen.dates('First day away', '10 3 2027');
  await screen.dates('Last day away', '9 3 2027');
  await screen.presses('Add this leave');
  await screen.reads('Leave', { errors: [/last day/] });
  await screen.dates('Last day away', '10 3 2027');
  await screen.presses('Add this leave');
  await screen.reads('This collides with a consultation');
  await screen.says('Nothing is saved yet', `Booked, ${collidesWith}, lies in your leave`);
  await screen.presses('Go back');
  await screen.reads('Leave');
  await screen.presses('Add this leave');
  await screen.reads('This collides with a consultation');
  await screen.presses('Keep them and change it');
  await screen.reads('Leave');
  await screen.says('The leave is added', 'On Wednesday 10 March 2027');
  await screen.follows('My availability');
}

async function blocksATime(screen: PersonAtScreen): Promise<void> {
  await screen.follows('Change single times');
  await screen.reads('Single times');
  await screen.chooses('Blocked time');
  await screen.dates('On which day?', '9 3 2027');
  await screen.types('From', '1pm');
  await screen.types('To', '2pm');
  await screen.presses('Add this time');
  await screen.reads('Single times');
  await screen.says('That time is added', 'Blocked: Tuesday 9 March 2027, 1:00pm to 2:00pm');
  await screen.follows('My availability');
}

async function setsLimits(screen: PersonAtScreen): Promise<void> {
  await screen.follows('Change what you take, and how much');
  await screen.reads('What you take, and how much');
  await screen.types('How many consultations a week, at most?', '9');
  await screen.chooses('Yes, book them without asking me');
  await screen.presses('Save');
  await screen.reads('What you take, and how much', { errors: [/./] });
  await screen.types('How many consultations a week, at most?', '3');
  await screen.presses('Save');
  await screen.reads('My availability');
  await screen.says('That is saved', 'Up to 3 consultations a week', 'Offers are taken at once');
}

describe.each(DEVICES)('on a $name', (device) => {
  it('a champion says when they have time, and sees what comes of it', async () => {
    const code = await bookedWith(world, ada, NEXT_WEDNESDAY);
    const screen = await world.at(device, ada);
    await atHome(screen);
    await screen.follows('My availability');
    await screen.reads('My availability');
    await givesHours(screen);
    await takesLeave(screen, code);
    await blocksATime(screen);
    await setsLimits(screen);
    await screen.presses('Not this week');
    await screen.reads('My availability');
    await screen.says(
      'The rest of this week is paused',
      /You are paused from Tuesday 2 March 2027 to Sunday 7 March 2027/,
      /Week of Monday 1 March 2027 0 of 3 .* March .*Paused/,
      /Week of Monday 8 March 2027 1 of 3 /,
      /Tuesday 9 March .* 1:00pm to 2:00pm Blocked/,
      new RegExp(`Wednesday 10 March .*Booked, ${code}`),
      /Monday 5 April .*No hours .*Tuesday 6 April .*9:30am to midday/,
    );

    // What they take at once is booked without their being asked.
    const next = await askedOf(world, ada, NEXT_THURSDAY, world.programme.practitioners[1]);
    await screen.opens('/availability');
    await screen.says(/Week of Monday 8 March 2027 2 of 3 /, `Booked, ${next}`);
    await screen.presses('Take consultations again');
    await screen.says('The pause is over', 'Not this week');

    // The lead is told that leave meets a consultation, and the history says what was changed.
    await screen.follows('See what was changed, by whom and when');
    await screen.reads('What was changed of your availability');
    await screen.says('1 consultation was kept although it collided');
    const lead = await world.at(device, world.programme.lead);
    await lead.opens('/board/tasks');
    await lead.follows(/^Plan cover/);
    await lead.reads('Cover for somebody who is away');
  }, 120_000);
});

describe.each([PHONE, PHONE_WITHOUT_SCRIPT])('on a $name', (device) => {
  it('a champion answers, holds and writes up from their day', async () => {
    const code = await askedOf(world, ada, THIS_AFTERNOON);
    const screen = await world.at(device, ada);
    await screen.opens('/day');
    await screen.reads('My day');
    await screen.says('No consultation today', 'To answer', /Answer by .* left/);
    await screen.follows(/^Answer an offer: /);
    await screen.reads('Can you take this consultation?');
    await accepts(screen);
    await screen.opens('/day');
    await screen.says(/Today 3:00pm to 4:00pm/, code, 'Nothing waits for you just now');

    await world.moves(new Date('2027-03-02T16:00:00Z'));
    await world.signIn(screen, ada);
    await screen.opens('/day');
    await screen.says('To write up');
    await screen.follows(`Say whether ${code} was held`);
    await screen.reads('Did the consultation take place?');
    await screen.chooses('Yes');
    await screen.types(/minutes late/, '0');
    await screen.presses('Continue');
    await screen.reads('Write the record');
    await screen.opens('/day');
    await screen.reads('My day');
    await screen.follows(`Write the record of ${code}`);
    await screen.reads('Write the record');
    await screen.types('Pattern of coercive control', 'He decides who may visit.');
    await screen.presses('Save');
    await screen.opens('/day');
    await screen.follows(`Go on with the record of ${code}`);
    await screen.reads('Write the record');
  }, 120_000);
});
