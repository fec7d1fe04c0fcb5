import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Lets the statement that saves a change fail by itself when it came too late, so that it can travel with COMMIT: nobody
 * has to look at its counts first.
 */
export class RefuseLostChanges1795000400000 implements MigrationInterface {
  name = 'RefuseLostChanges1795000400000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE FUNCTION must_be_saved(saved bigint, booked bigint) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF saved <> 1 THEN
          RAISE 'changed meanwhile' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'changed_meanwhile';
        ELSIF booked <> 1 THEN
          RAISE 'time taken' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'one_place_at_a_time';
        END IF;
      END $$;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP FUNCTION must_be_saved(bigint, bigint)');
  }
}
