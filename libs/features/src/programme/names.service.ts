import { Injectable } from '@nestjs/common';
import { theService } from '@case-consultation/domain';
import { Database, type NamedStatement } from '@case-consultation/database';
import { Remembered } from './remembered.js';

/** How long names are remembered, in milliseconds: one that was changed in another process is shown as it was for so long. */
const REMEMBERED_MS = 5_000;

/**
 * What people and agencies are called, for whoever may see them at all. Nearly every answer tells a few of them, so that they are
 * not read with each.
 */
@Injectable()
export class Names {
  private readonly remembered = new Remembered(REMEMBERED_MS, (programmeId) => this.read(programmeId));

  constructor(private readonly database: Database) {}

  /**
   * By id, of people whether or not they are still active.
   * @param ids of whom the names will be asked; one who came since the names were read is known all the same
   */
  async of(programmeId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = await this.remembered.of(programmeId);
    if (ids.every((id) => names.has(id))) return names;
    this.remembered.forget(programmeId);
    return this.remembered.of(programmeId);
  }

  /** Whoever changed a name calls this, to see the change at once. */
  forget(programmeId: string): void {
    this.remembered.forget(programmeId);
  }

  private async read(programmeId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read<{ id: string; name: string }>(theService(programmeId), NAMES);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const NAMES: NamedStatement = {
  name: 'all-names',
  text: `SELECT id, name FROM person WHERE programme_id = app_programme()
    UNION ALL SELECT id, name FROM agency WHERE programme_id = app_programme()`,
};
