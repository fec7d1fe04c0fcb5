import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is kept of another table: its column, how it is read of a consultation `c`, and what changes it. */
const KEPT = [
  {
    table: 'consultation_record',
    column: 'record_state',
    type: `text NOT NULL DEFAULT 'none'`,
    read: `coalesce((SELECT r.state FROM consultation_record r WHERE r.consultation_id = c.id), 'none')`,
    events: ['INSERT', 'UPDATE'],
  },
  {
    table: 'action',
    column: 'open_actions',
    type: 'int NOT NULL DEFAULT 0',
    read: `(SELECT count(*) FROM action a WHERE a.consultation_id = c.id AND a.status = 'open')`,
    events: ['INSERT', 'UPDATE'],
  },
  {
    table: 'lockout',
    column: 'locked_out',
    type: `uuid[] NOT NULL DEFAULT '{}'`,
    read: `ARRAY(SELECT l.person_id FROM lockout l WHERE l.consultation_id = c.id ORDER BY l.person_id)`,
    events: ['INSERT', 'DELETE'],
  },
] as const;

/**
 * Every rule asks how far the record is, how many actions are open and who is locked out, so that every read of a consultation
 * read three further tables for it. The consultation's own row keeps it now, in step with those tables by their triggers: who
 * writes there holds the consultation's lock.
 */
export class KeepWhatRulesAsk1797060100000 implements MigrationInterface {
  name = 'KeepWhatRulesAsk1797060100000';

  async up(run: QueryRunner): Promise<void> {
    const tables = ['consultation', ...KEPT.map(({ table }) => table)];
    await run.query(`
      ALTER TABLE consultation ${KEPT.map(({ column, type }) => `ADD COLUMN ${column} ${type}`).join(', ')};
      -- Row-level security is forced on the owner too; here every programme is gone through.
      ${tables.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY;`).join('\n')}
      UPDATE consultation c SET ${KEPT.map(({ column, read }) => `${column} = ${read}`).join(', ')}
        WHERE EXISTS (SELECT FROM consultation_record WHERE consultation_id = c.id)
          OR EXISTS (SELECT FROM action WHERE consultation_id = c.id)
          OR EXISTS (SELECT FROM lockout WHERE consultation_id = c.id);
      ${tables.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`).join('\n')}
    `);
    for (const { table, column, read, events } of KEPT) {
      await run.query(`
        CREATE FUNCTION keep_${column}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE consultation c SET ${column} = ${read}
          WHERE c.id IN (SELECT consultation_id FROM touched) AND c.${column} IS DISTINCT FROM ${read};
          RETURN NULL;
        END $$;
      `);
      for (const event of events) {
        const rows = event === 'DELETE' ? 'OLD' : 'NEW';
        await run.query(`
          CREATE TRIGGER keep_${column}_${event.toLowerCase()} AFTER ${event} ON ${table}
            REFERENCING ${rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION keep_${column}();
        `);
      }
    }
  }

  async down(run: QueryRunner): Promise<void> {
    for (const { table, column, events } of KEPT) {
      for (const event of events) {
        await run.query(`DROP TRIGGER keep_${column}_${event.toLowerCase()} ON ${table}`);
      }
      await run.query(`DROP FUNCTION keep_${column}(); ALTER TABLE consultation DROP COLUMN ${column}`);
    }
  }
}
