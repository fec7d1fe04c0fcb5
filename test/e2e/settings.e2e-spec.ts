import { type TestPerson } from '../support/service/programme.builder.js';
import { DEVICES } from './support/browser.js';
import { atHome } from './support/offers.js';
import { World } from './support/world.js';

let world: World;
let lead: TestPerson;
let deputy: TestPerson;

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew();
  ({ lead, deputy } = world.programme);
});
afterEach(() => world.settle());
afterAll(() => world.stop());

describe.each(DEVICES)('on a $name', (device) => {
  it('a lead replays a rule before it is switched on, and the history says what was changed', async () => {
    for (let asked = 0; asked < 4; asked += 1) await world.journey.asked(world.programme.practitioners[0]);
    const screen = await world.at(device, lead);
    await atHome(screen);
    await screen.follows('Settings');
    await screen.reads('Settings');
    await screen.follows('Change who is asked, and by when');
    await screen.reads('Who is asked, and by when');
    await screen.types('Consultations a week, at most', '0');
    await screen.presses('Replay the last 90 days first');
    await screen.reads('Who is asked, and by when', { errors: [/./] });
    await screen.types('Consultations a week, at most', '2');
    await screen.chooses('No', 'The lead is asked only when nobody else fits');
    await screen.presses('Replay the last 90 days first');
    await screen.reads('Replay of the last 90 days');
    await screen.says(
      'The lead is asked only when nobody else fits: No instead of Yes',
      /Lena Lead would have got 1 instead of 0/,
      'Waits and targets',
      'What each consultant would have got',
    );
    await screen.unfolds('How this is worked out');
    await screen.looks();
    await screen.presses('Switch on these rules');
    await screen.reads('Replay of the last 90 days', { errors: [/why/i] });
    await screen.types(/^Why does it change/, 'The lead takes her share');
    await screen.presses('Switch on these rules');
    await screen.reads('Settings');
    await screen.says('The settings are saved');
    await screen.follows('What was changed');
    await screen.reads('What was changed');
    await screen.says(
      'by Lena Lead',
      'The lead is asked only when nobody else fits: from “Yes” to “No”',
      'Why: The lead takes her share',
    );
  }, 120_000);

  it('two leads change the same setting at once: the second is told, and overwrites nothing', async () => {
    const first = await world.at(device, lead);
    const second = await world.at(device, deputy);
    for (const screen of [first, second]) {
      await screen.opens('/settings/routing');
      await screen.reads('Who is asked, and by when');
    }
    await first.types('Consultations a week, at most', '4');
    await first.types(/^Why does it change/, 'More time this spring');
    await first.presses('Save and switch on');
    await first.reads('Settings');

    await second.types('Consultations a week, at most', '6');
    await second.types(/^Why does it change/, 'They asked for it');
    await second.presses('Save and switch on');
    await second.reads('Who is asked, and by when', {
      errors: [/Lena Lead changed “Consultations a week, at most” from 2 a week to 4 a week/],
    });
    const typed = second.page.getByRole('textbox', { name: 'Consultations a week, at most' });
    expect(await typed.inputValue()).toBe('6');
    await first.opens('/settings');
    await first.says('Consultations a week, at most 4 a week');
    await second.presses('Save and switch on');
    await second.reads('Settings');
    await second.says('Consultations a week, at most 6 a week', 'by Dana Deputy', 'by Lena Lead');
  }, 120_000);

  it('a lead adds an agency with a team, and a pathway that is checked', async () => {
    const screen = await world.at(device, lead);
    await screen.opens('/settings');
    await screen.follows('Agencies and teams');
    await screen.reads('Agencies and teams');
    await screen.presses('Add an agency');
    await screen.reads('Add an agency');
    await screen.presses('Add it');
    await screen.reads('Add an agency', { errors: [/name/i, /kind/i] });
    await screen.types('Name', 'Elmbrook police');
    await screen.chooses('Police');
    await screen.presses('Add it');
    await screen.reads('Elmbrook police');
    await screen.follows('Add a team');
    await screen.reads('Add a team');
    await screen.types('Name', 'Safeguarding');
    await screen.presses('Add it');
    await screen.reads('Elmbrook police');
    await screen.says('Safeguarding, 0 people');

    await screen.opens('/settings');
    await screen.follows('Ready-made pathways');
    await screen.reads('Ready-made pathways');
    await screen.presses('Add a pathway');
    await screen.reads('Add a pathway');
    await screen.presses('Add it');
    await screen.reads('Add a pathway', { errors: [/./, /./, /./, /./] });
    await screen.types('Name', 'Advocacy at court');
    await screen.chooses('IDVA');
    await screen.types(/^What to do/, 'Ask whether she wants somebody beside her at court.');
    await screen.types('Whom to turn to', 'Elmbrook court advocates, 020 7946 0111');
    await screen.presses('Add it');
    await screen.reads('Ready-made pathways');
    await screen.says('The pathway is saved', /checked on Tuesday 2 March 2027/);
    await screen.presses(/^Checked today.*Programme for people who cause harm/);
    await screen.reads('Ready-made pathways');
    await screen.says('It is noted as checked today');
  }, 120_000);
});
