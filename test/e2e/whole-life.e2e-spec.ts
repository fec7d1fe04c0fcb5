import { DEVICES } from './support/browser.js';
import {
  agreesAndSaysHowItWent,
  doesTheAction,
  looksBack,
  saysItWasHeld,
  writesAndShares,
} from './support/afterwards.js';
import { asksForTheFirstTime, FIRST_CHOICE } from './support/nine-steps.js';
import { accepts, atHome, declines, whoIsAsked } from './support/offers.js';
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

describe.each(DEVICES)('on a $name', (device) => {
  it('a consultation goes from the first question to its end', async () => {
    const [pia] = world.programme.practitioners;
    const asking = await world.at(device, pia);
    await atHome(asking);
    await asksForTheFirstTime(asking);
    const { code } = asking;
    await asking.follows('See where your request stands');
    await asking.reads(/^Consultation B-/);

    const first = await whoIsAsked(world, device, code);
    await declines(first.screen);
    const { person: holder, screen: consulting } = await whoIsAsked(world, device, code);
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
