import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Records, actions, pathways and reviews. */
export class CreateFollowUp1795000200000 implements MigrationInterface {
  name = 'CreateFollowUp1795000200000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE consultation_record (
        consultation_id uuid PRIMARY KEY REFERENCES consultation,
        programme_id uuid NOT NULL REFERENCES programme,
        state text NOT NULL CHECK (state IN ('started', 'shared', 'agreed')),
        content bytea NOT NULL,
        version int NOT NULL,
        updated_at timestamptz NOT NULL,
        shared_at timestamptz,
        agreed_at timestamptz
      );

      CREATE TABLE pathway (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        kind text NOT NULL,
        name text NOT NULL,
        guidance text NOT NULL,
        contact text NOT NULL,
        checked_on date NOT NULL,
        active boolean NOT NULL DEFAULT true
      );
      CREATE INDEX pathway_of_programme ON pathway (programme_id, id);

      CREATE TABLE action (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        owner_id uuid NOT NULL REFERENCES person,
        agency_id uuid NOT NULL REFERENCES agency,
        about text NOT NULL CHECK (about IN ('person-causing-harm', 'survivor', 'child', 'system')),
        pathway_id uuid REFERENCES pathway,
        due_on date NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'done', 'not-done', 'no-longer-needed')),
        description bytea NOT NULL,
        created_by uuid NOT NULL REFERENCES person,
        created_at timestamptz NOT NULL,
        settled_by uuid REFERENCES person,
        settled_at timestamptz,
        CHECK ((status = 'open') = (settled_at IS NULL))
      );
      CREATE INDEX action_of_consultation ON action (consultation_id, id);
      CREATE INDEX action_open_of_owner ON action (programme_id, owner_id, due_on, id) WHERE status = 'open';
      CREATE INDEX action_open_by_day ON action (programme_id, due_on, id) WHERE status = 'open';

      CREATE TABLE review (
        consultation_id uuid PRIMARY KEY REFERENCES consultation,
        programme_id uuid NOT NULL REFERENCES programme,
        completed boolean NOT NULL,
        answers jsonb NOT NULL,
        note bytea,
        done_by uuid NOT NULL REFERENCES person,
        done_at timestamptz NOT NULL
      );
    `);
    await tenantTable(run, 'consultation_record', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'pathway', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'action', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'review', { grants: 'SELECT, INSERT' });
  }

  async down(): Promise<void> {
    throw new Error('The first migrations are not taken back: drop the database instead.');
  }
}
