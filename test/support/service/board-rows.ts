import { type Priority, PRIORITIES, type Stage } from '@case-consultation/domain';
import { type TestPerson, type TestProgramme } from './programme.builder.js';
import { type TestService } from './service.js';

/** One consultation of each section as the rows say it, to be sorted and filtered here and held against the board. */
export interface BoardFact {
  n: number;
  id: string;
  code: string;
  priority: Priority;
  stage: Stage;
  restricted: boolean;
  agencyId: string;
  consultant: TestPerson;
  targetOn: string;
  /** Of whatever a section sorts by instants, to the microsecond. */
  instant: string;
  /** Two more, which fall in other orders. */
  second: string;
  third: string;
}

const STAGES: readonly Stage[] = ['assessment', 'plo-court', 'looked-after'];
export const SECTIONS = [
  'waiting',
  'withLead',
  'offersOpen',
  'thisWeek',
  'recordsOwed',
  'actionsOverdue',
] as const;
export type Section = (typeof SECTIONS)[number];
const STATUS: Readonly<Record<Section, string>> = {
  waiting: 'waiting',
  withLead: 'with_lead',
  offersOpen: 'offered',
  thisWeek: 'booked',
  recordsOwed: 'held',
  actionsOverdue: 'held',
};
/** How many of each section. */
export const EACH_SECTION = 36;

/**
 * Ties of every key, instants a microsecond apart, and every combination of what can be filtered by, as of 2 March 2027.
 * @param half of two programmes in one database
 */
export async function fillBoard(
  service: TestService,
  its: TestProgramme,
  half: 0 | 1,
): Promise<Record<Section, BoardFact[]>> {
  const agencies = [its.agencies.council.id, its.agencies.health.id];
  const entries = SECTIONS.map((section, s): [Section, BoardFact[]] => [
    section,
    Array.from({ length: EACH_SECTION }, (_, at): BoardFact => {
      // Identifiers do not rise with any of the keys.
      const n = (half * SECTIONS.length + s) * EACH_SECTION + ((at * 7) % EACH_SECTION);
      return {
        n,
        id: `01a20000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
        code: `B-${n.toString().padStart(6, '0')}`,
        priority: PRIORITIES[at % 3] as Priority,
        stage: STAGES[Math.floor(at / 3) % 3] as Stage,
        restricted: at % 4 === 0,
        agencyId: agencies[Math.floor(at / 9) % 2] as string,
        consultant: its.champions[at % 3] as TestPerson,
        targetOn: ['2027-02-26', '2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04'][at % 5] as string,
        instant: instantAt(at % 2, Math.floor(at / 12)),
        second: instantAt(at % 3, at % 4),
        third: instantAt(Math.floor(at / 7) % 3, at % 5),
      };
    }),
  ]);
  const made = Object.fromEntries(entries) as Record<Section, BoardFact[]>;
  for (const [section, rows] of entries) {
    if (section === 'actionsOverdue') for (const row of rows) row.targetOn = overdue(row.targetOn);
    await insert(service, its, section, rows);
  }
  return made;
}

/** In the week of 1 March 2027; days and microseconds are given. */
function instantAt(day: number, microsecond: number): string {
  return `2027-03-0${1 + day}T08:00:00.00000${microsecond}Z`;
}

/** All of them before today. */
function overdue(day: string): string {
  return day.replace('-03-', '-01-');
}

async function insert(
  service: TestService,
  its: TestProgramme,
  section: Section,
  facts: readonly BoardFact[],
): Promise<void> {
  const rows = JSON.stringify(facts.map((fact) => ({ ...fact, consultantId: fact.consultant.personId })));
  const from = `FROM jsonb_to_recordset($2::jsonb) AS r (n int, id uuid, code text, priority text, stage text,
    restricted boolean, "agencyId" uuid, "consultantId" uuid, "targetOn" date, instant timestamptz,
    second timestamptz, third timestamptz)`;
  const needsOne = !['waiting', 'withLead'].includes(section);
  const query = (sql: string, ...further: unknown[]) =>
    service.admin.query(`${sql} ${from}`, [its.id, rows, ...further]);
  await query(
    `INSERT INTO consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, stage, priority,
       restricted, target_on, mode, created_at, submitted_at, status_since, held_at)
     SELECT id, $1, code, $3, $4, CASE WHEN $5 THEN "consultantId" END, "agencyId", stage, priority, restricted, "targetOn",
       'video', third, instant, second, CASE WHEN $3 = 'held' THEN instant END`,
    STATUS[section],
    its.practitioners[0].personId,
    needsOne,
  );
  if (section === 'offersOpen') {
    await query(
      `INSERT INTO offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at,
         expires_at, status)
       SELECT id, $1, id, "consultantId", third, third + interval '1 hour', second, instant, instant, 'open'`,
    );
  }
  if (section === 'thisWeek') {
    // Two of one consultant at one time are for the constraint to refuse: it is not what is looked at here.
    await service.admin.query('ALTER TABLE booking DROP CONSTRAINT IF EXISTS one_place_at_a_time');
    await query(
      `INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid,
         sequence, created_at)
       SELECT id, $1, id, "consultantId", instant, instant + interval '1 hour', instant + interval '1 hour', 'confirmed',
         id::text, 0, instant`,
    );
  }
  if (section === 'actionsOverdue') {
    // Their records are agreed: they owe none.
    await query(
      `INSERT INTO consultation_record (consultation_id, programme_id, state, content, version, updated_at)
       SELECT id, $1, 'agreed', ''::bytea, 1, instant`,
    );
    await query(
      `INSERT INTO action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description,
         created_by, created_at)
       SELECT id, $1, id, $3, "agencyId", 'child', "targetOn", 'open', ''::bytea, $3, instant`,
      its.practitioners[0].personId,
    );
  }
}
