import { Injectable } from '@nestjs/common';
import { type Actor, theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type ReadNote, notesOf, type ReadWhat, whyOf } from './read-audit.js';

/** Notes that wait for the ones before them to be written. */
interface Batch {
  notes: ReadNote[];
  written: Promise<void>;
}

/**
 * Notes reads in the audit for those who read much at once. Each entry's hash covers the one before, so a programme's
 * entries are written one after another; whatever comes while one batch is written goes into the next, and they share a
 * commit. Whoever reads waits for it: no case text leaves before its note is kept.
 */
@Injectable()
export class ReadNotes {
  /** By programme, the batch that fills while another is written. */
  private readonly filling = new Map<string, Batch>();
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Settles once the note is kept. Not to be called inside a transaction, which would hold a second connection. */
  note(actor: Actor, consultationId: string, what: ReadWhat): Promise<void> {
    const { programmeId, personId } = actor;
    const batch = this.filling.get(programmeId) ?? this.open(programmeId);
    batch.notes.push({
      at: this.clock.now(),
      person_id: personId,
      consultation_id: consultationId,
      what,
      why: whyOf(actor),
    });
    return batch.written;
  }

  private open(programmeId: string): Batch {
    const notes: ReadNote[] = [];
    const before = this.writing.get(programmeId) ?? Promise.resolve();
    const written = before.then(async () => {
      this.filling.delete(programmeId);
      await this.database.atOnce(theService(programmeId), notesOf(programmeId, notes));
    });
    // The next batch begins whatever became of this one; who waits for this one is told.
    const over: Promise<void> = written.catch(() => undefined).then(() => this.forget(programmeId, over));
    this.writing.set(programmeId, over);
    const batch = { notes, written };
    this.filling.set(programmeId, batch);
    return batch;
  }

  private forget(programmeId: string, over: Promise<void>): void {
    if (this.writing.get(programmeId) === over) this.writing.delete(programmeId);
  }
}
