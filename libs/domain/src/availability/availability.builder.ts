import { type Availability } from './availability.js';

/** A consultant who has said nothing yet, and takes everything. */
export function anAvailability(given: Partial<Availability> = {}): Availability {
  return {
    consultantId: 'ada',
    version: 3,
    weeklyHours: [],
    oneOff: [],
    paused: null,
    preferences: {
      weeklyCap: null,
      bufferAfterMinutes: null,
      priorities: ['P1', 'P2', 'P3'],
      modes: ['in-person', 'phone', 'video'],
      specialisms: [],
      autoAccept: false,
    },
    neverMatch: [],
    ...given,
  };
}
