import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Two further reasons for which demand is not met, an index in the order of the list and of its counts, and a look at the
 * drafts that no time suited so far: whether they were left is found out when their time has come.
 */
export class ListUnmetDemand1797110000000 implements MigrationInterface {
  name = 'ListUnmetDemand1797110000000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE unmet_demand DROP CONSTRAINT unmet_demand_kind_check,
        ADD CONSTRAINT unmet_demand_kind_check CHECK (kind IN
          ('no-acceptable-time', 'abandoned', 'nobody-eligible', 'out-of-area', 'turned-down'));
      DROP INDEX unmet_demand_by_time;
      CREATE INDEX unmet_demand_by_time ON unmet_demand (programme_id, at, id) INCLUDE (kind, consultation_id);
      CREATE INDEX unmet_demand_of_consultation ON unmet_demand (consultation_id, kind);
      -- A draft is left once.
      CREATE UNIQUE INDEX unmet_demand_abandoned ON unmet_demand (consultation_id) WHERE kind = 'abandoned';

      -- Row-level security is forced on the owner too; here every programme is gone through.
      ALTER TABLE unmet_demand NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE consultation NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
      INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
      SELECT gen_random_uuid(), c.programme_id, 'note-abandoned-draft', c.id, now(), now() FROM consultation c
      WHERE c.status = 'draft' AND EXISTS (SELECT FROM unmet_demand u WHERE u.consultation_id = c.id);
      ALTER TABLE unmet_demand FORCE ROW LEVEL SECURITY;
      ALTER TABLE consultation FORCE ROW LEVEL SECURITY;
      ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX unmet_demand_abandoned, unmet_demand_of_consultation, unmet_demand_by_time;
      CREATE INDEX unmet_demand_by_time ON unmet_demand (programme_id, at);
      ALTER TABLE unmet_demand NO FORCE ROW LEVEL SECURITY;
      DELETE FROM unmet_demand WHERE kind = 'abandoned';
      UPDATE unmet_demand SET kind = 'turned-down' WHERE kind = 'out-of-area';
      ALTER TABLE unmet_demand FORCE ROW LEVEL SECURITY;
      ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
      DELETE FROM outbox WHERE job = 'note-abandoned-draft';
      ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
      ALTER TABLE unmet_demand DROP CONSTRAINT unmet_demand_kind_check,
        ADD CONSTRAINT unmet_demand_kind_check
          CHECK (kind IN ('no-acceptable-time', 'nobody-eligible', 'turned-down'));
    `);
  }
}
