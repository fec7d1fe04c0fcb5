import { Asking, HomeQueries } from '@case-consultation/features';
import { aFullDraft } from '../support/pages/asking.js';
import { type TestPerson } from '../support/service/programme.builder.js';
import { DEVICES } from './support/browser.js';
import { signInByMail } from './support/mailed-code.js';
import { answersSafety, beginsToAsk, QUESTION } from './support/nine-steps.js';
import { accepts, atHome, whoIsAsked } from './support/offers.js';
import { World } from './support/world.js';

let world: World;
let nia: TestPerson;

beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  await world.anew();
  nia = await world.newcomer();
});
afterEach(() => world.settle());
afterAll(() => world.stop());

const draftsOf = async () =>
  (await world.service.get(HomeQueries).of(nia)).practitioner?.drafts.items.map(({ code }) => code);
const textOf = async (code: string) => (await world.service.get(Asking).draft(nia, code)).form.question;

describe.each(DEVICES)('on a $name', (device) => {
  it('a draft waits where it was left, through a sign-out', async () => {
    const screen = await world.at(device, nia);
    await atHome(screen);
    await beginsToAsk(screen);
    await answersSafety(screen);
    await screen.reads('Which agency are you asking for?');
    const { code } = screen;
    await screen.opens(`/consultations/${code}/ask/purpose/question`);
    await screen.types(/think about/, QUESTION);
    await screen.presses('Save and come back later');
    await screen.reads('Your request');
    await screen.says(/Your request is saved/, 'In progress');
    await screen.goes(() => screen.page.getByRole('button', { name: 'Sign out' }).click());
    await screen.reads('You are signed out');

    await screen.presses('Sign in');
    await screen.reads('Sign in');
    await signInByMail(screen.page, world.service, nia.email);
    await screen.reads('What needs you now');
    await screen.follows('Go on with a request');
    await screen.reads('Your request');
    await screen.follows('What you want from it');
    await screen.chooses('Reflection');
    await screen.presses('Save and continue');
    await screen.reads('What would you like to think about?');
    expect(await screen.page.getByRole('textbox').inputValue()).toBe(QUESTION);
  }, 120_000);

  it('what is typed when the session has ended is kept, and sent again after signing in', async () => {
    const code = await aFullDraft(world.service, nia);
    const screen = await world.at(device, nia);
    await screen.opens(`/consultations/${code}/ask/purpose/question`);
    await screen.types(/think about/, QUESTION);
    await world.moves(new Date(world.service.clock.now().getTime() + 21 * 60_000));
    await screen.presses('Save and continue');
    await screen.reads('You have been signed out');
    await screen.says('What you typed is still here');
    const tab = screen.page.context().waitForEvent('page');
    await screen.page.getByRole('link', { name: /^sign in again/ }).click();
    const other = await tab;
    await signInByMail(other, world.service, nia.email);
    await other.getByRole('heading', { name: 'You are signed in' }).waitFor();
    expect(await textOf(code)).not.toBe(QUESTION);

    await screen.presses('Send again');
    await screen.reads('Send that again');
    await screen.presses('Send again');
    await screen.reads('Check your answers');
    await screen.says(QUESTION);
    expect(await textOf(code)).toBe(QUESTION);
  }, 120_000);

  it('pressing twice and going back make one request, sent once', async () => {
    const screen = await world.at(device, nia);
    await screen.opens('/requests/new');
    await screen.goes(() => screen.page.getByRole('button', { name: 'Start now' }).dblclick());
    await screen.reads('Your request');
    await screen.page.goBack();
    await screen.presses('Start now');
    await screen.reads('Your request');
    expect(await draftsOf()).toHaveLength(2);

    const code = await aFullDraft(world.service, nia, { question: QUESTION });
    await screen.opens(`/consultations/${code}/ask/check`);
    await screen.goes(() => screen.page.getByRole('button', { name: 'Send my request' }).dblclick());
    await screen.reads(/^Your request is sent/);
    await screen.page.goBack();
    await screen.reads(/^Consultation B-/);
    await screen.opens(`/consultations/${code}/ask/purpose/question`);
    await screen.reads(/^Consultation B-/);
    await world.goesOn();
    const sent = (await world.journey.events(code)).filter((event) => event === 'submitted');
    expect(sent).toHaveLength(1);
  }, 120_000);

  it('accepting twice and going back book it once', async () => {
    const code = await world.journey.asked(nia, { question: QUESTION });
    const { screen } = await whoIsAsked(world, device, code);
    const offer = screen.path;
    await accepts(screen);
    await screen.page.goBack();
    await screen.opens(offer);
    await screen.reads('You have accepted this offer');
    await world.goesOn();
    const accepted = (await world.journey.events(code)).filter((event) => event === 'offer-accepted');
    expect(accepted).toHaveLength(1);
  }, 120_000);
});
