import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * When a draft was last saved, which language prompts its author has put aside, and indexes on what is still going on, so
 * that "what needs me now?" stays quick however many consultations are over.
 */
export class FindWhatNeedsMe1796000200100 implements MigrationInterface {
  name = 'FindWhatNeedsMe1796000200100';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE consultation ADD COLUMN saved_at timestamptz;
      ALTER TABLE case_text ADD COLUMN dismissed_prompts text[] NOT NULL DEFAULT '{}';
      CREATE INDEX consultation_live_of_requester ON consultation (programme_id, requester_id, id DESC)
        WHERE status IN ('draft', 'waiting', 'with_lead', 'offered', 'booked', 'held');
      CREATE INDEX consultation_live_of_consultant ON consultation (programme_id, consultant_id, id DESC)
        WHERE status IN ('offered', 'booked', 'held');
      CREATE INDEX consultation_held_of_requester ON consultation (programme_id, requester_id, held_at)
        WHERE held_at IS NOT NULL;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX consultation_live_of_requester, consultation_live_of_consultant, consultation_held_of_requester;
      ALTER TABLE case_text DROP COLUMN dismissed_prompts;
      ALTER TABLE consultation DROP COLUMN saved_at;
    `);
  }
}
