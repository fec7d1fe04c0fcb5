import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Why something that may identify a person had to stay in what somebody wrote: one for each text, sealed like the text. */
export class KeepIdentifierReasons1796900000000 implements MigrationInterface {
  name = 'KeepIdentifierReasons1796900000000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE identifier_reason (
        kind text NOT NULL CHECK (kind IN ('reason', 'action', 'record', 'review', 'feedback')),
        subject_id uuid NOT NULL,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        reason bytea NOT NULL,
        given_by uuid NOT NULL REFERENCES person,
        given_at timestamptz NOT NULL,
        PRIMARY KEY (kind, subject_id)
      );
      CREATE INDEX identifier_reason_consultation ON identifier_reason (consultation_id);
    `);
    await tenantTable(run, 'identifier_reason', { grants: 'SELECT, INSERT, UPDATE, DELETE' });
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE identifier_reason');
  }
}
