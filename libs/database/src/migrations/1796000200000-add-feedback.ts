import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** What a practitioner says of a consultation afterwards: once each, and to be changed for a while. */
export class AddFeedback1796000200000 implements MigrationInterface {
  name = 'AddFeedback1796000200000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE feedback (
        consultation_id uuid PRIMARY KEY REFERENCES consultation,
        programme_id uuid NOT NULL REFERENCES programme,
        usefulness text NOT NULL CHECK (usefulness IN ('very-useful', 'useful', 'fairly-useful', 'a-little-useful', 'not-useful')),
        got_what_wanted text NOT NULL CHECK (got_what_wanted IN ('yes', 'partly', 'no')),
        comment bytea,
        given_by uuid NOT NULL REFERENCES person,
        given_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL
      );
    `);
    await tenantTable(run, 'feedback', { grants: 'SELECT, INSERT, UPDATE' });
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE feedback');
  }
}
