import { closedEarlyStories } from './closed-early.js';
import { closedLaterStories } from './closed-later.js';
import { endedStories } from './ended.js';
import { heldOpenStories } from './held-open.js';
import { heldSettledStories } from './held-settled.js';
import { bookedStories, waitingStories } from './open.js';
import { type Story } from './story.js';

export { brackenhurstStories } from './brackenhurst.js';
export { justAsked } from './open.js';

/** Sixteen weeks of the demo programme, but for the last request. */
export const elmbrookStories: readonly Story[] = [
  ...closedEarlyStories,
  ...closedLaterStories,
  ...heldSettledStories,
  ...heldOpenStories,
  ...endedStories,
  ...bookedStories,
  ...waitingStories,
];
