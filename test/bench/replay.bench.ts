import {
  capacityOver,
  DEFAULT_SETTINGS,
  dayOf,
  fromEpochMinutes,
  makeWorkingCalendar,
  Replay,
  route,
  type RoutingInputs,
  type StoredRun,
} from '@case-consultation/domain';
import { atMost, type BenchRow, row } from './support/rows.js';

const { zone } = DEFAULT_SETTINGS;
const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
/** Monday 4 January 2027, 9am in London. */
const FIRST = Date.UTC(2027, 0, 4, 9) / 60_000;
const A_DAY = 1_440;
const REQUESTS = 1_000;
const CONSULTANTS = 40;
const RUNS = 3;

/** A replay of 1,000 requests among 40 consultants, by rules that change who is asked and how long: the pure function. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const runs = someRuns();
  const before = { ...DEFAULT_SETTINGS };
  const samples = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const replay = new Replay({
      before,
      after: {
        ...before,
        leadIsLastResort: false,
        fairnessWeeks: 12,
        weeklyCap: 3,
        offerWindowMinutes: { ...before.offerWindowMinutes, P3: 4 * 60 },
      },
      settings: DEFAULT_SETTINGS,
      calendar,
      ownCaps: new Set(),
      until: FIRST + 90 * A_DAY,
      work: [],
    });
    for (const one of runs) replay.add(one);
    replay.result();
    return (performance.now() - started) / 1_000;
  });
  return Promise.resolve({
    rows: [row('replay of 1,000 requests × 40 consultants, pure function', 's', samples, atMost(5, 2))],
  });
}

/** Requests over 90 days, each routed with the time that those before it took. */
function someRuns(): StoredRun[] {
  const held = Array.from({ length: CONSULTANTS }, (): { from: number; to: number }[] => []);
  return Array.from({ length: REQUESTS }, (_, index) => {
    const now = FIRST + Math.floor((index * 90) / REQUESTS) * A_DAY + (index % 60);
    const submittedOn = dayOf(fromEpochMinutes(now), zone);
    const inputs: RoutingInputs = {
      now,
      zone,
      window: { from: now + A_DAY, to: now + 56 * A_DAY },
      settings: { leadIsLastResort: true, fairnessWeeks: 8 },
      request: {
        consultationId: `consultation-${index}`,
        programmeId: 'programme',
        coveringProgrammeIds: [],
        requesterId: 'requester',
        requesterTeamId: 'team',
        requesterAgencyId: 'agency',
        requesterManagerId: null,
        priority: 'P3',
        targetOn: calendar.addWorkingDays(submittedOn, 10),
        mode: 'video',
        purposes: ['see-the-pattern'],
        restricted: false,
        namedConsultantId: null,
        familyAgencyIds: [],
        conflictPersonIds: [],
        lockedOutPersonIds: [],
        preferredStarts: [],
      },
      candidates: held.map((mine, at) => candidateAt(at, now, mine)),
      sameStart: null,
      only: null,
    };
    const chosen = route(inputs).offer;
    if (chosen) held[Number(chosen.consultantId)]?.push({ from: chosen.start, to: chosen.start + 75 });
    const answer = chosen && { at: now + (index % 10) * 60, kind: 'accepted' as const };
    return { inputs, chosen, answer, letGo: null, submittedOn };
  });
}

function candidateAt(
  at: number,
  now: number,
  held: readonly { from: number; to: number }[],
): RoutingInputs['candidates'][number] {
  return {
    consultant: {
      id: String(at),
      programmeId: 'programme',
      agencyId: 'health',
      teamId: `team-${at}`,
      isLead: at === 0,
      active: true,
      signedOff: { from: '2026-01-01', until: null },
      paused: null,
      priorities: ['P1', 'P2', 'P3'],
      modes: ['video'],
      specialisms: [],
      neverMatch: [],
    },
    time: {
      consultantId: String(at),
      weeklyHours: [1, 3].map((day) => ({
        weekday: ((day + at) % 5) + 1,
        startMinute: 600,
        endMinute: 960,
        effectiveFrom: '2026-01-01',
        effectiveUntil: null,
      })),
      extra: [],
      blocked: [],
      leave: [],
      busy: [],
      held: held.filter(({ to }) => to > now - 7 * A_DAY),
      sessionMinutes: 60,
      bufferAfterMinutes: 15,
      startStepMinutes: 30,
      weeklyCap: 2,
    },
    recentWork: held.filter(({ to }) => to > now - 56 * A_DAY).length,
    capacity: capacityOver(2, 8, 0),
    consultedThisCaseOn: null,
    declined: [],
  };
}
