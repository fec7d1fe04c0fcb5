import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Every copy of the service forgets what it remembered of a programme as soon as its agencies and teams change, too. */
export class TellAgenciesChanged1797130000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TRIGGER agencies_changed AFTER INSERT OR UPDATE OR DELETE ON agency
        FOR EACH STATEMENT EXECUTE FUNCTION programme_changed();
      CREATE TRIGGER teams_changed AFTER INSERT OR UPDATE OR DELETE ON team
        FOR EACH STATEMENT EXECUTE FUNCTION programme_changed();
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TRIGGER teams_changed ON team; DROP TRIGGER agencies_changed ON agency;');
  }
}
