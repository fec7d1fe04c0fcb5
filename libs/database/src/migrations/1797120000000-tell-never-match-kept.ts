import { type MigrationInterface, type QueryRunner } from 'typeorm';

const BEFORE = [
  'request-with-lead',
  'message-refused',
  'job-failed',
  'action-overdue',
  'record-owed',
  'leave-collides',
  'requester-left',
  'consultant-left',
];

/** A task for the leads: a consultant keeps a consultation for somebody they are never to be matched with. */
export class TellNeverMatchKept1797120000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await allow(run, [...BEFORE, 'never-match-kept']);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE lead_task NO FORCE ROW LEVEL SECURITY;
      DELETE FROM lead_task WHERE kind = 'never-match-kept';
      ALTER TABLE lead_task FORCE ROW LEVEL SECURITY;
    `);
    await allow(run, BEFORE);
  }
}

async function allow(run: QueryRunner, kinds: readonly string[]): Promise<void> {
  const listed = kinds.map((kind) => `'${kind}'`).join(', ');
  await run.query(`
    ALTER TABLE lead_task DROP CONSTRAINT lead_task_kind_check;
    ALTER TABLE lead_task ADD CONSTRAINT lead_task_kind_check CHECK (kind IN (${listed}));
  `);
}
