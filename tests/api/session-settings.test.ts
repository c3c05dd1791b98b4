import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Connection } from '../../lib/platform/connection';
import { send } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { HOSTILE } from '../support/hostile-settings';
import { fillLibrary } from '../support/library';
import { unique } from '../support/people';
import { startSite, type Site } from '../support/site-process';

/** A site on a database whose own settings are what no code of ours reckons with. */
let own: Site;
let published: unknown;

beforeAll(async () => {
  const name = unique('hostile');
  const databaseUrl = await cloneDatabase(inject('template'), name);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const [setting, value] of Object.entries(HOSTILE)) await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} SET ${setting} TO ${value}`);
  await client.end();
  await fillLibrary(databaseUrl, 10);
  const connection = new Connection({ connectionString: databaseUrl });
  await connection.connect();
  const { rows } = await connection.query<{ number: number; ms: number }>(
    `SELECT number, extract(epoch FROM "publishedAt")::float8 * 1000 AS ms FROM "Article" WHERE "publishedRevisionId" IS NOT NULL ORDER BY "publishedAt" DESC, id DESC`,
  );
  published = rows.map(({ number, ms }) => ({ number, publishedAt: new Date(ms).toISOString() }));
  await connection.end();
  own = await startSite({ databaseUrl });
}, 120_000);
afterAll(() => own.stop());

interface List {
  data: { items: { number: number; publishedAt: string }[]; next: string | null };
}

test('the start says which PostgreSQL it has found', () => {
  expect(own.output()).toMatch(/^PostgreSQL \d+\.\d+/m);
});

test('a list is gone through by its cursors, each case once, with the times at which they were published', async () => {
  const seen: { number: number; publishedAt: string }[] = [];
  for (let path: string | null = '/api/cases?limit=1'; path !== null && seen.length <= 10; ) {
    const { status, body } = await send('GET', path, { origin: own.origin });
    expect(status).toBe(200);
    const { items, next } = (body as List).data;
    seen.push(...items.map(({ number, publishedAt }) => ({ number, publishedAt })));
    path = next && `/api/cases?limit=1&cursor=${encodeURIComponent(next)}`;
  }
  expect(seen).toEqual(published);
});
