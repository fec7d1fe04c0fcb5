import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An index on the settled actions of each owner, last settled first, so that they are read page by page. */
export class ListWhatWasDone1796000300000 implements MigrationInterface {
  name = 'ListWhatWasDone1796000300000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(
      `CREATE INDEX action_settled_of_owner ON action (programme_id, owner_id, settled_at, id) WHERE status <> 'open'`,
    );
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP INDEX action_settled_of_owner');
  }
}
