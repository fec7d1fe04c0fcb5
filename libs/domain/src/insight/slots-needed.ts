import { someLeftOver } from './backlog.js';
import { poisson, quantileOf } from './counts.js';
import { roundedUp } from './waiting-time.js';

/** Slots are enough when somebody is left over in at most one week of ten. */
export const SOME_LEFT_AT_MOST = 0.1;

/** The least whole number of slots a week with P(B > 0) ≤ `atMost`. @param rate requests a week, 0 or more */
export function slotsNeeded(rate: number, atMost = SOME_LEFT_AT_MOST): number {
  if (rate === 0) return 0;
  // Nobody is left over unless at least as many come in one week: P(B > 0) ≥ P(Poisson > K), so no fewer will do.
  let slots = Math.max(Math.floor(rate) + 1, quantileOf(poisson(rate), 1 - atMost));
  while (someLeftOver(rate, slots) > atMost) slots += 1;
  return slots;
}

/**
 * How many champions give so many bookable slots a week.
 * @param slots bookable slots needed a week
 * @param slotsEach slots that a champion publishes a week
 * @param availability the share of those that can be booked and is held, 0 to 1
 * @returns null when a champion gives none
 */
export function championsNeeded(slots: number, slotsEach: number, availability: number): number | null {
  const bookable = slotsEach * availability;
  if (slots === 0) return 0;
  return bookable > 0 ? roundedUp(slots / bookable) : null;
}

/** In one week of twenty the reserve may be too small. */
const SHORT_AT_MOST = 0.05;

/** Slots a week to keep for urgent requests: the least u with P(Poisson(urgent) > u) ≤ 5 %. @param urgent a week, 0 or more */
export function urgentReserve(urgent: number): number {
  return quantileOf(poisson(urgent), 1 - SHORT_AT_MOST);
}

/** Working days ahead at which a slot that was kept is given to anybody. */
export const RESERVE_RELEASED = 2;

/**
 * Erlang C: the chance that all servers are busy when somebody comes, and they queue (Erlang, 1917). Beside weekly
 * slots it is pessimistic: it thinks of people who turn up at random and of consultations of random length, while a
 * booked slot begins and ends on time.
 * @param servers whole, 1 or more
 * @param load arrivals × mean length, in servers
 * @returns 1 when the load is not below the servers
 */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1;
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return (servers * blocked) / (servers - load * (1 - blocked));
}
