import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Bookings that a consultant or a lead called off, by when: the forecast takes their share off the slots that are published. */
export class IndexCalledOff1797000150000 implements MigrationInterface {
  name = 'IndexCalledOff1797000150000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE INDEX forecast_called_off ON history (programme_id, at) INCLUDE (consultation_id)
        WHERE event = 'booking-cancelled' AND detail ->> 'by' <> 'requester';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP INDEX forecast_called_off');
  }
}
