import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Looking after people: versions, an append-only history, mails about accounts, and files that wait to be confirmed. */
export class ManagePeople1797040100000 implements MigrationInterface {
  name = 'ManagePeople1797040100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE person ADD COLUMN version int NOT NULL DEFAULT 1 CHECK (version > 0);
      CREATE INDEX person_by_name ON person (programme_id, name, id);

      CREATE TABLE person_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        at timestamptz NOT NULL,
        actor_id uuid REFERENCES person,
        -- Which version of the person it led to.
        version int NOT NULL,
        event text NOT NULL CHECK (event IN ('added', 'changed', 'deactivated', 'reactivated', 'invited')),
        -- [{ field, from, to }], by the names that things had at the time.
        changes jsonb NOT NULL DEFAULT '[]',
        imported boolean NOT NULL DEFAULT false
      );
      CREATE INDEX person_history_of_person ON person_history (person_id, id DESC);

      CREATE TABLE person_mail (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('invitation', 'address-changed')),
        recipient_email text NOT NULL,
        asked_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'sent', 'skipped', 'refused')),
        settled_at timestamptz
      );
      CREATE INDEX person_mail_to_person ON person_mail (person_id, kind, asked_at DESC);

      CREATE TABLE people_import (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        made_by uuid NOT NULL REFERENCES person,
        made_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        -- The lines, sealed; gone as soon as they are people.
        content bytea,
        confirmed_at timestamptz,
        added int NOT NULL DEFAULT 0,
        changed int NOT NULL DEFAULT 0,
        CHECK ((content IS NULL) = (confirmed_at IS NOT NULL))
      );
      CREATE INDEX people_import_of_maker ON people_import (programme_id, made_by);
      CREATE INDEX people_import_by_end ON people_import (programme_id, expires_at);
    `);
    await tenantTable(run, 'person_history', { grants: 'SELECT, INSERT' });
    await tenantTable(run, 'person_mail', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'people_import', { grants: 'SELECT, INSERT, UPDATE, DELETE' });
    // The lead is told when somebody leaves who has something under way. Whatever kinds there are stay allowed.
    await run.query(`
      DO $$ DECLARE kinds text; BEGIN
        SELECT pg_get_constraintdef(oid) INTO kinds FROM pg_constraint
        WHERE conrelid = 'lead_task'::regclass AND conname = 'lead_task_kind_check';
        ALTER TABLE lead_task DROP CONSTRAINT lead_task_kind_check;
        EXECUTE 'ALTER TABLE lead_task ADD CONSTRAINT lead_task_kind_check '
          || replace(kinds, 'ARRAY[', 'ARRAY[''requester-left''::text, ''consultant-left''::text, ');
      END $$;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE people_import, person_mail, person_history;
      DROP INDEX person_by_name;
      ALTER TABLE person DROP COLUMN version;
    `);
  }
}
