import { DESKTOP } from './support/browser.js';
import { KeyboardUser } from './support/keyboard-user.js';
import { FIRST_CHOICE, QUESTION } from './support/nine-steps.js';
import { World } from './support/world.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.anew();
});
afterEach(() => world.settle());
afterAll(() => world.stop());

const SAVE = 'Save and continue';

it('a consultation is asked for, offered and taken with the keyboard alone, and one always sees where one is', async () => {
  const [pia] = world.programme.practitioners;
  const screen = await world.at(DESKTOP, pia);
  const keys = new KeyboardUser(screen.page);
  await screen.opens('/');
  await keys.follows('Ask for a consultation');
  await keys.follows('Start now');
  await keys.follows('Safety first');

  await keys.follows(SAVE);
  await screen.reads('Safety first', { errors: [/./, /./, /./, /./] });
  for (const question of [
    'Is anyone in immediate danger now?',
    'Could a child be suffering, or be likely to suffer, significant harm?',
    'Has a referral to the MASH been made, or is children’s social care working with the family?',
    'Has the risk been assessed as high in the last 14 days?',
  ])
    await keys.selects(question, 'No');
  await keys.follows(SAVE);
  await screen.reads('Which agency are you asking for?');
  await keys.follows(SAVE);
  await keys.follows(SAVE);
  await screen.reads('Who else will join you?');
  await keys.follows(SAVE);
  await keys.types('What is the case reference?', 'C-2027-1042');
  await keys.follows(SAVE);
  await keys.types('0 to 4 years', '1');
  await keys.follows(SAVE);
  await keys.selects('What stage is the case at?', 'Assessment');
  await keys.follows(SAVE);
  await keys.selects('What is to be decided next?', 'Nothing is planned, or I do not know');
  await keys.follows(SAVE);
  await screen.reads('Which of these are there now or lately?');
  for (const flag of await screen.page.locator('main legend').allInnerTexts())
    await keys.selects(flag.trim(), 'Not known');
  await keys.follows(SAVE);
  await keys.ticks('Reflection');
  await keys.follows(SAVE);
  await keys.types('What would you like to think about?', QUESTION);
  await keys.follows(SAVE);
  await screen.reads('Is there anyone who must not see this?');
  await keys.follows(SAVE);
  await keys.selects('Does anyone in the family work for a partner agency?', 'No');
  await keys.follows(SAVE);
  await keys.selects('How would you like to meet?', 'Phone call');
  await keys.follows(SAVE);
  await keys.follows(SAVE);
  await keys.selects('Which time suits you best?', FIRST_CHOICE);
  await keys.follows(SAVE);
  await keys.selects('Do you want to add another time?', 'No');
  await keys.follows(SAVE);
  await screen.reads('Check your answers');
  await keys.follows('Send my request');
  await screen.reads(/^Your request is sent/);

  await world.goesOn();
  const { consultant } = await world.journey.offer(screen.code);
  const asked = await world.at(DESKTOP, consultant);
  const theirs = new KeyboardUser(asked.page);
  await asked.opens('/');
  await theirs.follows(/^Answer an offer/);
  await theirs.ticks('As far as I can tell, I have no conflict');
  await theirs.follows('Accept this consultation');
  await asked.reads(/^Consultation B-\w+ Booked$/);
}, 240_000);

it('it is held, written up, shared and agreed, and given to somebody else, with the keyboard alone', async () => {
  const { programme, journey } = world;
  const [, quin] = programme.practitioners;
  const { code: given } = await journey.booked(programme.practitioners[2]);

  const leading = await world.at(DESKTOP, programme.lead);
  const leads = new KeyboardUser(leading.page);
  await leading.opens(`/consultations/${given}`);
  await leads.follows('Give it to another consultant');
  const able = (await leading.page.locator('main .govuk-radios__label').allInnerTexts()).map((one) =>
    one.trim(),
  );
  await leads.selects('Who can take it over', able.find((name) => name !== programme.lead.name) ?? 'nobody');
  await leads.types('Why does it go to somebody else?', 'Illness');
  await leads.follows('Give it to this consultant');
  await leading.reads(/^Consultation B-\w+ Booked$/);
  await leading.says('It is with another consultant now');

  const { code, consultant } = await journey.booked(quin);
  const { booking } = await journey.state(code);
  await world.moves(booking?.endsAt ?? world.service.clock.now());
  const holding = await world.at(DESKTOP, consultant);
  const keys = new KeyboardUser(holding.page);
  await holding.opens('/day');
  await keys.follows(`Say whether ${code} was held`);
  await keys.selects('Did the consultation take place?', 'Yes');
  await keys.follows('Continue');
  await holding.reads('Write the record');
  await keys.types('Pattern of coercive control', 'He decides who may visit.');
  await keys.types('Harm to the children', 'Child A stays awake to listen.');
  await keys.follows('Save and add an action');
  await holding.reads('Add an action');
  await keys.types('What is to be done?', 'Ask probation for the conditions of his release');
  await keys.selects('Who will do it?', quin.name);
  await keys.selects('By when?', 'In 1 week: Wednesday 10 March 2027');
  await keys.selects('Whom or what is it about?', 'The person causing harm');
  await keys.follows('Add the action');
  await keys.follows('Save and check before sharing');
  await keys.follows('Share the record');
  await holding.reads('Record of the consultation');
  await world.goesOn();

  const reading = await world.at(DESKTOP, quin);
  const reads = new KeyboardUser(reading.page);
  await reading.opens('/');
  await reads.follows(`Read and agree the record of ${code}`);
  await reads.follows('I agree');
  await reading.reads(/^Consultation B-/);
  await reading.says(/The record is agreed/);
}, 240_000);

it('the first stop of every page leads past its header', async () => {
  const screen = await world.at(DESKTOP, world.programme.lead);
  const keys = new KeyboardUser(screen.page);
  for (const path of ['/', '/requests', '/help']) {
    await screen.opens(path);
    await keys.tabsTo('Skip to main content', { within: 1 });
    await screen.page.keyboard.press('Enter');
    expect(await screen.page.evaluate('document.activeElement.id')).toBe('main-content');
  }
});
