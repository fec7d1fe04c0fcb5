import { type TestPerson } from '../../support/service/programme.builder.js';
import { type Device } from './browser.js';
import { QUESTION } from './nine-steps.js';
import { type PersonAtScreen } from './person-at-screen.js';
import { type World } from './world.js';

/** Somebody and their window. */
export interface Someone {
  readonly person: TestPerson;
  readonly screen: PersonAtScreen;
}

export async function atHome(screen: PersonAtScreen): Promise<void> {
  await screen.opens('/');
  await screen.reads('What needs you now');
}

/** The one who is asked now, at the page of their offer, to which they came from their home page. */
export async function whoIsAsked(world: World, device: Device, code: string): Promise<Someone> {
  await world.goesOn();
  const { consultant: person } = await world.journey.offer(code);
  const screen = await world.at(device, person);
  await atHome(screen);
  await screen.follows(/^Answer an offer: /);
  await screen.reads('Can you take this consultation?');
  return { person, screen };
}

/** Declines after pressing the wrong button, and forgetting to say why. */
export async function declines(screen: PersonAtScreen): Promise<void> {
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

/** Accepts: what they could not read before, they can read then. */
export async function accepts(screen: PersonAtScreen): Promise<void> {
  expect(await screen.text()).not.toContain(QUESTION);
  await screen.chooses('As far as I can tell, I have no conflict');
  await screen.presses('Accept this consultation');
  await screen.reads(/^Consultation B-/);
  await screen.says(/Thank you\. It is booked/, QUESTION);
}
