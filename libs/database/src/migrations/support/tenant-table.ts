import { type QueryRunner } from 'typeorm';

/**
 * Makes a table a tenant's: owned by the owner role, row-level security forced (on its owner too), and the
 * application allowed exactly `grants` on the rows of the programme it has said it acts in.
 */
export async function tenantTable(
  run: QueryRunner,
  table: string,
  { by = 'programme_id', grants }: { by?: string; grants: string },
): Promise<void> {
  await run.query(`
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_programme ON ${table} TO consultations_app
      USING (${by} = app_programme()) WITH CHECK (${by} = app_programme());
    GRANT ${grants} ON ${table} TO consultations_app;
  `);
}

/** Lets the gate, which owns the few functions that look across programmes, read a table; the application never is the gate. */
export async function gateMayRead(run: QueryRunner, ...tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await run.query(`
      GRANT SELECT ON ${table} TO consultations_gate;
      CREATE POLICY gate ON ${table} FOR SELECT TO consultations_gate USING (true);
    `);
  }
}
