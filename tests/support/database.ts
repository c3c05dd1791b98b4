import { createHash } from 'node:crypto';
import { Pool, type QueryResultRow } from 'pg';
import { expect } from 'vitest';
import { site } from './site';

const pool = new Pool({ connectionString: site.databaseUrl, max: 4, allowExitOnIdle: true });
// A connection that a test's outage breaks while idle is no fault of the test.
pool.on('error', () => undefined);

/** Looks into (or meddles with) this worker's database, past the product. */
export async function sql<T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await pool.query<T>(text, values)).rows;
}

/** The one row of a query. */
export async function sqlRow<T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T> {
  const rows = await sql<T>(text, values);
  if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one: ${text}`);
  return rows[0]!;
}

/** Counters of attempts and signs of life move though nothing was stored. */
const BESIDES = ['RateLimit', 'Instance', '_prisma_migrations'];

/** A hash over every row of every table: equal before and after means that nothing was stored, changed or deleted. */
export async function fingerprint(): Promise<string> {
  const tables = await sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY tablename`,
    [BESIDES],
  );
  const parts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*) AS rows, sum(hashtextextended(t::text, 0)::numeric) AS hash FROM "${name}" t`);
  const rows = await sql(parts.join(' UNION ALL '));
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

/** Does `work`, after which every row of every table must be as before. */
export async function storesNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await fingerprint();
  const result = await work();
  expect(await fingerprint(), 'a hash of the database').toBe(before);
  return result;
}
