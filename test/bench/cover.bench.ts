import {
  type Candidate,
  type CoverBooking,
  type CoverInputs,
  planCover,
  type Priority,
} from '@case-consultation/domain';
import { linearSolver } from '@case-consultation/platform';
import { atMost, type BenchRow, row } from './support/rows.js';
import { someBusyTimes } from './support/some-busy-times.js';

const ZONE = 'Europe/London';
const DAY = 1_440;
/** Monday 15 March 2027, midnight in London. */
const FROM = Date.UTC(2027, 2, 15) / 60_000;
const BOOKINGS = 40;
const CONSULTANTS = 60;
const ROUNDS = 15;
const AWAY = 'away';
const PRIORITIES: readonly Priority[] = ['P1', 'P2', 'P3'];

/**
 * A cover plan for 40 bookings of somebody who is away for four weeks, among 60 consultants with hours, busy times, bookings
 * and a cap of two a week: everything from plain inputs to the explained plan, without a database. Once where many are free
 * at the time of a booking, and once where all are needed and few are, so that the bookings compete.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const solve = await linearSolver();
  const plenty = someInputs([9 * 60, 17 * 60], 40);
  const scarce = someInputs([10 * 60, 12 * 60], 6);
  const [ofPlenty, ofScarce]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = [plenty, scarce].map((inputs) => {
      const started = performance.now();
      planCover(inputs, solve);
      return performance.now() - started;
    });
    // The first warms up.
    if (round > 0) [ofPlenty, ofScarce].forEach((samples, at) => samples.push(times[at] ?? Number.NaN));
  }
  return {
    rows: [
      row('cover plan, 40 bookings × 60 consultants, many free', 'ms', ofPlenty, atMost(200, 100)),
      row('cover plan, 40 bookings × 60 consultants, few free', 'ms', ofScarce, atMost(200, 100)),
    ],
  };
}

/** @param hours from and to, in minutes of each weekday @param free how many of the consultants have any hours */
function someInputs([startMinute, endMinute]: [number, number], free: number): CoverInputs {
  const starts = Array.from({ length: BOOKINGS }, (_, at) => {
    const day = Math.floor(at / 2);
    return FROM + (Math.floor(day / 5) * 7 + (day % 5)) * DAY + (at % 2 === 0 ? 10 : 14) * 60;
  });
  const hoursOf = (index: number) => (index < free ? [1, 2, 3, 4, 5] : []);
  const candidates = Array.from({ length: CONSULTANTS }, (_, index): Candidate => {
    const { busy, heldFromHour } = someBusyTimes(index, FROM);
    return aCandidate(`consultant-${String(index).padStart(2, '0')}`, index, {
      weekdays: hoursOf(index),
      startMinute,
      endMinute,
      busy,
      held: [3, 17].map((day) => ({
        from: FROM + day * DAY + heldFromHour * 60,
        to: FROM + day * DAY + heldFromHour * 60 + 75,
      })),
    });
  });
  const held = starts.map((from) => ({ from, to: from + 75 }));
  const away = aCandidate(AWAY, 99, { weekdays: [1, 2, 3, 4, 5], startMinute, endMinute, busy: [], held });
  return {
    now: FROM - 3 * DAY,
    zone: ZONE,
    window: { from: FROM - 2 * DAY, to: FROM + 8 * 7 * DAY },
    settings: { leadIsLastResort: true, fairnessWeeks: 8 },
    away: { consultantId: AWAY, from: FROM, to: FROM + 28 * DAY },
    bookings: starts.map((start, at) => aBooking(start, at)),
    candidates: [away, ...candidates],
  };
}

function aBooking(start: number, at: number): CoverBooking {
  const consultationId = `consultation-${String(at).padStart(2, '0')}`;
  return {
    consultationId,
    code: `B-${at}`,
    kind: at % 4 === 3 ? 'tentative' : 'confirmed',
    consultantId: AWAY,
    start,
    version: 1,
    request: {
      consultationId,
      programmeId: 'borough',
      coveringProgrammeIds: [],
      requesterId: `requester-${at}`,
      requesterTeamId: `team-${at % 7}`,
      requesterAgencyId: `agency-${at % 3}`,
      requesterManagerId: null,
      priority: PRIORITIES[at % 3] ?? 'P3',
      targetOn: new Date((start + (at % 5) * DAY) * 60_000).toISOString().slice(0, 10),
      mode: 'video',
      purposes: ['see-the-pattern', 'intersecting-needs'],
      restricted: false,
      namedConsultantId: null,
      familyAgencyIds: [],
      conflictPersonIds: [],
      lockedOutPersonIds: [],
      preferredStarts: [],
    },
    known: at % 6 === 0 ? { 'consultant-01': { consultedThisCaseOn: '2027-01-12', declined: [] } } : {},
  };
}

function aCandidate(
  id: string,
  index: number,
  time: { weekdays: readonly number[]; startMinute: number; endMinute: number } & Pick<
    Candidate['time'],
    'busy' | 'held'
  >,
): Candidate {
  const { weekdays, startMinute, endMinute, busy, held } = time;
  return {
    consultant: {
      id,
      programmeId: 'borough',
      agencyId: `agency-${index % 3}`,
      teamId: `team-${index % 7}`,
      isLead: index % 30 === 0,
      active: true,
      signedOff: { from: '2026-01-01', until: null },
      paused: null,
      priorities: ['P1', 'P2', 'P3'],
      modes: ['video', 'phone'],
      specialisms: index % 2 === 0 ? ['see-the-pattern'] : [],
      neverMatch: [],
    },
    time: {
      consultantId: id,
      weeklyHours: weekdays.map((weekday) => ({
        weekday,
        startMinute,
        endMinute,
        effectiveFrom: '2026-01-01',
        effectiveUntil: null,
      })),
      extra: [],
      blocked: [],
      leave: [],
      busy,
      held,
      sessionMinutes: 60,
      bufferAfterMinutes: 15,
      startStepMinutes: 30,
      weeklyCap: 2,
    },
    recentWork: index % 5,
    capacity: 16,
    consultedThisCaseOn: null,
    declined: [],
  };
}
