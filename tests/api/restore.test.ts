import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { send } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { leaseIsOver } from '../support/page-cache';
import { unique } from '../support/people';
import { startSite, type Site } from '../support/site-process';

/** A site of this file's own, and its database, which is put back to an earlier state under it. */
let own: Site;
let database: string;
const name = unique('restored').replaceAll('-', '_');

beforeAll(async () => {
  database = await cloneDatabase(inject('template'), name);
  await run(database, `INSERT INTO "Category" (id, slug, name, path) VALUES (gen_random_uuid(), 'c', '起初', 'c/')`);
  own = await startSite({ databaseUrl: database });
});
afterAll(() => own.stop());

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** On the server, outside of the database. */
function maintain(...statements: string[]): Promise<void> {
  const url = new URL(database);
  url.pathname = '/anli';
  return run(url.href, ...statements);
}

const alone = (which: string) => [
  `ALTER DATABASE "${which}" ALLOW_CONNECTIONS false`,
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${which}'`,
];
/** Writes as nobody does who waits for the leases of others, and then waits for them. */
async function rename(to: string): Promise<void> {
  await run(database, `UPDATE "Category" SET "name" = '${to}' WHERE "slug" = 'c'`);
  await leaseIsOver();
}
const page = () => send('GET', '/c/c', { origin: own.origin });
/** Once the site has its database again, what it answers is what is. */
const afterwards = () => eventually(page, ({ status, headers }) => status === 200 && !headers['cache-status']!.includes('past-lease'));

test('a backup that is restored under a running site is shown, also where it has counted on to the same tick or beyond', async () => {
  const backup = `${name}_backup`;
  await maintain(...alone(name), `CREATE DATABASE "${backup}" TEMPLATE "${name}"`, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  for (const [round, written] of [['甲'], ['乙'], ['丙', '丁']].entries()) {
    await rename(`丢了${round}`);
    expect((await afterwards()).text).toContain(`丢了${round}`);
    expect((await afterwards()).headers['cache-status']).toBe('anli; hit');
    await maintain(...alone(name), `DROP DATABASE "${name}"`, `CREATE DATABASE "${name}" TEMPLATE "${backup}"`);
    for (const word of written) await rename(word);
    const restored = await afterwards();
    expect(restored.text).toContain(written.at(-1));
    expect(restored.text).not.toContain('丢了');
  }
});
