import { MODES, type Priority } from '../../asking/request.js';
import { bookableWindow } from '../../availability/bookable-window.js';
import { type ConsultantTime } from '../../availability/consultant-time.js';
import { type Interval } from '../../availability/intervals.js';
import { type Day } from '../../people/consultant.js';
import { DEFAULT_SETTINGS } from '../../programme/settings.js';
import { addDays, dayFromNumber, dayNumber, mondayOf, weekdayOf } from '../../time/day.js';
import { localDay } from '../../time/local-day.js';
import { makeWorkingCalendar } from '../../time/working-days.js';
import { dayOf, fromEpochMinutes } from '../../time/zone.js';
import { capacityOver, fairnessStretch, SETTLING_DAYS } from '../fairness.js';
import { mayTake } from '../may-take.builder.js';
import { offerableTimes } from '../offerable-times.js';
import { route } from '../route.js';
import { type Candidate, type RoutingInputs } from '../routing-inputs.js';
import { aCandidate, london, someRoutingInputs } from '../routing-inputs.builder.js';

/** Monday 4 January 2027; the year runs to the end of December. */
export const FIRST_DAY = '2027-01-04';
export const WEEKS = 52;
const A_DAY = 24 * 60;
const { zone, fairnessWeeks, sessionMinutes, bufferAfterMinutes } = DEFAULT_SETTINGS;
const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);

/** One who gives time in that year. */
export interface Member {
  id: string;
  weeklyCap: number;
  /** The first and the last day; null to the end of the year. */
  joins: Day;
  leaves: Day | null;
  /** First and last days, not overlapping, in order. */
  leave: { from: Day; until: Day }[];
  hours: ConsultantTime['weeklyHours'];
  isLead: boolean;
}

export interface YearBooking {
  consultantId: string;
  /** When they were asked, and for when; minutes since 1970. */
  asked: number;
  start: number;
  /** Everybody else who could have taken it then was new or just back too, if there was anybody. */
  nobodySettled: boolean;
}

export interface Year {
  members: readonly Member[];
  bookings: readonly YearBooking[];
  requests: number;
  offers: number;
  /** Offers to somebody who, by the hard rules written out a second time, may not be asked. */
  wrongOffers: number;
  withLead: number;
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));
function oneOf<T>(random: Random, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)] as T;
}

/** Fourteen champions of unequal caps, some of whom join or leave during the year, all of whom are away at times, and a lead. */
export function someMembers(random: Random): Member[] {
  const champions = Array.from({ length: 14 }, (_, n): Member => {
    const joins = n < 3 ? addDays(FIRST_DAY, whole(random, 60, 280)) : '2026-01-05';
    const leaves = n === 3 || n === 4 ? addDays(FIRST_DAY, whole(random, 80, 300)) : null;
    return {
      id: `champion-${n}`,
      weeklyCap: oneOf(random, [1, 2, 2, 2, 3, 4]),
      joins,
      leaves,
      leave: someLeave(random),
      hours: someHours(random),
      isLead: false,
    };
  });
  return [...champions, { ...LEAD, hours: someHours(random) }];
}

const LEAD: Omit<Member, 'hours'> = {
  id: 'lead',
  weeklyCap: 4,
  joins: '2026-01-05',
  leaves: null,
  leave: [],
  isLead: true,
};

/** Two to four stretches of one to four weeks, and for some one of ten weeks or more. */
function someLeave(random: Random): Member['leave'] {
  const found: Member['leave'] = [];
  const long = random() < 0.2 ? whole(random, 70, 100) : 0;
  const lengths = [...Array.from({ length: whole(random, 2, 4) }, () => oneOf(random, [5, 7, 14, 21])), long];
  let from = whole(random, 10, 60);
  for (const days of lengths.filter((length) => length > 0)) {
    found.push({ from: addDays(FIRST_DAY, from), until: addDays(FIRST_DAY, from + days - 1) });
    from += days + whole(random, 35, 90);
  }
  return found;
}

/** Mornings or afternoons of two to four days a week. */
function someHours(random: Random): Member['hours'] {
  const days = [1, 2, 3, 4, 5].sort(() => random() - 0.5).slice(0, whole(random, 3, 5));
  return days.map((weekday) => {
    const startMinute = oneOf(random, [540, 780]);
    const effective = { effectiveFrom: '2026-01-01', effectiveUntil: null };
    return { weekday, startMinute, endMinute: startMinute + 240, ...effective };
  });
}

const numbers = new Map<Day, number>();

/** `dayNumber`, remembered: a year asks for few days very often. */
function numberOf(day: Day): number {
  const known = numbers.get(day) ?? dayNumber(day);
  numbers.set(day, known);
  return known;
}

/** Days from `from` to `to`, the last not in it, on which the member can consult. */
export function daysAvailable(member: Member, from: Day, to: Day): number {
  const first = Math.max(numberOf(from), numberOf(member.joins));
  const end = Math.min(numberOf(to), member.leaves === null ? Infinity : numberOf(member.leaves) + 1);
  const away = member.leave.reduce((sum, leave) => {
    const overlap = Math.min(end, numberOf(leave.until) + 1) - Math.max(first, numberOf(leave.from));
    return sum + Math.max(0, overlap);
  }, 0);
  return Math.max(0, end - first - away);
}

/**
 * A year through the very functions that route: requests come on working days, about as many as `pressure` of what the
 * champions give; half name times, and one offer in eight is not taken.
 */
