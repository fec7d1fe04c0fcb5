import { Injectable } from '@nestjs/common';
import { type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { freedTimeNoted } from '../outbox/freed-time-noted.js';

/**
 * Time that became free by what a consultant has said of theirs: new or longer hours, leave taken back, a higher cap. What a
 * change of a consultation, of a person or of the settings frees is noted with that change.
 */
@Injectable()
export class FreedTime {
  constructor(private readonly clock: Clock) {}

  /**
   * To be called inside the transaction that frees the time; those who wait are then offered it in their turn. Noting too
   * often does no harm, so whoever is not sure that time became free notes it.
   */
  note(tx: Transaction): void {
    tx.atLast(freedTimeNoted(tx.actor.programmeId, this.clock.now()));
  }
}
