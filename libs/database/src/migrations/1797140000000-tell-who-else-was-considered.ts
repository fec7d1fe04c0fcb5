import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What was done of a cover plan is read in the words of then: who else was considered stands apart from why. */
export class TellWhoElseWasConsidered1797140000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`ALTER TABLE cover_move ADD COLUMN others text[] NOT NULL DEFAULT '{}'`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('ALTER TABLE cover_move DROP COLUMN others');
  }
}
