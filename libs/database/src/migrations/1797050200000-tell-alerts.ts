import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** When a programme's leads are next told what needs them, what each was told already, and the digests that were owed. */
export class TellAlerts1797050200000 implements MigrationInterface {
  name = 'TellAlerts1797050200000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE alert_round (
        programme_id uuid PRIMARY KEY REFERENCES programme,
        due_at timestamptz NOT NULL
      );
      CREATE TABLE alert_told (
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN
          ('target-at-risk', 'with-lead', 'offer-unanswered', 'action-overdue', 'capacity-under-demand')),
        subject_id uuid NOT NULL,
        told_at timestamptz NOT NULL,
        PRIMARY KEY (programme_id, person_id, kind, subject_id)
      );
      CREATE TABLE alert_digest (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        made_at timestamptz NOT NULL,
        -- Numbers by kind, and nothing else.
        counts jsonb NOT NULL,
        sent_at timestamptz
      );
    `);
    await tenantTable(run, 'alert_round', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'alert_told', { grants: 'SELECT, INSERT, DELETE' });
    await tenantTable(run, 'alert_digest', { grants: 'SELECT, INSERT, UPDATE' });
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE alert_digest, alert_told, alert_round');
  }
}
