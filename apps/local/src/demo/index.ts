import { type Config } from '@case-consultation/config';
import { dayOf, DEFAULT_SETTINGS, makeWorkingCalendar } from '@case-consultation/domain';
import { AdjustableClock } from '@case-consultation/platform';
import { type LocalClock } from '../clock/local-clock.js';
import { type Mailbox } from '../mailbox/mailbox.js';
import { askFor } from './asking.js';
import { type DemoProgramme } from './cast.js';
import { makeProgramme } from './make-programme.js';
import { openService, type UseCases } from './open-service.js';
import { changeSettings } from './change-settings.js';
import { brackenhurst } from './programmes/brackenhurst.js';
import { elmbrook } from './programmes/elmbrook.js';
import { brackenhurstStories, elmbrookStories, justAsked } from './stories/index.js';
import { type Story } from './stories/story.js';
import { type Stage, tellStory } from './tell-story.js';
import { Timeline } from './timeline.js';
import { endBeforeLong, keepTokens } from './tokens.js';

export interface DemoOptions {
  readonly config: Config;
  /** The service's clock. */
  readonly clock: Pick<LocalClock, 'now' | 'offsetMs'>;
  readonly mailbox: Mailbox;
  readonly tokensFile: string;
}

/** The first thing in the story is asked this long ago, in working days. */
const FIRST_WORKING_DAY = -84;

/**
 * Loads the demo programmes, unless they are there, and sees to everybody's token. Their sixteen weeks are played through the
 * use cases by a clock of their own, with all that fell due on the way; the mails of that time go to the mailbox, dated as
 * they were, and to no mail server. Before api and worker are started.
 *
 * @returns how many consultations were made; null when the programmes were there already
 * @throws Error when an earlier start was broken off while it made them
 */
export async function loadDemo({ config, clock, mailbox, tokensFile }: DemoOptions): Promise<number | null> {
  const past = new AdjustableClock(clock.offsetMs);
  const { use, close } = await openService(config, past, mailbox.smtpUrl);
  try {
    const made = (await isThere(use)) ? null : await mailbox.keepingTimeBy(past, () => play(use, past));
    past.setOffset(clock.offsetMs);
    await keepTokens(tokensFile, use.tokens, past);
    return made;
  } finally {
    await close();
  }
}

/** Makes new tokens once the old ones end before long: for when the clock has been moved on. */
export async function renewTokens({ config, clock, mailbox, tokensFile }: DemoOptions): Promise<void> {
  if (!(await endBeforeLong(tokensFile, clock.now()))) return;
  const now = new AdjustableClock(clock.offsetMs);
  const { use, close } = await openService(config, now, mailbox.smtpUrl);
  try {
    await keepTokens(tokensFile, use.tokens, now);
  } finally {
    await close();
  }
}

/** The second programme is made last, so that it tells whether the first is whole. */
async function isThere({ setup }: UseCases): Promise<boolean> {
  if (!(await setup.exists(elmbrook.code))) return false;
  if (await setup.exists(brackenhurst.code)) return true;
  throw new Error(
    'The demo programme is only half there, because an earlier start was broken off. Begin again with npm start -- --fresh, or with an empty database.',
  );
}

async function play(use: UseCases, clock: AdjustableClock): Promise<number> {
  const until = clock.now();
  const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
  const time = new Timeline(clock, use.due, calendar, dayOf(until, calendar.zone));
  const tell = async (plan: DemoProgramme, stories: readonly Story[]): Promise<Stage> => {
    clock.setTo(time.at([FIRST_WORKING_DAY, '09:00']));
    const cast = await makeProgramme(plan, use.setup, calendar, time.today);
    const stage = { cast, use, time, pause: pauses() };
    await time.tell([...stories.map((story) => tellStory(story, stage)), changeSettings(plan, stage)], until);
    return stage;
  };
  const here = await tell(elmbrook, elmbrookStories);
  await tell(brackenhurst, brackenhurstStories);
  // Asked this very minute, so that the worker finds it waiting.
  const asking = askFor(justAsked, here.cast.person(justAsked.by), here);
  while (!(await asking.next()).done);
  return elmbrookStories.length + brackenhurstStories.length + 1;
}

/** Draws that are the same at every telling: a linear congruential generator (Numerical Recipes' constants). */
function pauses(): Stage['pause'] {
  let seed = 20_260;
  return (least, most) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return least + Math.floor((seed / 2 ** 32) * (most - least + 1));
  };
}
