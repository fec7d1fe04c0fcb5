import { type TestPerson } from '../support/service/programme.builder.js';
import { type Device, DEVICES } from './support/browser.js';
import {
  agreesAndSaysHowItWent,
  doesTheAction,
  looksBack,
  saysItWasHeld,
  writesAndShares,
} from './support/afterwards.js';
import { asksForTheFirstTime, FIRST_CHOICE, QUESTION } from './support/nine-steps.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => world.anew());
afterEach(() => world.settle());
afterAll(() => world.stop());

const ACTION = 'Ask probation for the conditions of his release';
const ITS_END = new Date('2027-03-03T12:00:00Z');
const TWELVE_WEEKS_LATER = new Date('2027-05-27T10:00:00Z');

/** The one who is asked, at the page of their offer. */
async function whoIsAsked(
  device: Device,
  code: string,
): Promise<{ person: TestPerson; screen: PersonAtScreen }> {
  await world.goesOn();
  const { consultant: person } = await world.journey.offer(code);
  const screen = await world.at(device, person);
  await atHome(screen);
  await screen.follows(`Answer an offer: ${FIRST_CHOICE}`);
  await screen.reads('Can you take this consultation?');
  return { person, screen };
}

async function atHome(screen: PersonAtScreen): Promise<void> {
  await screen.opens('/');
  await screen.reads('What needs you now');
}

async function declines(screen: PersonAtScreen): Promise<void> {
  await screen.presses('Accept this consultation');
  await screen.reads('Can you take this consultation?', {
    errors: ['Confirm that you have no conflict, or select “I have a conflict” below'],
  });
  await screen.presses('Decline');
  await screen.reads('Why can you not take it?');
  await screen.presses('Decline and let someone else be asked');
  await screen.reads('Why can you not take it?', { errors: ['Select why you cannot take it'] });
  await screen.chooses('I have no room that week');
  await screen.presses('Decline and let someone else be asked');
  await screen.reads('My consultations');
  await screen.says(/You have declined/);
}

async function accepts(screen: PersonAtScreen): Promise<void> {
  const before = await screen.text();
  expect(before).not.toContain(QUESTION);
  await screen.chooses('As far as I can tell, I have no conflict');
  await screen.presses('Accept this consultation');
  await screen.reads(/^Consultation B-/);
  await screen.says(/Thank you\. It is booked/, QUESTION);
}

describe.each(DEVICES)('on a $name', (device) => {
  it('a consultation goes from the first question to its end', async () => {
    const [pia] = world.programme.practitioners;
    const asking = await world.at(device, pia);
    await atHome(asking);
    await asksForTheFirstTime(asking);
    const { code } = asking;
    await asking.follows('See where your request stands');
    await asking.reads(/^Consultation B-/);

    const first = await whoIsAsked(device, code);
    await declines(first.screen);
    const { person: holder, screen: consulting } = await whoIsAsked(device, code);
    expect(holder).not.toBe(first.person);
    await accepts(consulting);
    await asking.opens(`/consultations/${code}`);
    await asking.reads(/^Consultation B-/);
    await asking.says(`Booked for ${FIRST_CHOICE}, with ${holder.name}.`);

    await world.moves(ITS_END);
    await world.signIn(consulting, holder);
    await atHome(consulting);
    await saysItWasHeld(consulting, code);
    await writesAndShares(consulting, pia.name, ACTION);
    await world.goesOn();

    await world.signIn(asking, pia);
    await atHome(asking);
    await agreesAndSaysHowItWent(asking, code);
    await doesTheAction(asking, ACTION);

    await world.moves(TWELVE_WEEKS_LATER);
    await world.signIn(asking, pia);
    await atHome(asking);
    await looksBack(asking, code);
    await asking.reads(/^Consultation B-\w+ Closed$/);
    await asking.says(/What has changed is noted/);
  }, 240_000);
});