export function simulatedYear(seed: number, pressure = 0.65): Year {
  const random = randomFrom(seed);
  const members = someMembers(random);
  const year = {
    members,
    bookings: [] as YearBooking[],
    requests: 0,
    offers: 0,
    wrongOffers: 0,
    withLead: 0,
  };
  for (let day = FIRST_DAY; day < addDays(FIRST_DAY, WEEKS * 7); day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue;
    const monday = mondayOf(day);
    const available = members
      .filter(({ isLead }) => !isLead)
      .reduce(
        (sum, member) => sum + (member.weeklyCap * daysAvailable(member, monday, addDays(monday, 7))) / 7,
        0,
      );
    for (let count = poisson(random, (available * pressure) / 5); count > 0; count -= 1) {
      const now = london(day, whole(random, 9, 16), whole(random, 0, 59));
      request(year, now, random);
    }
  }
  return year;
}

/** One request until somebody takes it or it is with the lead. */
function request(year: Year & { bookings: YearBooking[] }, now: number, random: Random): void {
  year.requests += 1;
  const priority = oneOf<Priority>(random, ['P1', 'P2', 'P2', 'P3', 'P3', 'P3']);
  const day = dayOf(fromEpochMinutes(now), zone);
  let inputs = someRoutingInputs(
    year.members.map((member) => candidateOf(member, year.bookings, now, day)),
    {
      now,
      window: bookableWindow(now, DEFAULT_SETTINGS, calendar),
      settings: { leadIsLastResort: true, fairnessWeeks },
      heldSince: now - (SETTLING_DAYS + 1) * A_DAY,
      request: {
        consultationId: `request-${year.requests}`,
        priority,
        targetOn: calendar.addWorkingDays(day, DEFAULT_SETTINGS.targetWorkingDays[priority]),
        mode: oneOf(random, MODES),
      },
    },
  );
  if (random() < 0.5)
    inputs = { ...inputs, request: { ...inputs.request, preferredStarts: wished(inputs, random) } };
  for (let tries = 1; tries <= 6; tries += 1) {
    const { offer } = route(inputs);
    if (offer === null) break;
    year.offers += 1;
    const asked = inputs.candidates.find(({ consultant }) => consultant.id === offer.consultantId);
    if (!asked || !mayTake(asked, inputs, offer.start)) year.wrongOffers += 1;
    if (random() >= 0.125) {
      const nobodySettled = !inputs.candidates.some(
        (other, at) =>
          other !== asked &&
          !other.consultant.isLead &&
          !isInFirstWeeks(year.members[at] as Member, offer.start) &&
          mayTake(other, inputs, offer.start),
      );
      year.bookings.push({ ...offer, asked: now, nobodySettled });
      return;
    }
    inputs = {
      ...inputs,
      sameStart: offer.start,
      candidates: inputs.candidates.map((candidate) =>
        candidate === asked
          ? {
              ...candidate,
              declined: [...candidate.declined, { start: offer.start, because: 'not-the-right-person' }],
            }
          : candidate,
      ),
    };
  }
  year.withLead += 1;
}

/** Whether they had come, or come back from leave, on that day or in the two weeks before it. */
function isInFirstWeeks({ joins, leave }: Member, start: number): boolean {
  const day = numberOf(dayOf(fromEpochMinutes(start), zone));
  return [numberOf(joins), ...leave.map(({ until }) => numberOf(until) + 1)].some(
    (came) => came <= day && day < came + SETTLING_DAYS,
  );
}

/** Up to two of the times up to the target that are shown to whoever asks. */
function wished(inputs: RoutingInputs, random: Random): number[] {
  const ends = localDay(zone, dayNumber(inputs.request.targetOn)).end;
  const shown = [...offerableTimes(inputs).starts].filter((start) => start < ends);
  if (shown.length === 0) return [];
  return [...new Set([oneOf(random, shown), oneOf(random, shown)])];
}

/** The member as the service would read them at this moment. */
function candidateOf(member: Member, bookings: readonly YearBooking[], now: number, today: Day): Candidate {
  const { daysBack, daysAhead } = fairnessStretch(fairnessWeeks);
  const since = now - daysBack * A_DAY;
  const work = bookings.filter(({ consultantId }) => consultantId === member.id).map(({ start }) => start);
  const recent = work.filter((start) => start + sessionMinutes + bufferAfterMinutes > since);
  const there = daysAvailable(
    { ...member, leaves: null },
    dayFromNumber(numberOf(today) - daysBack),
    dayFromNumber(numberOf(today) + daysAhead),
  );
  return aCandidate(member.id, {
    consultant: {
      teamId: `team-of-${member.id}`,
      isLead: member.isLead,
      signedOff: { from: member.joins, until: member.leaves },
    },
    time: {
      weeklyHours: member.hours,
      weeklyCap: member.weeklyCap,
      leave: member.leave.filter(({ until }) => addDays(until, SETTLING_DAYS + 1) >= today).map(asInterval),
      blocked: BANK_HOLIDAYS.filter(({ to }) => to > now),
      held: recent.map((start) => ({ from: start, to: start + sessionMinutes + bufferAfterMinutes })),
    },
    recentWork: recent.length,
    capacity: capacityOver(member.weeklyCap, fairnessWeeks, fairnessWeeks * 7 - there),
  });
}

function asInterval({ from, until }: { from: Day; until: Day }): Interval {
  return { from: localDay(zone, numberOf(from)).start, to: localDay(zone, numberOf(until)).end };
}

const BANK_HOLIDAYS: Interval[] = Array.from({ length: 7 * (WEEKS + 4) }, (_, n) => addDays(FIRST_DAY, n))
  .filter((day) => weekdayOf(day) < 6 && !calendar.isWorkingDay(day))
  .map((day) => asInterval({ from: day, until: day }));

/** Knuth's method; `mean` is small. */
function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}
