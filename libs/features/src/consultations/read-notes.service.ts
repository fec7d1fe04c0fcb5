import { Injectable } from '@nestjs/common';
import { type Actor, theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { SharedWrites } from '../shared-writes.js';
import { notesOf, type ReadNote, type ReadWhat, whyOf } from './read-audit.js';

/**
 * Notes reads in the audit where much is read at once. Each entry's hash covers the one before, so that a programme's
 * entries are written one after another; those that come together share a commit. Whoever reads waits for it: no case
 * text leaves before its note is kept.
 */
@Injectable()
export class ReadNotes {
  private readonly writes = new SharedWrites<ReadNote>((programmeId, notes) =>
    this.database.atOnce(theService(programmeId), notesOf(programmeId, notes)),
  );

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Settles once the note is kept. Not to be called inside a transaction, which would hold a second connection. */
  note(actor: Actor, consultationId: string, what: ReadWhat): Promise<void> {
    const note: ReadNote = {
      at: this.clock.now(),
      person_id: actor.personId,
      consultation_id: consultationId,
      what,
      why: whyOf(actor),
    };
    return this.writes.add(actor.programmeId, note);
  }
}
