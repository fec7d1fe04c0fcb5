import { playAsking } from './asking.js';
import { playActions, playHolding, playMove } from './booking.js';
import { NotAsExpected } from './expect.js';
import { addWorkingDays, instantOn } from './local-time.js';
import { playLookBack, playReview } from './look-back.js';
import { playExplanation, playOffers } from './offers.js';
import { findService, NotRunning } from './running-service.js';
import { type Output, Screen } from './screen.js';
import { Stage } from './stage.js';

const PRACTITIONER = 'Lowri Pendle';
const LEAD = 'Ottoline Marsh';

/**
 * Plays one consultation from asking to closing against the running service, over HTTP alone: its API, its mailbox and its
 * clock. Checks itself at every step.
 *
 * @param localFolder the folder's `.local`
 * @returns the exit code: 0 when all was as it should be
 */
export async function playDemo(localFolder: string, out: Output): Promise<number> {
  const screen = new Screen(out);
  const began = performance.now();
  try {
    await playAll(localFolder, screen);
    screen.line(
      `\nAll of it was as it should be. It took ${((performance.now() - began) / 1000).toFixed(1)} s.`,
    );
    return 0;
  } catch (error) {
    if (error instanceof NotRunning) screen.line(error.message);
    else if (error instanceof NotAsExpected) screen.line(`\nThis is not as it should be.\n${error.message}`);
    else if (isGone(error))
      screen.line('\nThe service stopped answering in the middle of it. Is npm start still running?');
    else throw error;
    return 1;
  }
}

/** What `fetch` says when nobody answers at the other end. */
function isGone(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error;
}

async function playAll(localFolder: string, screen: Screen): Promise<void> {
  const service = await findService(localFolder);
  const stage = new Stage(screen, service);
  const practitioner = stage.person(PRACTITIONER);
  const lead = stage.person(LEAD);
  screen.line('One consultation, from asking to closing');
  screen.line(
    `  ${service.apiUrl}/api/docs describes the API that is used; ${service.mailboxUrl} shows the mail.`,
  );
  await stage.moveClockTo(instantOn(addWorkingDays(await service.time.today(), 1), '09:10'));

  const asked = await playAsking(stage, practitioner);
  const { code } = asked;
  const consultant = await playOffers(stage, code, practitioner);
  await playExplanation(stage, code, lead, practitioner);
  await playMove(stage, code, { practitioner, consultant });
  const actions = await playHolding(stage, code, { practitioner, consultant });
  await playActions(stage, code, practitioner, actions);
  await playReview(stage, code, practitioner);
  await playLookBack(stage, asked, practitioner);
}
