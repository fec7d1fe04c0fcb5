import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** What consultants say about their time: own breaks, a version, and a history that only grows. */
export class KeepAvailability1797010100000 implements MigrationInterface {
  name = 'KeepAvailability1797010100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE consultant
        ADD COLUMN buffer_after_minutes int CHECK (buffer_after_minutes BETWEEN 0 AND 120),
        ADD COLUMN version int NOT NULL DEFAULT 0;

      -- Each version once: of two who change the same thing at once, one is told.
      CREATE TABLE availability_change (
        consultant_id uuid NOT NULL REFERENCES consultant,
        version int NOT NULL CHECK (version > 0),
        programme_id uuid NOT NULL REFERENCES programme,
        at timestamptz NOT NULL,
        by_person_id uuid REFERENCES person,
        change jsonb NOT NULL,
        kept int NOT NULL DEFAULT 0 CHECK (kept >= 0),
        PRIMARY KEY (consultant_id, version)
      );

      ALTER TABLE lead_task DROP CONSTRAINT lead_task_kind_check;
      ALTER TABLE lead_task ADD CONSTRAINT lead_task_kind_check CHECK (kind IN
        ('request-with-lead', 'message-refused', 'job-failed', 'action-overdue', 'record-owed', 'leave-collides'));
    `);
    await tenantTable(run, 'availability_change', { grants: 'SELECT, INSERT' });
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE availability_change;
      ALTER TABLE consultant DROP COLUMN buffer_after_minutes, DROP COLUMN version;
    `);
  }
}
