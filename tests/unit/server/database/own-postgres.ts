import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { createDatabase, startPostgres } from '../../../../server/database/postgres';
import type { EmbeddedPostgres } from '../../../../server/database/postgres-server';

/** For whoever wants to hear nothing. */
export const quiet = () => undefined;

/** A PostgreSQL of this file's own, from its first test to its last. */
export function ownPostgres(): { readonly url: string; newDatabase(name: string): Promise<string> } {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'anli-own-postgres-'));
  let postgres: EmbeddedPostgres;
  beforeAll(async () => {
    postgres = await startPostgres({ dataDir, log: quiet });
  }, 60_000);
  afterAll(async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    get url() {
      return postgres.url;
    },
    newDatabase: (name) => createDatabase(postgres.url, name),
  };
}

/** Runs statements one by one on a connection as any client makes it. @returns the rows of the last */
export async function rows(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let found: unknown[] = [];
    for (const statement of statements) found = (await client.query<Record<string, unknown>>(statement)).rows;
    return found;
  } finally {
    await client.end();
  }
}
