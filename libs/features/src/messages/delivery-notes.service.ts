import { Injectable } from '@nestjs/common';
import { theService } from '@case-consultation/domain';
import { type Database } from '@case-consultation/database';
import { SharedWrites } from '../shared-writes.js';

/** A few connections of their own, so that a note never waits for a connection that its own sender holds. */
export abstract class NotesDatabase {
  abstract atOnce: Database['atOnce'];
  abstract close: Database['close'];
}

/** Notes kept outside of the sending transaction, so that they outlive it. Those that come together share a commit. */
@Injectable()
export class DeliveryNotes {
  private readonly writes = new SharedWrites<string>((programmeId, messageIds) =>
    this.database.atOnce(theService(programmeId), {
      name: 'may-arrive',
      text: 'UPDATE message SET may_have_arrived = true WHERE id = ANY ($1::uuid[])',
      values: [messageIds],
    }),
  );

  constructor(private readonly database: NotesDatabase) {}

  /** The dialogue begins: from here on the message may have arrived, whatever becomes of this process. */
  mayArrive(programmeId: string, messageId: string): Promise<void> {
    return this.writes.add(programmeId, messageId);
  }
}
