import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  DEFAULT_SETTINGS,
  makeWorkingCalendar,
  type ProgrammeSettings,
  type WorkingCalendar,
} from '@case-consultation/domain';
import { CaseCipher, type ProgrammeKeys } from '@case-consultation/platform';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { theService } from '@case-consultation/domain';
import { Remembered } from './remembered.js';

export interface OpenAgency {
  id: string;
  name: string;
  kind: string;
  teams: readonly { id: string; name: string }[];
}

/** What nearly every use case needs of the programme it acts in. */
export interface Programme {
  id: string;
  /** Rises with every change of the settings. */
  settingsVersion: number;
  code: string;
  name: string;
  settings: ProgrammeSettings;
  /** Those that are open, with their open teams, by name. */
  agencies: readonly OpenAgency[];
  calendar: WorkingCalendar;
  /** Seals and opens this programme's case text. */
  keys: ProgrammeKeys;
}

/**
 * How long a programme is remembered, in milliseconds. A change of its settings or agencies is heard of by every process at once; where a
 * process could not hear of it (its connection was lost), the change holds there after this.
 */
const REMEMBERED_MS = 5_000;

/** The programmes with their settings, working calendars and keys, remembered for a few seconds, or until one changes. */
@Injectable()
export class Programmes implements OnModuleDestroy {
  private readonly stopListening: () => Promise<void>;
  private readonly remembered = new Remembered(REMEMBERED_MS, (programmeId) => this.read(programmeId));

  constructor(
    private readonly database: Database,
    private readonly cipher: CaseCipher,
  ) {
    this.stopListening = database.listen('programme_changed', () => this.forgetAll());
  }

  async onModuleDestroy(): Promise<void> {
    await this.stopListening();
  }

  /** Whoever changed a programme calls this, to see the change at once themselves; the others hear of it. */
  forgetAll(): void {
    this.remembered.forgetAll();
  }

  /** @throws Error when there is no such programme: an actor always belongs to one */
  of(programmeId: string): Promise<Programme> {
    return this.remembered.of(programmeId);
  }

  private async read(programmeId: string): Promise<Programme> {
    const keys = await this.cipher.withKeys(programmeId);
    const [row, agencies] = await this.database.as(theService(programmeId), (tx: Transaction) =>
      Promise.all([
        tx.maybe<{ code: string; name: string; settings: Partial<ProgrammeSettings>; version: number }>(
          'SELECT code, name, settings, settings_version AS version FROM programme WHERE id = $1',
          [programmeId],
        ),
        tx.query<Row & OpenAgency>(
          `SELECT g.id, g.name, g.kind, coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY t.name)
             FROM team t WHERE t.agency_id = g.id AND t.closed_at IS NULL), '[]') AS teams
           FROM agency g WHERE g.programme_id = $1 AND g.closed_at IS NULL ORDER BY g.name`,
          [programmeId],
        ),
      ]),
    );
    if (!row) throw new Error(`There is no programme ${programmeId}`);
    const settings = { ...DEFAULT_SETTINGS, ...row.settings };
    return {
      id: programmeId,
      settingsVersion: row.version,
      code: row.code,
      name: row.name,
      settings,
      agencies,
      calendar: makeWorkingCalendar(settings),
      keys,
    };
  }
}
