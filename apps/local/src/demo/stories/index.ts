import { closedStories } from './closed.js';
import { endedStories } from './ended.js';
import { heldStories } from './held.js';
import { bookedStories, waitingStories } from './open.js';
import { type Story } from './story.js';

export { brackenhurstStories } from './brackenhurst.js';
export { justAsked } from './open.js';

/** Sixteen weeks of the demo programme, but for the last request. */
export const elmbrookStories: readonly Story[] = [
  ...closedStories,
  ...heldStories,
  ...endedStories,
  ...bookedStories,
  ...waitingStories,
];
