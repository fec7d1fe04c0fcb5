import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * An index for each range of days that demand and capacity are counted over, with all that is counted in it, and whether a
 * request is a repeat, which is known when it is submitted and dear to find out afterwards.
 */
export class CountDemand1797000100000 implements MigrationInterface {
  name = 'CountDemand1797000100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE consultation ADD COLUMN repeat_case boolean NOT NULL DEFAULT false;
      -- Row-level security is forced on the owner too; here every programme is gone through.
      ALTER TABLE consultation NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE case_text NO FORCE ROW LEVEL SECURITY;
      UPDATE consultation c SET repeat_case = true
      FROM case_text t
      WHERE t.consultation_id = c.id AND c.submitted_at IS NOT NULL AND EXISTS (
        SELECT FROM case_text earlier JOIN consultation k ON k.id = earlier.consultation_id
        WHERE earlier.programme_id = t.programme_id AND earlier.case_key = t.case_key AND k.id <> c.id
          AND k.held_at < c.submitted_at);
      ALTER TABLE consultation FORCE ROW LEVEL SECURITY;
      ALTER TABLE case_text FORCE ROW LEVEL SECURITY;

      CREATE INDEX demand_submitted ON consultation (programme_id, submitted_at)
        INCLUDE (id, agency_id, stage, priority, repeat_case) WHERE submitted_at IS NOT NULL;
      CREATE INDEX demand_held ON consultation (programme_id, held_at)
        INCLUDE (id, submitted_at, target_on, agency_id, stage, priority) WHERE held_at IS NOT NULL;
      CREATE INDEX demand_waiting ON consultation (programme_id, priority, target_on)
        INCLUDE (id, agency_id, stage) WHERE status IN ('waiting', 'with_lead', 'offered');
      CREATE INDEX demand_booked ON booking (programme_id, starts_at)
        INCLUDE (consultant_id, consultation_id) WHERE status = 'confirmed';
      CREATE INDEX demand_answered ON offer (programme_id, answered_at)
        INCLUDE (status, because, consultation_id) WHERE answered_at IS NOT NULL;
      CREATE INDEX demand_events ON history (programme_id, event, at)
        INCLUDE (consultation_id) WHERE event IN ('conflict-declared', 'not-held');
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX demand_submitted, demand_held, demand_waiting, demand_booked, demand_answered, demand_events;
      ALTER TABLE consultation DROP COLUMN repeat_case;
    `);
  }
}
