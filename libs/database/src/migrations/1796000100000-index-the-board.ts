import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An index for each order of the lead's board, and one for what each person is locked out of. */
export class IndexTheBoard1796000100000 implements MigrationInterface {
  name = 'IndexTheBoard1796000100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE INDEX board_by_target ON consultation (programme_id, status, target_on, id)
        WHERE status IN ('waiting', 'with_lead');
      CREATE INDEX board_by_priority ON consultation (programme_id, status, priority, target_on, id)
        WHERE status IN ('waiting', 'with_lead');
      CREATE INDEX board_by_submission ON consultation (programme_id, (coalesce(submitted_at, created_at)), id)
        WHERE status = 'waiting';
      CREATE INDEX board_by_stay ON consultation (programme_id, status_since, id)
        WHERE status = 'with_lead';
      CREATE INDEX board_by_day_held ON consultation (programme_id, (coalesce(held_at, status_since)), id)
        WHERE status = 'held';
      CREATE INDEX board_held_by_priority ON consultation (programme_id, priority, (coalesce(held_at, status_since)), id)
        WHERE status = 'held';
      CREATE INDEX offer_open_by_expiry ON offer (programme_id, expires_at, id) WHERE status = 'open';
      CREATE INDEX offer_open_by_age ON offer (programme_id, made_at, id) WHERE status = 'open';
      CREATE INDEX offer_open_by_start ON offer (programme_id, starts_at, id) WHERE status = 'open';
      CREATE INDEX booking_confirmed_by_start ON booking (programme_id, starts_at, id) WHERE status = 'confirmed';
      CREATE INDEX lockout_of_person ON lockout (person_id, consultation_id);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX board_by_target, board_by_priority, board_by_submission, board_by_stay, board_by_day_held,
        board_held_by_priority, offer_open_by_expiry, offer_open_by_age, offer_open_by_start, booking_confirmed_by_start,
        lockout_of_person
    `);
  }
}
