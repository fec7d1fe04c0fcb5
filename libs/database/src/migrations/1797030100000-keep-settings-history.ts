import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/**
 * What people change of a programme’s settings, agencies, teams and pathways: versions, so that nobody overwrites what
 * somebody else did meanwhile, and a history that is only added to. Every process hears of changed settings at once.
 */
export class KeepSettingsHistory1797030100000 implements MigrationInterface {
  name = 'KeepSettingsHistory1797030100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE programme ADD COLUMN settings_version int NOT NULL DEFAULT 0;
      ALTER TABLE agency ADD COLUMN closed_at timestamptz, ADD COLUMN version int NOT NULL DEFAULT 0;
      ALTER TABLE team ADD COLUMN closed_at timestamptz, ADD COLUMN version int NOT NULL DEFAULT 0;
      ALTER TABLE pathway ADD COLUMN version int NOT NULL DEFAULT 0;

      CREATE TABLE settings_change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        subject text NOT NULL CHECK (subject IN ('settings', 'agency', 'team', 'pathway')),
        subject_id uuid NOT NULL,
        subject_name text NOT NULL,
        version int NOT NULL CHECK (version >= 0),
        at timestamptz NOT NULL,
        by_id uuid NOT NULL REFERENCES person,
        changes jsonb NOT NULL,
        reason text,
        UNIQUE (programme_id, subject_id, version)
      );
      CREATE INDEX settings_change_newest ON settings_change (programme_id, id DESC);
      CREATE INDEX routing_run_by_time ON routing_run (programme_id, at, id);
      CREATE INDEX person_of_agency ON person (programme_id, agency_id) WHERE active;

      -- Every copy of the service forgets what it remembered of a programme as soon as its settings change.
      CREATE FUNCTION programme_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('programme_changed', ''); RETURN NULL; END $$;
      CREATE TRIGGER settings_changed AFTER UPDATE OF settings, name ON programme
        FOR EACH STATEMENT EXECUTE FUNCTION programme_changed();
    `);
    await tenantTable(run, 'settings_change', { grants: 'SELECT, INSERT' });
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TRIGGER settings_changed ON programme;
      DROP FUNCTION programme_changed();
      DROP INDEX person_of_agency, routing_run_by_time;
      DROP TABLE settings_change;
      ALTER TABLE pathway DROP COLUMN version;
      ALTER TABLE team DROP COLUMN closed_at, DROP COLUMN version;
      ALTER TABLE agency DROP COLUMN closed_at, DROP COLUMN version;
      ALTER TABLE programme DROP COLUMN settings_version;
    `);
  }
}
