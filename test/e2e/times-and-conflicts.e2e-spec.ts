import { aFullDraft } from '../support/pages/asking.js';
import { type TestPerson } from '../support/service/programme.builder.js';
import { DEVICES } from './support/browser.js';
import { FIRST_CHOICE, QUESTION, SECOND_CHOICE } from './support/nine-steps.js';
import { accepts, atHome, whoIsAsked } from './support/offers.js';
import { World } from './support/world.js';

let world: World;
let pia: TestPerson;

const FIRST_TIME = new Date('2027-03-03T11:00:00Z');
const SECOND_TIME = new Date('2027-03-04T14:00:00Z');

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew({ leadConsults: false });
  [pia] = world.programme.practitioners;
});
afterEach(() => world.settle());
afterAll(() => world.stop());

describe.each(DEVICES)('on a $name', (device) => {
  it('whoever has a conflict never sees it again, before or after they took it, and another is asked', async () => {
    const code = await world.journey.asked(pia, { question: QUESTION });
    const first = await whoIsAsked(world, device, code);
    const offer = first.screen.path;
    await first.screen.presses('I have a conflict');
    await first.screen.reads('You have a conflict');
    await first.screen.presses('I have a conflict: ask someone else');
    await first.screen.reads('My consultations');
    await first.screen.says(/that consultation is shut for you/);

    const second = await whoIsAsked(world, device, code);
    expect(second.person).not.toBe(first.person);
    await accepts(second.screen);
    await second.screen.follows('Say that you have a conflict');
    await second.screen.reads('You have a conflict');
    await second.screen.presses('I have a conflict: ask someone else');
    await second.screen.reads('My consultations');

    const third = await whoIsAsked(world, device, code);
    expect([first.person, second.person]).not.toContain(third.person);
    for (const { screen } of [first, second]) {
      for (const page of ['', '/record', '/print', '/attendance'])
        expect([page, await screen.statusAt(`/consultations/${code}${page}`)]).toEqual([page, 404]);
      await screen.reads('Page not found');
      await atHome(screen);
      expect(await screen.text()).not.toContain(code);
    }
    await first.screen.opens(offer);
    await first.screen.reads('You have said that you have a conflict');
  }, 120_000);

  it('a time that goes before the request is sent is said kindly, nothing is lost, and another is chosen', async () => {
    const code = await aFullDraft(world.service, pia, {
      question: QUESTION,
      preferredTimes: [FIRST_TIME, SECOND_TIME],
      soonest: false,
    });
    const screen = await world.at(device, pia);
    await screen.opens(`/consultations/${code}/ask/check`);
    await screen.reads('Check your answers');

    const others = [
      ...world.programme.practitioners.slice(1),
      await world.programme.addPerson({ name: 'Sol Practitioner', roles: ['practitioner'], team: 2 }),
    ];
    for (const other of others)
      await world.journey.booked(other, { preferredTimes: [FIRST_TIME], soonest: false });

    await screen.presses('Send my request');
    await screen.reads('A time you chose has gone');
    await screen.says(FIRST_CHOICE, 'Everything else you wrote is kept', SECOND_CHOICE);
    await screen.presses('Save and continue');
    await screen.reads('A time you chose has gone', {
      errors: ['Select a time, or one of the other answers'],
    });
    await screen.chooses('Wednesday 3 March 2027, 2:00pm to 3:00pm');
    await screen.presses('Save and continue');
    await screen.reads('Check your answers');
    await screen.says(QUESTION, '1. Wednesday 3 March 2027, 2:00pm to 3:00pm', `2. ${SECOND_CHOICE}`);
    await screen.presses('Send my request');
    await screen.reads(/^Your request is sent/);
    await world.goesOn();
    expect((await world.journey.offer(code)).startsAt).toEqual(new Date('2027-03-03T14:00:00Z'));
  }, 120_000);

  it('a booking is moved, cancelled, and booked again', async () => {
    const { code } = await world.journey.booked(pia, {
      question: QUESTION,
      preferredTimes: [FIRST_TIME],
      soonest: false,
    });
    const screen = await world.at(device, pia);
    await screen.opens(`/consultations/${code}`);
    await screen.reads(/^Consultation B-\w+ Booked$/);
    await screen.follows('Move it to another time');
    await screen.reads('Move it to another time');
    await screen.presses('Move it');
    await screen.reads('Move it to another time', { errors: [/time/, 'Say why, in a few words'] });
    await screen.unfolds('Thursday 4 March 2027');
    await screen.chooses(SECOND_CHOICE);
    await screen.types('Why is it moved?', 'A court date came up');
    await screen.presses('Move it');
    await screen.reads(/^Consultation B-\w+ Booked$/);
    await screen.says(/It is moved/, `Booked for ${SECOND_CHOICE}`, 'A court date came up');

    await screen.follows('Cancel this time');
    await screen.reads('Cancel this time');
    await screen.presses('Cancel this time');
    await screen.reads('Cancel this time', {
      errors: ['Say why, in a few words', 'Select a time, or select the soonest'],
    });
    await screen.types('Why is it cancelled?', 'The hearing was moved to that day');
    await screen.chooses('The soonest time there is');
    await screen.presses('Cancel this time');
    await screen.reads(/^Consultation B-\w+ Waiting$/);
    await screen.says(/Another one is being found/);

    const asked = await whoIsAsked(world, device, code);
    await accepts(asked.screen);
    await screen.opens(`/consultations/${code}`);
    await screen.reads(/^Consultation B-\w+ Booked$/);
    await screen.says(/Booked for .*, with /);
  }, 120_000);

  it('who attends and when is changed while it waits, and it is withdrawn', async () => {
    const code = await world.journey.asked(pia, { mode: 'in-person', question: QUESTION });
    const screen = await world.at(device, pia);
    await screen.opens(`/consultations/${code}`);
    await screen.reads(/^Consultation B-/);
    await screen.follows('Change who else attends');
    await screen.reads('Who else attends?');
    await screen.types('Work email address', 'sam@home.example.com');
    await screen.presses('Save who attends');
    await screen.reads('Who else attends?', {
      errors: ['Enter a work email address, ending in @elmbrook.example.org'],
    });
    await screen.types('Work email address', 'sam.colleague@elmbrook.example.org');
    await screen.presses('Save who attends');
    await screen.reads(/^Consultation B-/);
    await screen.says(/Who else attends is saved/, 'sam.colleague@elmbrook.example.org');

    await screen.follows('Withdraw your request');
    await screen.reads(/withdraw/i);
    await screen.presses('Withdraw it');
    await screen.reads(/withdraw/i, { errors: ['Say why, in a few words'] });
    await screen.types('Why is it no longer needed?', 'The family has moved away');
    await screen.presses('Withdraw it');
    await screen.reads('My requests');
    await screen.says(/The request is withdrawn/);
    await screen.opens(`/consultations/${code}`);
    await screen.reads(/^Consultation B-\w+ Withdrawn$/);
  }, 120_000);
});
