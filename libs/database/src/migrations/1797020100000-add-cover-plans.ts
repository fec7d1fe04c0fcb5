import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/**
 * Cover plans as they were made and changed, each change a row of its own, and what was done of them. Only ever added to: two
 * leads who change one plan make two, and neither overwrites the other.
 */
export class AddCoverPlans1797020100000 implements MigrationInterface {
  name = 'AddCoverPlans1797020100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE cover_plan (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultant_id uuid NOT NULL REFERENCES consultant,
        away_from date NOT NULL,
        away_until date,
        what_if boolean NOT NULL,
        changed_from uuid REFERENCES cover_plan,
        moves jsonb NOT NULL,
        made_by uuid NOT NULL REFERENCES person,
        made_at timestamptz NOT NULL,
        CHECK (away_until IS NULL OR away_from <= away_until)
      );
      CREATE INDEX cover_plan_newest ON cover_plan (programme_id, id DESC);

      CREATE TABLE cover_applied (
        plan_id uuid PRIMARY KEY REFERENCES cover_plan,
        programme_id uuid NOT NULL REFERENCES programme,
        applied_by uuid NOT NULL REFERENCES person,
        applied_at timestamptz NOT NULL,
        recorded_away boolean NOT NULL
      );
      CREATE INDEX cover_applied_newest ON cover_applied (programme_id, applied_at DESC, plan_id);

      -- What became of one consultation, and why: with its own history, for leads.
      CREATE TABLE cover_move (
        plan_id uuid NOT NULL REFERENCES cover_applied,
        consultation_id uuid NOT NULL REFERENCES consultation,
        programme_id uuid NOT NULL REFERENCES programme,
        fate jsonb NOT NULL,
        why text[] NOT NULL,
        PRIMARY KEY (plan_id, consultation_id)
      );
      CREATE INDEX cover_move_of_consultation ON cover_move (consultation_id, plan_id);
    `);
    for (const table of ['cover_plan', 'cover_applied', 'cover_move']) {
      await tenantTable(run, table, { grants: 'SELECT, INSERT' });
    }
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE cover_move, cover_applied, cover_plan');
  }
}
