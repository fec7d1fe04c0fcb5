import { type TestService } from '../service/service.js';

/** What a whole table holds, by the table's name: how many rows, and a sum of the transactions that last wrote them. */
export type Contents = Readonly<Record<string, string>>;

/** Tables that a read writes to: who read what, when a token was last used, and when somebody was last seen. */
const WRITTEN_BY_READS: ReadonlySet<string> = new Set([
  'read_audit',
  'read_audit_head',
  'api_token',
  'session',
]);

/** The tables stay what they are for as long as a service runs. */
const sums = new WeakMap<TestService, Promise<string>>();

async function sumsOf(service: TestService): Promise<string> {
  const { rows: tables } = await service.admin.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  return tables
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) AS sum FROM public."${name}"`,
    )
    .join(' UNION ALL ');
}

/** Every table of the service as it is now, past row-level security. */
export async function contents(service: TestService): Promise<Contents> {
  const text = sums.get(service) ?? sumsOf(service);
  sums.set(service, text);
  const { rows } = await service.admin.query<{ name: string; sum: string }>({
    name: 'contents',
    text: await text,
  });
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** The same without what reading by itself writes. */
export async function contentsButReads(service: TestService): Promise<Contents> {
  const all = Object.entries(await contents(service));
  return Object.fromEntries(all.filter(([name]) => !WRITTEN_BY_READS.has(name)));
}
