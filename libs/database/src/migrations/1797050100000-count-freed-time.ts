import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/**
 * How often time became free in a programme, and how far what became free has been offered to those who wait. The count rises
 * in the order of commits, since each rise holds the row until its transaction is over.
 */
export class CountFreedTime1797050100000 implements MigrationInterface {
  name = 'CountFreedTime1797050100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE freed_time (
        programme_id uuid PRIMARY KEY REFERENCES programme,
        -- Times noted, and up to which of them everybody who waits has been asked about.
        noted bigint NOT NULL CHECK (noted > 0),
        offered bigint NOT NULL DEFAULT 0,
        -- A pass over many who wait is done in parts: which note it is for, and the target day that it has come to.
        passing bigint,
        reached_on date,
        CHECK (offered <= noted AND (passing IS NULL) = (reached_on IS NULL))
      );
    `);
    await tenantTable(run, 'freed_time', { grants: 'SELECT, INSERT, UPDATE' });
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE freed_time');
  }
}
