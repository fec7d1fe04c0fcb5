import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which questions about the words of a record its writer has put aside, until it is shared. */
export class PutPromptsAside1796900100000 implements MigrationInterface {
  name = 'PutPromptsAside1796900100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(
      `ALTER TABLE consultation_record ADD COLUMN dismissed_prompts text[] NOT NULL DEFAULT '{}'`,
    );
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('ALTER TABLE consultation_record DROP COLUMN dismissed_prompts');
  }
}
