import { randomUUID } from 'node:crypto';
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
import { Sessions } from '@case-consultation/features';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { startApi } from './support/processes.js';
import { aProgramme, type BenchProgramme } from './support/programme.js';
import { atMost, type BenchRow, row } from './support/rows.js';
import { startService } from './support/service.js';

const { zone } = DEFAULT_SETTINGS;
const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
/** Monday 4 January 2027, 9am in London. */
const FIRST = Date.UTC(2027, 0, 4, 9) / 60_000;
const A_DAY = 1_440;
const REQUESTS = 1_000;
const CONSULTANTS = 40;
const DAYS = 90;
const ROUNDS = 3;
/** Another rule of each kind, so that nothing can be left as it was. */
const PAGE =
  '/settings/routing/replay?leadIsLastResort=no&fairnessWeeks=12&weeklyCap=3&offerWindowMinutes-P3=8';

/**
 * A replay of 1,000 requests among 40 consultants, by rules that change who is asked and how long: the pure function, and the
 * page that a lead opens, with the runs stored.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const names = Array.from({ length: CONSULTANTS }, (_, at) => String(at));
  const runs = someRuns(FIRST, 'programme', names, (index) => `consultation-${index}`);
  const before = { ...DEFAULT_SETTINGS };
  const pure = Array.from({ length: ROUNDS }, () => {
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
      until: FIRST + DAYS * A_DAY,
      work: [],
    });
    for (const one of runs) replay.add(one);
    replay.result();
    return (performance.now() - started) / 1_000;
  });
  const name = 'replay of 1,000 requests × 40 consultants';
  return {
    rows: [
      row(`${name}, pure function`, 's', pure, atMost(5, 2)),
      row(`${name}, its page with the runs stored`, 's', await pages(), atMost(5)),
    ],
  };
}

/** How long the page takes, in seconds; once for the caches that a running service has. */
async function pages(): Promise<number[]> {
  const database = await startDatabase();
  try {
    const service = await startService(database);
    try {
      const champions = CONSULTANTS - 1;
      const programme = await aProgramme(service, { code: 'bench', champions, practitioners: 1 });
      await keep(database, programme);
      const { token } = await service.get(Sessions).open(programme.id, programme.lead.personId);
      const api = await startApi(database);
      try {
        const samples: number[] = [];
        for (let round = 0; round <= ROUNDS; round += 1) {
          const started = performance.now();
          const answer = await fetch(`${api.url}${PAGE}`, { headers: { cookie: `__Host-session=${token}` } });
          const text = await answer.text();
          if (
            answer.status !== 200 ||
            (!text.includes(`of ${REQUESTS.toLocaleString('en-GB')} requests`) &&
              !text.includes(`of ${REQUESTS} requests`))
          )
            throw new Error(`The replay answered ${answer.status}`);
          samples.push((performance.now() - started) / 1_000);
        }
        return samples.slice(1);
      } finally {
        await api.stop();
      }
    } finally {
      await service.stop();
    }
  } finally {
    await database.stop();
  }
}

/** Stores the runs of the last 90 days, with an offer each. */
async function keep(
  { admin }: BenchDatabase,
  { id, lead, champions, practitioners, agencyId }: BenchProgramme,
): Promise<void> {
  const first = Math.floor(Date.now() / 60_000 / A_DAY) * A_DAY + 9 * 60 - (DAYS - 1) * A_DAY;
  const people = [lead, ...champions].map(({ personId }) => personId);
  const ids = Array.from({ length: REQUESTS }, () => randomUUID());
  const runs = someRuns(first, id, people, (index) => ids[index] ?? '');
  const rows = runs.map(({ inputs, chosen, answer }, index) => ({
    id: ids[index],
    at: fromEpochMinutes(inputs.now),
    inputs,
    outcome: { offer: chosen },
    consultant: chosen?.consultantId,
    starts: chosen && fromEpochMinutes(chosen.start),
    answered: answer && fromEpochMinutes(answer.at),
    target: inputs.request.targetOn,
  }));
  await admin.query(
    `CREATE TABLE made AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, at timestamptz, inputs jsonb, outcome jsonb,
       consultant uuid, starts timestamptz, answered timestamptz, target date)`,
    [JSON.stringify(rows)],
  );
  await admin.query(
    `INSERT INTO consultation (id, programme_id, code, status, requester_id, agency_id, stage, priority, target_on, mode, created_at,
       submitted_at, status_since)
     SELECT id, $1, 'B-' || row_number() OVER (), 'waiting', $2, $3, 'assessment', 'P3', target, 'video', at, at, at FROM made`,
    [id, practitioners[0]?.personId, agencyId],
  );
  await admin.query(
    `INSERT INTO routing_run (id, programme_id, consultation_id, at, inputs, outcome)
     SELECT gen_random_uuid(), $1, id, at, inputs, outcome FROM made`,
    [id],
  );
  await admin.query(
    `INSERT INTO offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at, expires_at, status,
       answered_at)
     SELECT gen_random_uuid(), $1, id, consultant, starts, starts, at, at, answered, 'accepted', answered
     FROM made WHERE consultant IS NOT NULL`,
    [id],
  );
  await admin.query('DROP TABLE made');
  await admin.query('VACUUM (ANALYZE)');
}

/** Requests over 90 days, each routed with the time that those before it took. @param people the first is the lead */
function someRuns(
  first: number,
  programmeId: string,
  people: readonly string[],
  consultationId: (index: number) => string,
): StoredRun[] {
  const held = people.map((): { from: number; to: number }[] => []);
  return Array.from({ length: REQUESTS }, (_, index) => {
    const now = first + Math.floor((index * DAYS) / REQUESTS) * A_DAY + (index % 60);
    const submittedOn = dayOf(fromEpochMinutes(now), zone);
    const inputs: RoutingInputs = {
      now,
      zone,
      window: { from: now + A_DAY, to: now + 56 * A_DAY },
      settings: { leadIsLastResort: true, fairnessWeeks: 8 },
      request: {
        consultationId: consultationId(index),
        programmeId,
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
      candidates: held.map((mine, at) =>
        candidateAt(at, { id: people[at] ?? '', programmeId, now, held: mine }),
      ),
      sameStart: null,
      only: null,
    };
    const chosen = route(inputs).offer;
    if (chosen)
      held[people.indexOf(chosen.consultantId)]?.push({ from: chosen.start, to: chosen.start + 75 });
    const answer = chosen && { at: now + (index % 10) * 60, kind: 'accepted' as const };
    return { inputs, chosen, answer, letGo: null, submittedOn };
  });
}

function candidateAt(
  at: number,
  {
    id,
    programmeId,
    now,
    held,
  }: { id: string; programmeId: string; now: number; held: readonly { from: number; to: number }[] },
): RoutingInputs['candidates'][number] {
  return {
    consultant: {
      id,
      programmeId,
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
      consultantId: id,
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
