import { Offers } from '@case-consultation/features';
import { type TestPerson } from '../support/service/programme.builder.js';
import { DEVICES } from './support/browser.js';
import { FIRST_CHOICE, QUESTION } from './support/nine-steps.js';
import { accepts, atHome, whoIsAsked } from './support/offers.js';
import { type PersonAtScreen } from './support/person-at-screen.js';
import { World } from './support/world.js';

let world: World;
let pia: TestPerson;
let lead: TestPerson;

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew({ leadConsults: false });
  [pia] = world.programme.practitioners;
  ({ lead } = world.programme);
});
afterEach(() => world.settle());
afterAll(() => world.stop());

/** A request that every champion has declined. */
async function withTheLead(): Promise<string> {
  const code = await world.journey.asked(pia, { question: QUESTION });
  while ((await world.journey.state(code)).status === 'offered') {
    const { id, consultant } = await world.journey.offer(code);
    await world.service
      .get(Offers)
      .decline(consultant, id, { because: 'not-the-right-person', reason: null });
    await world.goesOn();
  }
  return code;
}

/** Somebody who has just been trained, and can take what the others could not. */
async function aNewChampion(name: string): Promise<TestPerson> {
  const person = await world.programme.addPerson({ name, roles: ['champion'], agency: 'health' });
  await world.programme.addConsultant(person);
  return person;
}

/** From the lead's home page to the consultation that waits for them. */
async function findsIt(screen: PersonAtScreen, code: string): Promise<void> {
  await atHome(screen);
  await screen.follows('1 request needs you to find a consultant');
  await screen.reads('With the lead');
  await screen.follows(code);
  await screen.reads(/^Consultation B-\w+ With the lead$/);
}

describe.each(DEVICES)('on a $name', (device) => {
  it('assigns what is with the lead, then gives the booking to somebody else', async () => {
    const code = await withTheLead();
    const dee = await aNewChampion('Dee Champion');
    const eli = await aNewChampion('Eli Champion');
    const screen = await world.at(device, lead);
    await findsIt(screen, code);
    await screen.presses('Ask a consultant');
    await screen.reads('Ask a consultant');
    await screen.presses('See who can');
    await screen.reads('Ask a consultant', { errors: ['Select a time'] });
    await screen.unfolds('Wednesday 3 March 2027');
    await screen.chooses(FIRST_CHOICE);
    await screen.presses('See who can');
    await screen.reads('Whom do you want to ask?');
    await screen.says(FIRST_CHOICE, /Ada Champion was offered this consultation and did not take it/);
    await screen.presses('Ask this consultant');
    await screen.reads('Whom do you want to ask?', { errors: ['Select a consultant'] });
    await screen.chooses(dee.name);
    await screen.presses('Ask this consultant');
    await screen.reads(/^Consultation B-\w+ Offered$/);
    await screen.says('The consultant has been asked');

    const asked = await whoIsAsked(world, device, code);
    expect(asked.person).toBe(dee);
    await accepts(asked.screen);
    await world.goesOn();

    await screen.opens(`/consultations/${code}`);
    await screen.reads(/^Consultation B-\w+ Booked$/);
    await screen.follows('Give it to another consultant');
    await screen.reads('Give it to another consultant');
    await screen.presses('Give it to this consultant');
    await screen.reads('Give it to another consultant', {
      errors: ['Select a consultant', 'Say why it goes to somebody else'],
    });
    await screen.chooses(eli.name);
    await screen.types(/^Why does it go to somebody else/, 'Illness');
    await screen.presses('Give it to this consultant');
    await screen.reads(/^Consultation B-\w+ Booked$/);
    await screen.says('It is with another consultant now');
    await world.goesOn();

    await asked.screen.opens(`/consultations/${code}/record`);
    await asked.screen.reads('Page not found');
    const next = await world.at(device, eli);
    await atHome(next);
    await next.follows(`Say whether you have a conflict with ${code}`);
    await next.reads('Do you have a conflict?');
    expect(await next.text()).not.toContain(QUESTION);
    await next.presses('I have no conflict');
    await next.reads('Before the case opens');
    await next.presses('Open the case');
    await next.reads('Before the case opens', { errors: [/Confirm that you have no conflict/] });
    await next.chooses('As far as I can tell, I have no conflict');
    await next.presses('Open the case');
    await next.reads(/^Consultation B-\w+ Booked$/);
    await next.says(QUESTION);

    const asking = await world.at(device, pia);
    await asking.opens(`/consultations/${code}`);
    await asking.says(`Booked for ${FIRST_CHOICE}, with ${eli.name}.`);

    await screen.follows('See how it was routed');
    await screen.reads('How it was routed');
    await screen.says(eli.name, dee.name);
  }, 180_000);

  it('takes one', async () => {
    const code = await withTheLead();
    await world.programme.addConsultant(lead);
    const screen = await world.at(device, lead);
    await findsIt(screen, code);
    await screen.follows('Change the priority');
    await screen.reads('Change the priority');
    await screen.presses('Change the priority');
    await screen.reads('Change the priority', {
      errors: [/./, 'Say why the priority changes'],
    });
    await screen.chooses('Priority 2, soon');
    await screen.types(/^Why does it change/, 'A hearing was brought forward');
    await screen.presses('Change the priority');
    await screen.says('The priority is changed', 'A hearing was brought forward');

    await screen.follows('Take it yourself');
    await screen.reads('Take it yourself');
    await screen.presses('Take it at this time');
    await screen.reads('Take it yourself', {
      errors: ['Select a time', 'Say that you have no conflict, or ask a consultant instead'],
    });
    await screen.unfolds('Wednesday 3 March 2027');
    await screen.chooses(FIRST_CHOICE);
    await screen.chooses('As far as I can tell, I have no conflict');
    await screen.presses('Take it at this time');
    await screen.reads(/^Consultation B-\w+ Booked$/);
    await screen.says('It is yours, and booked', FIRST_CHOICE);
    await screen.opens('/board');
    await screen.reads('Board');
    await screen.follows(/^This week/);
    await screen.reads('This week');
    await screen.says(code);
  }, 120_000);

  it('turns one down, and the practitioner reads where to turn', async () => {
    const code = await withTheLead();
    const screen = await world.at(device, lead);
    await findsIt(screen, code);
    await screen.follows('Turn it down');
    await screen.reads('Turn it down');
    await screen.presses('Turn it down');
    await screen.reads('Turn it down', {
      errors: ['Say why, in words that help', 'Say where they can turn instead'],
    });
    await screen.types(/^Why can it not be offered/, 'Nobody can be there in time for the hearing.');
    await screen.types(/^Where can they turn instead/, 'The court advice line answers on the same day.');
    await screen.presses('Turn it down');
    await screen.reads(/^Consultation B-\w+ Turned down$/);
    await world.goesOn();

    const asking = await world.at(device, pia);
    await asking.opens('/requests');
    await asking.reads('My requests');
    await asking.follows(code);
    await asking.reads(/^Consultation B-\w+ Turned down$/);
    await asking.says(
      'Nobody can be there in time for the hearing.',
      'The court advice line answers on the same day.',
    );
  }, 120_000);
});
