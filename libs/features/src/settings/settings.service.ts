import { Injectable } from '@nestjs/common';
import {
  type Actor,
  checkSettings,
  collisionsWithClosing,
  DEFAULT_SETTINGS,
  DomainError,
  epochMinutes,
  makeWorkingCalendar,
  mayLetSomebodyBeAsked,
  type ProgrammeSettings,
  SETTING_FIELDS,
  settingChanges,
  partOf,
} from '@case-consultation/domain';
import { Database, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { heldNow } from '../collisions/held.js';
import { refuseUnlessMarksKept } from '../collisions/refuse-unless-kept.js';
import { freedTimeNoted } from '../outbox/freed-time-noted.js';
import { type Page, pageOf } from '../paging.js';
import { Programmes } from '../programme/programmes.service.js';
import { oneAtATime } from '../routing/one-at-a-time.js';
import {
  keepChange,
  mustAdminister,
  readChanges,
  reasonFor,
  refuseStale,
  type SettingsChangeView,
} from './settings-history.js';

/** The settings as they are now, whole, with the version to change them by. */
export interface SettingsView {
  version: number;
  settings: ProgrammeSettings;
}

/** What somebody wants to change: each part whole. The time zone stays. */
export type SettingsPatch = Partial<Omit<ProgrammeSettings, 'zone'>>;

const CHANGEABLE: ReadonlySet<string> = new Set(SETTING_FIELDS.map(partOf));

/**
 * The settings of a programme in the hands of its leads and administrators. A change holds for what happens next; nothing
 * that is promised already changes with it: open offers keep their windows, requests that were sent their targets, bookings
 * their lengths, reminders and look-backs their days, for each of them was written down when it was promised.
 */
@Injectable()
export class Settings {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-your-task` */
  async view(actor: Actor): Promise<SettingsView> {
    mustAdminister(actor);
    return this.database.as(actor, (tx) => settingsNow(tx, ''));
  }

  /**
   * Changes the settings: all of it, or nothing. A change that changes nothing leaves no trace.
   * @param how `seen`: the version that whoever changes them had before them; `keeping`: marks of what is held on a new
   *   closure day, was shown, and stays where it is all the same
   * @throws DomainError `not-your-task`; `changed-meanwhile`, saying what; `invalid-input` with every problem in
   *   `details.problems`; `reason-needed`, `identifier-found`; `collides-with-bookings` with `CollisionsAsked`
   */
  async change(
    actor: Actor,
    patch: SettingsPatch,
    { reason, seen, keeping = [] }: { reason: string; seen: number; keeping?: readonly string[] },
  ): Promise<SettingsView> {
    mustAdminister(actor);
    const view = await this.database.as(actor, async (tx) => {
      const now = await settingsNow(tx, 'FOR NO KEY UPDATE');
      if (now.version !== seen) return refuseStale(tx, actor.programmeId, seen);
      const given = onlyChangeable(patch);
      const wanted = { ...now.settings, ...given };
      checkSettings(wanted, new Set(Object.keys(given) as (keyof ProgrammeSettings)[]));
      makeWorkingCalendar(wanted);
      await mustReachEverybody(tx, now.settings, wanted);
      const changes = settingChanges(now.settings, wanted);
      if (changes.length === 0) return now;
      const why = reasonFor(reason);
      const at = this.clock.now();
      await refuseUnlessHeldIsKept(tx, { before: now.settings, after: wanted, keeping }, at);
      const version = now.version + 1;
      keepChange(tx, {
        subject: 'settings',
        subjectId: actor.programmeId,
        subjectName: 'Settings',
        version,
        at,
        changes,
        reason: why,
      });
      await tx.query(
        'UPDATE programme SET settings = settings || $2::jsonb, settings_version = $3 WHERE id = $1',
        [actor.programmeId, JSON.stringify(given), version],
      );
      if (mayLetSomebodyBeAsked(changes)) tx.atLast(freedTimeNoted(actor.programmeId, at));
      return { version, settings: wanted };
    });
    this.programmes.forgetAll();
    return view;
  }

  /**
   * Every change of settings, agencies, teams and pathways, newest first.
   * @param page `after`: the id of the last one seen
   */
  async history(
    actor: Actor,
    page: { limit: number; after: number | null; subjectId?: string },
  ): Promise<Page<SettingsChangeView>> {
    mustAdminister(actor);
    return this.database.as(actor, async (tx) => {
      const wish = { subjectId: page.subjectId ?? null, before: page.after, limit: page.limit + 1 };
      return pageOf(await readChanges(tx, wish), page.limit);
    });
  }
}

async function settingsNow(tx: Transaction, lock: '' | 'FOR NO KEY UPDATE'): Promise<SettingsView> {
  const row = await tx.maybe<{ settings: Partial<ProgrammeSettings>; version: number }>(
    `SELECT settings, settings_version AS version FROM programme WHERE id = $1 ${lock}`,
    [tx.actor.programmeId],
  );
  if (!row) throw new Error('An actor belongs to a programme');
  return { version: row.version, settings: { ...DEFAULT_SETTINGS, ...row.settings } };
}

function onlyChangeable(patch: SettingsPatch): SettingsPatch {
  const given = Object.entries(patch).filter(([part, value]) => CHANGEABLE.has(part) && value !== undefined);
  return Object.fromEntries(given);
}

/**
 * What is held on a day that becomes a closure day stays where it is, but whoever closes it has to have seen it. From here on
 * nobody gives time away until the transaction ends.
 */
async function refuseUnlessHeldIsKept(
  tx: Transaction,
  {
    before,
    after,
    keeping,
  }: { before: ProgrammeSettings; after: ProgrammeSettings; keeping: readonly string[] },
  now: Date,
): Promise<void> {
  if (after.closureDays.every((day) => before.closureDays.includes(day))) return;
  await oneAtATime(tx);
  const collisions = collisionsWithClosing(
    makeWorkingCalendar(before),
    makeWorkingCalendar(after),
    await heldNow(tx, tx.actor, null, now),
    { now: epochMinutes(now), zone: after.zone },
  );
  refuseUnlessMarksKept(collisions, keeping);
}

/** A domain that people of the programme have their addresses at cannot be taken away from under them. */
async function mustReachEverybody(
  tx: Transaction,
  before: ProgrammeSettings,
  after: ProgrammeSettings,
): Promise<void> {
  const gone = before.allowedMailDomains.filter((domain) => !after.allowedMailDomains.includes(domain));
  if (gone.length === 0) return;
  const [used] = await tx.query<{ domain: string; people: number }>(
    `SELECT split_part(email, '@', 2) AS domain, count(*) AS people FROM person
     WHERE programme_id = $1 AND active AND split_part(email, '@', 2) = ANY ($2) GROUP BY 1 ORDER BY 1 LIMIT 1`,
    [tx.actor.programmeId, gone],
  );
  if (!used) return;
  const people = used.people === 1 ? '1 person has' : `${used.people} people have`;
  throw new DomainError(
    'invalid-input',
    `Keep ${used.domain}: ${people} an address there, and would get no more email.`,
    'allowedMailDomains',
  );
}
